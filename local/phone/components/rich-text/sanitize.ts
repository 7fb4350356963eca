import { translateCssValue } from '../../../compiler/rpx'
import { spaceText } from '../support/plain-text'

/** A node of `rich-text` given as an object. */
export interface RichNode {
  type?: 'node' | 'text'
  name?: string
  attrs?: Record<string, unknown>
  children?: RichNode[]
  text?: string
}

/**
 * Tags and the attributes each may have besides `class` and `style`; everything else is dropped, as documented.
 * https://developers.weixin.qq.com/miniprogram/dev/component/rich-text.html
 */
const TAGS: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...'a abbr address article aside b bdi big blockquote br caption center cite code dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i ins label legend li mark nav p pre q rt ruby s section small span strong sub sup tbody tfoot thead tt u ul'
    .split(' ')
    .map((tag): [string, string[]] => [tag, []]),
  ['bdo', ['dir']],
  ['col', ['span', 'width']],
  ['colgroup', ['span', 'width']],
  ['img', ['alt', 'src', 'height', 'width']],
  ['ol', ['start', 'type']],
  ['table', ['width']],
  ['td', ['colspan', 'height', 'rowspan', 'width']],
  ['th', ['colspan', 'height', 'rowspan', 'width']],
  ['tr', ['colspan', 'height', 'rowspan', 'width']],
])

export interface BuildOptions {
  dom: Document
  /** Class names as they are in the document, for the author's own. */
  classNames(names: string): string[]
  source(src: string): string | Promise<string>
  /** Kind of space that spaces become; empty: they collapse. */
  space: string
}

function parseHtml(html: string): RichNode[] {
  // A document made by the parser runs nothing and loads nothing.
  const body = new DOMParser().parseFromString(html, 'text/html').body
  const toNodes = (parent: Node): RichNode[] =>
    [...parent.childNodes].flatMap((node): RichNode[] => {
      if (node.nodeType === Node.TEXT_NODE) return [{ type: 'text', text: node.textContent ?? '' }]
      if (node.nodeType !== Node.ELEMENT_NODE) return []
      const element = node as Element
      const attrs = Object.fromEntries([...element.attributes].map((a) => [a.name, a.value]))
      return [{ name: element.localName, attrs, children: toNodes(element) }]
    })
  return toNodes(body)
}

function toElement(node: RichNode, options: BuildOptions): Node | null {
  if (node.type === 'text' || (node.name === undefined && node.text !== undefined)) {
    // Texts given as objects may hold entities.
    const text = new DOMParser().parseFromString(node.text ?? '', 'text/html').documentElement
    const plain = /&[#\w]+;/.test(node.text ?? '') ? (text.textContent ?? '') : (node.text ?? '')
    return options.dom.createTextNode(spaceText(plain, options.space))
  }
  const name = node.name?.toLowerCase() ?? ''
  const allowed = Object.hasOwn(TAGS, name) ? TAGS[name] : undefined
  if (!allowed) return null
  const element = options.dom.createElement(name)
  const attrs = node.attrs ?? {}
  if (typeof attrs['class'] === 'string')
    element.classList.add(...options.classNames(attrs['class']))
  if (typeof attrs['style'] === 'string')
    element.setAttribute('style', translateCssValue(attrs['style']))
  for (const attribute of allowed) {
    const value = attrs[attribute]
    if (value === undefined || attribute === 'src') continue
    element.setAttribute(attribute, String(value))
  }
  if (name === 'img' && typeof attrs['src'] === 'string') {
    void Promise.resolve(options.source(attrs['src'])).then((url) =>
      element.setAttribute('src', url),
    )
  }
  element.append(...buildNodes(node.children ?? [], options))
  return element
}

/** DOM nodes for what `nodes` holds, without anything that could run or navigate. */
export function buildNodes(nodes: unknown, options: BuildOptions): Node[] {
  const list = typeof nodes === 'string' ? parseHtml(nodes) : Array.isArray(nodes) ? nodes : []
  return (list as RichNode[])
    .map((node) => toElement(node, options))
    .filter((node): node is Node => node !== null)
}
