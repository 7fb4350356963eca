import type { CollectionDeclaration, DirectDatabase } from '../types'

export interface DatabaseOptions {
  /** Folder of the database. Created when missing; one process at a time. */
  dir: string
  /**
   * Collections to create on open. Those that exist keep their data; their indexes become the
   * declared ones. A field's direction may also be `'2dsphere'`, for an index of places.
   */
  collections?: CollectionDeclaration[]
  /** Most documents an operation may look at in vain, default 2000. */
  maxScan?: number
  /** Life of a transaction from its start, default 30 s; after it the transaction is aborted. */
  transactionLifetimeMs?: number
  /** How long a plain write waits for a locked document before DATABASE_TIMEOUT, default 10 s. */
  lockWaitMs?: number
  /**
   * false (default): acknowledged writes survive the death of the process (they are in the
   * operating system's hands). true: they survive the death of the machine too (fsync a batch).
   */
  sync?: boolean
  /** Gets one line per noteworthy event (recovery, aborted transaction, failed disk). */
  log?: (line: string) => void
  /** For tests of retries: a commit for which this returns true fails with the conflict error. */
  failCommit?: (transactionId: string) => boolean
}

/** The body of a successful HTTP answer; the server may add `requestId`. */
export interface DatabaseReply {
  data?: Record<string, unknown>
  /** Of startTransaction only: the SDK looks for it on the top level. */
  transactionId?: string
  [field: string]: unknown
}

/** What an operation cost, for tests and the cost sheet. */
export interface OperationStats {
  action: string
  collection: string
  /** Documents looked at. */
  scanned: number
  returned: number
  /** Name of the index used (`_id_` for the key); null: natural order. */
  index: string | null
}

export interface Database {
  /**
   * Serves one `database.*` action with the body as the SDK sends it.
   * @throws DatabaseError with the platform's code and text
   */
  execute(action: string, request: Record<string, unknown>): Promise<DatabaseReply>
  direct: DirectDatabase
  /** The last operation that read documents. */
  lastOperation(): OperationStats | null
  /** Totals since open by action name, plus `scanned` (documents looked at). */
  stats(): Record<string, number>
  /** Checks indexes and counts against the documents; returns what is wrong. */
  verify(): Promise<string[]>
  /** Aborts open transactions, waits for pending writes and releases the folder. */
  close(): Promise<void>
}
