import type { Element, Node as GlassNode } from 'glass-easel'
import { AutomationError } from './errors'
import { attributesOf, composedChildren, customComponent, target, writtenChildren } from './nodes'

/**
 * Selectors and XPath are answered by the browser itself on a mirror: an XML document with the tags and attributes of
 * the WXML. So a selector sees what its author wrote, not how built-in components are drawn.
 */
interface Mirror {
  document: XMLDocument
  elementOf: Map<Node, Element>
  nodeOf: Map<Element, Node>
}

type ChildrenOf = (element: Element) => Iterable<GlassNode>

function buildMirror(
  rootTag: string,
  children: Iterable<GlassNode>,
  childrenOf: ChildrenOf,
): Mirror {
  const document = window.document.implementation.createDocument(null, rootTag)
  const mirror: Mirror = { document, elementOf: new Map(), nodeOf: new Map() }
  const append = (parent: globalThis.Element, nodes: Iterable<GlassNode>): void => {
    for (const node of nodes) {
      const text = node.asTextNode()
      if (text) parent.appendChild(document.createTextNode(text.textContent))
      const element = node.asElement()
      if (!element) continue
      const copy = document.createElement(target().tagName(element))
      for (const [name, value] of attributesOf(element)) setQuietly(copy, name, value)
      mirror.elementOf.set(copy, element)
      mirror.nodeOf.set(element, copy)
      parent.appendChild(copy)
      append(copy, childrenOf(element))
    }
  }
  append(document.documentElement, children)
  return mirror
}

/** WXML allows attribute names that XML does not; no selector can name those either. */
function setQuietly(copy: globalThis.Element, name: string, value: string): void {
  try {
    copy.setAttribute(name, value)
  } catch {
    copy.setAttribute(name.replace(/[^\w-]/g, '_'), value)
  }
}

/** Mirror of what is written in one component's (or page's) own WXML. */
function mirrorOfTree(component: Element, rootTag: string): Mirror {
  const shadowRoot = component.asGeneralComponent()?.getShadowRoot()
  const mirror = buildMirror(
    rootTag,
    shadowRoot ? writtenChildren(shadowRoot) : [],
    writtenChildren,
  )
  mirror.elementOf.set(mirror.document.documentElement, component)
  mirror.nodeOf.set(component, mirror.document.documentElement)
  return mirror
}

function query(mirror: Mirror, scope: ParentNode, selector: string): Element[] {
  let nodes: NodeListOf<globalThis.Element>
  try {
    nodes = scope.querySelectorAll(selector)
  } catch {
    throw new AutomationError(`"${selector}" is not a valid selector`)
  }
  return Array.from(nodes, (node) => mirror.elementOf.get(node)).filter((e) => e !== undefined)
}

/** Every component tree inside an element, found through any number of component borders. */
function* treesWithin(element: Element): Generator<Mirror> {
  const shadowRoot = customComponent(element)?.getShadowRoot()
  if (shadowRoot) {
    yield mirrorOfTree(element, target().tagName(element))
    yield* treesWithinAll(writtenChildren(shadowRoot))
  }
  yield* treesWithinAll(writtenChildren(element))
}

function* treesWithinAll(nodes: Iterable<GlassNode>): Generator<Mirror> {
  for (const node of nodes) {
    const element = node.asElement()
    if (element) yield* treesWithin(element)
  }
}

type Search = (selector: string) => Element[]

/** `a >>> b`: b in any component tree inside a, as WXSS documents the cross-component descendant. */
function queryCrossing(search: Search, selector: string): Element[] {
  const found = new Set<Element>()
  for (const alternative of splitOutside(selector, ',')) {
    const [first = '', ...rest] = alternative.split('>>>').map((part) => part.trim())
    let matches = search(first)
    for (const part of rest) {
      const next = new Set<Element>()
      for (const match of matches) {
        for (const mirror of treesWithin(match)) {
          for (const element of query(mirror, mirror.document.documentElement, part))
            next.add(element)
        }
      }
      matches = [...next]
    }
    for (const match of matches) found.add(match)
  }
  return [...found]
}

/** Splits at a separator that is not inside brackets or quotes. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  let quote = ''
  for (const char of text) {
    if (quote) quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '(' || char === '[') depth += 1
    else if (char === ')' || char === ']') depth -= 1
    if (char === separator && depth === 0 && !quote) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts
}

function run(search: Search, selector: unknown): Element[] {
  if (typeof selector !== 'string' || !selector.trim())
    throw new AutomationError('A selector is needed')
  return selector.includes('>>>') ? queryCrossing(search, selector) : search(selector)
}

/** `page.$$`: elements written in the page's WXML; `page` itself is the root. */
export function selectInPage(root: Element, selector: unknown): Element[] {
  const mirror = mirrorOfTree(root, 'page')
  return run((part) => query(mirror, mirror.document, part), selector)
}

/**
 * `element.$$`: inside a custom component its own WXML; where that has none, and for every other element, the nodes
 * written between its tags.
 */
export function selectInElement(element: Element, selector: unknown): Element[] {
  const component = customComponent(element)
  if (component) {
    const mirror = mirrorOfTree(component, target().tagName(component))
    const inside = run((part) => query(mirror, mirror.document.documentElement, part), selector)
    if (inside.length > 0) return inside
  }
  const owner = element.ownerShadowRoot?.getHostNode()
  if (!owner) return []
  const mirror = mirrorOfTree(owner, 'page')
  const scope = mirror.nodeOf.get(element)
  return run((part) => (scope ? query(mirror, scope as globalThis.Element, part) : []), selector)
}

/** XPath over the whole page with component trees unfolded; `/page` is its root. */
export function selectByXpath(root: Element, expression: unknown): Element[] {
  if (typeof expression !== 'string' || !expression) throw new AutomationError('An XPath is needed')
  const mirror = buildMirror('page', composedChildren(root), composedChildren)
  mirror.elementOf.set(mirror.document.documentElement, root)
  let result: XPathResult
  try {
    result = mirror.document.evaluate(
      expression,
      mirror.document,
      null,
      XPathResult.ORDERED_NODE_SNAPSHOT_TYPE,
    )
  } catch {
    throw new AutomationError(`"${expression}" is not an XPath that selects elements`)
  }
  const found: Element[] = []
  for (let i = 0; i < result.snapshotLength; i += 1) {
    const element = mirror.elementOf.get(result.snapshotItem(i) as Node)
    if (element) found.push(element)
  }
  return found
}
