import type { DatabasePort, JobDatabase, Meter, Tx } from '../../cloudfunctions/kernel/database'
import type { AnyTable } from '../../cloudfunctions/kernel/table'

type Document = Record<string, unknown> & { _id: string }
type Collections = Map<string, Map<string, Document>>
type Named = Pick<AnyTable, 'name'>
/** A patch of whole fields; the fake knows no paths. */
type FieldPatch = { set?: Record<string, unknown>; inc?: Record<string, number> }

export class FakeConflict extends Error {}
export class FakeOutage extends Error {}

/**
 * A database in memory for tests of the dispatcher: documents by id, what was done, and what should go wrong. It has no queries;
 * `ground.ts` has the real one.
 */
export interface FakeDatabase {
  port: DatabasePort
  /** Every operation, e.g. `put groups a`. */
  done: string[]
  /** The next commits that meet a rival's. */
  conflicts: number
  put(collection: string, document: object): void
  remove(collection: string, id: string): void
  get(collection: string, id: string): Document | undefined
  all(collection: string): Document[]
}

const within = (collections: Collections, name: string) =>
  collections.get(name) ?? collections.set(name, new Map()).get(name)!

function patched(document: Document, { set = {}, inc = {} }: FieldPatch): Document {
  const result = { ...structuredClone(document), ...set }
  for (const [field, by] of Object.entries(inc)) result[field] = Number(result[field] ?? 0) + by
  return result
}

/** Document operations on one state of the collections. */
function operationsOn(collections: () => Collections, meter: Meter, done: string[]) {
  const note = (kind: 'reads' | 'writes', what: string, { name }: Named, id: string) => {
    meter[kind]++
    done.push(`${what} ${name} ${id}`)
    return within(collections(), name)
  }
  return {
    get(table: Named, id: string) {
      const document = note('reads', 'get', table, id).get(id) ?? null
      return Promise.resolve(structuredClone(document))
    },
    insert(table: Named, document: Document) {
      const documents = note('writes', 'insert', table, document._id)
      if (documents.has(document._id)) throw new FakeConflict('duplicate')
      documents.set(document._id, structuredClone(document))
      return Promise.resolve()
    },
    put(table: Named, document: Document) {
      note('writes', 'put', table, document._id).set(document._id, structuredClone(document))
      return Promise.resolve()
    },
    update(table: Named, id: string, patch: FieldPatch) {
      const documents = note('writes', 'update', table, id)
      const document = documents.get(id)
      if (document) documents.set(id, patched(document, patch))
      return Promise.resolve(document !== undefined)
    },
    remove(table: Named, id: string) {
      note('writes', 'remove', table, id).delete(id)
      return Promise.resolve()
    },
  }
}

export function fakeDatabase(): FakeDatabase {
  let collections: Collections = new Map()
  const fake: FakeDatabase = {
    done: [],
    conflicts: 0,
    port: {
      database: (meter) =>
        operationsOn(() => collections, meter, fake.done) as unknown as JobDatabase,
      async transaction(meter, work) {
        const copy = structuredClone(collections)
        const result = await work(operationsOn(() => copy, meter, fake.done) as unknown as Tx)
        if (fake.conflicts > 0) {
          fake.conflicts--
          throw new FakeConflict('a rival was first')
        }
        collections = copy
        return result
      },
      isConflict: (error) => error instanceof FakeConflict,
      isUnavailable: (error) => error instanceof FakeOutage,
    },
    put: (collection, document) => {
      const known = document as Document
      within(collections, collection).set(known._id, known)
    },
    remove: (collection, id) => void within(collections, collection).delete(id),
    get: (collection, id) => within(collections, collection).get(id),
    all: (collection) => [...within(collections, collection).values()],
  }
  return fake
}
