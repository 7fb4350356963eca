import type { Raw } from '../kernel/versions'
import {
  databasePort,
  type RawChanges,
  type RawCondition,
  type RawDatabase,
  type RawDocuments,
  type RawWhere,
} from './port'
import { sdkDatabase } from './sdk'

const sdk = sdkDatabase as unknown as WxServerSdk.Database
const _ = sdk.command

function toCommand(condition: RawCondition): unknown {
  if (typeof condition !== 'object' || condition === null) return _.eq(condition)
  const parts = Object.entries(condition).map(([operator, value]) =>
    _[operator as 'in' | 'lt' | 'gt' | 'gte'](value),
  )
  return parts.length === 1 ? parts[0] : _.and(...parts)
}

const toWhere = (where: RawWhere): object =>
  Object.fromEntries(Object.entries(where).map(([path, condition]) => [path, toCommand(condition)]))

/** `_.set` keeps the SDK from turning an object into a merge of its fields. */
const toData = ({ set, inc, unset }: RawChanges): object => ({
  ...Object.fromEntries(Object.entries(set).map(([path, value]) => [path, _.set(value)])),
  ...Object.fromEntries(Object.entries(inc).map(([path, by]) => [path, _.inc(by)])),
  ...Object.fromEntries(unset.map((path) => [path, _.remove()])),
})

const documentsOf = (source: Pick<WxServerSdk.Database, 'collection'>): RawDocuments => ({
  async get(collection, id) {
    return ((await source.collection(collection).doc(id).get()).data ?? null) as Raw | null
  },
  async add(collection, document) {
    await source.collection(collection).add({ data: document })
  },
  async set(collection, { _id, ...data }) {
    await source.collection(collection).doc(_id).set({ data })
  },
  async update(collection, id, changes) {
    const { stats } = await source
      .collection(collection)
      .doc(id)
      .update({ data: toData(changes) })
    return stats.updated
  },
  async remove(collection, id) {
    await source.collection(collection).doc(id).remove()
  },
})

const raw: RawDatabase = {
  ...documentsOf(sdk),
  async find(collection, { where, sort, limit, fields }) {
    let query = sdk.collection(collection).where(toWhere(where)).limit(limit)
    for (const [path, direction] of sort) query = query.orderBy(path, direction)
    if (fields) query = query.field(Object.fromEntries(fields.map((path) => [path, true])))
    return (await query.get()).data as Raw[]
  },
  async count(collection, where) {
    return (await sdk.collection(collection).where(toWhere(where)).count()).total
  },
  async removeWhere(collection, where) {
    return (await sdk.collection(collection).where(toWhere(where)).remove()).stats.removed
  },
  async startTransaction() {
    const tx = await sdk.startTransaction()
    return {
      ...documentsOf(tx),
      commit: () => tx.commit(),
      rollback: () => tx.rollback(),
    }
  },
}

/** The cloud database through the SDK. */
export const cloudDatabase = databasePort(raw)
