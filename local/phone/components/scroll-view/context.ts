import { WxNotSupportedError } from '../../wx/support'

export interface ScrollContextOptions {
  host: HTMLElement
  animated(): boolean
  /** Scrolls so that an element inside comes to the edge. */
  intoView(target: HTMLElement, animated: boolean): void
  /** Pulls down, or lets go. */
  refresh(on: boolean): void
}

/**
 * What `SelectorQuery.node()` gives for a scroll-view with `enhanced`. Bouncing and slowing down are the finger's on
 * iOS, so those fields only keep what is put there.
 * https://developers.weixin.qq.com/miniprogram/dev/api/ui/scroll/ScrollViewContext.html
 */
export class ScrollViewContext {
  readonly #options: ScrollContextOptions
  bounces = true
  decelerationDisabled = false
  fastDeceleration = false

  constructor(options: ScrollContextOptions) {
    this.#options = options
  }

  get scrollEnabled(): boolean {
    return !this.#has('wx-locked')
  }

  set scrollEnabled(enabled: boolean) {
    this.#toggle('wx-locked', !enabled)
  }

  get pagingEnabled(): boolean {
    return this.#has('wx-paging')
  }

  set pagingEnabled(enabled: boolean) {
    this.#toggle('wx-paging', enabled)
  }

  get showScrollbar(): boolean {
    return !this.#has('wx-bare')
  }

  set showScrollbar(shown: boolean) {
    this.#toggle('wx-bare', !shown)
  }

  #has(name: string): boolean {
    return this.#options.host.classList.contains(name)
  }

  #toggle(name: string, on: boolean): void {
    this.#options.host.classList.toggle(name, on)
  }

  scrollTo(to: { top?: number; left?: number; animated?: boolean } = {}): void {
    const { host, animated } = this.#options
    host.scrollTo({
      behavior: (to.animated ?? animated()) ? 'smooth' : 'auto',
      ...(to.top === undefined ? {} : { top: to.top }),
      ...(to.left === undefined ? {} : { left: to.left }),
    })
  }

  scrollIntoView(selector: string): void {
    const { host, animated, intoView } = this.#options
    const target = host.querySelector<HTMLElement>(selector)
    if (target) intoView(target, animated())
  }

  triggerRefresh(): void {
    this.#options.refresh(true)
  }

  closeRefresh(): void {
    this.#options.refresh(false)
  }

  triggerTwoLevel(): never {
    throw new WxNotSupportedError('ScrollViewContext.triggerTwoLevel')
  }

  closeTwoLevel(): never {
    throw new WxNotSupportedError('ScrollViewContext.closeTwoLevel')
  }
}
