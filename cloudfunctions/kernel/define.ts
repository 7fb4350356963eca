import type {
  ActionName,
  CommandName,
  OutputOf,
  ParsedInputOf,
  QueryName,
} from '../../miniprogram/contract/index'
import type { AccessRule } from './access'
import type { AuditNote } from './audit'
import type { CommandContext, PrepareContext, QueryContext } from './context'

export interface QueryHandler {
  kind: 'query'
  access: AccessRule<unknown, unknown>
  run(context: QueryContext<unknown>, input: unknown): Promise<unknown>
}

export interface CommandHandler {
  kind: 'command'
  access: AccessRule<unknown, unknown>
  prepare: ((context: PrepareContext<unknown>, input: unknown) => Promise<unknown>) | null
  run(context: CommandContext<unknown, unknown>, input: unknown): Promise<unknown>
  audit: ((input: unknown, output: unknown) => AuditNote) | null
}

/** What the dispatcher holds; `A` only ties a handler to its action. */
export type Handler<A extends ActionName> = (A extends QueryName
  ? QueryHandler
  : CommandHandler) & {
  readonly action?: A
}

/** Every action has a handler, or this does not compile. */
export type Handlers = { [A in ActionName]: Handler<A> }

interface QueryDefinition<A extends QueryName, Grant> {
  /** Who may ask. There is no default. */
  access: AccessRule<ParsedInputOf<A>, Grant>
  run(context: QueryContext<Grant>, input: ParsedInputOf<A>): Promise<OutputOf<A>>
}

interface CommandDefinition<A extends CommandName, Grant, Prepared> {
  /** Who may do it; checked again inside the transaction. There is no default. */
  access: AccessRule<ParsedInputOf<A>, Grant>
  prepare?(context: PrepareContext<Grant>, input: ParsedInputOf<A>): Promise<Prepared>
  run(context: CommandContext<Grant, Prepared>, input: ParsedInputOf<A>): Promise<OutputOf<A>>
  /** What the trail says beyond who and which action. Default: the input's group, member and reason. */
  audit?(input: ParsedInputOf<A>, output: OutputOf<A>): AuditNote
}

/** Handles an action that only reads. */
export function handleQuery<A extends QueryName, Grant>(
  action: A,
  definition: QueryDefinition<A, Grant>,
): Record<A, Handler<A>> {
  const handler = { kind: 'query', ...definition } as unknown as Handler<A>
  return { [action]: handler } as Record<A, Handler<A>>
}

/** Handles an action that changes something, in one transaction. */
export function handleCommand<A extends CommandName, Grant, Prepared = undefined>(
  action: A,
  definition: CommandDefinition<A, Grant, Prepared>,
): Record<A, Handler<A>> {
  const handler = {
    kind: 'command',
    prepare: null,
    audit: null,
    ...definition,
  } as unknown as Handler<A>
  return { [action]: handler } as Record<A, Handler<A>>
}

type UnionToIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (
  i: infer I,
) => void
  ? I
  : never

type HandlersIn<D> = D extends { handlers: infer H } ? H : never

/** The actions of all domains as one map; one that is missing does not compile where `Handlers` is wanted. */
export const handlersOf = <const D extends readonly object[]>(
  domains: D,
): UnionToIntersection<HandlersIn<D[number]>> =>
  Object.assign(
    {},
    ...domains.map((domain) => (domain as { handlers?: object }).handlers ?? {}),
  ) as UnionToIntersection<HandlersIn<D[number]>>
