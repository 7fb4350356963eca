import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel'
import type { AppEvents } from '../wx/support'
import type { AppInstance } from './app'
import type { Reporter } from './report'

/** Brings every failure, wherever it happens, to the report, to `App.onError` and to `wx.onError`. */
export class ErrorSink {
  readonly #reporter: Reporter
  readonly #app: () => AppInstance
  readonly #events: () => AppEvents | undefined

  constructor(reporter: Reporter, app: () => AppInstance, events: () => AppEvents | undefined) {
    this.#reporter = reporter
    this.#app = app
    this.#events = events
  }

  readonly fail = (error: unknown, where: string): void => {
    const { stack } = this.#reporter.exception(error, where)
    this.#app().call('onError', stack)
    this.#events()?.emit('error', stack)
  }

  /** Runs a callback of the mini program. */
  readonly guard = <T>(where: string, run: () => T): T | undefined => {
    try {
      return run()
    } catch (error) {
      this.fail(error, where)
      return undefined
    }
  }

  /** Runs something of the mini program that others wait for: what it throws is reported and goes on to them. */
  readonly report = <T>(where: string, run: () => T): T => {
    try {
      return run()
    } catch (error) {
      this.fail(error, where)
      throw error
    }
  }

  /** Listens to what the framework catches and to what nobody catches. */
  listen(): void {
    addGlobalErrorListener((error, method) => {
      this.fail(error, method ?? '')
      return false
    })
    addGlobalWarningListener((message, related) => {
      // The component that stands in says it as an error, in the page too.
      if (message.startsWith('Cannot find component')) return false
      const where = typeof related === 'string' ? related : related.is
      this.#reporter.warnAbout(where, message)
      return false
    })
    window.addEventListener('error', (event) => {
      if (event.error !== undefined && event.error !== null) this.fail(event.error as unknown, '')
    })
    window.addEventListener('unhandledrejection', (event) => {
      event.preventDefault()
      this.#reporter.exception(event.reason, 'unhandled rejection')
      const detail = { reason: event.reason as unknown, promise: event.promise }
      this.#app().call('onUnhandledRejection', detail)
      this.#events()?.emit('unhandledRejection', detail)
    })
  }
}
