import {
  type Catalog,
  type Collection,
  type Index,
  countKey,
  indexPrefix,
  documentPrefix,
  recordKey,
} from './catalog'
import { type Document, stringifyEjson } from './ejson'
import { duplicateKey } from './errors'
import { describeKey, indexEntries } from './indexes'
import type { Locks } from './locks'
import type { Write } from './store'
import { Stored } from './stored'
import type { Transaction } from './transaction'
import { checkSize } from './update/storable'
import type { Space, View } from './view'

/** A change of one document and all its index entries, worked out but not applied. */
export interface Change {
  collection: Collection
  key: string
  stored: Stored | null
  writes: Write[]
  /** Keys that other writers must not hold: the document and the unique values it takes or leaves. */
  locks: string[]
  /** Unique values it takes; without an index: the document's key. */
  taken: { key: string; index: Index | null }[]
  countBy: -1 | 0 | 1
}

/** Works out what writing `after` (null: removal) over `before` changes. */
export function planChange(
  collection: Collection,
  key: string,
  before: Stored | undefined,
  after: Document | null,
): Change {
  const idKey = key.slice(documentPrefix(collection).length)
  const record = before?.record ?? recordKey(collection.nextRecord++)
  const stored = after === null ? null : Stored.of(record, after)
  if (stored) checkSize(stored.text)
  const old = before
    ? indexEntries(collection, before.document, record, idKey)
    : new Map<string, string>()
  const fresh = after ? indexEntries(collection, after, record, idKey) : new Map<string, string>()
  const writes: Write[] = [[key, stored === null ? null : stored.toValue()]]
  const changed: string[] = []
  for (const entry of old.keys()) {
    if (fresh.has(entry)) continue
    writes.push([entry, null])
    changed.push(entry)
  }
  const added: string[] = []
  for (const [entry, value] of fresh) {
    if (old.has(entry)) continue
    writes.push([entry, value])
    added.push(entry)
  }
  const unique = collection.indexes.filter((index) => index.unique)
  const uniqueOf = (entry: string) =>
    unique.find((index) => entry.startsWith(indexPrefix(collection, index.id)))
  const taken: Change['taken'] = before === undefined && after ? [{ key, index: null }] : []
  for (const entry of unique.length > 0 ? added : []) {
    const index = uniqueOf(entry)
    if (index) taken.push({ key: entry, index })
  }
  return {
    collection,
    key,
    stored,
    writes,
    locks: [key, ...[...changed, ...added].filter((entry) => unique.length > 0 && uniqueOf(entry))],
    taken,
    countBy: before === undefined ? (after ? 1 : 0) : after ? 0 : -1,
  }
}

/** @throws DatabaseError (E11000) when another document has one of the unique values */
export function checkUnique(get: (key: string) => string | undefined, change: Change): void {
  for (const { key, index } of change.taken) {
    if (get(key) === undefined) continue
    const { collection, stored } = change
    const document = stored?.document ?? {}
    throw index === null
      ? duplicateKey(collection.name, '_id_', `{ _id: ${stringifyEjson(document._id)} }`)
      : duplicateKey(collection.name, index.name, describeKey(index, document))
  }
}

/** Writes outside transactions: each document at once, waiting where a transaction holds a lock. */
export class Writer {
  readonly #space: Space
  readonly #catalog: Catalog
  readonly #locks: Locks<Transaction>
  readonly #lockWaitMs: number
  /** Whether open transactions need the values that a write replaces. */
  readonly #isWatched: () => boolean

  constructor(options: {
    space: Space
    catalog: Catalog
    locks: Locks<Transaction>
    lockWaitMs: number
    isWatched: () => boolean
  }) {
    this.#space = options.space
    this.#catalog = options.catalog
    this.#locks = options.locks
    this.#lockWaitMs = options.lockWaitMs
    this.#isWatched = options.isWatched
  }

  /**
   * Runs `plan` when no transaction holds what it wants to change, and applies its changes.
   * @param plan works the changes out from what is there now; it may run several times
   * @returns once they are visible, with a promise of their being durable
   * @throws DatabaseError for duplicates, and DATABASE_TIMEOUT when a lock is not released in time
   */
  async write(
    view: View,
    plan: () => Change[],
  ): Promise<{ count: number; durable: Promise<void> }> {
    const deadline = Date.now() + this.#lockWaitMs
    for (;;) {
      const changes = plan()
      const locked = changes.flatMap(({ locks }) => locks).find((key) => this.#locks.ownerOf(key))
      if (locked === undefined)
        return { count: changes.length, durable: this.#apply(view, changes) }
      await this.#locks.wait(locked, Math.max(1, deadline - Date.now()))
    }
  }

  #apply(view: View, changes: Change[]): Promise<void> {
    this.#space.store.assertReady()
    const writes: Write[] = []
    const documents = new Map<string, Stored | null>()
    const staged = new Map<string, string | null>()
    for (const change of changes) {
      checkUnique(
        (key) => (staged.has(key) ? (staged.get(key) ?? undefined) : view.get(key)),
        change,
      )
      for (const write of change.writes) {
        writes.push(write)
        if (changes.length > 1) staged.set(write[0], write[1])
      }
      documents.set(change.key, change.stored)
    }
    if (writes.length === 0) return Promise.resolve()
    writes.push(...bookkeeping(this.#catalog, changes))
    return this.#space.apply(writes, documents, this.#isWatched())
  }
}

/** The writes that go with changes: document counts and, where it changed, the catalog. */
export function bookkeeping(catalog: Catalog, changes: Iterable<Change>): Write[] {
  const collections = new Set<Collection>()
  const counted = new Set<Collection>()
  for (const { collection, countBy } of changes) {
    collection.count += countBy
    collections.add(collection)
    if (countBy !== 0) counted.add(collection)
  }
  const writes: Write[] = []
  for (const collection of counted) writes.push([countKey(collection), String(collection.count)])
  if ([...collections].some((collection) => catalog.isUnsaved(collection))) {
    writes.push(catalog.saveWrite())
  }
  return writes
}
