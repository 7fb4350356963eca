import type * as glassEasel from 'glass-easel'

/** A page on the stack, bottom to top, as the automation needs it. */
export interface TargetPage {
  /** Unique within one start of the mini program. */
  readonly pageId: number
  /** Without leading slash, e.g. `pages/rules/rules`. */
  readonly path: string
  readonly query: Record<string, string>
  /** What `getCurrentPages()` holds: `data`, `setData` and the page's own methods. */
  readonly instance: PageInstance
  /** The page's root component; its shadow root is the tree written in the page's WXML. */
  readonly component: glassEasel.GeneralComponent
  /** The DOM element that scrolls when the page scrolls. */
  readonly scroller: HTMLElement
}

/** The part of a page or component instance that automation touches. */
export interface PageInstance {
  data: Record<string, unknown>
  setData(data: Record<string, unknown>, callback?: () => void): void
  [member: string]: unknown
}

/** A finger on the screen, in the mini program window's CSS px. */
export interface TouchPoint {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
}

/** What `Element.dispatchEvent` asks for: any event, as if the platform had raised it. */
export interface DispatchOptions {
  detail?: unknown
  touches?: TouchPoint[]
  changedTouches?: TouchPoint[]
}

/** Functions by name, as the protocol names them after the tag: `swiper.swipeTo` is `swipeTo` here. */
export type BuiltInFunctions = Readonly<Record<string, (...args: never[]) => unknown>>

/** What the runtime puts on `window.__miniprogram` so that automation can look in and act. */
export interface AutomationTarget {
  /** The framework copy that runs the mini program (its type checks need the very same copy). */
  readonly glassEasel: typeof glassEasel
  /** Settles when App.onLaunch has run and the first page is shown. */
  readonly launched: Promise<void>
  /** What sources see as globals. Assigning `wx.x` must be possible, as it is in WeChat. */
  readonly globals: {
    wx: Record<string, unknown>
    getApp: () => unknown
    getCurrentPages: () => unknown[]
  }
  pages(): TargetPage[]
  /** Tag as written in WXML (`view`, `van-button`), for built-in and custom components and native nodes. */
  tagName(element: glassEasel.Element): string
  /** True for `view`, `input`, …: their inner tree is the platform's and hidden from selectors. */
  isBuiltin(element: glassEasel.Element): boolean
  /** What a built-in component lets automation do beyond a tap, e.g. `scrollTo` of `scroll-view`. */
  functionsOf?(element: glassEasel.Element): BuiltInFunctions | undefined
  /** Raises an event as the platform does for a finger: bubbling and composed. */
  dispatch(element: glassEasel.Element, eventName: string, options: DispatchOptions): void
}

declare global {
  interface Window {
    __miniprogram?: AutomationTarget
  }
}
