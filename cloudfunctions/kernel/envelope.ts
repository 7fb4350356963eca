import type { Envelope } from '../../miniprogram/contract/action'
import { AppError } from './errors'

/** Largest request, in UTF-16 code units of its JSON. */
const REQUEST_MAX = 100_000
const KEY = /^[A-Za-z0-9_-]{16,64}$/

/** What the platform adds to an event; ignored, identity comes from the context. */
const FROM_PLATFORM = ['userInfo', 'tcbContext']
const KNOWN = ['action', 'input', 'idempotencyKey', ...FROM_PLATFORM]

/** Checks the outside of a request; the input is parsed later by the action's schema. */
export function parseEnvelope(event: unknown): Envelope {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new AppError('invalid-argument')
  }
  const unknown = Object.keys(event).filter((key) => !KNOWN.includes(key))
  if (unknown.length > 0) throw new AppError('invalid-argument')
  if (JSON.stringify(event).length > REQUEST_MAX) {
    throw new AppError('invalid-argument', '内容太长了，请删减后再提交')
  }
  const { action, input, idempotencyKey } = event as Record<string, unknown>
  if (typeof action !== 'string' || action.length > 64) throw new AppError('invalid-argument')
  if (idempotencyKey === undefined) return { action, input }
  if (typeof idempotencyKey !== 'string' || !KEY.test(idempotencyKey)) {
    throw new AppError('invalid-argument')
  }
  return { action, input, idempotencyKey }
}
