import { Controller, type BuiltIn } from '../support/controller'
import type { FormField } from '../support/forms'

class SwitchController extends Controller implements FormField {
  readonly #track = this.create('span', 'wx-switch-track')
  #initial = false

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.host.append(this.#track)
    this.host.setAttribute('role', 'switch')
    this.on('tap', () => this.activate())
    this.#draw()
  }

  override attached(): void {
    this.#initial = this.flag('checked')
  }

  /** A tap on the switch or its label. */
  activate(): void {
    if (this.flag('disabled')) return
    this.set('checked', !this.flag('checked'))
    this.trigger('change', { value: this.flag('checked') })
  }

  formValue(): boolean {
    return this.flag('checked')
  }

  resetField(): void {
    this.set('checked', this.#initial)
  }

  override changed(): void {
    this.#draw()
  }

  #draw(): void {
    const { host } = this
    const isOn = this.flag('checked')
    host.setAttribute('aria-checked', String(isOn))
    host.toggleAttribute('checked', isOn)
    host.toggleAttribute('disabled', this.flag('disabled'))
    host.dataset['type'] = this.str('type')
    this.#track.style.backgroundColor =
      isOn && this.str('type') === 'switch' ? this.str('color') : ''
    this.#track.style.color = this.str('color')
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/switch.html */
export const switchComponent: BuiltIn = {
  tag: 'switch',
  properties: {
    name: String,
    checked: Boolean,
    disabled: Boolean,
    type: { type: String, value: 'switch' },
    color: String,
  },
  style: `
wx-switch { display: inline-block; -webkit-tap-highlight-color: transparent; }
wx-switch > .wx-switch-track {
  display: block; position: relative; width: 52px; height: 32px; box-sizing: border-box; border-radius: 16px; background: #dfdfdf;
  transition: background-color .15s;
}
wx-switch > .wx-switch-track::after {
  content: ''; position: absolute; left: 1px; top: 1px; width: 30px; height: 30px; border-radius: 15px; background: #fff;
  box-shadow: 0 1px 3px rgba(0, 0, 0, .4); transition: transform .2s;
}
wx-switch[checked] > .wx-switch-track::after { transform: translateX(20px); }
wx-switch[disabled] { opacity: .6; }
wx-switch[checked]:not([data-type="checkbox"]) > .wx-switch-track { background: #04be02; }
:where(html[data-style="v2"]) wx-switch > .wx-switch-track { background: rgba(0, 0, 0, .1); }
:where(html[data-style="v2"]) wx-switch > .wx-switch-track::after { left: 2px; top: 2px; width: 28px; height: 28px; box-shadow: 0 2px 3px rgba(0, 0, 0, .06); }
:where(html[data-style="v2"]) wx-switch[checked]:not([data-type="checkbox"]) > .wx-switch-track { background: #07c160; }
:where(html[data-style="v2"]) wx-switch[disabled] { opacity: .3; }
wx-switch[data-type="checkbox"] > .wx-switch-track { width: 22px; height: 22px; border: 1px solid #d1d1d1; border-radius: 3px; background: #fff; }
wx-switch[data-type="checkbox"] > .wx-switch-track::after {
  left: 6px; top: 1px; width: 7px; height: 13px; border-radius: 0; background: none; box-shadow: none; visibility: hidden;
  border: solid currentColor; border-width: 0 2px 2px 0; box-sizing: border-box; transform: rotate(45deg);
}
wx-switch[data-type="checkbox"][checked] > .wx-switch-track::after { visibility: visible; transform: rotate(45deg); }
`,
  controller: SwitchController,
}
