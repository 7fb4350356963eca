import type { Manifest } from '../../compiler/manifest'
import { WxFail } from '../wx/support'
import { Page } from './page'
import { parseUrl, type PageUrl } from './url'
import { homePath, tabIndex } from './window-config'

/** A phone keeps no more pages than this in one stack. */
export const MAX_PAGES = 10
const TRANSITION_MS = 200

export type OpenType =
  'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack' | 'appLaunch'

export interface RouterOptions {
  manifest: Manifest
  createPage(path: string, query: Record<string, string>, isTab: boolean): Page
  /** The page in front changed, or the tab that is selected. */
  onChange(router: Router): void
  onPageNotFound(url: PageUrl, openType: OpenType): void
  /** Asks the person when the page asked for it (`wx.enableAlertBeforeUnload`). */
  confirmLeave(page: Page): Promise<boolean>
}

/** The page stack. Requests are carried out one after the other, each to its end. */
export class Router {
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
  resolve(url: string): PageUrl {
    const parsed = parseUrl(url, this.top?.path ?? '')
    if (!this.#options.manifest.pages.includes(parsed.path)) {
      throw new WxFail(
        `page "${parsed.path}${url.includes('?') ? `?${url.split('?')[1] ?? ''}` : ''}" is not found`,
      )
    }
    return parsed
  }

  #enqueue<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(run)
    this.#queue = result.catch(() => undefined)
    return result
  }

  /** @param prepare sees the page before it hears of its query. */
  navigateTo(url: string, prepare?: (page: Page) => void): Promise<Page> {
    return this.#enqueue(async () => {
      const { path, query } = this.resolve(url)
      if (this.isTab(path)) throw new WxFail('can not navigateTo a tabbar page')
      if (this.#stack.length >= MAX_PAGES) throw new WxFail('webview count limit exceed')
      return this.#push(path, query, prepare)
    })
  }

  async #push(
    path: string,
    query: Record<string, string>,
    prepare: ((page: Page) => void) | undefined,
  ): Promise<Page> {
    const before = this.top
    const page = this.#options.createPage(path, query, false)
    prepare?.(page)
    before?.hide(true)
    this.#stack.push(page)
    page.layer.style.zIndex = String(20 + this.#stack.length)
    await this.#start(page, true)
    before?.conceal()
    return page
  }

  async #start(page: Page, animated: boolean): Promise<void> {
    page.load()
    if (animated) this.#animate(page, 'enters')
    page.show()
    this.#options.onChange(this)
    await page.ready()
  }

  #animate(page: Page, name: 'enters' | 'leaves', then?: () => void): void {
    page.layer.classList.add(name)
    setTimeout(() => {
      page.layer.classList.remove(name)
      then?.()
    }, TRANSITION_MS)
  }

  redirectTo(url: string): Promise<Page> {
    return this.#enqueue(async () => {
      const { path, query } = this.resolve(url)
      if (this.isTab(path)) throw new WxFail('can not redirectTo a tabbar page')
      const before = this.#stack.pop()
      const page = this.#options.createPage(path, query, false)
      if (before) this.#close(before)
      this.#stack.push(page)
      page.layer.style.zIndex = String(20 + this.#stack.length)
      await this.#start(page, false)
      return page
    })
  }

  navigateBack(delta: number): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#stack.length <= 1) throw new WxFail('cannot navigate back at first page.')
      const { top } = this
      if (top && !(await this.#options.confirmLeave(top))) throw new WxFail('cancel')
      const count = Math.min(Math.max(1, Math.floor(delta)), this.#stack.length - 1)
      const leaving = this.#stack.splice(this.#stack.length - count)
      // The page below is drawn before the one above slides away.
      this.top?.layer.classList.add('is-visible')
      const last = leaving.at(-1)
      for (const page of leaving.reverse()) {
        page.unload()
        if (page === last) this.#animate(page, 'leaves', () => page.destroy())
        else page.destroy()
      }
      this.top?.show()
      this.#options.onChange(this)
    })
  }

  switchTab(url: string): Promise<Page> {
    return this.#enqueue(async () => {
      const { path } = this.resolve(url)
      if (!this.isTab(path)) throw new WxFail('can not switch to no-tabBar page')
      return this.#toTab(path, {})
    })
  }

  async #toTab(path: string, query: Record<string, string>): Promise<Page> {
    const known = this.#tabs.get(path)
    if (known && this.top === known) return known
    const page = known ?? this.#options.createPage(path, query, true)
    this.#tabs.set(path, page)
    const before = this.#stack
    this.#stack = [page]
    for (const old of [...before].reverse()) {
      if (old === page) continue
      if (old.isTab) old.hide()
      else this.#close(old)
    }
    if (known) {
      page.show()
      this.#options.onChange(this)
    } else await this.#start(page, false)
    return page
  }

  /** Closes everything and opens one page; also the start of the app. */
  reLaunch(url: string, openType: OpenType = 'reLaunch'): Promise<Page | undefined> {
    return this.#enqueue(async () => {
      const parsed = parseUrl(url || homePath(this.#options.manifest), this.top?.path ?? '')
      if (!this.#options.manifest.pages.includes(parsed.path)) {
        if (openType !== 'appLaunch') this.resolve(url)
        this.#options.onPageNotFound(parsed, openType)
        return undefined
      }
      const isTab = this.isTab(parsed.path)
      const old = this.pages
      const page = this.#options.createPage(parsed.path, parsed.query, isTab)
      for (const other of old.reverse()) this.#close(other)
      this.#tabs.clear()
      this.#stack = [page]
      if (isTab) this.#tabs.set(parsed.path, page)
      await this.#start(page, false)
      return page
    })
  }

  #close(page: Page): void {
    page.unload()
    page.destroy()
  }
}
