import { ClassicLevel } from 'classic-level'
import { unavailable } from './errors'
import { AFTER } from './keys'

/** A key with its new text; null deletes it. */
export type Write = [key: string, value: string | null]

export interface Range {
  gte: string
  lt: string
  reverse?: boolean
}

interface StoreOptions {
  dir: string
  sync: boolean
  log: (line: string) => void
  /** Called when unwritten changes were lost: whatever was derived from them has to go. */
  onLost: () => void
  /** Called when the folder is open again after that. */
  onReopened: () => Promise<void>
}

interface Pending {
  value: string | null
  group: number
}

interface Waiter {
  resolve: () => void
  reject: (error: Error) => void
}

const SEQUENCE_KEY = '!sequence'
const OPEN_KEY = '!open'

/**
 * Key-value storage on LevelDB. A commit is visible to readers at once and acknowledged when its
 * atomic batch is in LevelDB's log; commits that come while a batch is being written share the
 * next one. When a batch fails (full disk), every change that is not acknowledged is taken back
 * and the folder is opened again, because LevelDB's log may end in half a record that only a new
 * open discards.
 */
export class Store {
  readonly #options: StoreOptions
  #level: ClassicLevel
  readonly #pending = new Map<string, Pending>()
  #queue: Write[] = []
  #waiters: Waiter[] = []
  #group = 0
  #isFlushing = false
  #idle: Promise<void> = Promise.resolve()
  #sequence = 0
  #failure: Promise<void> | null = null
  #isBroken = false
  #recovered: string | null = null

  private constructor(options: StoreOptions) {
    this.#options = options
    this.#level = new ClassicLevel(options.dir)
  }

  static async open(options: StoreOptions): Promise<Store> {
    const store = new Store(options)
    await store.#open()
    return store
  }

  /** Number of commits since the folder was created. */
  get sequence(): number {
    return this.#sequence
  }

  /** The last commit that was found in a folder nobody closed; null: somebody did. */
  get recovered(): string | null {
    return this.#recovered
  }

  get isReady(): boolean {
    return !this.#isBroken
  }

  /** Waits for the repair after a failed write, trying again if it failed before. */
  async ready(): Promise<void> {
    if (this.#isBroken) await (this.#failure ??= this.#repair())
  }

  /** @throws DatabaseError after a failed write, until the repair */
  assertReady(): void {
    if (this.#isBroken) throw unavailable('the last write failed')
  }

  get(key: string): string | undefined {
    const pending = this.#pending.get(key)
    if (pending !== undefined) return pending.value ?? undefined
    return this.#level.getSync(key)
  }

  /** Whether what a reader sees under the key could still be lost with the process. */
  isPending(key: string): boolean {
    return this.#pending.size > 0 && this.#pending.has(key)
  }

  /** Makes the writes visible now; resolves when they are durable, all or none. */
  commit(writes: Write[]): Promise<void> {
    if (this.#isBroken) return Promise.reject(unavailable('the last write failed'))
    this.#sequence++
    for (const write of writes) {
      this.#pending.set(write[0], { value: write[1], group: this.#group })
      this.#queue.push(write)
    }
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject })
      if (!this.#isFlushing) this.#idle = this.#flush()
    })
  }

  /** Resolves when everything visible now is durable. */
  async flushed(): Promise<void> {
    if (this.#pending.size === 0) return
    await this.commit([])
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true
    while (this.#waiters.length > 0 && !this.#isBroken) {
      const queue = this.#queue
      const waiters = this.#waiters
      const group = this.#group++
      this.#queue = []
      this.#waiters = []
      try {
        await this.#writeBatch(queue)
      } catch (error) {
        this.#fail(error as Error, waiters)
        break
      }
      for (const [key] of queue) {
        if (this.#pending.get(key)?.group === group) this.#pending.delete(key)
      }
      for (const waiter of waiters) waiter.resolve()
    }
    this.#isFlushing = false
  }

  #writeBatch(writes: Write[]): Promise<void> {
    // Chained: an array of operations would be copied twice on its way down.
    const batch = this.#level.batch()
    for (const [key, value] of writes) {
      if (value === null) batch.del(key)
      else batch.put(key, value)
    }
    batch.put(SEQUENCE_KEY, `${this.#sequence} ${new Date().toISOString()}`)
    return batch.write({ sync: this.#options.sync })
  }

  #fail(cause: Error, waiters: Waiter[]): void {
    this.#isBroken = true
    const lost = [...waiters, ...this.#waiters]
    this.#waiters = []
    this.#queue = []
    this.#pending.clear()
    this.#options.log(
      `database: a write failed (${reasonOf(cause)}); ${lost.length} unacknowledged commit(s) taken back`,
    )
    this.#options.onLost()
    const error = unavailable(reasonOf(cause))
    for (const waiter of lost) waiter.reject(error)
  }

  async #repair(): Promise<void> {
    try {
      await this.#level.close()
      this.#level = new ClassicLevel(this.#options.dir)
      await this.#open()
      await this.#options.onReopened()
      this.#isBroken = false
    } catch (error) {
      throw unavailable(reasonOf(error as Error))
    } finally {
      this.#failure = null
    }
  }

  async #open(): Promise<void> {
    try {
      await this.#level.open()
    } catch (error) {
      if (codeOf((error as Error).cause) !== 'LEVEL_LOCKED') throw error
      throw new Error(`${this.#options.dir} is in use by another process`, { cause: error })
    }
    const [sequence = '0', at = ''] = (this.#level.getSync(SEQUENCE_KEY) ?? '').split(' ')
    this.#sequence = Number(sequence)
    this.#recovered =
      this.#level.getSync(OPEN_KEY) === undefined
        ? null
        : `#${this.#sequence}${at ? ` of ${at}` : ''}`
    await this.#level.put(OPEN_KEY, String(process.pid), { sync: this.#options.sync })
  }

  /**
   * Reads a range of keys as of this moment, in order.
   * @param patches values to see instead of the stored ones (null: none), for older snapshots and
   * a transaction's own writes
   */
  scan(range: Range, patches?: ReadonlyMap<string, string | null>): Scan {
    const changed = new Map<string, string | null>()
    for (const [key, { value }] of this.#pending) {
      if (key >= range.gte && key < range.lt) changed.set(key, value)
    }
    const isDirty = changed.size > 0
    if (patches) {
      for (const [key, value] of patches) {
        if (key >= range.gte && key < range.lt) changed.set(key, value)
      }
    }
    return new Scan(this.#level, range, changed, isDirty)
  }

  /** Deletes a range for good, in steps that a crash may interrupt. */
  async clearRange(prefix: string): Promise<void> {
    await this.flushed()
    await this.#level.clear({ gte: prefix, lt: prefix + AFTER })
  }

  /** Writes what is pending and releases the folder; a second time does nothing. */
  async close(): Promise<void> {
    if (this.#level.status === 'closed') return
    if (!this.#isBroken) {
      await this.flushed()
      await this.#idle
      await this.#level.del(OPEN_KEY, { sync: this.#options.sync })
    }
    await this.#level.close()
  }
}

/** A read of a range; entries come in batches, an empty one at the end. */
export class Scan {
  readonly #iterator: ReturnType<ClassicLevel['iterator']>
  readonly #reverse: boolean
  /** Changed keys of the range, the next one last. */
  readonly #changed: Write[]
  readonly #overridden: ReadonlyMap<string, string | null>
  #isDone = false
  /** Whether entries are among them that are visible but not durable yet. */
  readonly isDirty: boolean

  constructor(
    level: ClassicLevel,
    range: Range,
    changed: ReadonlyMap<string, string | null>,
    isDirty: boolean,
  ) {
    this.#reverse = range.reverse === true
    this.#iterator = level.iterator({ gte: range.gte, lt: range.lt, reverse: this.#reverse })
    this.#overridden = changed
    this.#changed = [...changed].sort(([a], [b]) => (a < b === this.#reverse ? -1 : 1))
    this.isDirty = isDirty
  }

  async next(size: number): Promise<[key: string, value: string][]> {
    while (!this.#isDone) {
      const stored = (await this.#iterator.nextv(size)) as [string, string][]
      if (stored.length === 0) this.#isDone = true
      if (this.#overridden.size === 0) return stored
      const merged = this.#merge(stored)
      if (merged.length > 0) return merged
    }
    return []
  }

  #merge(stored: [string, string][]): [string, string][] {
    const merged: [string, string][] = []
    const takeUntil = (limit: string | null) => {
      for (let top = this.#changed.at(-1); top !== undefined; top = this.#changed.at(-1)) {
        if (limit !== null && top[0] < limit === this.#reverse) break
        this.#changed.pop()
        if (top[1] !== null) merged.push([top[0], top[1]])
      }
    }
    for (const entry of stored) {
      takeUntil(entry[0])
      if (!this.#overridden.has(entry[0])) merged.push(entry)
    }
    if (this.#isDone) takeUntil(null)
    return merged
  }

  close(): Promise<void> {
    return this.#iterator.close()
  }
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code

function reasonOf(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause.message : ''
  return [error.message, cause].filter((text) => text !== '').join(': ')
}
