import { BATCH_MAX, type Envelope } from '../../miniprogram/contract/action'
import { AppError } from './errors'

/** Largest request, in UTF-16 code units of its JSON. */
const REQUEST_MAX = 100_000
const KEY = /^[A-Za-z0-9_-]{16,64}$/

/** What the platform adds to an event; ignored, identity comes from the context. */
const FROM_PLATFORM = ['userInfo', 'tcbContext']
const KNOWN = ['action', 'input', 'idempotencyKey', ...FROM_PLATFORM]
/** Deepest input: no schema of ours goes half as deep, and what parses it recurses. */
const DEPTH_MAX = 20

/** Whether a value is nested deeper than `left` levels, without recursing further than that. */
function isDeeper(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return left === 0 || Object.values(value).some((part) => isDeeper(part, left - 1))
}

/**
 * Checks the size, the depth and the keys of a request.
 * @throws AppError `invalid-argument`
 */
function checkOutside(event: unknown, known: readonly string[]): Record<string, unknown> {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new AppError('invalid-argument')
  }
  if (Object.keys(event).some((key) => !known.includes(key)) || isDeeper(event, DEPTH_MAX)) {
    throw new AppError('invalid-argument')
  }
  if (JSON.stringify(event).length > REQUEST_MAX) {
    throw new AppError('invalid-argument', '内容太长了，请删减后再提交')
  }
  return event as Record<string, unknown>
}

/** Whether several queries travel in this request. */
export const isBatch = (event: unknown): boolean =>
  typeof event === 'object' &&
  event !== null &&
  Object.prototype.hasOwnProperty.call(event, 'batch')

/** The requests of a batch; each is still to be parsed by itself. */
export function parseBatch(event: unknown): unknown[] {
  const { batch } = checkOutside(event, ['batch', ...FROM_PLATFORM])
  if (!Array.isArray(batch) || batch.length === 0 || batch.length > BATCH_MAX) {
    throw new AppError('invalid-argument')
  }
  return batch
}

/** Checks the outside of a request; the input is parsed later by the action's schema. */
export function parseEnvelope(event: unknown): Envelope {
  const { action, input, idempotencyKey } = checkOutside(event, KNOWN)
  if (typeof action !== 'string' || action.length > 64) throw new AppError('invalid-argument')
  if (idempotencyKey === undefined) return { action, input }
  if (typeof idempotencyKey !== 'string' || !KEY.test(idempotencyKey)) {
    throw new AppError('invalid-argument')
  }
  return { action, input, idempotencyKey }
}
