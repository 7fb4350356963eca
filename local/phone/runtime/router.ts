import type { Manifest } from '../../compiler/manifest'
import { WxFail } from '../wx/support'
import type { Page } from './page'
import { RouteEvents, type Route } from './route-events'
import { formatQuery, parseUrl, type PageUrl } from './url'
import { homePath, tabIndex } from './window-config'

/** A phone keeps no more pages than this in one stack. */
export const MAX_PAGES = 10
const TRANSITION_MS = 200
/** Pages above a tab page lie over the tab bar, each over the one before. */
const PUSHED_LAYER = 20

export type OpenType =
  'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack' | 'appLaunch'

export interface RouterOptions {
  manifest: Manifest
  createPage(path: string, query: Record<string, string>, isTab: boolean): Page
  /** The page in front changed, or the tab that is selected. */
  onChange(router: Router): void
  /**
   * Runs the scripts of a page that is about to be opened, before anything of the pages that are open changes.
   * @throws what they throw
   */
  load(path: string): void
  onPageNotFound(url: PageUrl, openType: OpenType): void
  /** Asks the person when the page asked for it (`wx.enableAlertBeforeUnload`). */
  confirmLeave(page: Page): Promise<boolean>
}

/**
 * The page stack. Requests are carried out one after the other, each to its end; what pages and components hear of it,
 * and in which order, follows
 * https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/route.html
 */
export class Router {
  readonly events = new RouteEvents()
  readonly #options: RouterOptions
  readonly #tabs = new Map<string, Page>()
  #stack: Page[] = []
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: RouterOptions) {
    this.#options = options
  }

  get stack(): readonly Page[] {
    return this.#stack
  }

  get top(): Page | undefined {
    return this.#stack.at(-1)
  }

  /** All living pages: the stack, and tab pages that wait for their tab. */
  get pages(): Page[] {
    return [...new Set([...this.#stack, ...this.#tabs.values()])]
  }

  isTab(path: string): boolean {
    return tabIndex(this.#options.manifest.app, path) >= 0
  }

  /** @throws WxFail with WeChat's text when the address leads nowhere. */
  #resolve(url: string, from = this.top?.path ?? ''): PageUrl {
    const parsed = parseUrl(url, from)
    if (this.#options.manifest.pages.includes(parsed.path)) return parsed
    const query = formatQuery(parsed.query)
    throw new WxFail(`page "${parsed.path}${query && `?${query}`}" is not found`)
  }

  #enqueue<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(run)
    this.#queue = result.catch(() => undefined)
    return result
  }

  /** Announces a route to a page; the target may be another one afterwards. */
  #begin(openType: OpenType, target: PageUrl): Route {
    const mustBeTab = openType === 'switchTab'
    const mustNotBeTab = openType === 'navigateTo' || openType === 'redirectTo'
    const route = this.events.begin(openType, target, (url) => {
      const next = this.#resolve(url, target.path)
      const isTab = this.isTab(next.path)
      if (isTab ? mustNotBeTab : mustBeTab) {
        const kind = isTab ? 'a tab page' : 'a non-tab page'
        throw new WxFail(
          `rewriting a "${openType}" event to ${kind}("${next.path}") is not allowed`,
        )
      }
      return next
    })
    // The first page's failure is that of the start.
    if (openType !== 'appLaunch') this.#options.load(route.target.path)
    return route
  }

  /**
   * @param prepare sees the page before it hears of its query
   * @param from page or component the address is relative to, when not the page in front
   */
  navigateTo(url: string, prepare?: (page: Page) => void, from?: string): Promise<Page> {
    return this.#enqueue(async () => {
      const target = this.#resolve(url, from)
      if (this.isTab(target.path)) throw new WxFail('can not navigateTo a tabbar page')
      if (this.#stack.length >= MAX_PAGES) throw new WxFail('webview count limit exceed')
      const route = this.#begin('navigateTo', target)
      const before = this.top
      before?.hide(true)
      const page = await this.#open(route, false, true, prepare)
      before?.conceal()
      return page
    })
  }

  /** Creates the target of a route, puts it on the stack and carries it through to its first drawing. */
  async #open(
    route: Route,
    isTab: boolean,
    animated: boolean,
    prepare?: (page: Page) => void,
  ): Promise<Page> {
    route.emit('beforePageLoad')
    const page = this.#options.createPage(route.target.path, route.target.query, isTab)
    prepare?.(page)
    this.#stack.push(page)
    if (isTab) this.#tabs.set(page.path, page)
    else page.layer.style.zIndex = String(PUSHED_LAYER + this.#stack.length)
    if (animated) this.#animate(page, 'enters', () => this.#done(route, page))
    page.open()
    route.emit('afterPageLoad', page)
    this.#arrive(route)
    if (!animated) this.#done(route, page)
    await page.ready()
    return page
  }

  #arrive(route: Route): void {
    this.#options.onChange(this)
    route.emit('appRoute')
  }

  #done(route: Route, page: Page | undefined): void {
    page?.routeDone()
    route.emit('appRouteDone')
  }

  #animate(page: Page, name: 'enters' | 'leaves', then: () => void): void {
    page.layer.classList.add(name)
    setTimeout(() => {
      page.layer.classList.remove(name)
      then()
    }, TRANSITION_MS)
  }

  redirectTo(url: string, from?: string): Promise<Page> {
    return this.#enqueue(async () => {
      const target = this.#resolve(url, from)
      if (this.isTab(target.path)) throw new WxFail('can not redirectTo a tabbar page')
      const route = this.#begin('redirectTo', target)
      const before = this.#stack.pop()
      if (before) this.#unload(route, before)
      const page = await this.#open(route, false, false)
      before?.destroy()
      return page
    })
  }

  navigateBack(delta: number): Promise<void> {
    return this.#enqueue(async () => {
      const { top } = this
      if (top?.closeInner()) return
      if (this.#stack.length <= 1 || !top) throw new WxFail('cannot navigate back at first page.')
      if (!(await this.#options.confirmLeave(top))) throw new WxFail('cancel')
      this.#back(Math.min(Math.max(1, Math.floor(delta)), this.#stack.length - 1), 'navigateBack')
    })
  }

  #back(count: number, openType: OpenType): void {
    const target = this.#stack[this.#stack.length - 1 - count]
    if (!target) return
    const route = this.#begin(openType, { path: target.path, query: target.query })
    // The page below is drawn before the one above slides away.
    target.layer.classList.add('is-visible')
    for (let left = count; left > 0; left--) {
      const page = this.#stack.pop()
      if (!page) break
      this.#unload(route, page)
      if (left < count) page.destroy()
      else {
        this.#animate(page, 'leaves', () => {
          page.destroy()
          this.#done(route, target)
        })
      }
    }
    target.show()
    this.#arrive(route)
  }

  switchTab(url: string, from?: string): Promise<Page> {
    return this.#enqueue(async () => {
      const { path } = this.#resolve(url, from)
      if (!this.isTab(path)) throw new WxFail('can not switch to no-tabBar page')
      const bottom = this.#stack[0]
      if (bottom?.path === path) {
        if (this.#stack.length > 1) this.#back(this.#stack.length - 1, 'switchTab')
        return bottom
      }
      return this.#toTab(this.#begin('switchTab', { path, query: {} }))
    })
  }

  async #toTab(route: Route): Promise<Page> {
    const old = this.#stack
    this.#stack = []
    for (const page of [...old].reverse()) {
      if (page.isTab) page.hide(true)
      else this.#unload(route, page)
    }
    const known = this.#tabs.get(route.target.path)
    let page = known
    if (known) {
      this.#stack = [known]
      known.show()
      this.#arrive(route)
      this.#done(route, known)
    } else page = await this.#open(route, true, false)
    for (const other of old) {
      if (other.isTab) other.conceal()
      else other.destroy()
    }
    return page as Page
  }

  /** Closes everything and opens one page; also the start of the app. */
  reLaunch(
    url: string,
    openType: 'reLaunch' | 'appLaunch' = 'reLaunch',
    from?: string,
  ): Promise<Page | undefined> {
    return this.#enqueue(async () => {
      const wanted = url || `/${homePath(this.#options.manifest)}`
      const parsed = parseUrl(wanted, from ?? this.top?.path ?? '')
      if (!this.#options.manifest.pages.includes(parsed.path)) {
        if (openType === 'reLaunch') this.#resolve(wanted, from)
        this.#options.onPageNotFound(parsed, openType)
        return undefined
      }
      const route = this.#begin(openType, parsed)
      const old = [...this.#stack].reverse()
      for (const tab of this.#tabs.values()) if (!old.includes(tab)) old.push(tab)
      for (const page of old) this.#unload(route, page)
      this.#tabs.clear()
      this.#stack = []
      const page = await this.#open(route, this.isTab(route.target.path), false)
      for (const gone of old) gone.destroy()
      return page
    })
  }

  #unload(route: Route, page: Page): void {
    route.emit('beforePageUnload', page)
    page.unload()
    route.emit('afterPageUnload', page)
  }
}
