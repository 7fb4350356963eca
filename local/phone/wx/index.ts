import type { PhoneHost } from '../host'
import { baseFamily } from './base'
import {
  AppEvents,
  FileStore,
  WxNotSupportedError,
  type AppFacts,
  type CurrentPage,
  type WxContext,
  type WxFamily,
} from './support'
import { openFileBackend } from './support/file-backend'

export interface WxOptions {
  host: PhoneHost
  app: AppFacts
  currentPage: () => CurrentPage | undefined
  /** The element above the pages for dialogs; default: one appended to the body on first use. */
  overlay?: () => HTMLElement
  /** Families that touch pages; `local/phone/runtime` brings them. */
  families?: (context: WxContext) => readonly WxFamily[]
}

export interface WxHandle {
  /** The global `wx`: unknown names throw `WxNotSupportedError`. */
  readonly wx: Record<string, unknown>
  readonly context: WxContext
}

/** Names that engines and test tools ask any object for; not a request for an API. */
const PROBES = new Set(['then', 'toJSON', 'constructor', 'valueOf', 'toString', '$$typeof'])

/**
 * Wraps the merged families. A name that no family has reads as a function that reports and throws when it is called:
 * nearly every name a program probes (`if (wx.getUserProfile)`) exists on a phone, so the probe has to come out as there.
 * `in` and keys stay truthful, and a value may be replaced (test tools mock APIs that way).
 */
export function guardWx(apis: Record<string, unknown>, host: PhoneHost): Record<string, unknown> {
  const absent = new Map<string, () => never>()
  return new Proxy(apis, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || PROBES.has(key) || key in target) {
        return Reflect.get(target, key, receiver) as unknown
      }
      const known = absent.get(key)
      if (known) return known
      const refuse = (): never => {
        const error = new WxNotSupportedError(`wx.${key}`)
        host.report({
          level: 'error',
          text: error.message,
          ...(error.stack ? { stack: error.stack } : {}),
        })
        throw error
      }
      absent.set(key, refuse)
      return refuse
    },
  })
}

function defaultOverlay(): () => HTMLElement {
  let element: HTMLElement | undefined
  return () => {
    if (!element) {
      element = document.createElement('div')
      element.className = 'wx-overlay'
      document.body.append(element)
    }
    return element
  }
}

async function openFiles(options: WxOptions): Promise<FileStore> {
  const name = `wx-files/${options.host.appid}/${options.host.personId}`
  const backend = typeof indexedDB === 'undefined' ? undefined : await openFileBackend(name)
  return FileStore.open(options.app.packageRoot, backend)
}

/** Makes the `wx` of one run of the mini program. Awaited before the first script of the mini program runs. */
export async function createWx(options: WxOptions): Promise<WxHandle> {
  const context: WxContext = {
    host: options.host,
    app: options.app,
    events: new AppEvents(),
    files: await openFiles(options),
    overlay: options.overlay ?? defaultOverlay(),
    currentPage: options.currentPage,
    alertsBeforeUnload: new Map(),
    shareSettings: new Map(),
  }
  const families: WxFamily[] = []
  families.push(baseFamily(() => families))
  families.push(...(options.families?.(context) ?? []))

  const apis: Record<string, unknown> = {}
  for (const family of families) {
    for (const [name, value] of Object.entries(family.apis)) {
      if (Object.hasOwn(apis, name)) throw new Error(`wx.${name} is defined by two families`)
      apis[name] = value
    }
  }
  return { wx: guardWx(apis, options.host), context }
}
