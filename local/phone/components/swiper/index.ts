import type { GeneralComponent } from 'glass-easel'
import type { TouchInput } from '../../runtime/touch-source'
import { Controller, controllerOf, type BuiltIn } from '../support/controller'
import { ancestorOf, forEachBelow } from '../support/forms'
import { pixels } from '../support/length'

/** A quicker flick than this turns the page even when short. */
const FLICK_PX_PER_MS = 0.3
const EASING: Readonly<Record<string, string>> = {
  default: 'cubic-bezier(.2,.6,.3,1)',
  linear: 'linear',
  easeInCubic: 'cubic-bezier(.32,0,.67,0)',
  easeOutCubic: 'cubic-bezier(.33,1,.68,1)',
  easeInOutCubic: 'cubic-bezier(.65,0,.35,1)',
}

class SwiperController extends Controller {
  readonly #dots = this.create('div', 'wx-swiper-dots')
  /** May lie outside 0…n-1 while a circular swiper turns. */
  #position = 0
  #timer: ReturnType<typeof setInterval> | undefined
  #drag: { x: number; y: number; at: number; active: boolean | undefined } | undefined
  #stopTouch: (() => void) | undefined
  #arranging = false
  #settle: ReturnType<typeof setTimeout> | undefined

  override attached(): void {
    this.host.append(this.#dots)
    this.#position = this.num('current') || 0
    this.on('touchstart', () => {
      this.#stopTouch?.()
      this.#stopTouch = this.page.onTouch((input) => this.#touch(input))
    })
    this.arrange()
    this.#play()
  }

  override detached(): void {
    clearInterval(this.#timer)
    clearTimeout(this.#settle)
    this.#stopTouch?.()
  }

  override changed(name: string, value: unknown, old: unknown): void {
    if (!this.host.isConnected) return
    if (name === 'current') {
      const target = Math.floor(Number(value) || 0)
      if (target !== this.#current()) this.#goTo(target, '', true)
      return
    }
    if (name === 'currentItemId') {
      const index = this.items().findIndex((item) => item.str('itemId') === value)
      if (index >= 0 && value !== old) this.#goTo(index, '', true)
      return
    }
    this.#play()
    this.#draw(0)
  }

  items(): SwiperItemController[] {
    const found: SwiperItemController[] = []
    forEachBelow(this.component, (component: GeneralComponent) => {
      const controller = controllerOf(component)
      if (controller instanceof SwiperItemController) {
        found.push(controller)
        return false
      }
      return !(controller instanceof SwiperController)
    })
    return found
  }

  /** Items came or went; they are laid out together. */
  arrange(): void {
    if (this.#arranging) return
    this.#arranging = true
    queueMicrotask(() => {
      this.#arranging = false
      if (this.host.isConnected) this.#draw(0)
    })
  }

  #current(): number {
    const count = this.items().length
    if (count === 0) return 0
    return ((Math.round(this.#position) % count) + count) % count
  }

  #play(): void {
    clearInterval(this.#timer)
    if (!this.flag('autoplay')) return
    this.#timer = setInterval(
      () => {
        const count = this.items().length
        if (this.#drag || count < 2) return
        const next = Math.round(this.#position) + 1
        this.#goTo(next >= count && !this.flag('circular') ? 0 : next, 'autoplay', true)
      },
      this.num('interval') || 5000,
    )
  }

  #size(): number {
    const { clientWidth, clientHeight } = this.host
    const full = this.flag('vertical') ? clientHeight : clientWidth
    const margins = [this.data['previousMargin'], this.data['nextMargin']]
    const used = margins.reduce<number>((sum, margin) => sum + (this.#px(margin) || 0), 0)
    return Math.max(1, (full - used) / this.#shownItems())
  }

  #shownItems(): number {
    return Math.max(1, this.num('displayMultipleItems') || 1)
  }

  #px(value: unknown): number {
    return pixels(value, this.page.dom)
  }

  #draw(duration: number): void {
    const items = this.items()
    const count = items.length
    const isVertical = this.flag('vertical')
    this.host.toggleAttribute('vertical', isVertical)
    const size = this.#size()
    const before = this.#before(count)
    const easing = EASING[this.str('easingFunction')] ?? EASING['default'] ?? 'linear'
    items.forEach((item, index) => {
      let offset = index - this.#position
      if (this.flag('circular') && count > this.#shownItems()) {
        offset = ((((offset + count / 2) % count) + count) % count) - count / 2
      }
      const shift = before + offset * size
      // An item that jumps from one end to the other must not be seen flying across.
      const flies = Math.abs(offset - item.offset) > count / 2
      item.offset = offset
      item.setStyle({
        transition: duration > 0 && !flies ? `transform ${duration}ms ${easing}` : '',
        [isVertical ? 'height' : 'width']: `${size}px`,
        [isVertical ? 'width' : 'height']: '100%',
        transform: isVertical ? `translate(0, ${shift}px)` : `translate(${shift}px, 0)`,
      })
    })
    this.#drawDots(count)
  }

  /** Room before the current item. With `snap-to-edge` the first and the last item touch the edge. */
  #before(count: number): number {
    const margin = this.#px(this.data['previousMargin'])
    if (!this.flag('snapToEdge') || this.flag('circular') || count < 2) return margin
    const last = Math.max(0, count - this.#shownItems())
    const fromEnd = Math.min(1, Math.max(0, last - this.#position))
    const fromStart = Math.min(1, Math.max(0, this.#position))
    return margin * fromStart + this.#px(this.data['nextMargin']) * (1 - fromEnd)
  }

  #drawDots(count: number): void {
    const dots = this.#dots
    dots.hidden = !this.flag('indicatorDots')
    dots.classList.toggle('wx-vertical', this.flag('vertical'))
    while (dots.childElementCount > count) dots.lastElementChild?.remove()
    while (dots.childElementCount < count) dots.append(this.create('i', ''))
    const current = this.#current()
    ;[...dots.children].forEach((dot, index) => {
      const color = this.str(index === current ? 'indicatorActiveColor' : 'indicatorColor')
      ;(dot as HTMLElement).style.backgroundColor = color
    })
  }

  #goTo(position: number, source: string, animated: boolean): void {
    const count = this.items().length
    const before = this.#current()
    const limit = Math.max(0, count - this.#shownItems())
    this.#position = this.flag('circular') ? position : Math.min(Math.max(0, position), limit)
    const duration = animated ? this.num('duration') : 0
    this.#draw(duration)
    const current = this.#current()
    const currentItemId = this.items()[current]?.str('itemId') ?? ''
    this.set('current', current)
    if (current !== before) this.trigger('change', { current, currentItemId, source })
    clearTimeout(this.#settle)
    this.#settle = setTimeout(() => {
      this.#position = current
      this.trigger('animationfinish', { current, currentItemId, source })
    }, duration)
  }

  #touch(input: TouchInput): void {
    const touch = input.changedTouches[0]
    if (!touch || this.flag('disableTouch')) return
    const { clientX: x, clientY: y } = touch
    const isEnd = input.phase === 'touchend' || input.phase === 'touchcancel'
    if (!this.#drag) {
      if (!isEnd) this.#drag = { x, y, at: input.timeStamp, active: undefined }
      return
    }
    const drag = this.#drag
    const isVertical = this.flag('vertical')
    const along = isVertical ? y - drag.y : x - drag.x
    const across = isVertical ? x - drag.x : y - drag.y
    if (drag.active === undefined && Math.hypot(along, across) > 6) {
      drag.active = Math.abs(along) > Math.abs(across) && this.items().length > 1
    }
    if (drag.active) {
      input.preventDefault()
      this.page.cancelTap()
      this.#follow(along)
    }
    if (!isEnd) return
    this.#stopTouch?.()
    this.#drag = undefined
    if (drag.active) this.#let(along, input.timeStamp - drag.at)
  }

  #follow(along: number): void {
    const start = this.#current()
    const limit = this.items().length - this.#shownItems()
    let position = start - along / this.#size()
    if (!this.flag('circular')) position = Math.min(Math.max(-0.3, position), limit + 0.3)
    this.#position = position
    this.#draw(0)
    this.#position = start
    this.trigger(
      'transition',
      this.flag('vertical') ? { dx: 0, dy: -along } : { dx: -along, dy: 0 },
    )
  }

  #let(along: number, time: number): void {
    const start = this.#current()
    const isFlick = Math.abs(along) / Math.max(1, time) > FLICK_PX_PER_MS
    const turns = isFlick || Math.abs(along) > this.#size() / 2
    this.#goTo(turns ? start - Math.sign(along) : start, 'touch', true)
  }

  override functions() {
    return { swipeTo: (index: number) => this.#goTo(index, 'touch', true) }
  }
}

class SwiperItemController extends Controller {
  /** Distance from the current item, in items. */
  offset = 0

  override attached(): void {
    ancestorOf(this.component, SwiperController)?.arrange()
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/swiper.html */
export const swiper: BuiltIn = {
  tag: 'swiper',
  properties: {
    indicatorDots: Boolean,
    indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
    indicatorActiveColor: { type: String, value: '#000000' },
    autoplay: Boolean,
    current: Number,
    currentItemId: String,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
    previousMargin: { type: String, value: '0px' },
    nextMargin: { type: String, value: '0px' },
    displayMultipleItems: { type: Number, value: 1 },
    snapToEdge: Boolean,
    easingFunction: { type: String, value: 'default' },
    skipHiddenItemLayout: Boolean,
    disableTouch: Boolean,
  },
  style: `
wx-swiper { display: block; position: relative; height: 150px; overflow: hidden; touch-action: pan-y; }
wx-swiper[vertical] { touch-action: pan-x; }
wx-swiper-item { display: block; position: absolute; left: 0; top: 0; overflow: hidden; will-change: transform; width: 100%; height: 100%; }
wx-swiper > .wx-swiper-dots { position: absolute; left: 0; right: 0; bottom: 10px; display: flex; justify-content: center; gap: 8px; font-size: 0; pointer-events: none; z-index: 1; }
wx-swiper > .wx-swiper-dots > i { width: 8px; height: 8px; border-radius: 50%; }
wx-swiper > .wx-swiper-dots.wx-vertical { left: auto; right: 10px; top: 0; bottom: 0; flex-direction: column; align-items: center; }
`,
  controller: SwiperController,
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/swiper-item.html */
export const swiperItem: BuiltIn = {
  tag: 'swiper-item',
  properties: { itemId: String, skipHiddenItemLayout: Boolean },
  controller: SwiperItemController,
}
