import { type Collection, documentPrefix } from './catalog'
import { encodeValue } from './keys'
import type { History } from './history'
import type { Range, Scan, Store, Write } from './store'
import { DocumentCache, Stored } from './stored'

export const documentKey = (collection: Collection, id: unknown): string =>
  documentPrefix(collection) + encodeValue(id)

/** What an operation sees: the present, or a transaction's snapshot with its own writes. */
export interface View {
  get(key: string): string | undefined
  document(key: string): Stored | undefined
  scan(range: Range): Scan
  /** Whether something was seen that is not durable yet; the answer then waits for it. */
  isDirty: boolean
}

/** State all views share. */
export class Space {
  readonly store: Store
  readonly history: History
  readonly cache = new DocumentCache()

  constructor(store: Store, history: History) {
    this.store = store
    this.history = history
  }

  /** The document at present, parsed at most once while it stays in the cache. */
  document(key: string): Stored | undefined {
    const cached = this.cache.get(key)
    if (cached !== undefined) return cached
    const value = this.store.get(key)
    if (value === undefined) return undefined
    const stored = Stored.parse(value)
    this.cache.set(key, stored)
    return stored
  }

  /**
   * Applies writes at once and returns when they are durable.
   * @param documents the documents among the written keys, for the cache
   */
  apply(
    writes: Write[],
    documents: ReadonlyMap<string, Stored | null>,
    isWatched: boolean,
  ): Promise<void> {
    this.store.assertReady()
    if (isWatched) {
      const sequence = this.store.sequence + 1
      for (const [key] of writes) this.history.record(sequence, key, this.store.get(key) ?? null)
    }
    for (const [key, stored] of documents) {
      if (stored === null) this.cache.delete(key)
      else this.cache.set(key, stored)
    }
    return this.store.commit(writes)
  }
}

/** Sees what is committed now. */
export class PresentView implements View {
  readonly #space: Space
  isDirty = false

  constructor(space: Space) {
    this.#space = space
  }

  get(key: string): string | undefined {
    if (this.#space.store.isPending(key)) this.isDirty = true
    return this.#space.store.get(key)
  }

  document(key: string): Stored | undefined {
    if (this.#space.store.isPending(key)) this.isDirty = true
    return this.#space.document(key)
  }

  scan(range: Range): Scan {
    const scan = this.#space.store.scan(range)
    if (scan.isDirty) this.isDirty = true
    return scan
  }
}

/** Sees the moment of the transaction's first operation and what the transaction wrote. */
export class SnapshotView implements View {
  readonly #space: Space
  readonly #since: number
  readonly #writes: ReadonlyMap<string, string | null>
  readonly #documents: ReadonlyMap<string, Stored | null>
  isDirty = false

  constructor(
    space: Space,
    since: number,
    writes: ReadonlyMap<string, string | null>,
    documents: ReadonlyMap<string, Stored | null>,
  ) {
    this.#space = space
    this.#since = since
    this.#writes = writes
    this.#documents = documents
  }

  get(key: string): string | undefined {
    const own = this.#writes.get(key)
    if (own !== undefined) return own ?? undefined
    const before = this.#space.history.valueAt(this.#since, key)
    if (before !== undefined) return before ?? undefined
    if (this.#space.store.isPending(key)) this.isDirty = true
    return this.#space.store.get(key)
  }

  document(key: string): Stored | undefined {
    const own = this.#documents.get(key)
    if (own !== undefined) return own ?? undefined
    const before = this.#space.history.valueAt(this.#since, key)
    if (before !== undefined) return before === null ? undefined : Stored.parse(before)
    if (this.#space.store.isPending(key)) this.isDirty = true
    return this.#space.document(key)
  }

  scan(range: Range): Scan {
    const patches = this.#space.history.patchesAt(this.#since)
    for (const [key, value] of this.#writes) patches.set(key, value)
    const scan = this.#space.store.scan(range, patches)
    if (scan.isDirty) this.isDirty = true
    return scan
  }
}
