import type { TouchInput } from './touch-source'

type TouchListener = (input: TouchInput) => boolean | void

/** Who among a page's components hears of fingers and of going back before the page does. */
export class PageInput {
  readonly #touchListeners = new Set<TouchListener>()
  /** Last opened first. */
  readonly #closers: (() => void)[] = []

  onTouch(listener: TouchListener): () => void {
    this.#touchListeners.add(listener)
    return () => void this.#touchListeners.delete(listener)
  }

  onBack(close: () => void): () => void {
    this.#closers.push(close)
    return () => {
      const place = this.#closers.indexOf(close)
      if (place >= 0) this.#closers.splice(place, 1)
    }
  }

  /** True when a component has taken the touch for itself. */
  touch(input: TouchInput): boolean {
    let isTaken = false
    for (const listener of [...this.#touchListeners]) isTaken = listener(input) === true || isTaken
    return isTaken
  }

  /** Closes what stands above the page's content, if something does. */
  closeInner(): boolean {
    const close = this.#closers.pop()
    close?.()
    return close !== undefined
  }
}
