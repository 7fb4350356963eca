import type { BuiltIn } from '../support/controller'
import { HoverController, hoverProperties } from '../support/hover'
import { submitForm } from '../support/forms'
import { runOpenType } from '../support/open-type'

class ButtonController extends HoverController {
  override readonly defaultHoverClass = 'button-hover'

  constructor(...args: ConstructorParameters<typeof HoverController>) {
    super(...args)
    this.host.setAttribute('role', 'button')
    this.on('tap', () => {
      if (this.flag('disabled')) return
      const formType = this.str('formType')
      if (formType === 'submit' || formType === 'reset') submitForm(this.component, formType)
      const openType = this.str('openType')
      if (openType) runOpenType(this, openType)
    })
    this.#apply()
  }

  override canHover(): boolean {
    return !this.flag('disabled')
  }

  override changed(): void {
    this.#apply()
  }

  #apply(): void {
    const { host } = this
    for (const name of ['type', 'size'] as const) {
      const given = this.str(name)
      if (given) host.setAttribute(name, given)
      else host.removeAttribute(name)
    }
    for (const name of ['plain', 'disabled', 'loading'] as const) {
      host.toggleAttribute(name, this.flag(name))
    }
    host.setAttribute('aria-disabled', String(this.flag('disabled')))
  }
}

/**
 * https://developers.weixin.qq.com/miniprogram/dev/component/button.html
 *
 * The rules weigh what they weigh in WeChat, for mini programs count on it: one class changes the colours of a button
 * whose `type` nobody gave, but not those of `[type=default]` (kbone leaves the type out for this reason:
 * https://github.com/wechat-miniprogram/kbone, the button of miniprogram-element) nor the width of v2; the class that
 * lights a pressed button weighs no more than theirs.
 */
export const button: BuiltIn = {
  tag: 'button',
  properties: {
    ...hoverProperties('button-hover', 20, 70),
    // Without the documented 'default', so that a type that was given can be told from one that was not.
    type: String,
    size: String,
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    formType: String,
    openType: String,
    lang: String,
    sessionFrom: String,
    sendMessageTitle: String,
    sendMessagePath: String,
    sendMessageImg: String,
    showMessageCard: Boolean,
    appParameter: String,
    businessId: null,
    phoneNumberNoQuotaToast: { type: Boolean, value: true },
    name: null,
  },
  style: `
wx-button {
  position: relative; display: block; margin: 0 auto; padding: 0 14px; box-sizing: border-box; font-size: 18px;
  text-align: center; text-decoration: none; line-height: 2.55555556; border-radius: 5px; overflow: hidden;
  -webkit-tap-highlight-color: transparent; color: #000; background-color: #f8f8f8;
}
wx-button::after {
  content: " "; width: 200%; height: 200%; position: absolute; top: 0; left: 0; border: 1px solid rgba(0, 0, 0, .2);
  transform: scale(.5); transform-origin: 0 0; box-sizing: border-box; border-radius: 10px; pointer-events: none;
}
wx-button[type="primary"] { color: #fff; background-color: #07c160; }
wx-button[type="warn"] { color: #fff; background-color: #e64340; }
wx-button[size="mini"] { display: inline-block; line-height: 2.3; font-size: 13px; padding: 0 1.34em; }
wx-button[plain] { color: #353535; border: 1px solid #353535; background-color: transparent; }
wx-button[plain]::after { border-width: 0; }
wx-button[plain][type="primary"] { color: #07c160; border-color: #07c160; background-color: transparent; }
wx-button[plain][type="warn"] { color: #e64340; border-color: #e64340; background-color: transparent; }
wx-button[disabled] { color: rgba(0, 0, 0, .3); background-color: #f7f7f7; }
wx-button[disabled][type="primary"], wx-button[disabled][type="warn"] { color: rgba(255, 255, 255, .6); opacity: .6; }
:where(html[data-style="v2"]) wx-button {
  padding: 8px 24px; border-radius: 4px; font-size: 17px; font-weight: 700; line-height: 1.41176471;
  color: #06ae56; background-color: #f2f2f2;
}
:where(html[data-style="v2"]) wx-button:not([size=mini]) { width: 184px; margin-left: auto; margin-right: auto; }
:where(html[data-style="v2"]) wx-button::after { border-width: 0; }
:where(html[data-style="v2"]) wx-button[type="default"] { color: #06ae56; background-color: #f2f2f2; }
:where(html[data-style="v2"]) wx-button[type="primary"] { background-color: #07c160; }
:where(html[data-style="v2"]) wx-button[type="warn"] { color: #fa5151; background-color: #f2f2f2; }
:where(html[data-style="v2"]) wx-button[plain]:not([type="primary"], [type="warn"]) { color: #353535; background-color: transparent; }
:where(html[data-style="v2"]) wx-button[size="mini"] { width: auto; padding: 0 .75em; font-size: 16px; line-height: 2; }
:where(html[data-style="v2"]) wx-button[disabled]:not([plain]) { color: rgba(0, 0, 0, .18); background-color: #f7f7f7; opacity: 1; }
wx-button[disabled][plain] { color: rgba(0, 0, 0, .2); border-color: rgba(0, 0, 0, .2); background-color: transparent; opacity: 1; }
wx-button[loading]::before {
  content: " "; display: inline-block; width: 18px; height: 18px; margin-right: 8px; vertical-align: middle; border-radius: 50%;
  border: 2px solid currentColor; border-right-color: transparent; box-sizing: border-box; animation: wx-button-turn 1s linear infinite;
}
@keyframes wx-button-turn { to { transform: rotate(360deg); } }
:where(wx-button).wx-hover { color: rgba(0, 0, 0, .6); background-color: #dedede; }
:where(wx-button).wx-hover[type="default"] { color: rgba(0, 0, 0, .6); background-color: #dedede; }
:where(wx-button).wx-hover[type="primary"] { color: rgba(255, 255, 255, .6); background-color: #06ad56; }
:where(wx-button).wx-hover[type="warn"] { color: rgba(255, 255, 255, .6); background-color: #ce3c39; }
`,
  controller: ButtonController,
}
