import type { Controller } from '../support/controller'
import { type BuiltIn } from '../support/controller'
import { offerNickname } from './nickname-bar'
import { ancestorOf } from '../support/forms'
import { FormController } from '../form/controller'
import { fieldStyle, TEXT_FIELD_PROPERTIES, TextFieldController } from '../support/text-field'

const INPUT_MODES: Readonly<Record<string, string>> = {
  number: 'numeric',
  digit: 'decimal',
  idcard: 'text',
  'safe-password': 'numeric',
}

/** What the keyboards of these types can produce at all. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  number: /[^0-9]/g,
  digit: /[^0-9.]/g,
  idcard: /[^0-9Xx]/g,
}

class InputController extends TextFieldController<HTMLInputElement> {
  protected readonly field = this.create('input', '')

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.field.addEventListener('beforeinput', (event) => this.#filter(event))
    this.start()
    this.field.addEventListener('focus', () => void this.#offerNickname())
    this.field.addEventListener('blur', () => this.#closeBar?.())
  }

  #closeBar: (() => void) | undefined

  /** Without the person's agreement the field is a plain one, silently, as documented. */
  async #offerNickname(): Promise<void> {
    if (this.str('type') !== 'nickname') return
    try {
      const close = await offerNickname(this.page.context, (nickname) => {
        this.functions().input(nickname)
        this.trigger('nicknamereview', { pass: true, timeout: false })
      })
      // The person may have moved on while the phone looked the nickname up.
      if (!this.#isFocused()) return close()
      // A field that had the focus twice while one offer was looked up has two of them.
      this.#closeBar?.()
      this.#closeBar = close
    } catch {
      return
    }
  }

  #isFocused(): boolean {
    return this.host.isConnected && this.page.dom.activeElement === this.field
  }

  override detached(): void {
    this.#closeBar?.()
  }

  #filter(event: InputEvent): void {
    const pattern = ALLOWED[this.str('type')]
    if (pattern && event.data && event.data.replace(pattern, '') !== event.data) {
      event.preventDefault()
    }
  }

  protected override applyAll(): void {
    const type = this.str('type')
    this.field.type = this.flag('password') || type === 'safe-password' ? 'password' : 'text'
    this.field.inputMode = INPUT_MODES[type] ?? 'text'
    this.field.enterKeyHint = this.#enterKeyHint()
    super.applyAll()
  }

  #enterKeyHint(): string {
    const type = this.str('confirmType')
    return ['send', 'search', 'next', 'go', 'done'].includes(type) ? type : 'done'
  }

  protected override confirmed(event: KeyboardEvent): void {
    event.preventDefault()
    this.trigger('confirm', { value: this.field.value })
    if (!this.flag('confirmHold')) this.field.blur()
    ancestorOf(this.component, FormController)?.confirmed()
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/input.html */
export const input: BuiltIn = {
  tag: 'input',
  without: [
    'bind:keyboardcompositionstart',
    'bind:keyboardcompositionupdate',
    'bind:keyboardcompositionend',
    'bind:selectionchange',
  ],
  properties: {
    ...TEXT_FIELD_PROPERTIES,
    type: { type: String, value: 'text' },
    password: Boolean,
    randomNumber: Boolean,
    safePasswordCertPath: String,
    safePasswordLength: Number,
    safePasswordTimeStamp: Number,
    safePasswordNonce: String,
    safePasswordSalt: String,
    safePasswordCustomHash: String,
  },
  style: `
wx-input { display: block; height: 1.4rem; min-height: 1.4rem; line-height: 1.4rem; overflow: hidden; white-space: nowrap; text-overflow: clip; }
${fieldStyle('input')}
wx-input > .wx-placeholder { bottom: 0; text-overflow: ellipsis; display: flex; align-items: center; justify-content: inherit; }
`,
  controller: InputController,
}
