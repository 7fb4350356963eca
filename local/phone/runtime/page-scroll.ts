import type { PageView } from './page-view'

export interface PageScrollOptions {
  view: PageView
  reachBottomDistance: number
  onScroll(scrollTop: number): void
  onReachBottom(): void
}

/** Watches one page's own scrolling: reports positions once a frame, and the bottom once per approach. */
export class PageScroll {
  readonly #options: PageScrollOptions
  #wasAtBottom = false
  #lastHeight = 0
  #pending = false

  constructor(options: PageScrollOptions) {
    this.#options = options
    options.view.dom.addEventListener('scroll', () => this.#schedule(), { passive: true })
  }

  get top(): number {
    return this.#options.view.window.scrollY
  }

  #schedule(): void {
    if (this.#pending) return
    this.#pending = true
    requestAnimationFrame(() => {
      this.#pending = false
      this.#report()
    })
  }

  #report(): void {
    const { view, reachBottomDistance, onScroll, onReachBottom } = this.#options
    if (!view.frame.isConnected) return
    onScroll(this.top)
    const { scrollHeight, clientHeight } = view.dom.documentElement
    if (scrollHeight > this.#lastHeight) this.#wasAtBottom = false
    this.#lastHeight = scrollHeight
    const isAtBottom = this.top + clientHeight >= scrollHeight - reachBottomDistance
    if (isAtBottom && !this.#wasAtBottom) onReachBottom()
    this.#wasAtBottom = isAtBottom
  }

  /** Scrolls as `wx.pageScrollTo` does. */
  async scrollTo(top: number, duration: number): Promise<void> {
    const { window } = this.#options.view
    const from = this.top
    const start = performance.now()
    if (duration <= 0) {
      window.scrollTo(0, top)
      return
    }
    await new Promise<void>((resolve) => {
      const step = (): void => {
        const part = Math.min(1, (performance.now() - start) / duration)
        const eased = part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2
        window.scrollTo(0, from + (top - from) * eased)
        if (part < 1) requestAnimationFrame(step)
        else resolve()
      }
      step()
    })
  }
}
