import type { Controller } from '../support/controller'
import { type BuiltIn } from '../support/controller'
import { fieldStyle, TEXT_FIELD_PROPERTIES, TextFieldController } from '../support/text-field'

class TextareaController extends TextFieldController<HTMLTextAreaElement> {
  protected readonly field = this.create('textarea', '')
  #lines = 0

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.field.rows = 1
    this.start()
  }

  protected override confirmed(event: KeyboardEvent): void {
    const type = this.str('confirmType') || 'return'
    this.trigger('confirm', { value: this.field.value })
    if (type === 'return') return
    event.preventDefault()
    if (!this.flag('confirmHold')) this.field.blur()
  }

  override attached(): void {
    super.attached()
    requestAnimationFrame(() => this.measured())
  }

  protected override measured(): void {
    const { field, host } = this
    host.classList.toggle('wx-auto-height', this.flag('autoHeight'))
    if (!host.isConnected) return
    if (this.flag('autoHeight')) {
      field.style.height = 'auto'
      field.style.height = `${field.scrollHeight}px`
    } else field.style.height = ''
    const style = field.ownerDocument.defaultView?.getComputedStyle(field)
    const lineHeight =
      parseFloat(style?.lineHeight ?? '') || parseFloat(style?.fontSize ?? '16') * 1.2
    const lineCount = Math.max(1, Math.round(field.scrollHeight / lineHeight))
    if (lineCount === this.#lines) return
    this.#lines = lineCount
    const height = field.scrollHeight
    const heightRpx = (height * 750) / this.page.dom.documentElement.clientWidth
    this.trigger('linechange', { height, heightRpx, lineCount, lineHeight })
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/textarea.html */
export const textarea: BuiltIn = {
  tag: 'textarea',
  without: [
    'bind:keyboardcompositionstart',
    'bind:keyboardcompositionupdate',
    'bind:keyboardcompositionend',
    'bind:selectionchange',
  ],
  properties: {
    ...TEXT_FIELD_PROPERTIES,
    autoHeight: Boolean,
    fixed: Boolean,
    showConfirmBar: { type: Boolean, value: true },
    disableDefaultPadding: Boolean,
  },
  style: `
wx-textarea { display: block; width: 300px; height: 150px; line-height: 1.2; white-space: pre-wrap; overflow: hidden; }
wx-textarea.wx-auto-height { height: auto; min-height: 1.2em; }
${fieldStyle('textarea')}
wx-textarea > textarea { overflow: auto; word-break: break-word; }
wx-textarea.wx-auto-height > textarea { overflow: hidden; }
wx-textarea > .wx-placeholder { white-space: pre-wrap; }
`,
  controller: TextareaController,
}
