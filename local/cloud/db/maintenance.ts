import type { CollectionDeclaration } from '../types'
import {
  type Catalog,
  type Collection,
  type Index,
  countKey,
  documentPrefix,
  indexPrefix,
} from './catalog'
import { duplicateKey } from './errors'
import { addEntries, describeKey, indexEntries } from './indexes'
import { AFTER } from './keys'
import type { Store, Write } from './store'
import { Stored } from './stored'

const CLEARING_KEY = '!clearing'
const BATCH = 1000

/** Creates declared collections and makes their indexes the declared ones. */
export async function declare(
  store: Store,
  catalog: Catalog,
  declarations: CollectionDeclaration[],
  log: (line: string) => void,
): Promise<void> {
  for (const declaration of declarations) {
    const collection = catalog.find(declaration.name) ?? catalog.create(declaration.name)
    const wanted = new Map(declaration.indexes.map((index) => [signature(index), index]))
    const dropped = collection.indexes.filter((index) => !wanted.has(signature(index)))
    collection.indexes = collection.indexes.filter((index) => !dropped.includes(index))
    const present = new Set(collection.indexes.map(signature))
    const missing = declaration.indexes.filter((index) => !present.has(signature(index)))
    for (const index of missing) {
      const draft = catalog.draftIndex(collection, index)
      await buildIndex(store, collection, draft)
      collection.indexes.push(draft)
      if (collection.count > 0) {
        log(
          `database: built index ${index.name} of ${collection.name} over ${collection.count} documents`,
        )
      }
    }
    if (dropped.length > 0 || missing.length > 0) await store.commit([catalog.saveWrite()])
    for (const index of dropped) await store.clearRange(indexPrefix(collection, index.id))
  }
  await store.commit([catalog.saveWrite()])
}

const signature = ({
  name,
  fields,
  unique,
}: Pick<Index, 'name' | 'fields'> & { unique?: boolean }) =>
  JSON.stringify([name, fields, unique === true])

/** @throws DatabaseError (E11000) when documents share a value of a unique index */
async function buildIndex(store: Store, collection: Collection, index: Index): Promise<void> {
  const prefix = indexPrefix(collection, index.id)
  // A build that was interrupted may have left entries under the same id.
  await store.clearRange(prefix)
  for await (const [key, stored] of documentsOf(store, collection)) {
    const entries = new Map<string, string>()
    const idKey = key.slice(documentPrefix(collection).length)
    addEntries(entries, collection, index, stored.document, stored.record, idKey)
    for (const entry of entries.keys()) {
      if (index.unique && store.get(entry) !== undefined) {
        throw duplicateKey(collection.name, index.name, describeKey(index, stored.document))
      }
    }
    const writes: Write[] = [...entries]
    void store.commit(writes).catch(() => undefined)
  }
  await store.flushed()
}

async function* documentsOf(
  store: Store,
  collection: Collection,
): AsyncGenerator<[key: string, stored: Stored]> {
  const prefix = documentPrefix(collection)
  const scan = store.scan({ gte: prefix, lt: prefix + AFTER })
  try {
    for (;;) {
      const entries = await scan.next(BATCH)
      if (entries.length === 0) return
      for (const [key, value] of entries) yield [key, Stored.parse(value)]
      // Keeps a build from piling up its whole index in memory.
      await store.flushed()
    }
  } finally {
    await scan.close()
  }
}

/** Removes every document; collections and indexes stay. A crash in between is made up for. */
export async function clearDocuments(store: Store, catalog: Catalog): Promise<void> {
  await store.commit([[CLEARING_KEY, '1']])
  await finishClearing(store, catalog)
}

/** Ends a removal of all documents that a crash interrupted. */
export async function finishClearing(store: Store, catalog: Catalog): Promise<void> {
  if (store.get(CLEARING_KEY) === undefined) return
  for (const prefix of ['d', 'i', 'n']) await store.clearRange(prefix)
  for (const collection of catalog.all()) collection.count = 0
  await store.commit([[CLEARING_KEY, null]])
}

/** Compares indexes and counts with the documents; returns what is wrong. */
export async function verify(store: Store, catalog: Catalog): Promise<string[]> {
  const problems: string[] = []
  for (const collection of catalog.all()) {
    const expected = new Map<string, string>()
    let count = 0
    for await (const [key, stored] of documentsOf(store, collection)) {
      count++
      const idKey = key.slice(documentPrefix(collection).length)
      const entries = indexEntries(collection, stored.document, stored.record, idKey)
      for (const [entry, value] of entries) expected.set(entry, value)
    }
    const prefix = `i${collection.id}`
    const scan = store.scan({ gte: prefix, lt: prefix + AFTER })
    for (;;) {
      const entries = await scan.next(BATCH)
      if (entries.length === 0) break
      for (const [entry, value] of entries) {
        if (expected.get(entry) !== value)
          problems.push(`${collection.name}: index entry without its document`)
        expected.delete(entry)
      }
    }
    await scan.close()
    if (expected.size > 0)
      problems.push(`${collection.name}: ${expected.size} index entries are missing`)
    const saved = Number(store.get(countKey(collection)) ?? 0)
    if (saved !== count || collection.count !== count) {
      problems.push(`${collection.name}: counts ${saved} in storage, ${count} documents`)
    }
  }
  return problems
}
