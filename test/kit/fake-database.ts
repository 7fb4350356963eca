import type {
  Condition,
  DatabasePort,
  Find,
  JobDatabase,
  Meter,
  Patch,
  Tx,
} from '../../cloudfunctions/kernel/database'
import type { CollectionName } from '../../cloudfunctions/schema/types'

type Document = Record<string, unknown> & { _id: string }
type Tables = Map<string, Map<string, Document>>

export class FakeConflict extends Error {}
export class FakeOutage extends Error {}

/** A database in memory for tests of the kernel and of jobs: what is there, what was done, and what should go wrong. */
export interface FakeDatabase {
  port: DatabasePort
  jobs: JobDatabase
  /** Every operation, e.g. `put outbox a`. */
  done: string[]
  /** The next commits that meet a rival's. */
  conflicts: number
  /** Called before each commit. */
  beforeCommit: () => void
  put(collection: CollectionName, document: object): void
  get(collection: CollectionName, id: string): Document | undefined
  all(collection: CollectionName): Document[]
}

function holds(condition: Condition, value: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return value === condition
  if ('in' in condition) return condition.in.includes(value as never)
  const known = value as number
  const isAbove = 'gte' in condition ? known >= (condition.gte as number) : true
  const isOver = 'gt' in condition ? known > (condition.gt as number) : true
  return isAbove && isOver && ('lt' in condition ? known < (condition.lt as number) : true)
}

function patched(document: Document, { set = {}, inc = {} }: Patch): Document {
  const result = structuredClone(document)
  const place = (path: string) => {
    const parts = path.split('.')
    const last = parts.pop()!
    let at = result as Record<string, unknown>
    for (const part of parts) at = (at[part] ??= {}) as Record<string, unknown>
    return { at, last }
  }
  for (const [path, value] of Object.entries(set)) {
    const { at, last } = place(path)
    at[last] = value
  }
  for (const [path, by] of Object.entries(inc)) {
    const { at, last } = place(path)
    at[last] = Number(at[last] ?? 0) + by
  }
  return result
}

const table = (tables: Tables, name: string) =>
  tables.get(name) ?? tables.set(name, new Map()).get(name)!

export function fakeDatabase(): FakeDatabase {
  let tables: Tables = new Map()

  function operations(of: () => Tables, meter: Meter): Tx {
    return {
      get(collection, id) {
        meter.reads++
        fake.done.push(`get ${collection} ${id}`)
        return Promise.resolve(structuredClone(table(of(), collection).get(id) ?? null) as never)
      },
      insert(collection, document) {
        meter.writes++
        fake.done.push(`insert ${collection} ${document._id}`)
        if (table(of(), collection).has(document._id)) throw new FakeConflict('duplicate')
        table(of(), collection).set(document._id, structuredClone(document) as never)
        return Promise.resolve()
      },
      put(collection, document) {
        meter.writes++
        fake.done.push(`put ${collection} ${document._id}`)
        table(of(), collection).set(document._id, structuredClone(document) as never)
        return Promise.resolve()
      },
      update(collection, id, patch) {
        meter.writes++
        fake.done.push(`update ${collection} ${id}`)
        const document = table(of(), collection).get(id)
        if (document) table(of(), collection).set(id, patched(document, patch))
        return Promise.resolve(document !== undefined)
      },
      remove(collection, id) {
        meter.writes++
        table(of(), collection).delete(id)
        return Promise.resolve()
      },
    }
  }

  function database(meter: Meter): JobDatabase {
    const find = (collection: CollectionName, { where, orderBy = [], limit }: Find) => {
      meter.reads++
      const rows = [...table(tables, collection).values()].filter((row) =>
        Object.entries(where).every(([field, condition]) => holds(condition, row[field])),
      )
      const [order] = orderBy
      if (order) {
        const sign = order[1] === 'asc' ? 1 : -1
        rows.sort((a, b) => ((a[order[0]] as number) < (b[order[0]] as number) ? -sign : sign))
      }
      return Promise.resolve(structuredClone(rows.slice(0, limit)) as never)
    }
    return {
      ...operations(() => tables, meter),
      find,
      getMany: (collection, ids) =>
        find(collection, { index: '_id', where: { _id: { in: ids } }, limit: 1000 }),
      removeMany(collection, ids) {
        meter.writes++
        return Promise.resolve(ids.filter((id) => table(tables, collection).delete(id)).length)
      },
    }
  }

  const fake: FakeDatabase = {
    done: [],
    conflicts: 0,
    beforeCommit: () => undefined,
    jobs: database({ reads: 0, writes: 0 }),
    port: {
      database,
      async transaction(meter, work) {
        const copy = structuredClone(tables)
        const result = await work(operations(() => copy, meter))
        fake.beforeCommit()
        if (fake.conflicts > 0) {
          fake.conflicts--
          throw new FakeConflict('a rival was first')
        }
        tables = copy
        return result
      },
      isConflict: (error) => error instanceof FakeConflict,
      isUnavailable: (error) => error instanceof FakeOutage,
    },
    put: (collection, document) => {
      const known = document as Document
      table(tables, collection).set(known._id, known)
    },
    get: (collection, id) => table(tables, collection).get(id),
    all: (collection) => [...table(tables, collection).values()],
  }
  return fake
}
