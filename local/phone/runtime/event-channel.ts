type Listener = (...args: unknown[]) => void

/**
 * Channel between the page that opened another and the page opened.
 * https://developers.weixin.qq.com/miniprogram/dev/api/route/EventChannel.html
 */
export class EventChannel {
  readonly #listeners = new Map<string, { listener: Listener; once: boolean }[]>()
  #other: EventChannel | undefined

  /** The two ends: what one emits the other hears. */
  static pair(): [opener: EventChannel, opened: EventChannel] {
    const opener = new EventChannel()
    const opened = new EventChannel()
    opener.#other = opened
    opened.#other = opener
    return [opener, opened]
  }

  #add(name: string, listener: Listener, once: boolean): void {
    if (typeof listener !== 'function') return
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, once }])
  }

  on(name: string, listener: Listener): void {
    this.#add(name, listener, false)
  }

  once(name: string, listener: Listener): void {
    this.#add(name, listener, true)
  }

  off(name: string, listener?: Listener): void {
    const kept = (this.#listeners.get(name) ?? []).filter(
      (one) => listener && one.listener !== listener,
    )
    this.#listeners.set(name, kept)
  }

  emit(name: string, ...args: unknown[]): void {
    if (this.#other) this.#other.#hear(name, args)
  }

  #hear(name: string, args: unknown[]): void {
    const listeners = this.#listeners.get(name) ?? []
    this.#listeners.set(
      name,
      listeners.filter(({ once }) => !once),
    )
    for (const { listener } of listeners) listener(...args)
  }
}
