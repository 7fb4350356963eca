import type { ActionName, AnyAction } from '../../miniprogram/contract/index'
import { issuesByField } from '../../miniprogram/contract/issues'
import { seenTexts } from '../../miniprogram/contract/seen'
import * as v from '../../miniprogram/vendor/valibot'
import { noteOf, writeAudit } from './audit'
import type { Caller, CommandContext, Work } from './context'
import type { Meter } from './database'
import type { CommandHandler, QueryHandler } from './define'
import { AppError } from './errors'
import { intentOf, once, storedAnswer, type Intent } from './idempotency'
import { callerOf, identities } from './identity'
import { memoised, type Memo } from './memo'
import type { Ports } from './ports'
import type { Registry } from './registry'
import { passTexts } from './text-check'
import { inTransaction } from './transaction'

/** One action on its way through the dispatcher. */
export interface Call {
  ports: Ports
  registry: Registry
  requestId: string
  meter: Meter
  memo: Memo
  action: ActionName
  definition: AnyAction
  caller: Caller
}

/** @throws AppError `invalid-argument` with what is wrong by field. */
export function parseInput(definition: AnyAction, input: unknown): unknown {
  const parsed = v.safeParse(definition.input, input)
  if (parsed.success) return parsed.output
  throw new AppError('invalid-argument', undefined, issuesByField(parsed.issues))
}

export async function runQuery(call: Call, handler: QueryHandler, input: unknown) {
  const { ports, registry, caller } = call
  const db = memoised(ports.database.database(call.meter), call.memo)
  const grant = await handler.access.check(db, caller, input)
  const { services, newId } = ports
  return handler.run({ db, grant, caller, services, registry, now: ports.now(), newId }, input)
}

/** What happens before the transaction, for those who may do it: texts are checked, then what the handler prepares. */
async function prepare(call: Call, handler: CommandHandler, input: unknown, now: number) {
  const texts = seenTexts(call.definition.input, input)
  if (texts.length === 0 && !handler.prepare) return { prepared: undefined, findings: [] }
  const { ports, registry, caller } = call
  const db = ports.database.database(call.meter)
  // Who may not do it does not get to use the outside services either.
  const grant = await handler.access.check(db, caller, input)
  const findings = await passTexts(ports.services, texts, caller.openid)
  const { services, newId } = ports
  const context = { db, grant, caller, services, registry, now, newId }
  return { prepared: await handler.prepare?.(context, input), findings }
}

async function runOnce(
  call: Call,
  handler: CommandHandler,
  input: unknown,
  intent: Intent,
): Promise<unknown> {
  const { ports, registry, action, definition } = call
  const { prepared, findings } = await prepare(call, handler, input, ports.now())
  return inTransaction(ports.database, call.meter, async (tx) => {
    // What happens now is later than whatever happened while texts were checked or others had their turn.
    const now = ports.now()
    const { openid, identityId } = call.caller
    const caller = callerOf(openid, await tx.get(identities, identityId))
    const grant = await handler.access.check(tx, caller, input)
    return once(tx, intent, now, async () => {
      const work = workOf(tx, now, ports.newId, registry)
      const context: CommandContext<unknown, unknown> = {
        ...work,
        grant,
        caller,
        prepared,
        findings,
      }
      const output = await handler.run(context, input)
      await writeAudit(tx, ports.newId(), {
        actorId: definition.isAnonymous ? null : actorIdOf(caller, output),
        action,
        note: { ...noteOf(input), ...handler.audit?.(input, output) },
        now,
      })
      return output
    })
  })
}

/** Whoever becomes a member by this very command is its actor. */
const actorIdOf = (caller: Caller, output: unknown): string | null => {
  if (caller.memberId !== null) return caller.memberId
  const { memberId } = (output ?? {}) as { memberId?: unknown }
  return typeof memberId === 'string' ? memberId : null
}

/**
 * Runs a command once per key. What was answered to this person's key before is the answer, whatever has become of their
 * rights since; that is looked up when the command cannot be done (any more).
 */
export async function runCommand(
  call: Call,
  handler: CommandHandler,
  input: unknown,
  key: string | undefined,
): Promise<unknown> {
  if (key === undefined) throw new AppError('invalid-argument')
  const { action, definition, caller, ports } = call
  const intent = intentOf(caller.openid, action, key, definition.intent(input))
  try {
    return await runOnce(call, handler, input, intent)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const stored = await storedAnswer(ports.database.database(call.meter), intent)
    if (!stored) throw error
    return stored.data
  }
}

/** What code inside a transaction works with. */
export function workOf(tx: Work['tx'], now: number, newId: () => string, registry: Registry): Work {
  const work: Work = {
    tx,
    now,
    newId,
    registry,
    happened: (fact, detail) => registry.tell(work, fact, detail),
  }
  return work
}
