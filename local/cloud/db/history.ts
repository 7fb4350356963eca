interface Version {
  /** The commit that changed the key. */
  sequence: number
  /** What stood there before; null: nothing. */
  before: string | null
}

/**
 * Values that open transactions may still have to see: for every key changed since the oldest of
 * them started, what it was before. This is what makes their snapshots.
 */
export class History {
  readonly #versions = new Map<string, Version[]>()
  /** Keys in the order of their changes, to forget the oldest first. */
  #order: { sequence: number; key: string }[] = []

  record(sequence: number, key: string, before: string | null): void {
    const version = { sequence, before }
    const versions = this.#versions.get(key)
    if (versions === undefined) this.#versions.set(key, [version])
    else versions.push(version)
    this.#order.push({ sequence, key })
  }

  /** Whether a commit after `since` changed the key. */
  isChangedSince(since: number, key: string): boolean {
    const last = this.#versions.get(key)?.at(-1)
    return last !== undefined && last.sequence > since
  }

  /** What the key held at `since`; undefined: what it holds now. */
  valueAt(since: number, key: string): string | null | undefined {
    return this.#versions.get(key)?.find((version) => version.sequence > since)?.before
  }

  /** Every key changed after `since` with what it held then. */
  patchesAt(since: number): Map<string, string | null> {
    const patches = new Map<string, string | null>()
    for (const key of this.#versions.keys()) {
      const value = this.valueAt(since, key)
      if (value !== undefined) patches.set(key, value)
    }
    return patches
  }

  /** Forgets what no transaction that started at `oldest` or later can ask for. */
  forgetBefore(oldest: number): void {
    if (oldest === Infinity) {
      this.clear()
      return
    }
    let count = 0
    while (count < this.#order.length && (this.#order[count]?.sequence ?? 0) <= oldest) count++
    if (count < 256) return
    for (const { key } of this.#order.splice(0, count)) {
      const versions = this.#versions.get(key)
      if (versions === undefined) continue
      const kept = versions.filter((version) => version.sequence > oldest)
      if (kept.length === 0) this.#versions.delete(key)
      else this.#versions.set(key, kept)
    }
  }

  clear(): void {
    this.#versions.clear()
    this.#order = []
  }
}
