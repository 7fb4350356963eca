import type { EnterOptions } from '../host'

export type AppDefinition = Record<string, unknown>

/** The global `App` and `getApp`. */
export class AppInstance {
  #app: AppDefinition | undefined
  #waiting: AppDefinition = {}
  readonly #guard: <T>(where: string, run: () => T) => T | undefined

  constructor(guard: <T>(where: string, run: () => T) => T | undefined) {
    this.#guard = guard
  }

  /** The global `App`: called once by app.ts. */
  readonly App = (definition: AppDefinition): void => {
    if (this.#app) throw new Error('App() can only be called once')
    this.#app = Object.assign(this.#waiting, definition)
  }

  /** The global `getApp`; with `allowDefault` also before `App()` was called. */
  readonly getApp = (options?: { allowDefault?: boolean }): AppDefinition | undefined =>
    this.#app ?? (options?.allowDefault ? this.#waiting : undefined)

  /** An app.ts without `App()` is an app without callbacks. */
  ensure(): AppDefinition {
    this.#app ??= this.#waiting
    return this.#app
  }

  has(name: string): boolean {
    return typeof this.#app?.[name] === 'function'
  }

  call(name: string, ...args: unknown[]): unknown {
    const callback = this.#app?.[name]
    if (typeof callback !== 'function') return undefined
    return this.#guard(`App ${name}`, () => callback.call(this.#app, ...args) as unknown)
  }

  launch(options: EnterOptions): void {
    this.ensure()
    this.call('onLaunch', options)
    this.call('onShow', options)
  }
}
