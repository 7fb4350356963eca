import type { CollectionDeclaration, DirectDatabase } from '../types'

export interface DatabaseOptions {
  /** Folder of the database. Created when missing. */
  dir: string
  /** Collections to create on open; those that exist keep their data and get missing indexes. */
  collections?: CollectionDeclaration[]
  /** Most documents a query may look at without a fitting index, default 2000. */
  maxScan?: number
  /** Life of a transaction from its start, default 30 s; after it the transaction is aborted. */
  transactionLifetimeMs?: number
  /** How long a plain write waits for a locked document before DATABASE_TIMEOUT, default 10 s. */
  lockWaitMs?: number
  /**
   * false (default): acknowledged writes survive the death of the process (they are in the
   * operating system's hands). true: they survive the death of the machine too (fsync a commit).
   */
  sync?: boolean
  /** Gets one line per noteworthy event (recovery, aborted transaction, failed disk). */
  log?: (line: string) => void
}

/** The body of a successful HTTP answer; the server may add `requestId`. */
export interface DatabaseReply {
  data?: Record<string, unknown>
  /** Of startTransaction only: the SDK looks for it on the top level. */
  transactionId?: string
  [field: string]: unknown
}

/** What the last operations cost, for tests and the cost sheet. */
export interface OperationStats {
  action: string
  collection: string
  /** Documents looked at. */
  scanned: number
  returned: number
  /** Name of the index used; null: natural order. */
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
  /** Aborts open transactions, waits for pending writes and releases the folder. */
  close(): Promise<void>
}
