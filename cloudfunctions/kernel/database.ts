import type { Condition, Document, NumericPath, Path, PathsOf, Root, ValueAt } from './paths'
import type { AnyTable, Indexes, Table } from './table'

/** A query by one declared index. */
export interface Find<
  D extends Document,
  I extends Indexes<D>,
  K extends keyof I | '_id',
  F extends Path<D>,
> {
  /** The declared index that serves this query. */
  index: K
  /** Conditions on fields of that index: equal ones first, as they stand in it, then at most one range. */
  where: K extends keyof I
    ? { [P in PathsOf<I[K]>]?: Condition<ValueAt<D, P>> }
    : { _id?: Condition<string> }
  /**
   * Sorts by the fields of the index that are not fixed by an equal condition, as declared or the other way round. `in` fixes
   * a field too, unless it is the last: the rest is merged in order.
   */
  order?: 'asc' | 'desc'
  /** At most 1000, the platform's cap. */
  limit: number
  /** Only these field paths, to keep replies small. */
  fields?: readonly F[]
}

/** What a query answers: whole documents, or the asked fields of them. */
export type Found<D, F extends string> = [F] extends [never]
  ? D
  : Pick<D, (Root<F> | '_id') & keyof D>

/** Changes by field path; a path may be dotted. Objects replace, they do not merge. */
export interface Patch<D> {
  set?: { [P in Path<D>]?: ValueAt<D, P> }
  inc?: { [P in NumericPath<D>]?: number }
  unset?: readonly Path<D>[]
}

/** Reading one document by id: possible in and out of a transaction. */
export interface Reader {
  get<D extends Document, I extends Indexes<D>>(table: Table<D, I>, id: string): Promise<D | null>
}

/** Reading outside a transaction. */
export interface Database extends Reader {
  find<
    D extends Document,
    I extends Indexes<D>,
    K extends (keyof I & string) | '_id',
    F extends Path<D> = never,
  >(
    table: Table<D, I>,
    find: Find<D, I, K, F>,
  ): Promise<Found<D, F>[]>
  /** Documents by id in any order, missing ones left out; one operation for up to 1000. */
  getMany<D extends Document, I extends Indexes<D>, F extends Path<D> = never>(
    table: Table<D, I>,
    ids: readonly string[],
    fields?: readonly F[],
  ): Promise<Found<D, F>[]>
  /** How many match; one operation, but the database looks at each of them: only for bounded ranges. */
  count<D extends Document, I extends Indexes<D>, K extends keyof I & string>(
    table: Table<D, I>,
    find: Pick<Find<D, I, K, never>, 'index' | 'where'>,
  ): Promise<number>
}

/**
 * A transaction. It has document operations only: the platform runs `where().update/remove`, `count` and `aggregate`
 * outside the transaction without saying so.
 */
export interface Tx extends Reader {
  /** Fails on an existing `_id`; the transaction is then tried again and sees that document. */
  insert<D extends Document, I extends Indexes<D>>(table: Table<D, I>, document: D): Promise<void>
  /** Replaces or creates. */
  put<D extends Document, I extends Indexes<D>>(table: Table<D, I>, document: D): Promise<void>
  /** @returns whether the document exists. */
  update<D extends Document, I extends Indexes<D>>(
    table: Table<D, I>,
    id: string,
    patch: Patch<D>,
  ): Promise<boolean>
  remove<D extends Document, I extends Indexes<D>>(table: Table<D, I>, id: string): Promise<void>
}

/** For house-keeping. `removeMany` is for what nobody needs any more: each document is atomic for itself only. */
export interface JobDatabase extends Database {
  removeMany<D extends Document, I extends Indexes<D>>(
    table: Table<D, I>,
    ids: readonly string[],
  ): Promise<number>
  /** Documents in the order of their ids after this one: which of them are older than the table, and the last looked at. */
  outdated(
    table: AnyTable,
    after: string,
    limit: number,
  ): Promise<{ ids: string[]; last: string | null }>
}

/** Operations done so far. */
export interface Meter {
  reads: number
  writes: number
}

/** What the kernel needs of the platform; `platform/database.ts` has the real one. */
export interface DatabasePort {
  database(meter: Meter): JobDatabase
  /** One attempt; throws the platform's error. */
  transaction<T>(meter: Meter, work: (tx: Tx) => Promise<T>): Promise<T>
  isConflict(error: unknown): boolean
  isUnavailable(error: unknown): boolean
}
