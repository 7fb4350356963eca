import type { TouchInput } from '../../runtime/touch-source'
import { Controller, type BuiltIn } from '../support/controller'
import { pixels } from '../support/length'
import { ScrollViewContext } from './context'
import { Refresher } from './refresher'

class ScrollViewController extends Controller {
  #lastLeft = 0
  #lastTop = 0
  #atUpper = true
  #atLower = false
  #pending = false
  #refresher: Refresher | undefined
  #stopTouch: (() => void) | undefined

  get content(): HTMLElement {
    return this.host.querySelector<HTMLElement>(':scope > wx-content') ?? this.host
  }

  override attached(): void {
    const { host } = this
    host.addEventListener('scroll', () => this.#schedule(), { passive: true })
    this.on('touchstart', () => {
      this.#stopTouch?.()
      this.#stopTouch = this.page.onTouch((input) => this.#touch(input))
    })
    this.#applyAxes()
    this.#applyRefresher()
    requestAnimationFrame(() => {
      if (!host.isConnected) return
      this.#applyPosition()
      if (this.str('scrollIntoView')) this.#intoView()
    })
  }

  override detached(): void {
    this.#stopTouch?.()
  }

  override changed(name: string): void {
    if (!this.host.isConnected) return
    if (name === 'scrollTop' || name === 'scrollLeft') this.#applyPosition()
    else if (name === 'scrollIntoView') requestAnimationFrame(() => this.#intoView())
    else if (name === 'refresherTriggered') this.#refresher?.setTriggered(this.flag(name))
    else if (name.startsWith('refresher')) this.#applyRefresher()
    else this.#applyAxes()
  }

  #applyAxes(): void {
    const { host } = this
    host.classList.toggle('wx-scroll-x', this.flag('scrollX'))
    host.classList.toggle('wx-scroll-y', this.flag('scrollY'))
    host.classList.toggle('wx-flex', this.flag('enableFlex'))
    host.classList.toggle('wx-paging', this.flag('enhanced') && this.flag('pagingEnabled'))
    host.classList.toggle('wx-bare', this.flag('enhanced') && !this.flag('showScrollbar'))
  }

  #applyRefresher(): void {
    if (!this.flag('refresherEnabled') || this.#refresher) return
    this.#refresher = new Refresher({
      host: this.host,
      content: this.content,
      threshold: () => this.num('refresherThreshold'),
      style: () => this.str('refresherDefaultStyle'),
      background: () => this.str('refresherBackground'),
      cancelTap: () => this.page.cancelTap(),
      trigger: (name, detail) => this.trigger(name, detail),
    })
    if (this.flag('refresherTriggered')) this.#refresher.setTriggered(true)
  }

  #touch(input: TouchInput): boolean {
    const taken = this.flag('refresherEnabled') && this.#refresher?.touch(input) === true
    if (this.flag('enhanced')) {
      const { scrollTop, scrollLeft } = this.host
      const names = {
        touchstart: 'dragstart',
        touchmove: 'dragging',
        touchend: 'dragend',
        touchcancel: 'dragend',
      }
      this.trigger(names[input.phase], { scrollTop, scrollLeft })
    }
    if (input.phase === 'touchend' || input.phase === 'touchcancel') this.#stopTouch?.()
    return taken
  }

  #schedule(): void {
    if (this.#pending) return
    this.#pending = true
    requestAnimationFrame(() => {
      this.#pending = false
      if (this.host.isConnected) this.#scrolled()
    })
  }

  #scrolled(): void {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } =
      this.host
    const deltaX = this.#lastLeft - scrollLeft
    const deltaY = this.#lastTop - scrollTop
    this.#lastLeft = scrollLeft
    this.#lastTop = scrollTop
    this.trigger('scroll', { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY })
    const isX = this.flag('scrollX') && deltaX !== 0
    const [at, size, extent] = isX
      ? [scrollLeft, clientWidth, scrollWidth]
      : [scrollTop, clientHeight, scrollHeight]
    const isUpper = at <= this.#threshold('upperThreshold')
    const isLower = at + size >= extent - this.#threshold('lowerThreshold')
    const moved = isX ? deltaX : deltaY
    if (isUpper && !this.#atUpper && moved > 0) {
      this.trigger('scrolltoupper', { direction: isX ? 'left' : 'top' })
    }
    if (isLower && !this.#atLower && moved < 0) {
      this.trigger('scrolltolower', { direction: isX ? 'right' : 'bottom' })
    }
    this.#atUpper = isUpper
    this.#atLower = isLower
  }

  #threshold(name: string): number {
    return pixels(this.data[name], this.page.dom)
  }

  #applyPosition(): void {
    const { scrollTop, scrollLeft } = this.data
    const options: ScrollToOptions = { behavior: this.#behavior() }
    if (scrollTop !== null && scrollTop !== '' && this.flag('scrollY'))
      options.top = this.#threshold('scrollTop')
    if (scrollLeft !== null && scrollLeft !== '' && this.flag('scrollX'))
      options.left = this.#threshold('scrollLeft')
    if (options.top !== undefined || options.left !== undefined) this.host.scrollTo(options)
  }

  #behavior(): ScrollBehavior {
    return this.flag('scrollWithAnimation') ? 'smooth' : 'auto'
  }

  #intoView(): void {
    const id = this.str('scrollIntoView')
    if (!id || !this.host.isConnected) return
    const target = this.host.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`)
    if (target) this.#scrollTo(target, this.flag('scrollWithAnimation'))
  }

  #scrollTo(target: HTMLElement, animated: boolean): void {
    const box = this.host.getBoundingClientRect()
    const at = target.getBoundingClientRect()
    const offset = Number(this.data['scrollIntoViewOffset']) || 0
    this.host.scrollTo({
      behavior: animated ? 'smooth' : 'auto',
      ...(this.flag('scrollY') ? { top: this.host.scrollTop + at.top - box.top + offset } : {}),
      ...(this.flag('scrollX') ? { left: this.host.scrollLeft + at.left - box.left + offset } : {}),
    })
  }

  #context: ScrollViewContext | undefined

  /** Without `enhanced` a scroll-view has no context. */
  override node(): ScrollViewContext | null {
    if (!this.flag('enhanced')) return null
    this.#context ??= new ScrollViewContext({
      host: this.host,
      animated: () => this.flag('scrollWithAnimation'),
      intoView: (target, animated) => this.#scrollTo(target, animated),
      refresh: (on) => this.#refresher?.setTriggered(on),
    })
    return this.#context
  }

  override functions() {
    return {
      scrollTo: (x: number, y: number) => this.host.scrollTo(x, y),
      scrollWidth: () => this.host.scrollWidth,
      scrollHeight: () => this.host.scrollHeight,
    }
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html */
export const scrollView: BuiltIn = {
  tag: 'scroll-view',
  without: ['enable-back-to-top', 'scroll-anchoring'],
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    upperThreshold: { type: null, value: 50 },
    lowerThreshold: { type: null, value: 50 },
    scrollTop: { type: null, value: null },
    scrollLeft: { type: null, value: null },
    scrollIntoView: String,
    scrollIntoViewOffset: Number,
    scrollWithAnimation: Boolean,
    enableBackToTop: Boolean,
    enablePassive: Boolean,
    enableFlex: Boolean,
    scrollAnchoring: Boolean,
    refresherEnabled: Boolean,
    refresherThreshold: { type: Number, value: 45 },
    refresherDefaultStyle: { type: String, value: 'black' },
    refresherBackground: { type: String, value: '#fff' },
    refresherTriggered: Boolean,
    enhanced: Boolean,
    bounces: { type: Boolean, value: true },
    showScrollbar: { type: Boolean, value: true },
    pagingEnabled: Boolean,
    fastDeceleration: Boolean,
    type: String,
  },
  wrapsContent: true,
  style: `
wx-scroll-view { display: block; position: relative; overflow: hidden; width: 100%; overscroll-behavior: contain; }
wx-scroll-view.wx-scroll-x { overflow-x: auto; }
wx-scroll-view.wx-scroll-y { overflow-y: auto; }
wx-scroll-view > wx-content { display: block; position: relative; min-width: 100%; }
wx-scroll-view.wx-flex > wx-content { display: flex; flex-direction: inherit; flex-wrap: inherit; align-items: inherit; justify-content: inherit; height: 100%; }
wx-scroll-view.wx-locked { overflow: hidden; }
wx-scroll-view.wx-bare { scrollbar-width: none; }
wx-scroll-view.wx-paging { scroll-snap-type: both mandatory; }
wx-scroll-view > .wx-refresher { position: absolute; left: 0; right: 0; top: 0; height: 0; overflow: hidden; display: flex; align-items: flex-end; justify-content: center; gap: 8px; z-index: 0; }
wx-scroll-view > .wx-refresher > i { width: 8px; height: 8px; margin-bottom: 18px; border-radius: 50%; background: currentColor; opacity: .3; }
wx-scroll-view > .wx-refresher[data-style="none"] > i { display: none; }
`,
  controller: ScrollViewController,
}
