import { WxNotSupportedError } from '../../wx/support'
import type { BuiltIn } from '../support/controller'
import { HoverController, hoverProperties } from '../support/hover'

const APIS: Readonly<Record<string, string>> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
  exit: 'exitMiniProgram',
}

class NavigatorController extends HoverController {
  override readonly defaultHoverClass = 'navigator-hover'

  constructor(...args: ConstructorParameters<typeof HoverController>) {
    super(...args)
    this.on('tap', () => this.#go())
  }

  #go(): void {
    if (this.str('target') === 'miniProgram') {
      this.page.fail(new WxNotSupportedError('<navigator target="miniProgram">'))
      return
    }
    const name = APIS[this.str('openType') || 'navigate']
    const api = name ? this.page.wx[name] : undefined
    if (typeof api !== 'function') {
      this.page.fail(new WxNotSupportedError(`<navigator open-type="${this.str('openType')}">`))
      return
    }
    const options = {
      url: this.str('url'),
      delta: this.num('delta'),
      success: (result: unknown) => this.trigger('success', result),
      fail: (failure: { errMsg: string }) => {
        this.page.warn(`<navigator>: ${failure.errMsg}`)
        this.trigger('fail', failure)
      },
      complete: (result: unknown) => this.trigger('complete', result),
    }
    ;(api as (options: object) => void)(options)
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/navigator.html */
export const navigator: BuiltIn = {
  tag: 'navigator',
  properties: {
    ...hoverProperties('navigator-hover', 50, 600),
    target: { type: String, value: 'self' },
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    appId: String,
    path: String,
    extraData: null,
    version: String,
    shortLink: String,
  },
  style: `
wx-navigator { display: block; }
wx-navigator.wx-hover { background-color: rgba(0, 0, 0, .1); opacity: .7; }
`,
  controller: NavigatorController,
}
