import type { Reply } from '../../miniprogram/contract/action'
import { actions, type ActionName } from '../../miniprogram/contract/index'
import { parseInput, runCommand, runQuery, type Call } from './call'
import type { Caller } from './context'
import type { Meter } from './database'
import type { CommandHandler, Handlers, QueryHandler } from './define'
import { isBatch, parseBatch, parseEnvelope } from './envelope'
import { AppError, defaultMessage } from './errors'
import { hashOf } from './hash'
import { callerOf, identities, identityIdOf } from './identity'
import { logCall, logDefect } from './log'
import type { Memo } from './memo'
import type { Ports } from './ports'
import { createRateLimit } from './rate-limit'
import type { Registry } from './registry'

export type { Ports } from './ports'

/** What one request shares: a batch identifies its caller and reads a document once. */
interface Request {
  memo: Memo
  caller: Promise<Caller> | null
}

/** One action of a request, before it is known whether there is such an action. */
interface Attempt {
  requestId: string
  meter: Meter
  action: string
  memberId: string | null
}

const isAction = (name: string): name is ActionName =>
  Object.prototype.hasOwnProperty.call(actions, name)

/** The error as the phone gets it; what is not an `AppError` says nothing but the request id. */
function toReply(ports: Ports, attempt: Attempt, thrown: unknown): Reply<never> {
  let error: AppError | null = thrown instanceof AppError ? thrown : null
  if (!error && ports.database.isUnavailable(thrown)) error = new AppError('unavailable')
  if (!error) logDefect(attempt.requestId, attempt.action, thrown)
  return {
    ok: false,
    error: {
      code: error?.code ?? 'internal',
      message: error?.message ?? defaultMessage('internal'),
      requestId: attempt.requestId,
      ...(error?.fields ? { fields: error.fields } : {}),
    },
  }
}

function record(ports: Ports, attempt: Attempt, code: string, ms: number): void {
  const { requestId, action, memberId, meter } = attempt
  const definition = isAction(action) ? actions[action] : null
  const cost = definition?.cost ?? { reads: 0, writes: 0 }
  const isOverBudget = meter.reads > cost.reads || meter.writes > cost.writes
  const who = definition?.isAnonymous ? null : memberId
  const log = ports.log ?? logCall
  log({ requestId, action, memberId: who, code, ms, ...meter, isOverBudget })
}

/**
 * The one way in: envelope → action → openid → input → rate limit → member → access → run, with one `try` an action. A command
 * checks its texts and prepares, then runs in one transaction {member → access → idempotency → run → trail}. Answers always,
 * never throws. Several queries may come in one batch.
 */
export function createDispatcher(handlers: Handlers, registry: Registry, ports: Ports) {
  const limit = createRateLimit()

  async function identify(request: Request, attempt: Attempt, openid: string): Promise<Caller> {
    request.caller ??= ports.database
      .database(attempt.meter)
      .get(identities, identityIdOf(openid))
      .then((identity) => callerOf(openid, identity))
    const caller = await request.caller
    attempt.memberId = caller.memberId
    return caller
  }

  async function answer(
    request: Request,
    attempt: Attempt,
    event: unknown,
    isOneOfBatch: boolean,
  ): Promise<unknown> {
    const envelope = parseEnvelope(event)
    if (!isAction(envelope.action)) {
      throw new AppError('not-found', '小程序版本不对，请关闭后重新打开')
    }
    const { action } = envelope
    attempt.action = action
    const definition = actions[action]
    // A command's answer must not hang on what travels beside it.
    if (isOneOfBatch && definition.kind === 'command') throw new AppError('invalid-argument')
    const openid = ports.openid()
    if (openid === null) throw new AppError('unauthenticated')
    const input = parseInput(definition, envelope.input)
    if (!limit.allow(hashOf(openid), ports.now())) throw new AppError('resource-exhausted')
    const caller = await identify(request, attempt, openid)
    const { requestId, meter } = attempt
    const { memo } = request
    const call: Call = { ports, registry, requestId, meter, memo, action, definition, caller }
    const handler = handlers[action] as QueryHandler | CommandHandler
    return handler.kind === 'query'
      ? runQuery(call, handler, input)
      : runCommand(call, handler, input, envelope.idempotencyKey)
  }

  async function reply(
    request: Request,
    event: unknown,
    isOneOfBatch: boolean,
  ): Promise<Reply<unknown>> {
    const start = ports.now()
    const attempt: Attempt = {
      requestId: ports.newId(),
      meter: { reads: 0, writes: 0 },
      action: '(none)',
      memberId: null,
    }
    try {
      const data = await answer(request, attempt, event, isOneOfBatch)
      record(ports, attempt, 'ok', ports.now() - start)
      return { ok: true, data }
    } catch (thrown) {
      const failed = toReply(ports, attempt, thrown)
      record(ports, attempt, failed.ok ? 'ok' : failed.error.code, ports.now() - start)
      return failed
    }
  }

  /** At once: what several read alike is read by the first. */
  async function replies(request: Request, event: unknown): Promise<Reply<unknown>> {
    let queries: unknown[]
    try {
      queries = parseBatch(event)
    } catch {
      return reply(request, null, true)
    }
    return { ok: true, data: await Promise.all(queries.map((one) => reply(request, one, true))) }
  }

  return (event: unknown): Promise<Reply<unknown>> => {
    const request: Request = { memo: new Map(), caller: null }
    return isBatch(event) ? replies(request, event) : reply(request, event, false)
  }
}
