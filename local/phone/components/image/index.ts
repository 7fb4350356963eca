import { openActionSheet } from '../../wx/interaction/action-sheet'
import { keepInAlbum } from '../../wx/media/album'
import { WxFail } from '../../wx/support'
import { Controller, type BuiltIn } from '../support/controller'

/** CSS of each mode: how the picture lies in the box. */
const FIT: Readonly<Record<string, string>> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
}
const POSITION: Readonly<Record<string, string>> = {
  top: 'top',
  bottom: 'bottom',
  center: 'center',
  left: 'left',
  right: 'right',
  'top left': 'left top',
  'top right': 'right top',
  'bottom left': 'left bottom',
  'bottom right': 'right bottom',
}

class ImageController extends Controller {
  readonly #image = this.create('img', 'wx-image-inner')
  #observer: IntersectionObserver | undefined

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    const image = this.#image
    image.alt = ''
    image.draggable = false
    image.addEventListener('load', () => {
      if (this.isGone) return
      image.classList.remove('wx-failed', 'wx-coming')
      this.#fix()
      this.trigger('load', { width: image.naturalWidth, height: image.naturalHeight })
    })
    image.addEventListener('error', () => {
      if (this.isGone || this.str('src') === '') return
      image.classList.add('wx-failed')
      const errMsg = `Failed to load image ${this.str('src')}`
      // Out of reach is no fault of the page on a machine without internet.
      if (/^https?:/.test(this.#image.src) && !this.#isLocal()) this.page.note(errMsg)
      else this.page.warn(errMsg)
      this.trigger('error', { errMsg })
    })
    this.host.append(image)
    this.on('longpress', () => {
      if (this.flag('showMenuByLongpress')) void this.#openMenu()
    })
    this.#applyMode()
  }

  /** WeChat's own menu: what is saved by it needs no permission of the mini program. */
  async #openMenu(): Promise<void> {
    const { context } = this.page
    try {
      await openActionSheet(context, { itemList: ['保存图片'] })
      await keepInAlbum(context, this.#image.src, this.str('src').split('/').pop())
    } catch (error) {
      if (!(error instanceof WxFail)) this.page.fail(error)
    }
  }

  override attached(): void {
    this.#load()
  }

  override detached(): void {
    this.#observer?.disconnect()
  }

  override changed(name: string): void {
    if (name === 'mode') this.#applyMode()
    else if (name === 'src' && this.host.isConnected) this.#load()
  }

  #isLocal(): boolean {
    return this.#image.src.startsWith(location.origin)
  }

  #load(): void {
    if (!this.flag('lazyLoad')) return void this.#setSource()
    this.#observer?.disconnect()
    const view = this.page.dom.defaultView as (Window & typeof globalThis) | null
    if (!view) return
    // Within three screens, as documented.
    this.#observer = new view.IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        this.#observer?.disconnect()
        void this.#setSource()
      },
      { rootMargin: '300% 0px' },
    )
    this.#observer.observe(this.host)
  }

  async #setSource(): Promise<void> {
    const src = this.str('src')
    const found = this.page.resolveSource(src, this.component)
    const url = typeof found === 'string' ? found : await found
    if (this.isGone || src !== this.str('src')) return
    if (url === '') return this.#image.removeAttribute('src')
    this.#image.classList.toggle('wx-coming', this.flag('fadeIn') && this.#image.src !== url)
    this.#image.src = url
  }

  #applyMode(): void {
    const mode = this.str('mode') || 'scaleToFill'
    const { style } = this.#image
    style.objectFit = FIT[mode] ?? 'none'
    style.objectPosition = POSITION[mode] ?? 'center'
    this.host.dataset['mode'] = mode
    this.#fix()
  }

  /** `widthFix` and `heightFix`: the box takes the picture's proportions. */
  #fix(): void {
    const { naturalWidth, naturalHeight } = this.#image
    const ratio = naturalWidth && naturalHeight ? `${naturalWidth} / ${naturalHeight}` : ''
    const mode = this.str('mode')
    if (mode === 'widthFix' && ratio) this.setStyle({ height: 'auto', 'aspect-ratio': ratio })
    else if (mode === 'heightFix' && ratio) this.setStyle({ width: 'auto', 'aspect-ratio': ratio })
    else this.setStyle({})
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/image.html */
export const image: BuiltIn = {
  tag: 'image',
  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    webp: Boolean,
    fadeIn: Boolean,
    showMenuByLongpress: Boolean,
    forceHttps: Boolean,
  },
  style: `
wx-image { display: inline-block; width: 320px; height: 240px; overflow: hidden; position: relative; }
wx-image > .wx-image-inner { position: absolute; inset: 0; width: 100%; height: 100%; display: block; transition: opacity .3s; }
wx-image > .wx-image-inner.wx-failed, wx-image > .wx-image-inner:not([src]) { visibility: hidden; }
wx-image > .wx-image-inner.wx-coming { opacity: 0; transition: none; }
`,
  controller: ImageController,
}
