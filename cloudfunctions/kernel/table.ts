import type { Document, IndexFields } from './paths'

export type { Document } from './paths'

/** How long documents stay: `days` after the moment in `field`, found by `index`, whose first field it is. */
export interface Retention {
  index: string
  field: string
  days: number
}

/**
 * A step from one version of a document to the next, as data. It runs when an older document is read and, for those that
 * nobody reads, by a job. It must not depend on anything but the document.
 */
export interface TableMigration {
  /** The version that comes out, from 2. */
  to: number
  what: string
  up(document: Record<string, unknown>): Record<string, unknown>
}

/**
 * A collection: its documents' type, its indexes, how long documents stay. Queries, patches and orders are checked
 * against it by the compiler.
 */
export interface Table<D extends Document = Document, I extends Indexes<D> = Indexes<D>> {
  readonly name: string
  readonly indexes: I
  readonly unique: readonly (keyof I)[]
  readonly keep: Retention | null
  readonly migrations: readonly TableMigration[]
  /** Version of the documents written now. */
  readonly version: number
  /** Exists in types only. */
  readonly document?: D
}

export type Indexes<D> = Readonly<Record<string, IndexFields<D>>>

/** Any table, where the documents' type does not matter. */
// Invariant in its documents; a list of tables is read only for names and indexes.
export type AnyTable = Omit<Table, 'indexes' | 'unique' | 'document'> & {
  readonly indexes: Readonly<Record<string, readonly (string | readonly [string, -1])[]>>
  readonly unique: readonly (string | number | symbol)[]
}

/** Declares a collection: `table<RuleBookDoc>()('rule_books', { indexes: { by_group: ['groupId', 'at'] } })`. */
export const table =
  <D extends Document>() =>
  <const I extends Indexes<D>>(
    name: string,
    options: {
      indexes: I
      unique?: readonly (keyof I)[]
      keep?: Retention
      migrations?: readonly TableMigration[]
    },
  ): Table<D, I> => ({
    name,
    indexes: options.indexes,
    unique: options.unique ?? [],
    keep: options.keep ?? null,
    migrations: options.migrations ?? [],
    version: options.migrations?.at(-1)?.to ?? 1,
  })
