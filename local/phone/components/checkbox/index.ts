import { Controller, type BuiltIn } from '../support/controller'
import { ancestorOf, forEachBelow, type FormField } from '../support/forms'
import { controllerOf } from '../support/controller'

const TICK =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><path d="m5 12.500 4.600 4.600L19 7.600"/></svg>'

class CheckboxGroupController extends Controller implements FormField {
  #initial: boolean[] = []

  boxes(): CheckboxController[] {
    const found: CheckboxController[] = []
    forEachBelow(this.component, (component) => {
      const controller = controllerOf(component)
      if (controller instanceof CheckboxController) found.push(controller)
    })
    return found
  }

  override attached(): void {
    requestAnimationFrame(() => (this.#initial = this.boxes().map((box) => box.flag('checked'))))
  }

  formValue(): string[] {
    return this.boxes()
      .filter((box) => box.flag('checked'))
      .map((box) => box.str('value'))
  }

  resetField(): void {
    this.boxes().forEach((box, index) => box.set('checked', this.#initial[index] ?? false))
  }

  boxChanged(): void {
    this.trigger('change', { value: this.formValue() })
  }
}

class CheckboxController extends Controller {
  readonly #mark = this.create('span', 'wx-checkbox-mark')

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.#mark.innerHTML = TICK
    this.host.prepend(this.#mark)
    this.host.setAttribute('role', 'checkbox')
    this.on('tap', () => this.activate())
    this.#draw()
  }

  /** A tap on the box or its label. */
  activate(): void {
    if (this.flag('disabled')) return
    this.set('checked', !this.flag('checked'))
    ancestorOf(this.component, CheckboxGroupController)?.boxChanged()
  }

  override changed(): void {
    this.#draw()
  }

  #draw(): void {
    const { host } = this
    host.setAttribute('aria-checked', String(this.flag('checked')))
    host.toggleAttribute('checked', this.flag('checked'))
    host.toggleAttribute('disabled', this.flag('disabled'))
    this.#mark.style.color = this.str('color')
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/checkbox-group.html */
export const checkboxGroup: BuiltIn = {
  tag: 'checkbox-group',
  properties: { name: String },
  style: 'wx-checkbox-group { display: block; }',
  controller: CheckboxGroupController,
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/checkbox.html */
export const checkbox: BuiltIn = {
  tag: 'checkbox',
  properties: {
    value: String,
    checked: Boolean,
    disabled: Boolean,
    color: { type: String, value: '#09BB07' },
  },
  style: `
wx-checkbox { display: inline-block; -webkit-tap-highlight-color: transparent; }
wx-checkbox > .wx-checkbox-mark {
  display: inline-flex; align-items: center; justify-content: center; width: 22px; height: 22px; margin-right: 5px;
  box-sizing: border-box; vertical-align: middle; border: 1px solid #d1d1d1; border-radius: 3px; background: #fff;
}
wx-checkbox > .wx-checkbox-mark > svg { width: 18px; height: 18px; visibility: hidden; }
wx-checkbox[checked] > .wx-checkbox-mark > svg { visibility: visible; }
wx-checkbox[disabled] > .wx-checkbox-mark { background: #e1e1e1; }
`,
  controller: CheckboxController,
}
