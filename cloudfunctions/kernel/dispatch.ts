import type { Reply } from '../../miniprogram/contract/action'
import { actions, type ActionName, type AnyAction } from '../../miniprogram/contract/index'
import { issuesByField } from '../../miniprogram/contract/issues'
import * as v from '../../miniprogram/vendor/valibot'
import type { Caller, Services } from './context'
import type { DatabasePort, Meter } from './database'
import type { CommandHandler, Handlers, QueryHandler } from './define'
import { parseEnvelope } from './envelope'
import { AppError, defaultMessage } from './errors'
import { hashOf } from './hash'
import { intentOf, once } from './idempotency'
import { logCall, logDefect, type CallLog } from './log'
import { createRateLimit } from './rate-limit'
import { inTransaction } from './transaction'

/** What surrounds the dispatcher; tests may put their own in. */
export interface Ports {
  database: DatabasePort
  services: Services
  /** Who the platform says is calling. */
  openid(): string | null
  now(): number
  newId(): string
  log?: CallLog
}

interface Call {
  ports: Ports
  requestId: string
  meter: Meter
  action: string
  memberId: string | null
}

const isAction = (name: string): name is ActionName =>
  Object.prototype.hasOwnProperty.call(actions, name)

async function identify(call: Call, openid: string): Promise<Caller> {
  const identity = await call.ports.database.database(call.meter).get('identities', hashOf(openid))
  call.memberId = identity?.memberId ?? null
  return {
    openid,
    memberId: identity?.memberId ?? null,
    companyRole: identity?.companyRole ?? null,
  }
}

function parse(definition: AnyAction, input: unknown): unknown {
  const parsed = v.safeParse(definition.input, input)
  if (parsed.success) return parsed.output
  throw new AppError('invalid-argument', undefined, issuesByField(parsed.issues))
}

async function runQuery(call: Call, handler: QueryHandler, caller: Caller, input: unknown) {
  const { ports } = call
  const db = ports.database.database(call.meter)
  const grant = await handler.access.check(db, caller, input)
  const { services, newId } = ports
  return handler.run({ db, grant, caller, services, now: ports.now(), newId }, input)
}

async function runCommand(
  call: Call,
  handler: CommandHandler,
  caller: Caller,
  input: unknown,
  key: string | undefined,
) {
  if (key === undefined) throw new AppError('invalid-argument')
  const { ports } = call
  const now = ports.now()
  const { services, newId } = ports
  let prepared: unknown
  if (handler.prepare) {
    const db = ports.database.database(call.meter)
    // Who may not do it does not get to use the outside services either.
    const grant = await handler.access.check(db, caller, input)
    prepared = await handler.prepare({ db, grant, caller, services, now, newId }, input)
  }
  const intent = intentOf(caller.openid, call.action, key, handler.intentOf(input))
  return inTransaction(ports.database, call.meter, async (tx) => {
    const grant = await handler.access.check(tx, caller, input)
    return once(tx, intent, now, () =>
      handler.run({ tx, grant, caller, prepared, now, newId }, input),
    )
  })
}

async function answer(
  call: Call,
  handlers: Handlers,
  limit: ReturnType<typeof createRateLimit>,
  event: unknown,
) {
  const envelope = parseEnvelope(event)
  if (!isAction(envelope.action)) {
    throw new AppError('not-found', '小程序版本不对，请关闭后重新打开')
  }
  call.action = envelope.action
  const openid = call.ports.openid()
  if (openid === null) throw new AppError('unauthenticated')
  const input = parse(actions[envelope.action], envelope.input)
  if (!limit.allow(hashOf(openid), call.ports.now())) throw new AppError('resource-exhausted')
  const caller = await identify(call, openid)
  const handler = handlers[envelope.action] as QueryHandler | CommandHandler
  return handler.kind === 'query'
    ? runQuery(call, handler, caller, input)
    : runCommand(call, handler, caller, input, envelope.idempotencyKey)
}

/** The error as the phone gets it; what is not an `AppError` says nothing but the request id. */
function toError(call: Call, error: unknown): AppError | null {
  if (error instanceof AppError) return error
  if (call.ports.database.isUnavailable(error)) return new AppError('unavailable')
  logDefect(call.requestId, call.action, error)
  return null
}

function record(call: Call, code: string, ms: number): void {
  const { requestId, action, memberId, meter } = call
  const cost = isAction(action) ? actions[action].cost : { reads: 0, writes: 0 }
  const isOverBudget = meter.reads > cost.reads || meter.writes > cost.writes
  ;(call.ports.log ?? logCall)({ requestId, action, memberId, code, ms, ...meter, isOverBudget })
}

/**
 * The one way in: envelope → action → openid → input → rate limit → member → access → run, with one `try`. A command runs in one
 * transaction {access → idempotency → run}. Answers always, never throws.
 */
export function createDispatcher(handlers: Handlers, ports: Ports) {
  const limit = createRateLimit()
  return async (event: unknown): Promise<Reply<unknown>> => {
    const start = ports.now()
    const call: Call = {
      ports,
      requestId: ports.newId(),
      meter: { reads: 0, writes: 0 },
      action: '(none)',
      memberId: null,
    }
    try {
      const data = await answer(call, handlers, limit, event)
      record(call, 'ok', ports.now() - start)
      return { ok: true, data }
    } catch (thrown) {
      const error = toError(call, thrown)
      const code = error?.code ?? 'internal'
      record(call, code, ports.now() - start)
      return {
        ok: false,
        error: {
          code,
          message: error?.message ?? defaultMessage('internal'),
          requestId: call.requestId,
          ...(error?.fields ? { fields: error.fields } : {}),
        },
      }
    }
  }
}
