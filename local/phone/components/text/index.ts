import { Controller, type BuiltIn } from '../support/controller'

class TextController extends Controller {
  override changed(): void {
    const { classList } = this.host
    const selectable =
      this.flag('userSelect') || this.flag('selectable') || this.str('selectable') === 'true'
    classList.toggle('wx-text-selectable', selectable)
    this.host.dataset['space'] = this.str('space')
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
    overflow: String,
    maxLines: Number,
  },
  style: `
wx-text { white-space: pre-line; }
wx-text .wx-text-selectable, wx-text.wx-text-selectable { -webkit-user-select: text; user-select: text; cursor: text; }
wx-text[data-space]:not([data-space=""]) { white-space: pre-wrap; }
`,
  controller: TextController,
}
