import type { Reply } from '../contract/action'
import type { ActionName, CommandName, InputOf, OutputOf } from '../contract/index'
import { config } from '../config'
import { BROKEN_TEXT, CallError, SLOW_TEXT, transportError } from './call-error'

/** Longer than the function's own limit, so that a late answer of the server wins over our impatience. */
const PATIENCE = 20_000

/** Commands carry the key of their intent (see `sendIntent`), queries carry none. */
type Key<A extends ActionName> = A extends CommandName ? [idempotencyKey: string] : []

let effects = 0

/** Grows with every command that took effect: what was loaded before may be out of date. */
export const effectCount = (): number => effects

export function startCloud(): void {
  wx.cloud.init(config.env ? { env: config.env, traceUser: true } : { traceUser: true })
}

function isReply(value: unknown): value is Reply<unknown> {
  if (typeof value !== 'object' || value === null) return false
  const { ok, error } = value as { ok?: unknown; error?: { code?: unknown; message?: unknown } }
  if (ok === true) return 'data' in value
  return ok === false && typeof error?.code === 'string' && typeof error.message === 'string'
}

/** Rejects when no answer came in time; the request itself cannot be called back. */
function withPatience<T>(work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(new CallError({ code: 'unavailable', message: SLOW_TEXT, requestId: '' }, false)),
      PATIENCE,
    )
    const stop = () => clearTimeout(timer)
    work.then(
      (value) => (stop(), resolve(value)),
      (failure: unknown) => (stop(), reject(transportError(failure))),
    )
  })
}

/**
 * The one place that calls the cloud. Resolves with the view, or rejects with `CallError` and nothing else: an answer
 * that is not understood counts as no answer, so a command is sent again under its key.
 */
export async function call<A extends ActionName>(
  action: A,
  input: InputOf<A>,
  ...key: Key<A>
): Promise<OutputOf<A>> {
  const [idempotencyKey] = key
  const data = idempotencyKey === undefined ? { action, input } : { action, input, idempotencyKey }
  const { result } = await withPatience(wx.cloud.callFunction({ name: 'api', data }))
  if (!isReply(result)) {
    throw new CallError({ code: 'unavailable', message: BROKEN_TEXT, requestId: '' }, false)
  }
  if (!result.ok) throw new CallError(result.error, true)
  if (idempotencyKey !== undefined) effects += 1
  return result.data as OutputOf<A>
}
