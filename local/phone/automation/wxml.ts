import type { Element, Node as GlassNode } from 'glass-easel'
import { attributesOf, customComponent, target, writtenChildren } from './nodes'

const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const escapeAttribute = (text: string): string => escapeText(text).replace(/"/g, '&quot;')

function writeNode(node: GlassNode): string {
  const text = node.asTextNode()
  if (text) return escapeText(text.textContent)
  const element = node.asElement()
  return element ? outerWxml(element) : ''
}

/** What is inside an element: a custom component shows its own tree, anything else what its author wrote in it. */
export function innerWxml(element: Element): string {
  const tree = customComponent(element)?.getShadowRoot() ?? element
  return Array.from(writtenChildren(tree), writeNode).join('')
}

/** The element with its tag and attributes; custom components inside it are unfolded too. */
export function outerWxml(element: Element): string {
  const tag = target().tagName(element)
  const attributes = Array.from(
    attributesOf(element),
    ([name, value]) => ` ${name}="${escapeAttribute(value)}"`,
  ).join('')
  return `<${tag}${attributes}>${innerWxml(element)}</${tag}>`
}
