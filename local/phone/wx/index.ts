import type { PhoneHost } from '../host'
import { appFamily } from './app'
import { baseFamily } from './base'
import { clipboardFamily } from './clipboard'
import { cloudFamily } from './cloud'
import { deviceFamily } from './device'
import { fileFamily } from './file'
import { interactionFamily } from './interaction'
import { keyboardFamily } from './keyboard'
import { loggerFamily } from './logger'
import { mediaFamily } from './media'
import { networkFamily } from './network'
import { openApiFamily } from './open-api'
import { performanceFamily } from './performance'
import { privacyFamily } from './privacy'
import { PrivacyGate } from './privacy/gate'
import { shareFamily } from './share'
import { storageFamily } from './storage'
import {
  AppEvents,
  FileStore,
  type AppFacts,
  type CurrentPage,
  type WxContext,
  type WxFamily,
} from './support'
import { openFileBackend } from './support/file-backend'
import { guarded } from './support/guard'
import { systemFamily } from './system'
import { NAVIGATION_BAR_HEIGHT } from './system/info'

export interface WxOptions {
  host: PhoneHost
  app: AppFacts
  currentPage: () => CurrentPage | undefined
  /** Area of the page in front; default: the screen below the navigation bar. */
  windowSize?: WxContext['windowSize']
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

function defaultWindowSize(host: PhoneHost): WxContext['windowSize'] {
  return () => {
    const { screenWidth, screenHeight, statusBarHeight } = host.device
    const top = statusBarHeight + NAVIGATION_BAR_HEIGHT
    return { width: screenWidth, height: screenHeight - top, top }
  }
}

async function openFiles(options: WxOptions): Promise<FileStore> {
  const { environmentId, appid, personId } = options.host
  const name = `wx-files/${environmentId}/${appid}/${personId}`
  const backend = typeof indexedDB === 'undefined' ? undefined : await openFileBackend(name)
  return FileStore.open(options.app.packageRoot, backend)
}

/** Every family of `wx` that needs no pages. A new family is added here and in `local/README.md`. */
function platformFamilies(context: WxContext, privacy: PrivacyGate): WxFamily[] {
  return [
    appFamily(context),
    clipboardFamily(context),
    cloudFamily(context),
    deviceFamily(context),
    fileFamily(context),
    interactionFamily(context),
    keyboardFamily(context),
    loggerFamily(context),
    mediaFamily(context),
    networkFamily(context),
    openApiFamily(context),
    performanceFamily(),
    privacyFamily(context, privacy),
    shareFamily(context),
    storageFamily(context),
    systemFamily(context),
  ]
}

/** Merges families into one object; two families that define the same name are a mistake of ours. */
function mergeFamilies(families: readonly WxFamily[]): Record<string, unknown> {
  const apis: Record<string, unknown> = {}
  for (const family of families) {
    for (const [name, value] of Object.entries(family.apis)) {
      if (Object.hasOwn(apis, name)) throw new Error(`wx.${name} is defined by two families`)
      apis[name] = value
    }
  }
  return apis
}

/** Makes the `wx` of one run of the mini program. Awaited before the first script of the mini program runs. */
export async function createWx(options: WxOptions): Promise<WxHandle> {
  const { host, app } = options
  const files = await openFiles(options)
  const context: WxContext = {
    host,
    app,
    events: new AppEvents(),
    files,
    overlay: options.overlay ?? defaultOverlay(),
    currentPage: options.currentPage,
    windowSize: options.windowSize ?? defaultWindowSize(host),
    alertsBeforeUnload: new Map(),
    shareSettings: new Map(),
    get privacy() {
      return privacy
    },
  }
  const privacy = new PrivacyGate(context)
  const families: WxFamily[] = [baseFamily(() => families)]
  families.push(...platformFamilies(context, privacy))
  families.push(...(options.families?.(context) ?? []))
  const wx = guarded('wx', mergeFamilies(families), (error) => {
    const { message, stack } = error
    host.report({ level: 'error', text: message, ...(stack ? { stack } : {}) })
  })
  return { wx, context }
}
