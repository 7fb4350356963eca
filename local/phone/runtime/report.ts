import type { PhoneHost } from '../host'
import { mapStack } from './source-map'

export type LogLevel = 'log' | 'info' | 'warn' | 'error'

export interface LogEntry {
  level: LogLevel
  /** Arguments of the console call as they were given. */
  args: unknown[]
  text: string
}

export interface ExceptionEntry {
  message: string
  stack: string
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return value.message
  if (typeof value === 'function') return `[Function ${value.name || 'anonymous'}]`
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}

/** An error's stack with its message in front, whatever was thrown. */
function describeError(error: unknown): ExceptionEntry {
  if (error instanceof Error) {
    const stack = error.stack ?? error.message
    return {
      message: error.message,
      stack: stack.includes(error.message) ? stack : `${error.message}\n${stack}`,
    }
  }
  const message = textOf(error)
  return { message, stack: message }
}

/**
 * The one place every message of a running mini program passes: console output, exceptions and the framework's own
 * findings. Nothing is dropped; the phone's host shows warnings and errors in the terminal.
 */
export class Reporter {
  readonly #host: PhoneHost
  readonly #console: Pick<Console, LogLevel>
  readonly #logListeners = new Set<(entry: LogEntry) => void>()
  readonly #exceptionListeners = new Set<(entry: ExceptionEntry) => void>()

  constructor(host: PhoneHost, browserConsole: Console) {
    this.#host = host
    this.#console = {
      log: browserConsole.log.bind(browserConsole),
      info: browserConsole.info.bind(browserConsole),
      warn: browserConsole.warn.bind(browserConsole),
      error: browserConsole.error.bind(browserConsole),
    }
  }

  onLog(listener: (entry: LogEntry) => void): () => void {
    this.#logListeners.add(listener)
    return () => this.#logListeners.delete(listener)
  }

  onException(listener: (entry: ExceptionEntry) => void): () => void {
    this.#exceptionListeners.add(listener)
    return () => this.#exceptionListeners.delete(listener)
  }

  /** What a console call does: shown in the browser's console, told to the host and to listeners. */
  log(level: LogLevel, args: unknown[]): void {
    this.#console[level](...args)
    const text = args.map(textOf).join(' ')
    const error = args.find((arg): arg is Error => arg instanceof Error)
    this.#host.report({ level, text, ...(error?.stack ? { stack: error.stack } : {}) })
    for (const listener of this.#logListeners) listener({ level, args, text })
  }

  /** A finding of the runtime itself, e.g. a property that a component does not have. */
  warn(text: string): void {
    this.log('warn', [text])
  }

  /** A finding about a component; those of packages are no matter of the project's authors. */
  warnAbout(is: string, text: string): void {
    const level = /(^|\/)miniprogram_npm\//.test(is) ? 'info' : 'warn'
    this.log(level, [is ? `${is}: ${text}` : text])
  }

  exception(error: unknown, where = ''): ExceptionEntry {
    const entry = describeError(error)
    this.#console.error(error)
    const text = where ? `${entry.message} (${where})` : entry.message
    void mapStack(entry.stack).then((stack) => this.#host.report({ level: 'error', text, stack }))
    for (const listener of this.#exceptionListeners) listener(entry)
    return entry
  }

  /** Makes the mini program's `console` report here. */
  patchConsole(target: Console): void {
    for (const level of ['log', 'info', 'warn', 'error'] as const) {
      target[level] = (...args: unknown[]) => this.log(level, args)
    }
    target.debug = (...args: unknown[]) => this.log('log', args)
  }
}
