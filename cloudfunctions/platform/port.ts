import type { DatabasePort, JobDatabase, Meter, Tx } from '../kernel/database'
import type { Scalar } from '../kernel/paths'
import type { AnyTable } from '../kernel/table'
import { isOutdated, stamped, upgraded, VERSION_FIELD, type Raw } from '../kernel/versions'
import { isDuplicateKey, isTransactionConflict, isUnavailable } from './errors'

/** A condition on one field. */
export type RawCondition = Scalar | Partial<Record<'in' | 'lt' | 'gt' | 'gte', unknown>>
/** Conditions by field path, all of them. */
export type RawWhere = Record<string, RawCondition>

/** A query as it goes to the database. */
export interface RawQuery {
  where: RawWhere
  /** In order of importance. */
  sort: readonly (readonly [path: string, direction: 'asc' | 'desc'])[]
  limit: number
  /** Only these paths; null: whole documents. */
  fields: readonly string[] | null
}

/** Changes of one document by path; what is set replaces, it does not merge. */
export interface RawChanges {
  set: Readonly<Record<string, unknown>>
  inc: Readonly<Record<string, number>>
  unset: readonly string[]
}

/** What a database does with one document. */
export interface RawDocuments {
  /** @returns null when there is none. */
  get(collection: string, id: string): Promise<Raw | null>
  /** @throws when there is one with this `_id`. */
  add(collection: string, document: Raw): Promise<void>
  /** Replaces or creates. */
  set(collection: string, document: Raw): Promise<void>
  /** @returns how many were changed. */
  update(collection: string, id: string, changes: RawChanges): Promise<number>
  remove(collection: string, id: string): Promise<void>
}

export interface RawTransaction extends RawDocuments {
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}

/** The little that a database has to bring: what is typed, counted and migrated is the same above each of them. */
export interface RawDatabase extends RawDocuments {
  find(collection: string, query: RawQuery): Promise<Raw[]>
  count(collection: string, where: RawWhere): Promise<number>
  /** @returns how many there were. */
  removeWhere(collection: string, where: RawWhere): Promise<number>
  startTransaction(): Promise<RawTransaction>
}

/** Most documents a query may ask for: the platform's cap. */
const LIMIT_MAX = 1000

/** A query as any table may be asked; the compiler has checked it against its own. */
interface AnyFind {
  index: string
  where: Record<string, RawCondition | undefined>
  order?: 'asc' | 'desc'
  limit: number
  fields?: readonly string[]
}

interface AnyPatch {
  set?: Record<string, unknown>
  inc?: Record<string, number | undefined>
  unset?: readonly string[]
}

const isEqual = (condition: RawCondition | undefined): boolean =>
  condition !== undefined && (typeof condition !== 'object' || condition === null)

const isList = (condition: RawCondition | undefined): boolean =>
  typeof condition === 'object' && condition !== null && 'in' in condition

const whereOf = (where: AnyFind['where']): RawWhere =>
  Object.fromEntries(
    Object.entries(where).flatMap(([path, condition]) =>
      condition === undefined ? [] : [[path, condition]],
    ),
  )

/**
 * The fields of the index that no equal condition fixes, in the index's order or the other way round. A list of values fixes
 * its field too when others follow: for each value the index has the rest in order, and the database merges them.
 */
function sortOf(table: AnyTable, { index, where, order }: AnyFind): [string, 'asc' | 'desc'][] {
  if (!order) return []
  const fields = index === '_id' ? ['_id'] : (table.indexes[index] ?? [])
  return fields.flatMap((field, at): [string, 'asc' | 'desc'][] => {
    const [path, direction] = typeof field === 'string' ? [field, 1] : [field[0], field[1]]
    if (isEqual(where[path]) || (isList(where[path]) && at < fields.length - 1)) return []
    return [[path, (direction === 1) === (order === 'asc') ? 'asc' : 'desc']]
  })
}

function queryOf(table: AnyTable, find: AnyFind): RawQuery {
  if (find.index !== '_id' && !table.indexes[find.index]) {
    throw new Error(`${table.name} declares no index ${find.index}`)
  }
  if (find.limit < 1 || find.limit > LIMIT_MAX) {
    throw new Error(`limit ${find.limit} of ${table.name}`)
  }
  const version = table.version === 1 ? [] : [VERSION_FIELD]
  return {
    where: whereOf(find.where),
    sort: sortOf(table, find),
    limit: find.limit,
    fields: find.fields ? [...find.fields, ...version] : null,
  }
}

const changesOf = (table: AnyTable, { set, inc, unset }: AnyPatch): RawChanges => ({
  set: { ...set, ...(table.version === 1 ? {} : { [VERSION_FIELD]: table.version }) },
  inc: Object.fromEntries(
    Object.entries(inc ?? {}).flatMap(([path, by]) => (by === undefined ? [] : [[path, by]])),
  ),
  unset: unset ?? [],
})

/** The document operations, on the database itself or inside a transaction. */
function documentOperations(source: RawDocuments, meter: Meter) {
  /** Documents known to be of today's version in this transaction. */
  const fresh = new Set<string>()
  const read = async (table: AnyTable, id: string): Promise<Raw | null> => {
    meter.reads++
    const raw = await source.get(table.name, id)
    if (raw && !isOutdated(table, raw)) fresh.add(`${table.name}/${id}`)
    return raw
  }
  const write = async (table: AnyTable, document: Raw): Promise<void> => {
    meter.writes++
    await source.set(table.name, stamped(table, document))
    fresh.add(`${table.name}/${document._id}`)
  }
  return {
    async get(table: AnyTable, id: string) {
      const raw = await read(table, id)
      return raw && upgraded(table, raw)
    },
    async insert(table: AnyTable, document: Raw) {
      meter.writes++
      await source.add(table.name, stamped(table, document))
      fresh.add(`${table.name}/${document._id}`)
    },
    put: write,
    async update(table: AnyTable, id: string, patch: AnyPatch) {
      // A patch speaks of today's fields, so an older document is brought up to date first.
      if (table.version > 1 && !fresh.has(`${table.name}/${id}`)) {
        const raw = await read(table, id)
        if (!raw) return false
        if (isOutdated(table, raw)) await write(table, upgraded(table, raw))
      }
      meter.writes++
      return (await source.update(table.name, id, changesOf(table, patch))) > 0
    },
    async remove(table: AnyTable, id: string) {
      meter.writes++
      await source.remove(table.name, id)
    },
  }
}

function databaseOn(raw: RawDatabase, meter: Meter): JobDatabase {
  const { get } = documentOperations(raw, meter)
  const rawFind = (table: AnyTable, find: AnyFind): Promise<Raw[]> => {
    const query = queryOf(table, find)
    meter.reads++
    return raw.find(table.name, query)
  }
  /** Of an outdated document the whole is needed, or it could not be migrated. */
  const find = async (table: AnyTable, query: AnyFind): Promise<Raw[]> => {
    const rows = await rawFind(table, query)
    const old = query.fields ? rows.filter((row) => isOutdated(table, row)) : []
    if (old.length === 0) return rows.map((row) => upgraded(table, row))
    const ids = old.map(({ _id }) => _id)
    const whole = await rawFind(table, {
      index: '_id',
      where: { _id: { in: ids } },
      limit: ids.length,
    })
    const byId = new Map(whole.map((row) => [row._id, row]))
    return rows.map((row) => upgraded(table, byId.get(row._id) ?? row))
  }
  const operations = {
    get,
    find,
    async getMany(table: AnyTable, ids: readonly string[], fields?: readonly string[]) {
      const unique = [...new Set(ids)]
      if (unique.length === 0) return []
      const where = { _id: { in: unique } }
      const limit = unique.length
      return find(table, { index: '_id', where, limit, ...(fields ? { fields } : {}) })
    },
    async count(table: AnyTable, { index, where }: Pick<AnyFind, 'index' | 'where'>) {
      if (!table.indexes[index]) throw new Error(`${table.name} declares no index ${index}`)
      meter.reads++
      return raw.count(table.name, whereOf(where))
    },
    async removeMany(table: AnyTable, ids: readonly string[]) {
      if (ids.length === 0) return 0
      meter.writes++
      return raw.removeWhere(table.name, { _id: { in: [...ids] } })
    },
    async outdated(table: AnyTable, after: string, limit: number) {
      const where = { _id: { gt: after } }
      const fields = [VERSION_FIELD]
      const rows = await rawFind(table, { index: '_id', where, order: 'asc', limit, fields })
      const ids = rows.filter((row) => isOutdated(table, row)).map(({ _id }) => _id)
      return { ids, last: rows.length < limit ? null : (rows.at(-1)?._id ?? null) }
    },
  }
  return operations as unknown as JobDatabase
}

async function transactionOn<T>(
  raw: RawDatabase,
  meter: Meter,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const tx = await raw.startTransaction()
  let result: T
  try {
    result = await work(documentOperations(tx, meter) as unknown as Tx)
  } catch (error) {
    // The reason for failing matters more than a failing rollback: the platform ends a transaction by itself in the end.
    await tx.rollback().catch(() => undefined)
    throw error
  }
  await tx.commit()
  return result
}

/** What the kernel needs, on any database. A duplicate key counts as a conflict: on the next attempt it can be read. */
export const databasePort = (raw: RawDatabase): DatabasePort => ({
  database: (meter) => databaseOn(raw, meter),
  transaction: (meter, work) => transactionOn(raw, meter, work),
  isConflict: (error) => isTransactionConflict(error) || isDuplicateKey(error),
  isUnavailable,
})
