import type {
  Condition,
  DatabasePort,
  Find,
  JobDatabase,
  Meter,
  Patch,
  Tx,
} from '../kernel/database'
import { INDEXES } from '../schema/collections'
import type { CollectionName, Collections } from '../schema/types'
import { isDuplicateKey, isTransactionConflict, isUnavailable } from './errors'
import { sdkDatabase } from './sdk'

/**
 * The parts of wx-server-sdk's database that we use. Its own types are mostly `any` and union with `void`, so the shapes
 * seen in @cloudbase/database 1.4.3 are written down here once.
 */
interface SdkDocument {
  get(): Promise<{ data: unknown }>
  set(options: { data: object }): Promise<unknown>
  update(options: { data: object }): Promise<{ stats: { updated: number } }>
  remove(): Promise<unknown>
}
interface SdkQuery {
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery
  limit(count: number): SdkQuery
  field(fields: Record<string, boolean>): SdkQuery
  get(): Promise<{ data: unknown[] }>
  remove(): Promise<{ stats: { removed: number } }>
}
interface SdkCollection {
  doc(id: string): SdkDocument
  where(condition: object): SdkQuery
  add(options: { data: object }): Promise<unknown>
}
interface SdkTransaction {
  collection(name: string): SdkCollection
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}
interface SdkDatabase {
  command: Record<
    'eq' | 'in' | 'lt' | 'gt' | 'gte' | 'set' | 'inc',
    (value: unknown) => unknown
  > & {
    and(...conditions: unknown[]): unknown
  }
  collection(name: string): SdkCollection
  startTransaction(): Promise<SdkTransaction>
}

const sdk = sdkDatabase as unknown as SdkDatabase
const _ = sdk.command

/** Most documents a query may ask for: the platform's cap. */
const LIMIT_MAX = 1000

function toCommand(condition: Condition): unknown {
  if (typeof condition !== 'object' || condition === null) return _.eq(condition)
  if ('in' in condition) return _.in(condition.in)
  if ('gte' in condition && 'lt' in condition)
    return _.and(_.gte(condition.gte), _.lt(condition.lt))
  if ('gte' in condition) return _.gte(condition.gte)
  return 'gt' in condition ? _.gt(condition.gt) : _.lt(condition.lt)
}

function toQuery(collection: CollectionName, find: Find): SdkQuery {
  if (find.index !== '_id' && !INDEXES[collection].some(({ name }) => name === find.index)) {
    throw new Error(`${collection} declares no index ${find.index}`)
  }
  if (find.limit < 1 || find.limit > LIMIT_MAX)
    throw new Error(`limit ${find.limit} of ${collection}`)
  const where = Object.fromEntries(
    Object.entries(find.where).map(([path, c]) => [path, toCommand(c)]),
  )
  let query = sdk.collection(collection).where(where).limit(find.limit)
  for (const [field, direction] of find.orderBy ?? []) query = query.orderBy(field, direction)
  if (find.fields) query = query.field(Object.fromEntries(find.fields.map((path) => [path, true])))
  return query
}

/** `_.set` keeps the SDK from turning an object into a merge of its fields. */
const toData = (patch: Patch): object => ({
  ...Object.fromEntries(
    Object.entries(patch.set ?? {}).map(([path, value]) => [path, _.set(value)]),
  ),
  ...Object.fromEntries(Object.entries(patch.inc ?? {}).map(([path, by]) => [path, _.inc(by)])),
})

/** The document operations, on the database itself or inside a transaction. */
function documentOperations(source: Pick<SdkDatabase, 'collection'>, meter: Meter): Tx {
  return {
    async get<C extends CollectionName>(collection: C, id: string) {
      meter.reads++
      const { data } = await source.collection(collection).doc(id).get()
      return (data ?? null) as Collections[C] | null
    },
    async insert(collection, document) {
      meter.writes++
      await source.collection(collection).add({ data: document })
    },
    async put(collection, document) {
      meter.writes++
      const { _id, ...data } = document
      await source.collection(collection).doc(_id).set({ data })
    },
    async update(collection, id, patch) {
      meter.writes++
      const { stats } = await source
        .collection(collection)
        .doc(id)
        .update({ data: toData(patch) })
      return stats.updated > 0
    },
    async remove(collection, id) {
      meter.writes++
      await source.collection(collection).doc(id).remove()
    },
  }
}

function database(meter: Meter): JobDatabase {
  const documents = documentOperations(sdk, meter)
  const find = async <C extends CollectionName>(collection: C, find: Find) => {
    meter.reads++
    return (await toQuery(collection, find).get()).data as Collections[C][]
  }
  return {
    get: documents.get,
    put: documents.put,
    update: documents.update,
    find,
    async getMany<C extends CollectionName>(collection: C, ids: readonly string[]) {
      if (ids.length === 0) return []
      return find(collection, { index: '_id', where: { _id: { in: [...ids] } }, limit: ids.length })
    },
    async removeMany(collection, ids) {
      if (ids.length === 0) return 0
      meter.writes++
      const { stats } = await sdk
        .collection(collection)
        .where({ _id: _.in([...ids]) })
        .remove()
      return stats.removed
    },
  }
}

async function transaction<T>(meter: Meter, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await sdk.startTransaction()
  let result: T
  try {
    result = await work(documentOperations(tx, meter))
  } catch (error) {
    // The reason for failing matters more than a failing rollback: the platform ends a transaction by itself in the end.
    await tx.rollback().catch(() => undefined)
    throw error
  }
  await tx.commit()
  return result
}

/** The cloud database through the SDK. A duplicate key counts as a conflict: on the next attempt it can be read. */
export const cloudDatabase: DatabasePort = {
  database,
  transaction,
  isConflict: (error) => isTransactionConflict(error) || isDuplicateKey(error),
  isUnavailable,
}
