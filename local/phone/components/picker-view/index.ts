import { translateCssValue } from '../../../compiler/rpx'
import { scopedClassNames } from '../support/class-names'
import { Controller, controllerOf, type BuiltIn } from '../support/controller'
import { ancestorOf, forEachBelow, type FormField } from '../support/forms'
import { Wheel } from '../support/wheel'

class PickerViewController extends Controller implements FormField {
  columns(): PickerViewColumnController[] {
    const found: PickerViewColumnController[] = []
    forEachBelow(this.component, (component) => {
      const controller = controllerOf(component)
      if (!(controller instanceof PickerViewColumnController)) return true
      found.push(controller)
      return false
    })
    return found
  }

  override attached(): void {
    requestAnimationFrame(() => this.apply())
  }

  override changed(): void {
    if (this.host.isConnected) requestAnimationFrame(() => this.apply())
  }

  apply(): void {
    const values = this.data['value']
    this.columns().forEach((column, index) => {
      column.draw()
      column.show(Array.isArray(values) ? Number(values[index] ?? 0) : 0)
    })
  }

  moved(): void {
    const value = this.formValue()
    this.set('value', value)
    this.trigger('change', { value })
  }

  formValue(): number[] {
    return this.columns().map((column) => column.index)
  }

  resetField(): void {
    this.set('value', [])
  }
}

class PickerViewColumnController extends Controller {
  readonly #mask = this.create('div', 'wx-picker-mask')
  readonly #indicator = this.create('div', 'wx-picker-indicator')
  #wheel: Wheel | undefined
  #observer: MutationObserver | undefined

  get content(): HTMLElement {
    return this.host.querySelector<HTMLElement>(':scope > wx-content') ?? this.host
  }

  get index(): number {
    return this.#wheel?.index ?? 0
  }

  override attached(): void {
    this.host.append(this.#mask, this.#indicator)
    const view = ancestorOf(this.component, PickerViewController)
    this.#wheel = new Wheel({
      list: this.content,
      area: this.host,
      rowHeight: () => this.#indicator.offsetHeight || 34,
      count: () => this.content.childElementCount,
      onStart: () => view?.trigger('pickstart'),
      onChange: () => view?.moved(),
      onEnd: () => view?.trigger('pickend'),
      tellsLate: () => view?.flag('immediateChange') !== true,
    })
    // Rows come and go with the page's data.
    this.#observer = new MutationObserver(() => view?.apply())
    this.#observer.observe(this.content, { childList: true })
  }

  override detached(): void {
    this.#observer?.disconnect()
    this.#wheel?.stop()
  }

  draw(): void {
    const view = ancestorOf(this.component, PickerViewController)
    if (!view) return
    const dress = (element: HTMLElement, base: string, name: 'indicator' | 'mask'): void => {
      element.className = [
        base,
        ...scopedClassNames(view.component, view.str(`${name}Class`)),
      ].join(' ')
      element.setAttribute('style', translateCssValue(view.str(`${name}Style`)))
    }
    dress(this.#indicator, 'wx-picker-indicator', 'indicator')
    dress(this.#mask, 'wx-picker-mask', 'mask')
    const height = this.#indicator.offsetHeight
    this.content.style.paddingTop = `${(this.host.clientHeight - height) / 2}px`
    this.setStyle({ '--wx-row': `${height}px` })
  }

  show(index: number): void {
    this.#wheel?.set(index)
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/picker-view.html */
export const pickerView: BuiltIn = {
  tag: 'picker-view',
  properties: {
    name: String,
    value: { type: Array, value: [] },
    maskClass: String,
    maskStyle: String,
    indicatorClass: String,
    indicatorStyle: String,
    immediateChange: Boolean,
  },
  style: `
wx-picker-view { display: flex; position: relative; overflow: hidden; }
wx-picker-view-column { display: block; flex: 1; position: relative; overflow: hidden; height: 100%; touch-action: none; }
wx-picker-view-column > wx-content { display: block; position: absolute; left: 0; right: 0; top: 0; }
wx-picker-view-column > wx-content > * { height: var(--wx-row, 34px); overflow: hidden; }
.wx-picker-indicator { position: absolute; left: 0; right: 0; top: 50%; height: 34px; transform: translateY(-50%); pointer-events: none; box-sizing: border-box; border: solid rgba(0, 0, 0, .1); border-width: .5px 0; z-index: 3; }
.wx-picker-mask { position: absolute; inset: 0; pointer-events: none; z-index: 2; background: linear-gradient(rgba(255, 255, 255, .95), rgba(255, 255, 255, .6)) top / 100% calc(50% - 17px) no-repeat, linear-gradient(rgba(255, 255, 255, .6), rgba(255, 255, 255, .95)) bottom / 100% calc(50% - 17px) no-repeat; }
html[data-theme="dark"] .wx-picker-mask { background: linear-gradient(rgba(25, 25, 25, .95), rgba(25, 25, 25, .6)) top / 100% calc(50% - 17px) no-repeat, linear-gradient(rgba(25, 25, 25, .6), rgba(25, 25, 25, .95)) bottom / 100% calc(50% - 17px) no-repeat; }
`,
  controller: PickerViewController,
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/picker-view-column.html */
export const pickerViewColumn: BuiltIn = {
  tag: 'picker-view-column',
  properties: {},
  wrapsContent: true,
  controller: PickerViewColumnController,
}
