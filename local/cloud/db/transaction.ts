import { randomUUID } from 'node:crypto'
import type { Catalog } from './catalog'
import { transactionConflict, transactionNotExist } from './errors'
import { Locks } from './locks'
import type { Stored } from './stored'
import { type Space, SnapshotView } from './view'
import { type Change, bookkeeping, checkUnique } from './writer'

export interface TransactionOptions {
  space: Space
  catalog: Catalog
  lifetimeMs: number
  log: (line: string) => void
  failCommit: (transactionId: string) => boolean
}

/** One transaction: its snapshot, its staged writes and the locks it holds. */
export class Transaction {
  readonly id = randomUUID()
  readonly writes = new Map<string, string | null>()
  readonly documents = new Map<string, Stored | null>()
  readonly changes: Change[] = []
  readonly locks = new Set<string>()
  /** The commit it sees the world after; fixed by its first operation, as in MongoDB. */
  since: number | null = null
  view: SnapshotView | null = null
  /** Ends with the operation that came last. */
  turn: Promise<unknown> = Promise.resolve()
  timer: NodeJS.Timeout | undefined
}

/**
 * Snapshot isolation as the platform has it: reads come from a snapshot, a write locks its
 * document until the end, and a write to a document that is locked by another transaction or was
 * changed since the snapshot fails at once and ends the transaction. Reads lock nothing, so two
 * transactions may each write what the other has read.
 */
export class Transactions {
  readonly locks = new Locks<Transaction>()
  readonly #options: TransactionOptions
  readonly #open = new Map<string, Transaction>()
  /** Those with a snapshot, oldest first. */
  readonly #snapshots = new Set<Transaction>()

  constructor(options: TransactionOptions) {
    this.#options = options
  }

  /** Whether a snapshot is open that writes have to keep old values for. */
  get isWatching(): boolean {
    return this.#snapshots.size > 0
  }

  start(): Transaction {
    const transaction = new Transaction()
    const { lifetimeMs, log } = this.#options
    transaction.timer = setTimeout(() => {
      log(`database: transaction ${transaction.id} aborted, it was open for ${lifetimeMs} ms`)
      this.#end(transaction)
    }, lifetimeMs)
    transaction.timer.unref()
    this.#open.set(transaction.id, transaction)
    return transaction
  }

  /** @throws DatabaseError (DATABASE_TRANSACTION_FAIL) when it is not open (any more) */
  get(id: unknown): Transaction {
    const transaction = this.#open.get(String(id))
    if (transaction === undefined) throw transactionNotExist()
    return transaction
  }

  isOpen(transaction: Transaction): boolean {
    return this.#open.has(transaction.id)
  }

  /**
   * Runs an operation of a transaction after those that came before it: as in a session of MongoDB, two never overlap,
   * and a commit waits for a write that its caller did not wait for.
   * @throws DatabaseError (DATABASE_TRANSACTION_FAIL) when it is not open (any more)
   */
  inTurn<T>(id: unknown, run: (transaction: Transaction) => Promise<T>): Promise<T> {
    const transaction = this.get(id)
    const turn = transaction.turn.then(() => run(this.get(id)))
    transaction.turn = turn.catch(() => undefined)
    return turn
  }

  /** What the transaction sees; its first operation takes the snapshot. */
  viewOf(transaction: Transaction): SnapshotView {
    if (transaction.view !== null) return transaction.view
    const { space } = this.#options
    transaction.since = space.store.sequence
    this.#snapshots.add(transaction)
    transaction.view = new SnapshotView(
      space,
      transaction.since,
      transaction.writes,
      transaction.documents,
    )
    return transaction.view
  }

  /**
   * Stages a change in the transaction.
   * @throws DatabaseError on conflicts and duplicates, either of which ends the transaction, and when its time ran out
   */
  stage(transaction: Transaction, change: Change): void {
    if (!this.isOpen(transaction)) throw transactionNotExist()
    const view = this.viewOf(transaction)
    for (const key of change.locks) this.#claim(transaction, key)
    try {
      checkUnique((key) => view.get(key), change)
    } catch (error) {
      this.abort(transaction)
      throw error
    }
    for (const [key, value] of change.writes) transaction.writes.set(key, value)
    transaction.documents.set(change.key, change.stored)
    transaction.changes.push(change)
  }

  #claim(transaction: Transaction, key: string): void {
    const owner = this.locks.ownerOf(key)
    if (owner === transaction) return
    const since = transaction.since ?? 0
    if (owner !== undefined || this.#options.space.history.isChangedSince(since, key)) {
      this.abort(transaction)
      throw transactionConflict()
    }
    this.locks.take(key, transaction)
    transaction.locks.add(key)
  }

  /** Makes the staged writes visible together; resolves when they are durable. */
  async commit(transaction: Transaction): Promise<void> {
    if (this.#options.failCommit(transaction.id)) {
      this.abort(transaction)
      throw transactionConflict()
    }
    const { space, catalog } = this.#options
    space.store.assertReady()
    this.#forget(transaction)
    let durable = Promise.resolve()
    if (transaction.changes.length > 0) {
      const writes = [...transaction.writes, ...bookkeeping(catalog, transaction.changes)]
      durable = space.apply(writes, transaction.documents, this.isWatching)
    }
    this.locks.release(transaction.locks, transaction)
    await durable
  }

  /** May come twice for one transaction: by the failing operation and by its caller. */
  abort(transaction: Transaction): void {
    this.#end(transaction)
  }

  abortAll(): void {
    for (const transaction of [...this.#open.values()]) this.#end(transaction)
  }

  #end(transaction: Transaction): void {
    if (!this.isOpen(transaction)) return
    this.#forget(transaction)
    this.locks.release(transaction.locks, transaction)
  }

  #forget(transaction: Transaction): void {
    clearTimeout(transaction.timer)
    this.#open.delete(transaction.id)
    if (!this.#snapshots.delete(transaction)) return
    const [oldest] = this.#snapshots
    this.#options.space.history.forgetBefore(oldest?.since ?? Infinity)
  }
}
