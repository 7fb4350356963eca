import { length } from '../support/length'
import { Controller, type BuiltIn } from '../support/controller'
import type { FormField } from '../support/forms'
import type { TouchInput } from '../../runtime/touch-source'

class SliderController extends Controller implements FormField {
  readonly #track = this.create('div', 'wx-slider-track')
  readonly #filled = this.create('div', 'wx-slider-filled')
  readonly #handle = this.create('div', 'wx-slider-handle')
  readonly #value = this.create('span', 'wx-slider-value')
  #initial = 0
  #stopTouch: (() => void) | undefined

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.#track.append(this.#filled, this.#handle)
    this.host.append(this.#track, this.#value)
    this.host.setAttribute('role', 'slider')
    this.on('touchstart', (event) => {
      const touch = (event.extraFields as { touches?: { clientX: number }[] } | undefined)
        ?.touches?.[0]
      if (this.flag('disabled')) return
      if (touch) this.#moveTo(touch.clientX, 'changing')
      this.#stopTouch?.()
      this.#stopTouch = this.page.onTouch((input) => this.#touch(input))
    })
  }

  override attached(): void {
    this.#initial = this.num('value')
    this.#draw()
  }

  override detached(): void {
    this.#stopTouch?.()
  }

  override changed(): void {
    this.#draw()
  }

  formValue(): number {
    return this.num('value')
  }

  resetField(): void {
    this.set('value', this.#initial)
  }

  #touch(input: TouchInput): void {
    const x = input.changedTouches[0]?.clientX
    if (x === undefined) return
    input.preventDefault()
    this.page.cancelTap()
    if (input.phase === 'touchmove') this.#moveTo(x, 'changing')
    else if (input.phase !== 'touchstart') {
      this.#stopTouch?.()
      this.#moveTo(x, 'change')
    }
  }

  #moveTo(x: number, event: 'changing' | 'change'): void {
    const { left, width } = this.#track.getBoundingClientRect()
    const min = this.num('min')
    const part = Math.min(1, Math.max(0, (x - left) / Math.max(1, width)))
    this.#setValue(min + part * (this.num('max') - min), event)
  }

  #setValue(raw: number, event: 'changing' | 'change'): void {
    const [min, max, step] = [this.num('min'), this.num('max'), this.num('step') || 1]
    const decimals = /\.(\d+)/.exec(String(step))?.[1]?.length ?? 0
    const stepped = min + Math.round((raw - min) / step) * step
    const value = Number(Math.min(max, Math.max(min, stepped)).toFixed(decimals))
    const before = this.num('value')
    if (event === 'changing' && value === before) return
    this.set('value', value)
    this.trigger(event, { value })
  }

  #draw(): void {
    const [min, max, value] = [this.num('min'), this.num('max'), this.num('value')]
    const part = max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0
    const size = Math.min(28, Math.max(12, this.num('blockSize') || 28))
    this.setStyle({ '--wx-slider-block': length(size) })
    this.#track.style.backgroundColor =
      this.str('backgroundColor') || this.str('color') || '#e9e9e9'
    this.#filled.style.backgroundColor =
      this.str('activeColor') || this.str('selectedColor') || '#1aad19'
    this.#filled.style.width = `${part * 100}%`
    this.#handle.style.left = `${part * 100}%`
    this.#handle.style.backgroundColor = this.str('blockColor')
    this.#value.hidden = !this.flag('showValue')
    this.#value.textContent = String(value)
    this.host.setAttribute('aria-valuenow', String(value))
  }

  override functions() {
    return { slideTo: (value: number) => this.#setValue(value, 'change') }
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/slider.html */
export const slider: BuiltIn = {
  tag: 'slider',
  properties: {
    name: String,
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    disabled: Boolean,
    value: Number,
    color: String,
    selectedColor: String,
    activeColor: String,
    backgroundColor: String,
    blockSize: { type: Number, value: 28 },
    blockColor: { type: String, value: '#ffffff' },
    showValue: Boolean,
  },
  style: `
wx-slider { display: flex; align-items: center; margin: 10px 18px; touch-action: none; }
wx-slider > .wx-slider-track { position: relative; flex: 1; height: 2px; margin: 18px 0; border-radius: 5px; }
wx-slider > .wx-slider-track::after { content: ''; position: absolute; inset: -16px -14px; }
wx-slider > .wx-slider-track > .wx-slider-filled { height: 100%; border-radius: inherit; }
wx-slider > .wx-slider-track > .wx-slider-handle {
  position: absolute; top: 50%; width: var(--wx-slider-block); height: var(--wx-slider-block); border-radius: 50%;
  transform: translate(-50%, -50%); box-shadow: 0 0 4px rgba(0, 0, 0, .2);
}
wx-slider > .wx-slider-value { min-width: 3ch; margin-left: 24px; color: #888; font-size: 14px; text-align: center; }
`,
  controller: SliderController,
}
