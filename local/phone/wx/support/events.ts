import { reportUncaught } from './errors'

/** Events of the whole app; `local/phone/runtime` emits those that it alone can see. */
export interface AppEventMap {
  appShow: object
  appHide: object
  /** Message with stack, as `App.onError` receives it. */
  error: string
  unhandledRejection: { reason: unknown; promise: Promise<unknown> }
  pageNotFound: { path: string; query: Record<string, string>; isEntryPage: boolean }
  themeChange: { theme: 'light' | 'dark' }
  networkStatusChange: { isConnected: boolean; networkType: string }
  keyboardHeightChange: { height: number; duration: number }
  windowResize: { size: { windowWidth: number; windowHeight: number } }
  userCaptureScreen: object
}

type Listener<T> = (value: T) => void

/** A small typed emitter: a listener that throws is reported and does not stop the others. */
export class AppEvents {
  readonly #listeners = new Map<keyof AppEventMap, Set<Listener<never>>>()

  on<K extends keyof AppEventMap>(name: K, listener: Listener<AppEventMap[K]>): () => void {
    const set = this.#listeners.get(name) ?? new Set<Listener<never>>()
    this.#listeners.set(name, set)
    set.add(listener)
    return () => set.delete(listener)
  }

  /** Without a listener: removes all, as `wx.offX()` does. */
  off<K extends keyof AppEventMap>(name: K, listener?: Listener<AppEventMap[K]>): void {
    if (listener) this.#listeners.get(name)?.delete(listener)
    else this.#listeners.delete(name)
  }

  has(name: keyof AppEventMap): boolean {
    return (this.#listeners.get(name)?.size ?? 0) > 0
  }

  emit<K extends keyof AppEventMap>(name: K, value: AppEventMap[K]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        ;(listener as Listener<AppEventMap[K]>)(value)
      } catch (error) {
        // A failing error listener must not feed itself.
        if (name === 'error') console.error(error)
        else reportUncaught(error)
      }
    }
  }
}

/** The pair `wx.onX(listener)` / `wx.offX(listener?)` for one event. */
export function listenerPair<K extends keyof AppEventMap>(
  events: AppEvents,
  name: K,
  suffix: string,
): Record<string, unknown> {
  return {
    [`on${suffix}`]: (listener: unknown) => {
      if (typeof listener === 'function') events.on(name, listener as Listener<AppEventMap[K]>)
    },
    [`off${suffix}`]: (listener?: unknown) => {
      events.off(
        name,
        typeof listener === 'function' ? (listener as Listener<AppEventMap[K]>) : undefined,
      )
    },
  }
}
