import type { BatchEnvelope, Envelope, Reply } from '../contract/action'
import type { ActionName, CommandName, InputOf, OutputOf, QueryName } from '../contract/index'
import { config } from '../config'
import { BROKEN_TEXT, CallError, SLOW_TEXT, transportError } from './call-error'
import { keyFor, type SentKey } from './idempotency'

/** Longer than the function's own limit, so that a late answer of the server wins over our impatience. */
const PATIENCE = 20_000
/** Before a command that found the cloud busy is sent again, ms. */
const PAUSES = [1000, 2000, 4000]

/** A query with its input, to travel with others. */
export type Query = {
  [A in QueryName]: { action: A; input: InputOf<A> }
}[QueryName]

/** What became of one query of a batch. */
export type Outcome<A extends ActionName> = OutputOf<A> | CallError

/** The outcomes of queries, position by position. */
export type Outcomes<Q extends readonly Query[]> = {
  -readonly [I in keyof Q]: Outcome<Q[I]['action']>
}

/** Waiting between two sendings; tests bring their own. */
export interface Waiting {
  wait(ms: number): Promise<void>
  /** 0–1. */
  random(): number
}

let effects = 0

/** Grows with every command that took effect: what was loaded before may be out of date. */
export const effectCount = (): number => effects

const listeners = new Set<(error: CallError) => void>()

/**
 * Hears of a command that is about to be sent again by itself, so that a page can say so while the person waits.
 * @returns how to stop hearing.
 */
export function onBusy(listener: (error: CallError) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function startCloud(): void {
  wx.cloud.init(config.env ? { env: config.env, traceUser: true } : { traceUser: true })
}

function isReply(value: unknown): value is Reply<unknown> {
  if (typeof value !== 'object' || value === null) return false
  const { ok, error } = value as { ok?: unknown; error?: { code?: unknown; message?: unknown } }
  if (ok === true) return 'data' in value
  return ok === false && typeof error?.code === 'string' && typeof error.message === 'string'
}

const noAnswer = (message: string) =>
  new CallError({ code: 'unavailable', message, requestId: '' }, false)

/** Rejects when no answer came in time; the request itself cannot be called back. */
function withPatience<T>(work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(noAnswer(SLOW_TEXT)), PATIENCE)
    const stop = () => clearTimeout(timer)
    work.then(
      (value) => (stop(), resolve(value)),
      (failure: unknown) => (stop(), reject(transportError(failure))),
    )
  })
}

/**
 * The one place that calls the cloud. Resolves with the view, or rejects with `CallError` and nothing else: an answer that
 * is not understood counts as no answer, so a command is sent again under its key.
 */
async function request(data: Envelope | BatchEnvelope): Promise<unknown> {
  const { result } = await withPatience(wx.cloud.callFunction({ name: 'api', data }))
  if (!isReply(result)) throw noAnswer(BROKEN_TEXT)
  if (!result.ok) throw new CallError(result.error, true)
  return result.data
}

/** Asks the cloud something. Rejects with `CallError`. */
export const call = <A extends QueryName>(action: A, input: InputOf<A>): Promise<OutputOf<A>> =>
  request({ action, input }) as Promise<OutputOf<A>>

const outcomeOf = (reply: unknown): unknown => {
  if (!isReply(reply)) return noAnswer(BROKEN_TEXT)
  return reply.ok ? reply.data : new CallError(reply.error, true)
}

/**
 * Asks several things in one call, at most `BATCH_MAX`. Each is answered by itself: a view or the `CallError` of that one. Rejects
 * with `CallError` when the call as a whole got nowhere.
 */
export async function batch<const Q extends readonly Query[]>(queries: Q): Promise<Outcomes<Q>> {
  const replies = await request({ batch: queries.map(({ action, input }) => ({ action, input })) })
  if (!Array.isArray(replies) || replies.length !== queries.length) throw noAnswer(BROKEN_TEXT)
  return replies.map(outcomeOf) as Outcomes<Q>
}

/**
 * Lets the cloud know something in passing, such as that a thing was opened: once, without waiting, and nothing that is shown
 * becomes out of date by it. What does not arrive is lost.
 */
export function tell<A extends CommandName>(action: A, input: InputOf<A>): void {
  const { key } = keyFor(action, input)
  request({ action, input, idempotencyKey: key }).catch(() => undefined)
}

const onThisPhone: Waiting = {
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
}

/** The server has decided against it; `internal` and `unavailable` may hide an effect, so their key stays. */
const isRefusal = ({ answered, code }: CallError) =>
  answered && code !== 'internal' && code !== 'unavailable'

const asCallError = (failure: unknown): CallError =>
  failure instanceof CallError ? failure : transportError(failure)

/**
 * Sends a command once per intent: until an answer comes, every sending of it, also after a restart, carries the same key
 * and the server applies it once. A cloud that is busy or out of reach is asked again by itself for a while (`onBusy`), so
 * nobody has to tap twice; not after one sending has used up all our patience. Rejects with `CallError`.
 */
export async function send<A extends CommandName>(
  action: A,
  input: InputOf<A>,
  waiting: Waiting = onThisPhone,
): Promise<OutputOf<A>> {
  const sent: SentKey = keyFor(action, input)
  const start = Date.now()
  for (let attempt = 0; ; attempt += 1) {
    try {
      const view = await request({ action, input, idempotencyKey: sent.key })
      sent.settle()
      effects += 1
      return view as OutputOf<A>
    } catch (failure) {
      const error = asCallError(failure)
      if (isRefusal(error)) sent.settle()
      const pause = PAUSES[attempt]
      const isOver = pause === undefined || Date.now() - start >= PATIENCE
      if (error.code !== 'unavailable' || isOver) throw error
      for (const listener of listeners) listener(error)
      // Sixty phones that were refused together must not come back together.
      await waiting.wait(pause * (0.5 + waiting.random()))
    }
  }
}
