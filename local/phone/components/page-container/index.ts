import { translateCssValue } from '../../../compiler/rpx'
import { Controller, type BuiltIn } from '../support/controller'

class PageContainerController extends Controller {
  readonly #overlay = this.create('div', 'wx-page-container-overlay')
  #isShown = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopBack: (() => void) | undefined

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.host.prepend(this.#overlay)
    this.#overlay.addEventListener('click', () => this.trigger('clickoverlay'))
  }

  override attached(): void {
    this.#apply()
  }

  override detached(): void {
    clearTimeout(this.#timer)
    this.#stopBack?.()
  }

  override changed(): void {
    if (this.host.isConnected) this.#apply()
  }

  #apply(): void {
    const { host } = this
    const duration = this.num('duration')
    host.dataset['position'] = this.str('position')
    host.classList.toggle('wx-round', this.flag('round'))
    this.setStyle({ '--wx-duration': `${duration}ms`, 'z-index': this.str('zIndex') })
    this.#overlay.hidden = !this.flag('overlay')
    this.#overlay.setAttribute('style', translateCssValue(this.str('overlayStyle')))
    const content = host.querySelector<HTMLElement>(':scope > wx-content')
    content?.setAttribute('style', translateCssValue(this.str('customStyle')))
    const show = this.flag('show')
    if (show === this.#isShown) return
    this.#isShown = show
    this.#stopBack?.()
    // The page learns of it by the events, as when it closed the container itself.
    this.#stopBack = show ? this.page.onBack(() => this.set('show', false)) : undefined
    this.trigger(show ? 'beforeenter' : 'beforeleave')
    this.trigger(show ? 'enter' : 'leave')
    if (show) {
      host.classList.add('wx-open')
      requestAnimationFrame(() => host.classList.toggle('wx-in', this.#isShown))
    } else host.classList.remove('wx-in')
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      if (!show) host.classList.remove('wx-open')
      this.trigger(show ? 'afterenter' : 'afterleave')
    }, duration)
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/page-container.html */
export const pageContainer: BuiltIn = {
  tag: 'page-container',
  without: ['close-on-slide-down'],
  properties: {
    show: Boolean,
    duration: { type: Number, value: 300 },
    zIndex: { type: Number, value: 100 },
    overlay: { type: Boolean, value: true },
    position: { type: String, value: 'bottom' },
    round: Boolean,
    closeOnSlideDown: Boolean,
    overlayStyle: String,
    customStyle: String,
  },
  wrapsContent: true,
  style: `
wx-page-container { display: none; position: fixed; inset: 0; }
wx-page-container.wx-open { display: block; }
.wx-page-container-overlay { position: absolute; inset: 0; background: rgba(0, 0, 0, .5); opacity: 0; transition: opacity var(--wx-duration); }
wx-page-container > wx-content { display: block; position: absolute; left: 0; right: 0; bottom: 0; background: #fff; overflow: auto; max-height: 100%; transform: translateY(100%); transition: transform var(--wx-duration); }
wx-page-container[data-position="top"] > wx-content { top: 0; bottom: auto; transform: translateY(-100%); }
wx-page-container[data-position="right"] > wx-content { top: 0; left: auto; width: 100%; transform: translateX(100%); }
wx-page-container[data-position="center"] > wx-content { top: 0; transform: scale(.8); opacity: 0; }
wx-page-container.wx-round[data-position="bottom"] > wx-content { border-radius: 16px 16px 0 0; }
wx-page-container.wx-in > .wx-page-container-overlay { opacity: 1; }
wx-page-container.wx-in > wx-content { transform: none; opacity: 1; }
`,
  controller: PageContainerController,
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/share-element.html */
export const shareElement: BuiltIn = {
  tag: 'share-element',
  without: ['key', 'transform'],
  properties: {
    key: String,
    transform: Boolean,
    duration: { type: Number, value: 300 },
    easingFunction: { type: String, value: 'ease-out' },
  },
  style: 'wx-share-element { display: block; }',
}
