import { translateCssValue } from '../../../compiler/rpx'
import { Controller, type BuiltIn } from '../support/controller'

class PageMetaController extends Controller {
  #stop: (() => void) | undefined
  /** A page frame that goes away is resized once more, when this component has no element left. */
  readonly #listening = new AbortController()

  override detached(): void {
    this.#stop?.()
    this.#listening.abort()
  }

  override attached(): void {
    // `system` follows the font size set on the phone.
    this.#stop = this.page.host.onDeviceChange(() => {
      for (const name of ['rootFontSize', 'pageFontSize']) {
        if (this.str(name) === 'system') this.changed(name)
      }
    })
    for (const name of Object.keys(pageMeta.properties)) {
      if (this.data[name] !== '' && this.data[name] !== null) this.changed(name)
    }
    const view = this.page.dom.defaultView
    const { signal } = this.#listening
    const onScroll = (): void => {
      this.trigger('scroll', { scrollTop: view?.scrollY })
    }
    view?.addEventListener('scroll', onScroll, { signal })
    const onResize = (): void => {
      this.trigger('resize', {
        size: { windowWidth: view?.innerWidth, windowHeight: view?.innerHeight },
      })
    }
    view?.addEventListener('resize', onResize, { signal })
  }

  override changed(name: string): void {
    if (!this.host.isConnected) return
    const value = this.str(name)
    const { documentElement: root, body } = this.page.dom
    switch (name) {
      case 'pageStyle':
        body.setAttribute('style', translateCssValue(value))
        break
      case 'rootFontSize':
        root.style.fontSize = this.#fontSize(value)
        break
      case 'pageFontSize':
        body.style.fontSize = this.#fontSize(value)
        break
      case 'rootBackgroundColor':
        root.style.backgroundColor = value
        break
      case 'scrollTop':
        this.page.scrollTo(parseFloat(value) || 0, this.num('scrollDuration') || 0)
        break
      default:
        this.page.setWindow({ [name]: value })
    }
  }

  #fontSize(value: string): string {
    if (value !== 'system') return translateCssValue(value)
    return `${this.page.host.device.fontSizeSetting}px`
  }
}

class NavigationBarController extends Controller {
  override attached(): void {
    for (const name of ['title', 'loading', 'frontColor', 'backgroundColor']) {
      if (this.data[name] !== '' && this.data[name] !== false) this.changed(name)
    }
  }

  override changed(name: string): void {
    if (!this.host.isConnected) return
    if (name === 'title') this.page.setNavigationBar({ title: this.str('title') })
    else if (name === 'loading') this.page.setNavigationBar({ loading: this.flag('loading') })
    else if (name === 'backgroundColor') {
      this.page.setNavigationBar({ backgroundColor: this.str('backgroundColor') })
    } else if (name === 'frontColor') {
      const textStyle = /^#(fff|ffffff)$/i.test(this.str('frontColor')) ? 'white' : 'black'
      this.page.setNavigationBar({ textStyle })
    }
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/page-meta.html */
export const pageMeta: BuiltIn = {
  tag: 'page-meta',
  without: [
    'page-orientation',
    'background-color-top',
    'background-color-bottom',
    'bind:scrolldone',
  ],
  properties: {
    backgroundTextStyle: String,
    backgroundColor: String,
    backgroundColorTop: String,
    backgroundColorBottom: String,
    rootBackgroundColor: String,
    scrollTop: { type: String, value: '' },
    scrollDuration: { type: Number, value: 300 },
    pageStyle: String,
    rootFontSize: String,
    pageFontSize: String,
    pageOrientation: String,
  },
  style: 'wx-page-meta { display: contents; }',
  controller: PageMetaController,
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/navigation-bar.html */
export const navigationBar: BuiltIn = {
  tag: 'navigation-bar',
  without: ['color-animation-duration', 'color-animation-timing-func'],
  properties: {
    title: String,
    loading: Boolean,
    frontColor: String,
    backgroundColor: String,
    colorAnimationDuration: Number,
    colorAnimationTimingFunc: String,
  },
  style: 'wx-navigation-bar { display: none; }',
  controller: NavigationBarController,
}
