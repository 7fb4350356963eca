import { reportUncaught, WxFail } from '../wx/support'
import type { Page } from './page'
import type { OpenType } from './router'
import type { PageUrl } from './url'

/**
 * Listeners of routing.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/route-event-listener.html
 */
export const ROUTE_EVENTS = [
  'beforeAppRoute',
  'appRoute',
  'appRouteDone',
  'beforePageLoad',
  'afterPageLoad',
  'beforePageUnload',
  'afterPageUnload',
] as const

export type RouteEventName = (typeof ROUTE_EVENTS)[number]

export interface RouteEvent {
  path: string
  query: Record<string, string>
  openType: OpenType | 'autoReLaunch'
  routeEventId: string
  timeStamp: number
  notFound: boolean
  /** Instance of the page that is loaded or unloaded. */
  page?: unknown
}

type Listener = (event: RouteEvent) => void

/** One route from its start to its end. */
export class Route {
  readonly #events: RouteEvents
  readonly #openType: OpenType
  readonly #id: string
  target: PageUrl

  constructor(events: RouteEvents, openType: OpenType, target: PageUrl, id: string) {
    this.#events = events
    this.#openType = openType
    this.target = target
    this.#id = id
  }

  emit(name: RouteEventName, page?: Page): void {
    this.#events.emit(name, {
      path: page?.path ?? this.target.path,
      query: page?.query ?? this.target.query,
      openType: this.#openType,
      routeEventId: this.#id,
      timeStamp: Date.now(),
      notFound: false,
      ...(page ? { page: page.instance } : {}),
    })
  }
}

/** Tells whoever listens what a route does, and lets them change its target before it starts. */
export class RouteEvents {
  readonly #listeners = new Map<RouteEventName, Set<Listener>>()
  #nextId = 1
  #rewriting: ((url: string, preserveQuery: boolean) => void) | undefined

  on(name: RouteEventName, listener: Listener): void {
    if (typeof listener !== 'function') return
    this.#listeners.set(name, (this.#listeners.get(name) ?? new Set()).add(listener))
  }

  off(name: RouteEventName, listener?: Listener): void {
    if (listener) this.#listeners.get(name)?.delete(listener)
    else this.#listeners.delete(name)
  }

  emit(name: RouteEventName, event: RouteEvent): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        listener({ ...event })
      } catch (error) {
        reportUncaught(error)
      }
    }
  }

  /**
   * Announces a route. A listener may name another target, once and at once.
   * @param rewrite checks the new address and returns it taken apart
   */
  begin(openType: OpenType, target: PageUrl, rewrite: (url: string) => PageUrl): Route {
    const route = new Route(this, openType, target, `route${this.#nextId++}`)
    let rewritten = ''
    this.#rewriting = (url, preserveQuery) => {
      if (openType === 'navigateBack') {
        throw new WxFail('a "navigateBack" event is not allowed to be rewritten')
      }
      if (rewritten !== '') {
        throw new WxFail(
          `rewriteRoute can only be called once in a route event, this page has been rewritten to "${rewritten}"`,
        )
      }
      const next = rewrite(url)
      rewritten = next.path
      route.target = preserveQuery ? { ...next, query: { ...target.query, ...next.query } } : next
    }
    try {
      route.emit('beforeAppRoute')
    } finally {
      this.#rewriting = undefined
    }
    return route
  }

  /** `wx.rewriteRoute`. */
  rewrite(url: string, preserveQuery: boolean): void {
    if (!this.#rewriting) {
      throw new WxFail('rewriteRoute is only allowed in a onBeforeAppRoute callback')
    }
    this.#rewriting(url, preserveQuery)
  }
}
