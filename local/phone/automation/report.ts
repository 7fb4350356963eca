import { messageOf, toWire } from './values'

/** Events of the protocol that the mini program raises by itself. */
export type AgentEvent = 'App.logAdded' | 'App.exceptionThrown' | 'App.bindingCalled'

declare global {
  interface Window {
    /** Put here by the automator; carries events to it. */
    __automatorEvent?: (method: AgentEvent, params: unknown) => Promise<unknown>
  }
}

/** Sends an event to the automator. Never throws: it runs inside the console and error handlers. */
export function reportEvent(method: AgentEvent, params: unknown): void {
  // A rejection means that the window or the automator is closing; nobody is left to hear the event.
  window.__automatorEvent?.(method, params).catch(() => undefined)
}

const LEVELS = ['log', 'info', 'warn', 'error', 'debug'] as const

/** Repeats what the mini program prints as `App.logAdded`, and keeps printing it. */
export function watchConsole(): void {
  for (const level of LEVELS) {
    const print = console[level].bind(console)
    console[level] = (...args: unknown[]) => {
      print(...args)
      reportEvent('App.logAdded', { type: level, args: toWire(args) })
    }
  }
}

const reported = new WeakSet<object>()

/** Reports an exception once, however many handlers see it. */
export function reportException(error: unknown): void {
  if (error !== null && typeof error === 'object') {
    if (reported.has(error)) return
    reported.add(error)
  }
  const stack = error instanceof Error ? error.stack : undefined
  reportEvent('App.exceptionThrown', { message: messageOf(error), stack: stack ?? '' })
}

/** Repeats uncaught errors and unhandled rejections as `App.exceptionThrown`. */
export function watchExceptions(): void {
  addEventListener('error', (event) => {
    if (event instanceof ErrorEvent) reportException(event.error ?? event.message)
  })
  addEventListener('unhandledrejection', (event) => reportException(event.reason))
}
