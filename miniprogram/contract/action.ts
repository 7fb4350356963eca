import type { GenericSchema, InferInput, InferOutput } from '../vendor/valibot'

/**
 * Most database operations one call may cost, the reading of the caller's identity included and retries after a
 * conflict excluded. WeChat cloud bills and throttles by operations; `test/functions` fails when a call costs more.
 */
export interface CostBudget {
  reads: number
  writes: number
}

export type ActionKind = 'query' | 'command'

/** One thing the phone can ask of the cloud. `Output` exists in types only. */
export interface ActionDefinition<
  Kind extends ActionKind = ActionKind,
  Schema extends GenericSchema = GenericSchema,
  Output = unknown,
> {
  kind: Kind
  input: Schema
  cost: CostBudget
  readonly output?: Output
}

/** Declares an action that only reads. */
export const query =
  <Output>() =>
  <Schema extends GenericSchema>(
    input: Schema,
    cost: { reads: number },
  ): ActionDefinition<'query', Schema, Output> => ({
    kind: 'query',
    input,
    cost: { reads: cost.reads, writes: 0 },
  })

/** Declares an action that changes something: one transaction, applied once per idempotency key. */
export const command =
  <Output>() =>
  <Schema extends GenericSchema>(
    input: Schema,
    cost: CostBudget,
  ): ActionDefinition<'command', Schema, Output> => ({ kind: 'command', input, cost })

export type InputOfDefinition<D> =
  D extends ActionDefinition<ActionKind, infer Schema, unknown> ? InferInput<Schema> : never
export type ParsedInputOfDefinition<D> =
  D extends ActionDefinition<ActionKind, infer Schema, unknown> ? InferOutput<Schema> : never
export type OutputOfDefinition<D> =
  D extends ActionDefinition<ActionKind, GenericSchema, infer Output> ? Output : never

/** Closed: a new code is a change of the contract. */
export const ERROR_CODES = [
  'invalid-argument',
  'unauthenticated',
  'permission-denied',
  'not-found',
  'conflict',
  'resource-exhausted',
  'unavailable',
  'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

export interface ErrorView {
  code: ErrorCode
  /** Chinese, fit to be shown as it is. */
  message: string
  /** To quote to support; finds the log line. */
  requestId: string
  /** What is wrong by input path, e.g. `clauses.3.text`. */
  fields?: Record<string, string>
}

/** What every call answers; `main` never throws. */
export type Reply<Output> = { ok: true; data: Output } | { ok: false; error: ErrorView }

/** What the phone sends. The caller's identity comes from the platform, never from here. */
export interface Envelope {
  action: string
  input: unknown
  idempotencyKey?: string
}
