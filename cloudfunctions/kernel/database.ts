import type { CollectionName, Collections } from '../schema/types'

type Scalar = string | number | boolean | null

/** A condition on one field; only what an index can serve. */
export type Condition =
  | Scalar
  | { in: readonly Scalar[] }
  | { lt: Scalar }
  | { gt: Scalar }
  | { gte: Scalar; lt: Scalar }
  | { gte: Scalar }

export interface Find {
  /** The declared index that serves this query; checked against the schema. */
  index: string
  where: Record<string, Condition>
  orderBy?: [field: string, direction: 'asc' | 'desc'][]
  /** At most 1000, the platform's cap. */
  limit: number
  /** Only these field paths, to keep replies small. */
  fields?: string[]
}

/** Changes by field path; a path may be dotted. Objects replace, they do not merge. */
export interface Patch {
  set?: Record<string, unknown>
  inc?: Record<string, number>
}

/** Reading one document by id: possible in and out of a transaction. */
export interface Reader {
  get<C extends CollectionName>(collection: C, id: string): Promise<Collections[C] | null>
}

/** Reading outside a transaction. */
export interface Database extends Reader {
  find<C extends CollectionName>(collection: C, find: Find): Promise<Collections[C][]>
  /** Documents by id in any order, missing ones left out; one operation for up to 1000. */
  getMany<C extends CollectionName>(
    collection: C,
    ids: readonly string[],
  ): Promise<Collections[C][]>
}

/**
 * A transaction. It has document operations only: the platform runs `where().update/remove`, `count` and `aggregate`
 * outside the transaction without saying so.
 */
export interface Tx extends Reader {
  /** Fails on an existing `_id`; the transaction is then tried again and sees that document. */
  insert<C extends CollectionName>(collection: C, document: Collections[C]): Promise<void>
  /** Replaces or creates. */
  put<C extends CollectionName>(collection: C, document: Collections[C]): Promise<void>
  /** @returns whether the document exists. */
  update(collection: CollectionName, id: string, patch: Patch): Promise<boolean>
  remove(collection: CollectionName, id: string): Promise<void>
}

/** Writes of jobs, outside a transaction: each is atomic for its document only. */
export interface JobDatabase extends Database {
  put<C extends CollectionName>(collection: C, document: Collections[C]): Promise<void>
  update(collection: CollectionName, id: string, patch: Patch): Promise<boolean>
  removeMany(collection: CollectionName, ids: readonly string[]): Promise<number>
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
