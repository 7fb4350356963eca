import { Controller, type BuiltIn } from '../support/controller'
import { length } from '../support/length'

class ProgressController extends Controller {
  readonly #bar = this.create('span', 'wx-progress-bar')
  readonly #inner = this.create('span', 'wx-progress-inner')
  readonly #info = this.create('span', 'wx-progress-info')
  #shown = 0

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.#bar.append(this.#inner)
    this.host.append(this.#bar, this.#info)
    this.host.setAttribute('role', 'progressbar')
    this.#inner.addEventListener('transitionend', () => {
      if (this.flag('active')) this.trigger('activeend', { curPercent: this.#shown })
    })
  }

  override attached(): void {
    this.#draw(this.flag('active') ? 0 : undefined)
    if (this.flag('active')) requestAnimationFrame(() => this.#draw())
  }

  override changed(name: string): void {
    if (!this.host.isConnected) return
    if (name === 'percent' && this.flag('active') && this.str('activeMode') !== 'forwards') {
      this.#inner.style.transition = 'none'
      this.#draw(0)
      void this.#inner.offsetWidth
    }
    this.#draw()
  }

  #draw(percent = Math.min(100, Math.max(0, this.num('percent') || 0))): void {
    const { style } = this.#inner
    const distance = Math.abs(percent - this.#shown)
    style.transition = this.flag('active')
      ? `width ${distance * this.num('duration')}ms linear`
      : ''
    style.width = `${percent}%`
    style.backgroundColor = this.str('activeColor') || this.str('color')
    this.#bar.style.backgroundColor = this.str('backgroundColor')
    this.#bar.style.height = length(this.data['strokeWidth'])
    this.#bar.style.borderRadius = style.borderRadius = length(this.data['borderRadius'])
    this.#info.hidden = !this.flag('showInfo')
    this.#info.style.fontSize = length(this.data['fontSize'])
    this.#info.textContent = `${Math.round(percent)}%`
    this.host.setAttribute('aria-valuenow', String(percent))
    this.#shown = percent
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/progress.html */
export const progress: BuiltIn = {
  tag: 'progress',
  properties: {
    percent: Number,
    showInfo: Boolean,
    borderRadius: { type: null, value: 0 },
    fontSize: { type: null, value: 16 },
    strokeWidth: { type: null, value: 6 },
    color: { type: String, value: '#09BB07' },
    activeColor: String,
    backgroundColor: { type: String, value: '#EBEBEB' },
    active: Boolean,
    activeMode: { type: String, value: 'backwards' },
    duration: { type: Number, value: 30 },
  },
  style: `
wx-progress { display: flex; align-items: center; }
wx-progress > .wx-progress-bar { display: block; flex: 1; overflow: hidden; }
wx-progress > .wx-progress-bar > .wx-progress-inner { display: block; width: 0; height: 100%; }
wx-progress > .wx-progress-info { margin-left: 15px; min-width: 2em; }
`,
  controller: ProgressController,
}
