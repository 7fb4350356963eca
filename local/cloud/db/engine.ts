import { type Engine, type Operation, beginOperation } from './actions/context'
import { aggregateDocuments, countDocuments, getDocuments } from './actions/read'
import { insertDocuments, modifyAndReturn, modifyDocuments, removeDocuments } from './actions/write'
import { Catalog } from './catalog'
import { directAccess } from './direct'
import {
  collectionExists,
  DatabaseError,
  invalidParam,
  transactionNotExist,
  unavailable,
} from './errors'
import { History } from './history'
import { declare, finishClearing, verify } from './maintenance'
import { Finder } from './plan/find'
import { type Request, collectionName } from './request'
import { Store } from './store'
import { type Transaction, Transactions } from './transaction'
import type { Database, DatabaseOptions, DatabaseReply, OperationStats } from './types'
import { Space } from './view'
import { Writer } from './writer'

type Action = (engine: Engine, operation: Operation, request: Request) => Promise<DatabaseReply>

/** Actions on documents; they may run in a transaction. */
const DOCUMENT_ACTIONS: Record<string, Action> = {
  'database.getDocument': getDocuments,
  'database.calculateDocument': countDocuments,
  'database.aggregateDocuments': aggregateDocuments,
  'database.insertDocument': insertDocuments,
  'database.modifyDocument': modifyDocuments,
  'database.modifyAndReturnDoc': modifyAndReturn,
  'database.removeDocument': removeDocuments,
}

const MAX_SCAN = 2000
const TRANSACTION_LIFETIME_MS = 30_000
const LOCK_WAIT_MS = 10_000

/** Opens (or creates) the database in a folder. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const log = options.log ?? (() => undefined)
  const catalog = new Catalog()
  const history = new History()
  const store = await Store.open({
    dir: options.dir,
    sync: options.sync === true,
    log,
    onLost: () => forget(),
    onReopened: () => catalog.load(store),
  })
  const space = new Space(store, history)
  const transactions = new Transactions({
    space,
    catalog,
    lifetimeMs: options.transactionLifetimeMs ?? TRANSACTION_LIFETIME_MS,
    log,
    failCommit: options.failCommit ?? (() => false),
  })
  function forget(): void {
    transactions.abortAll()
    history.clear()
    space.cache.clear()
  }
  const writer = new Writer({
    space,
    catalog,
    locks: transactions.locks,
    lockWaitMs: options.lockWaitMs ?? LOCK_WAIT_MS,
    isWatched: () => transactions.isWatching,
  })
  const finder = new Finder(options.maxScan ?? MAX_SCAN)
  try {
    await catalog.load(store)
    await finishClearing(store, catalog)
    if (store.recovered !== null) log(recoveryLine(options.dir, store.recovered, catalog))
    await declare(store, catalog, options.collections ?? [], log)
  } catch (error) {
    await store.close()
    throw error
  }
  return new EmbeddedDatabase({ store, space, catalog, writer, transactions, finder }, forget)
}

function recoveryLine(dir: string, last: string, catalog: Catalog): string {
  const collections = catalog.all()
  const documents = collections.reduce((sum, { count }) => sum + count, 0)
  return `database: recovered ${dir} after an unclean stop: ${documents} documents in ${collections.length} collections, the last commit is ${last}; unfinished transactions left nothing`
}

/** An operation that was reading while a failed write made the folder close. */
const isClosedUnderway = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('LEVEL_')

class EmbeddedDatabase implements Database {
  readonly direct: Database['direct']
  readonly #engine: Engine
  readonly #counts: Record<string, number> = {}
  #last: OperationStats | null = null

  constructor(engine: Engine, forget: () => void) {
    this.#engine = engine
    const { space, store, catalog, writer } = engine
    this.direct = directAccess({
      space,
      store,
      catalog,
      writer,
      forget,
      ready: () => store.ready(),
    })
  }

  async execute(action: string, request: Request): Promise<DatabaseReply> {
    this.#count(action, 1)
    if (!this.#engine.store.isReady) await this.#engine.store.ready()
    const run = Object.hasOwn(DOCUMENT_ACTIONS, action) ? DOCUMENT_ACTIONS[action] : undefined
    const { transactions } = this.#engine
    const { transactionId } = request
    if (run) {
      if (transactionId === undefined || transactionId === null || transactionId === '')
        return this.#runOnDocuments(action, run, request, null)
      return transactions.inTurn(transactionId, (transaction) =>
        this.#runOnDocuments(action, run, request, transaction),
      )
    }
    switch (action) {
      case 'database.startTransaction':
        return { transactionId: transactions.start().id }
      case 'database.commitTransaction':
        await transactions.inTurn(transactionId, (transaction) => transactions.commit(transaction))
        return { data: {} }
      case 'database.abortTransaction':
        await transactions.inTurn(transactionId, async (transaction) =>
          transactions.abort(transaction),
        )
        return { data: {} }
      case 'database.addCollection':
        return this.#addCollection(collectionName(request))
      default:
        throw invalidParam(`action ${action} is not supported by this database`)
    }
  }

  async #runOnDocuments(
    action: string,
    run: Action,
    request: Request,
    transaction: Transaction | null,
  ): Promise<DatabaseReply> {
    const operation = beginOperation(this.#engine, transaction)
    const { view, cost } = operation
    try {
      const reply = await run(this.#engine, operation, request)
      // Its snapshot was let go meanwhile: what was read may be of two moments.
      if (transaction && !this.#engine.transactions.isOpen(transaction)) throw transactionNotExist()
      if (view.isDirty) {
        // What was seen must not be lost when it is told.
        view.isDirty = false
        await this.#engine.store.flushed()
      }
      this.#note(action, request, cost, reply)
      return reply
    } catch (error) {
      // As in MongoDB, a failed operation ends its transaction; a malformed request does not.
      const isMalformed = error instanceof DatabaseError && error.code === 'INVALID_PARAM'
      if (transaction && !isMalformed) this.#engine.transactions.abort(transaction)
      throw isClosedUnderway(error) ? unavailable('the folder was opened again') : error
    }
  }

  async #addCollection(name: string): Promise<DatabaseReply> {
    const { catalog, store } = this.#engine
    store.assertReady()
    if (catalog.find(name)) throw collectionExists(name)
    catalog.create(name)
    await store.commit([catalog.saveWrite()])
    return { data: {} }
  }

  #note(action: string, request: Request, cost: Operation['cost'], reply: DatabaseReply): void {
    const list = reply.data?.list
    this.#count('scanned', cost.scanned)
    this.#last = {
      action,
      collection: String(request.collectionName),
      scanned: cost.scanned,
      returned: Array.isArray(list) ? list.length : 0,
      index: cost.index,
    }
  }

  #count(name: string, by: number): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + by
  }

  lastOperation(): OperationStats | null {
    return this.#last
  }

  stats(): Record<string, number> {
    return { ...this.#counts }
  }

  async verify(): Promise<string[]> {
    await this.#engine.store.ready()
    return verify(this.#engine.store, this.#engine.catalog)
  }

  async close(): Promise<void> {
    this.#engine.transactions.abortAll()
    await this.#engine.store.close()
  }
}
