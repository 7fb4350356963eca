import { Controller, type BuiltIn } from '../support/controller'
import { decodeText, spaceText } from '../support/plain-text'

class TextController extends Controller {
  /** Text as the template wrote it, and what stands in its place. */
  readonly #written = new WeakMap<Text, { from: string; to: string }>()
  #observer: MutationObserver | undefined

  override attached(): void {
    this.#watch()
  }

  override detached(): void {
    this.#observer?.disconnect()
    this.#observer = undefined
  }

  override changed(name: string): void {
    const selectable =
      this.flag('userSelect') || this.flag('selectable') || this.str('selectable') === 'true'
    this.host.classList.toggle('wx-text-selectable', selectable)
    if (name === 'space' || name === 'decode') this.#watch()
  }

  /** The template goes on writing into its text nodes, so each of them is translated again after every change. */
  #watch(): void {
    if (!this.host.isConnected) return
    const isPlain = this.str('space') === '' && !this.flag('decode')
    if (isPlain && !this.#observer) return
    this.#observer ??= new MutationObserver(() => this.#translate())
    this.#observer.observe(this.host, { childList: true, characterData: true, subtree: true })
    this.#translate()
  }

  #translate(): void {
    for (const node of this.host.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue
      const text = node as Text
      const known = this.#written.get(text)
      const from = known?.to === text.data ? known.from : text.data
      const decoded = this.flag('decode') ? decodeText(from) : from
      const to = spaceText(decoded, this.str('space'))
      this.#written.set(text, { from, to })
      if (to !== text.data) text.data = to
    }
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/text.html */
export const text: BuiltIn = {
  tag: 'text',
  properties: {
    userSelect: Boolean,
    selectable: { type: null, value: false },
    space: String,
    decode: Boolean,
  },
  style: `
wx-text { white-space: pre-line; }
wx-text .wx-text-selectable, wx-text.wx-text-selectable { -webkit-user-select: text; user-select: text; cursor: text; }
`,
  controller: TextController,
}
