import { openDatabase } from './db'
import type { Database, DatabaseOptions } from './db/types'

export type Json = Record<string, unknown>

/** A document as it is stored. */
export type StoredDocument = Json & { _id: string }

/** What can be done with one document, in or out of a transaction. */
export interface DocumentDoor {
  get(collection: string, id: string): Promise<StoredDocument | null>
  insert(collection: string, document: StoredDocument): Promise<void>
  /** Replaces or creates. */
  replace(collection: string, document: StoredDocument): Promise<void>
  /**
   * Changes a document by MongoDB's update operators.
   * @returns how many were changed
   */
  update(collection: string, id: string, operators: Json): Promise<number>
  remove(collection: string, id: string): Promise<void>
}

/** A query with a MongoDB-style filter; `limit` at most 1000, the platform's cap. */
export interface DoorQuery {
  filter: Json
  order: readonly { field: string; direction: 'asc' | 'desc' }[]
  limit: number
  /** Only these paths; null: whole documents. */
  fields: readonly string[] | null
}

export interface TransactionDoor extends DocumentDoor {
  commit(): Promise<void>
  abort(): Promise<void>
}

/**
 * The database of the local cloud without its server, for programs of this machine that do a great many operations: the same
 * engine with the same indexes, limits, isolation and errors as over HTTP.
 */
export interface DatabaseDoor extends DocumentDoor {
  find(collection: string, query: DoorQuery): Promise<StoredDocument[]>
  count(collection: string, filter: Json): Promise<number>
  /** @returns how many there were */
  removeWhere(collection: string, filter: Json): Promise<number>
  startTransaction(): Promise<TransactionDoor>
  /** Every document of a collection, without limits. */
  all(collection: string): Promise<StoredDocument[]>
  close(): Promise<void>
}

type Execute = (action: string, body: Json) => Promise<Json>

const text = (value: unknown): string => JSON.stringify(value)
const byId = (id: string): Json => ({ queryType: 'DOC', multi: false, query: text({ _id: id }) })

function documentDoor(execute: Execute): DocumentDoor {
  return {
    async get(collectionName, id) {
      const { list } = await execute('database.getDocument', { collectionName, ...byId(id) })
      const [found] = list as string[]
      return found === undefined ? null : (JSON.parse(found) as StoredDocument)
    },
    async insert(collectionName, document) {
      await execute('database.insertDocument', { collectionName, data: [text(document)] })
    },
    async replace(collectionName, document) {
      const { _id: id, ...data } = document
      await execute('database.modifyDocument', {
        collectionName,
        ...byId(id),
        merge: false,
        upsert: true,
        data: text(data),
      })
    },
    async update(collectionName, id, operators) {
      const { updated } = await execute('database.modifyDocument', {
        collectionName,
        ...byId(id),
        merge: true,
        upsert: false,
        data: text(operators),
      })
      return updated as number
    },
    async remove(collectionName, id) {
      await execute('database.removeDocument', { collectionName, ...byId(id) })
    },
  }
}

/** The door to an open database. */
export function doorOf(database: Database): DatabaseDoor {
  const within =
    (transactionId?: string): Execute =>
    async (action, body) => {
      const request = transactionId === undefined ? body : { ...body, transactionId }
      return (await database.execute(action, request)).data ?? {}
    }
  const execute = within()
  return {
    ...documentDoor(execute),
    async find(collectionName, { filter, order, limit, fields }) {
      const { list } = await execute('database.getDocument', {
        collectionName,
        queryType: 'WHERE',
        query: text(filter),
        order: [...order],
        limit,
        ...(fields && { projection: text(Object.fromEntries(fields.map((path) => [path, 1]))) }),
      })
      return (list as string[]).map((one) => JSON.parse(one) as StoredDocument)
    },
    async count(collectionName, filter) {
      const body = { collectionName, queryType: 'WHERE', query: text(filter) }
      return (await execute('database.calculateDocument', body))['total'] as number
    },
    async removeWhere(collectionName, filter) {
      const body = { collectionName, queryType: 'WHERE', multi: true, query: text(filter) }
      return (await execute('database.removeDocument', body))['deleted'] as number
    },
    async startTransaction() {
      const { transactionId } = await database.execute('database.startTransaction', {})
      if (transactionId === undefined) throw new Error('the transaction has no id')
      const inside = within(transactionId)
      return {
        ...documentDoor(inside),
        async commit() {
          await inside('database.commitTransaction', {})
        },
        async abort() {
          await inside('database.abortTransaction', {})
        },
      }
    },
    async all(collection) {
      return (await database.direct.all(collection)) as StoredDocument[]
    },
    close: () => database.close(),
  }
}

/** Opens (or creates) the database of a cloud's data folder; nobody else may have it open. */
export const openDatabaseDoor = async (options: DatabaseOptions): Promise<DatabaseDoor> =>
  doorOf(await openDatabase(options))
