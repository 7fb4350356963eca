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

/** What else the contract says of a command. */
export interface CommandOptions<Parsed> {
  /**
   * The part of the input that tells two intents apart: a retry may renew the rest, such as a cloudID that lives five
   * minutes. Default: all of it.
   */
  intent?: (input: Parsed) => unknown
  /**
   * A state, not a deed: asked for twice it is the same, and an old key must not answer for a later change back, so the
   * phone makes a new key each time.
   */
  state?: true
  /** Nobody may find out who did it: no actor in audit and log, nothing of the person in the stored answer. */
  anonymous?: true
}

/** One thing the phone can ask of the cloud. `Output` exists in types only. */
export interface ActionDefinition<
  Kind extends ActionKind = ActionKind,
  Schema extends GenericSchema = GenericSchema,
  Output = unknown,
> {
  kind: Kind
  input: Schema
  cost: CostBudget
  intent(input: unknown): unknown
  isState: boolean
  isAnonymous: boolean
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
    intent: (given) => given,
    isState: false,
    isAnonymous: false,
  })

/** Declares an action that changes something: one transaction, applied once per idempotency key. */
export const command =
  <Output>() =>
  <Schema extends GenericSchema>(
    input: Schema,
    cost: CostBudget,
    options: CommandOptions<InferOutput<Schema>> = {},
  ): ActionDefinition<'command', Schema, Output> => ({
    kind: 'command',
    input,
    cost,
    intent: (given) => (options.intent ? options.intent(given as InferOutput<Schema>) : given),
    isState: options.state ?? false,
    isAnonymous: options.anonymous ?? false,
  })

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

/** Most queries that travel in one call. */
export const BATCH_MAX = 6

/** Several queries in one call: each is answered on its own, in order; what they read alike is read once. */
export interface BatchEnvelope {
  batch: { action: string; input: unknown }[]
}
