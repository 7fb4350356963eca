import { scopedClassNames } from '../support/class-names'
import { Controller, type BuiltIn } from '../support/controller'
import { buildNodes } from './sanitize'

class RichTextController extends Controller {
  readonly #content = this.create('div', 'wx-rich-text-content')

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.host.append(this.#content)
  }

  override attached(): void {
    this.#draw()
  }

  override changed(): void {
    if (this.host.isConnected) this.#draw()
  }

  #draw(): void {
    this.host.classList.toggle('wx-selectable', this.flag('userSelect'))
    const nodes = buildNodes(this.data['nodes'], {
      dom: this.page.dom,
      classNames: (names) => scopedClassNames(this.component, names),
      source: (src) => this.page.resolveSource(src, this.component),
      space: this.str('space'),
    })
    this.#content.replaceChildren(...nodes)
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/rich-text.html */
export const richText: BuiltIn = {
  tag: 'rich-text',
  properties: {
    nodes: { type: null, value: [] },
    space: String,
    userSelect: Boolean,
    mode: String,
  },
  style: `
wx-rich-text { display: block; }
wx-rich-text.wx-selectable { -webkit-user-select: text; user-select: text; }
wx-rich-text img { max-width: 100%; }
wx-rich-text a { color: inherit; text-decoration: none; }
`,
  controller: RichTextController,
}
