import { Event as FrameworkEvent } from 'glass-easel'
import { translateCssValue } from '../../../compiler/rpx'
import { scopedClassNames } from './class-names'
import { Controller } from './controller'
import type { FormField } from './forms'

type Field = HTMLInputElement | HTMLTextAreaElement

export const TEXT_FIELD_PROPERTIES = {
  value: String,
  name: String,
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: { type: String, value: '' },
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  cursorSpacing: Number,
  autoFocus: Boolean,
  focus: Boolean,
  cursor: { type: Number, value: -1 },
  cursorColor: String,
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  adjustPosition: { type: Boolean, value: true },
  holdKeyboard: Boolean,
  confirmType: String,
  confirmHold: Boolean,
  alwaysEmbed: Boolean,
} as const

/** What `input` and `textarea` share: value, placeholder, focus, cursor, limits and their events. */
export abstract class TextFieldController<T extends Field> extends Controller implements FormField {
  protected abstract readonly field: T
  readonly #placeholder = this.create('div', 'wx-placeholder')
  #isComposing = false
  #initial = ''

  protected start(): void {
    const { field, host } = this
    field.autocomplete = 'off'
    field.spellcheck = false
    host.append(this.#placeholder, field)
    field.addEventListener('compositionstart', () => (this.#isComposing = true))
    field.addEventListener('compositionend', () => {
      this.#isComposing = false
      this.#typed(229)
    })
    let key = 0
    field.addEventListener('keydown', (event) => {
      const pressed = event as KeyboardEvent
      key = pressed.key.length === 1 ? (pressed.key.codePointAt(0) ?? 0) : pressed.keyCode
      if (pressed.key === 'Enter' && !this.#isComposing) this.confirmed(pressed)
    })
    field.addEventListener('input', () => this.#typed(key))
    field.addEventListener('focus', () => {
      this.trigger('focus', { value: field.value, height: 0 })
    })
    field.addEventListener('blur', () => {
      this.trigger('blur', { value: field.value, cursor: field.selectionStart ?? 0 })
    })
    this.applyAll()
  }

  /** Enter was pressed. */
  protected abstract confirmed(event: KeyboardEvent): void

  /** After the value was drawn, e.g. to grow. */
  protected measured(): void {}

  #typed(keyCode: number): void {
    const { field } = this
    this.#drawPlaceholder()
    if (this.#isComposing) return
    this.set('value', field.value)
    this.measured()
    const detail = { value: field.value, cursor: field.selectionStart ?? 0, keyCode }
    let replaced: unknown
    const event = new FrameworkEvent('input', detail, {
      handleListenerReturn: (result) => {
        if (result !== undefined && result !== false) replaced = result
        return result as boolean
      },
    })
    this.component.dispatchEvent(event)
    this.#replace(replaced)
  }

  /** A handler may answer with another value, or `{ value, cursor }`. */
  #replace(result: unknown): void {
    const given = typeof result === 'string' ? { value: result } : result
    if (typeof given !== 'object' || given === null || !('value' in given)) return
    this.set('value', String(given.value))
    if ('cursor' in given) {
      const cursor = Number(given.cursor)
      this.field.setSelectionRange(cursor, cursor)
    }
  }

  override attached(): void {
    this.#initial = this.str('value')
    if (this.flag('focus') || this.flag('autoFocus')) this.#focusLater()
  }

  /** The page slides in first; focusing at once would scroll it. */
  #focusLater(): void {
    requestAnimationFrame(() => this.field.focus({ preventScroll: false }))
  }

  override changed(name: string): void {
    if (name === 'focus') {
      if (!this.host.isConnected) return
      if (this.flag('focus')) this.#focusLater()
      else this.field.blur()
    } else if (name === 'cursor' || name.startsWith('selection')) this.#applySelection()
    else this.applyAll()
  }

  protected applyAll(): void {
    const { field } = this
    const value = this.str('value')
    if (field.value !== value) field.value = value
    field.disabled = this.flag('disabled')
    const limit = this.num('maxlength')
    if (limit >= 0) field.maxLength = limit
    else field.removeAttribute('maxlength')
    field.style.caretColor = this.str('cursorColor')
    const label = this.str('placeholder')
    if (label && !this.host.hasAttribute('aria-label')) field.setAttribute('aria-label', label)
    this.#drawPlaceholder()
    this.measured()
  }

  #drawPlaceholder(): void {
    const placeholder = this.#placeholder
    placeholder.textContent = this.str('placeholder')
    placeholder.hidden = this.field.value !== ''
    placeholder.setAttribute('style', translateCssValue(this.str('placeholderStyle')))
    const classes = scopedClassNames(this.component, this.str('placeholderClass'))
    placeholder.className = ['wx-placeholder', ...classes].join(' ')
  }

  #applySelection(): void {
    const start = this.num('selectionStart')
    const end = this.num('selectionEnd')
    const cursor = this.num('cursor')
    if (start >= 0 && end >= 0) this.field.setSelectionRange(start, end)
    else if (cursor >= 0) this.field.setSelectionRange(cursor, cursor)
  }

  formValue(): unknown {
    return this.field.value
  }

  resetField(): void {
    this.set('value', this.#initial)
  }

  /** A tap on the label. */
  activate(): void {
    if (!this.flag('disabled')) this.field.focus()
  }

  override functions() {
    return {
      input: (value: string) => {
        this.field.focus()
        this.field.value = value
        this.field.dispatchEvent(new Event('input', { bubbles: true }))
      },
    }
  }
}

/** Default style of the inner control; the host's own style shows through. */
export function fieldStyle(tag: string): string {
  return `
wx-${tag} { position: relative; cursor: text; -webkit-user-select: text; user-select: text; }
wx-${tag} > input, wx-${tag} > textarea {
  display: block; position: relative; width: 100%; height: 100%; min-height: inherit; margin: 0; padding: 0; border: 0; outline: 0;
  border-radius: 0; background: none; font: inherit; color: inherit; letter-spacing: inherit; text-align: inherit;
  line-height: inherit; text-transform: inherit; text-indent: inherit; -webkit-appearance: none; appearance: none; resize: none;
  opacity: 1; -webkit-text-fill-color: currentColor; box-sizing: border-box;
}
/* Without weight of its own, so that a placeholder-class wins; inside of the field's padding, where the text will be. */
:where(wx-${tag} > .wx-placeholder) {
  position: absolute; left: 0; right: 0; top: 0; padding: inherit; pointer-events: none; color: gray; overflow: hidden; box-sizing: border-box;
}
`
}
