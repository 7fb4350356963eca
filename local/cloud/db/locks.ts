import { DatabaseError } from './errors'

/** Write locks of open transactions on documents and unique index values. */
export class Locks<Owner extends object> {
  readonly #owners = new Map<string, Owner>()
  readonly #waiting = new Map<string, Set<() => void>>()

  ownerOf(key: string): Owner | undefined {
    return this.#owners.get(key)
  }

  take(key: string, owner: Owner): void {
    this.#owners.set(key, owner)
  }

  /** Keys that have another owner by now stay as they are. */
  release(keys: Iterable<string>, owner: Owner): void {
    for (const key of keys) {
      if (this.#owners.get(key) !== owner) continue
      this.#owners.delete(key)
      const waiting = this.#waiting.get(key)
      this.#waiting.delete(key)
      if (waiting) for (const wake of waiting) wake()
    }
  }

  /**
   * Waits until a locked key is released; the caller then looks again.
   * @throws DatabaseError (DATABASE_TIMEOUT) when that takes longer than `timeoutMs`
   */
  wait(key: string, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(key) ?? new Set()
      this.#waiting.set(key, waiting)
      const timer = setTimeout(() => {
        waiting.delete(wake)
        reject(
          new DatabaseError(
            'DATABASE_TIMEOUT',
            '[FailedOperation.Timeout] the document is locked by a transaction that did not end in time',
          ),
        )
      }, timeoutMs)
      const wake = () => {
        clearTimeout(timer)
        resolve()
      }
      waiting.add(wake)
    })
  }
}
