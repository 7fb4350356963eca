import type { TouchInput } from '../../runtime/touch-source'
import { length } from '../support/length'
import { Controller, type BuiltIn } from '../support/controller'
import { ancestorOf } from '../support/forms'

class MovableAreaController extends Controller {}

class MovableViewController extends Controller {
  #x = 0
  #y = 0
  #start: { x: number; y: number; fromX: number; fromY: number } | undefined
  #stopTouch: (() => void) | undefined

  override attached(): void {
    requestAnimationFrame(() => {
      if (this.host.isConnected) this.#place(this.#given('x'), this.#given('y'), '')
    })
    this.on('touchstart', (event) => {
      const touches = (
        event.extraFields as { touches?: { clientX: number; clientY: number }[] } | undefined
      )?.touches
      const touch = touches?.[0]
      if (!touch || this.flag('disabled') || this.str('direction') === 'none') return
      this.#start = { x: touch.clientX, y: touch.clientY, fromX: this.#x, fromY: this.#y }
      this.#stopTouch?.()
      this.#stopTouch = this.page.onTouch((input) => this.#touch(input))
    })
  }

  override detached(): void {
    this.#stopTouch?.()
  }

  override changed(name: string): void {
    if ((name === 'x' || name === 'y') && this.host.isConnected) {
      this.#place(this.#given('x'), this.#given('y'), '', this.flag('animation'))
    } else if (name === 'scaleValue') this.#draw(false)
  }

  #given(name: 'x' | 'y'): number {
    const text = length(this.data[name])
    const amount = parseFloat(text) || 0
    return text.endsWith('vw') ? (amount * this.page.dom.documentElement.clientWidth) / 100 : amount
  }

  #touch(input: TouchInput): void {
    const touch = input.changedTouches[0]
    const start = this.#start
    if (!touch || !start) return
    const direction = this.str('direction')
    const dx = direction === 'vertical' ? 0 : touch.clientX - start.x
    const dy = direction === 'horizontal' ? 0 : touch.clientY - start.y
    if (Math.hypot(dx, dy) > 4) {
      this.page.cancelTap()
      input.preventDefault()
      this.#place(start.fromX + dx, start.fromY + dy, 'touch')
    }
    if (input.phase === 'touchend' || input.phase === 'touchcancel') {
      this.#start = undefined
      this.#stopTouch?.()
    }
  }

  #place(x: number, y: number, source: string, animated = false): void {
    const area = ancestorOf(this.component, MovableAreaController)?.host
    const { offsetWidth, offsetHeight } = this.host
    const bound = (value: number, room: number): number =>
      Math.min(Math.max(value, Math.min(0, room)), Math.max(0, room))
    const nextX = area ? bound(x, area.clientWidth - offsetWidth) : x
    const nextY = area ? bound(y, area.clientHeight - offsetHeight) : y
    const moved = nextX !== this.#x || nextY !== this.#y
    this.#x = nextX
    this.#y = nextY
    this.#draw(animated)
    if (moved) this.trigger('change', { x: nextX, y: nextY, source })
  }

  #draw(animated: boolean): void {
    this.setStyle({
      transition: animated ? 'transform .3s' : '',
      transform: `translate(${this.#x}px, ${this.#y}px) scale(${this.num('scaleValue') || 1})`,
    })
  }

  override functions() {
    return { moveTo: (x: number, y: number) => this.#place(x, y, 'touch') }
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/movable-area.html */
export const movableArea: BuiltIn = {
  tag: 'movable-area',
  without: ['scale-area'],
  properties: { scaleArea: Boolean },
  style: 'wx-movable-area { display: block; position: relative; width: 10px; height: 10px; }',
  controller: MovableAreaController,
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/movable-view.html */
export const movableView: BuiltIn = {
  tag: 'movable-view',
  without: [
    'inertia',
    'out-of-bounds',
    'scale',
    'scale-min',
    'scale-max',
    'scale-value',
    'bind:scale',
    'bind:htouchmove',
    'bind:vtouchmove',
  ],
  properties: {
    direction: { type: String, value: 'none' },
    inertia: Boolean,
    outOfBounds: Boolean,
    x: { type: null, value: 0 },
    y: { type: null, value: 0 },
    damping: { type: Number, value: 20 },
    friction: { type: Number, value: 2 },
    disabled: Boolean,
    scale: Boolean,
    scaleMin: { type: Number, value: 0.1 },
    scaleMax: { type: Number, value: 10 },
    scaleValue: { type: Number, value: 1 },
    animation: { type: Boolean, value: true },
  },
  style:
    'wx-movable-view { display: inline-block; position: absolute; left: 0; top: 0; width: 10px; height: 10px; touch-action: none; will-change: transform; }',
  controller: MovableViewController,
}
