/** A set of listeners of one kind. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>()

  /** Returns the un-subscriber. */
  readonly on = (listener: (value: T) => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value)
  }
}
