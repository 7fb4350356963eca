import { Controller, type BuiltIn } from '../support/controller'
import type { FormField } from '../support/forms'
import {
  dateMode,
  multiSelectorMode,
  regionMode,
  selectorMode,
  timeMode,
  type PickerMode,
} from './modes'
import { openPickerSheet } from './sheet'

class PickerController extends Controller implements FormField {
  #initial: unknown
  #isOpen = false

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.on('tap', () => void this.activate())
  }

  override attached(): void {
    this.#initial = this.data['value']
  }

  #mode(): PickerMode {
    const { range, value } = this.data
    const key = this.str('rangeKey')
    const text = typeof value === 'string' ? value : ''
    switch (this.str('mode')) {
      case 'multiSelector':
        return multiSelectorMode(range, key, value)
      case 'time':
        return timeMode(text, this.str('start'), this.str('end'))
      case 'date':
        return dateMode(text, this.str('start'), this.str('end'), this.str('fields') || 'day')
      case 'region':
        return regionMode(value, this.str('customItem'), this.str('level'))
      default:
        return selectorMode(range, key, value)
    }
  }

  /** A tap on the picker or its label. */
  async activate(): Promise<void> {
    if (this.flag('disabled') || this.#isOpen) return
    this.#isOpen = true
    const { host } = this.page
    const mode = this.#mode()
    const isMulti = this.str('mode') === 'multiSelector'
    const indexes = await openPickerSheet({
      overlay: this.page.overlay(),
      title: this.str('headerText'),
      theme: this.page.theme(),
      safeAreaBottom: host.device.safeAreaBottom,
      columns: mode.columns(),
      onColumn: (column, value, current) => {
        if (!isMulti) return mode.turned?.(current)
        // The page answers by changing `range` and `value`, at once or later.
        this.trigger('columnchange', { column, value })
        return this.#mode().columns()
      },
    })
    this.#isOpen = false
    if (!indexes) return void this.trigger('cancel')
    const result = mode.result(indexes)
    this.set('value', result['value'])
    this.trigger('change', result)
  }

  formValue(): unknown {
    const { value } = this.data
    return this.str('mode') === 'selector' && value === '' ? undefined : value
  }

  resetField(): void {
    this.set('value', this.#initial)
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/picker.html */
export const picker: BuiltIn = {
  tag: 'picker',
  properties: {
    name: String,
    headerText: String,
    mode: { type: String, value: 'selector' },
    disabled: Boolean,
    range: { type: Array, value: [] },
    rangeKey: String,
    value: { type: null, value: 0 },
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
    customItem: String,
    level: { type: String, value: 'region' },
  },
  style: 'wx-picker { display: block; }',
  controller: PickerController,
}
