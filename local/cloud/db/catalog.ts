import type { CollectionDeclaration } from '../types'
import { collectionNotExist, invalidParam } from './errors'
import type { Store, Write } from './store'

export type IndexKind = 1 | -1 | '2dsphere'

export interface Index {
  name: string
  /** Two characters that start its keys after the collection's. */
  id: string
  fields: [path: string, kind: IndexKind][]
  unique: boolean
  /** Whether a document ever had several entries in it; then it cannot give an order. */
  multikey: boolean
}

export interface Collection {
  name: string
  /** Three characters that start the keys of everything in it. */
  id: string
  indexes: Index[]
  /** Documents in it. */
  count: number
  /** Number of the next document in natural order. */
  nextRecord: number
}

interface Saved {
  nextId: number
  collections: { name: string; id: string; nextIndex: number; indexes: Index[] }[]
}

const CATALOG_KEY = '!catalog'
/** Index id of the natural order that every collection has. */
export const NATURAL = '00'

const base36 = (value: number, length: number): string => value.toString(36).padStart(length, '0')

export const documentPrefix = (collection: Collection): string => `d${collection.id}`
export const indexPrefix = (collection: Collection, indexId: string): string =>
  `i${collection.id}${indexId}`
export const countKey = (collection: Collection): string => `n${collection.id}`
export const recordKey = (record: number): string => base36(record, 8)

/** What collections and indexes there are; a change is saved with {@link saveWrite}. */
export class Catalog {
  readonly #collections = new Map<string, Collection>()
  readonly #nextIndex = new Map<string, number>()
  /** Indexes whose first array is on disk; the flag may be set by a write that never comes there. */
  readonly #savedMultikey = new Set<Index>()
  #nextId = 1

  /**
   * Reads the catalog again, as after the loss of unwritten changes. Collections stay the same
   * objects, because operations under way hold them.
   */
  async load(store: Store): Promise<void> {
    const saved = JSON.parse(store.get(CATALOG_KEY) ?? '{"nextId":1,"collections":[]}') as Saved
    const loaded: Collection[] = []
    for (const { name, id, indexes } of saved.collections) {
      const fresh: Collection = { name, id, indexes, count: 0, nextRecord: 1 }
      fresh.count = Number(store.get(countKey(fresh)) ?? 0)
      fresh.nextRecord = await nextRecord(store, fresh)
      loaded.push(Object.assign(this.#collections.get(name) ?? fresh, fresh))
    }
    this.#nextId = saved.nextId
    this.#collections.clear()
    for (const collection of loaded) {
      this.#collections.set(collection.name, collection)
      for (const index of collection.indexes) if (index.multikey) this.#savedMultikey.add(index)
    }
    for (const { name, nextIndex } of saved.collections) this.#nextIndex.set(name, nextIndex)
  }

  /** @throws DatabaseError (DATABASE_COLLECTION_NOT_EXIST) */
  get(name: string): Collection {
    const collection = this.#collections.get(name)
    if (collection === undefined) throw collectionNotExist(name)
    return collection
  }

  find(name: string): Collection | undefined {
    return this.#collections.get(name)
  }

  all(): Collection[] {
    return [...this.#collections.values()]
  }

  create(name: string): Collection {
    if (!/^[^\s$.\0][^$\0]{0,127}$/.test(name))
      throw invalidParam(`invalid collection name: ${name}`)
    const collection: Collection = {
      name,
      id: base36(this.#nextId++, 3),
      indexes: [],
      count: 0,
      nextRecord: 1,
    }
    this.#collections.set(name, collection)
    this.#nextIndex.set(name, 1)
    return collection
  }

  /** A new index, not yet among those of the collection: it has to be filled first. */
  draftIndex(collection: Collection, declaration: CollectionDeclaration['indexes'][number]): Index {
    const number = this.#nextIndex.get(collection.name) ?? 1
    this.#nextIndex.set(collection.name, number + 1)
    return {
      name: declaration.name,
      id: base36(number, 2),
      fields: declaration.fields as Index['fields'],
      unique: declaration.unique === true,
      multikey: false,
    }
  }

  isUnsaved(collection: Collection): boolean {
    return collection.indexes.some((index) => index.multikey && !this.#savedMultikey.has(index))
  }

  saveWrite(): Write {
    for (const { indexes } of this.all()) {
      for (const index of indexes) if (index.multikey) this.#savedMultikey.add(index)
    }
    const collections = this.all().map(({ name, id, indexes }) => ({
      name,
      id,
      nextIndex: this.#nextIndex.get(name) ?? 1,
      indexes,
    }))
    return [CATALOG_KEY, JSON.stringify({ nextId: this.#nextId, collections } satisfies Saved)]
  }
}

async function nextRecord(store: Store, collection: Collection): Promise<number> {
  const prefix = indexPrefix(collection, NATURAL)
  const scan = store.scan({ gte: prefix, lt: `${prefix}\u0100`, reverse: true })
  const [last] = await scan.next(1)
  await scan.close()
  return last === undefined ? 1 : parseInt(last[0].slice(prefix.length), 36) + 1
}
