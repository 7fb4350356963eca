import { Controller, controllerOf, type BuiltIn } from '../support/controller'
import { ancestorOf, forEachBelow, type FormField } from '../support/forms'

class RadioGroupController extends Controller implements FormField {
  #initial: boolean[] = []

  radios(): RadioController[] {
    const found: RadioController[] = []
    forEachBelow(this.component, (component) => {
      const controller = controllerOf(component)
      if (controller instanceof RadioController) found.push(controller)
    })
    return found
  }

  override attached(): void {
    requestAnimationFrame(() => (this.#initial = this.radios().map((one) => one.flag('checked'))))
  }

  formValue(): string {
    return (
      this.radios()
        .find((radio) => radio.flag('checked'))
        ?.str('value') ?? ''
    )
  }

  resetField(): void {
    this.radios().forEach((radio, index) => radio.set('checked', this.#initial[index] ?? false))
  }

  /** One radio was chosen: the others let go. */
  chosen(radio: RadioController): void {
    for (const other of this.radios()) if (other !== radio) other.set('checked', false)
    this.trigger('change', { value: radio.str('value') })
  }
}

class RadioController extends Controller {
  readonly #mark = this.create('span', 'wx-radio-mark')

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.#mark.innerHTML =
      '<svg viewBox="0 0 24 24" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"><path d="m6 12.500 4 4 8-8.500"/></svg>'
    this.host.prepend(this.#mark)
    this.host.setAttribute('role', 'radio')
    this.on('tap', () => this.activate())
    this.#draw()
  }

  /** A tap on the radio or its label; one that is chosen stays chosen. */
  activate(): void {
    if (this.flag('disabled') || this.flag('checked')) return
    this.set('checked', true)
    ancestorOf(this.component, RadioGroupController)?.chosen(this)
  }

  override changed(name: string): void {
    this.#draw()
    if (name !== 'checked' || !this.flag('checked')) return
    const group = ancestorOf(this.component, RadioGroupController)
    for (const other of group?.radios() ?? []) {
      if (other !== this && other.flag('checked')) other.set('checked', false)
    }
  }

  #draw(): void {
    const { host } = this
    const isChecked = this.flag('checked')
    host.setAttribute('aria-checked', String(isChecked))
    host.toggleAttribute('checked', isChecked)
    host.toggleAttribute('disabled', this.flag('disabled'))
    const color = isChecked ? this.str('color') : ''
    this.#mark.style.backgroundColor = color
    this.#mark.style.borderColor = color
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/radio-group.html */
export const radioGroup: BuiltIn = {
  tag: 'radio-group',
  properties: { name: String },
  style: 'wx-radio-group { display: block; }',
  controller: RadioGroupController,
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/radio.html */
export const radio: BuiltIn = {
  tag: 'radio',
  properties: {
    value: String,
    checked: Boolean,
    disabled: Boolean,
    color: { type: String, value: '#09BB07' },
  },
  style: `
wx-radio { display: inline-block; -webkit-tap-highlight-color: transparent; }
wx-radio > .wx-radio-mark {
  display: inline-flex; align-items: center; justify-content: center; width: 22px; height: 22px; margin-right: 5px;
  box-sizing: border-box; vertical-align: middle; border: 1px solid #d1d1d1; border-radius: 50%; background: #fff;
}
wx-radio > .wx-radio-mark > svg { width: 16px; height: 16px; visibility: hidden; }
wx-radio[checked] > .wx-radio-mark > svg { visibility: visible; }
wx-radio[disabled] > .wx-radio-mark { background-color: #e1e1e1; border-color: #d1d1d1; }
`,
  controller: RadioController,
}
