import type { Element, GeneralComponent, Node as GlassNode } from 'glass-easel'
import { AutomationError } from './errors'
import type { AutomationTarget, TargetPage } from './target'

/** The running mini program, or an error that says what is missing. */
export function target(): AutomationTarget {
  const current = window.__miniprogram
  if (!current) throw new AutomationError('The mini program has not started on this phone')
  return current
}

/** The component behind a custom element; undefined for built-in components and native nodes. */
export function customComponent(element: Element): GeneralComponent | undefined {
  const component = element.asGeneralComponent()
  return component && !target().isBuiltin(element) ? component : undefined
}

/** The DOM element that shows an element; virtual ones (block, slot) have none. */
export function domOf(element: Element): HTMLElement {
  const dom = element.$$ as HTMLElement | null
  // Every page is a document of its own, so `instanceof` with this window's classes would never hold.
  if (dom?.nodeType === Node.ELEMENT_NODE) return dom
  throw new AutomationError(`<${target().tagName(element)}> has no place on the screen`)
}

/** What was written inside the element in its own WXML, with block, wx:if and wx:for looked through. */
export function* writtenChildren(element: Element): Generator<GlassNode> {
  for (const child of element.childNodes) {
    const virtual = child.asVirtualNode()
    if (virtual) yield* writtenChildren(virtual)
    else yield child
  }
}

/** What a person sees inside the element: component trees unfolded, slot content in its slot. */
export function* composedChildren(element: Element): Generator<GlassNode> {
  const shadowRoot = customComponent(element)?.getShadowRoot()
  yield* unfold((shadowRoot ?? element).childNodes)
}

function* unfold(nodes: readonly GlassNode[]): Generator<GlassNode> {
  for (const node of nodes) {
    const virtual = node.asVirtualNode()
    if (!virtual) yield node
    else if (target().glassEasel.Element.getSlotName(virtual) === undefined) {
      yield* unfold(virtual.childNodes)
    } else {
      // A block in slot content is listed with its children beside it.
      const content = virtual.slotNodes ?? []
      yield* unfold(content.filter((one) => !one.asElement()?.isInheritSlots()))
    }
  }
}

const defaults = new WeakMap<object, Record<string, unknown>>()

/** What a component's fields hold before anybody sets them. The framework has no reader for it, so its own makers run. */
function defaultsOf(component: GeneralComponent): Record<string, unknown> {
  const behavior: object = component.getRootBehavior()
  let found = defaults.get(behavior)
  if (!found) {
    const makers = (Reflect.get(behavior, '_$data') ?? []) as (() => Record<string, unknown>)[]
    found = Object.assign({}, ...makers.map((make) => make())) as Record<string, unknown>
    defaults.set(behavior, found)
  }
  return found
}

/** Names and values of a component's declared properties. */
export function propertiesOf(component: GeneralComponent): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  const data = component.data as Record<string, unknown>
  for (const name of component.getRootBehavior().listProperties()) values[name] = data[name]
  return values
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

/**
 * Attributes as WXML shows them: id, class, style, data-*, native attributes, and properties that differ from their
 * default and are plain values. All are texts, as in the documented difference between attribute and property.
 */
export function attributesOf(element: Element): Map<string, string> {
  const attributes = new Map<string, string>()
  const put = (name: string, value: unknown): void => {
    if (typeof value === 'string' ? value !== '' : ['number', 'boolean'].includes(typeof value)) {
      attributes.set(name, String(value))
    }
  }
  put('id', element.id)
  put('class', element.class)
  put('style', element.style)
  for (const [name, value] of Object.entries(element.dataset)) put(`data-${dashed(name)}`, value)
  for (const { name, value } of element.attributes) put(name, value)
  const component = element.asGeneralComponent()
  if (component) {
    const initial = defaultsOf(component)
    for (const [name, value] of Object.entries(propertiesOf(component))) {
      if (value !== initial[name]) put(dashed(name), value)
    }
  }
  return attributes
}

/** One attribute; unlike {@link attributesOf} also a property that has its default. Null when there is none. */
export function attributeOf(element: Element, name: string): string | null {
  const listed = attributesOf(element).get(name)
  if (listed !== undefined) return listed
  if (['id', 'class', 'style'].includes(name)) return ''
  const component = element.asGeneralComponent()
  if (!component) return null
  const properties = propertiesOf(component)
  const key = [name, name.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase())].find(
    (candidate) => candidate in properties,
  )
  if (key === undefined) return null
  const value = properties[key]
  return value === null || typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** True while the element is on one of the stacked pages. */
export function isAlive(element: Element): boolean {
  return target().glassEasel.Element.isAttached(element)
}

/** The page an element is on, needed for its position and to refuse elements of closed pages. */
export function pageOf(pageId: number): TargetPage {
  const page = target()
    .pages()
    .find((candidate) => candidate.pageId === pageId)
  if (!page) throw new AutomationError('This page is closed')
  return page
}

/** The window a DOM element is shown in: that of its page. */
export function viewOf(dom: globalThis.Element): Window & typeof globalThis {
  const view = dom.ownerDocument.defaultView
  if (!view) throw new AutomationError('The page of this element is closed')
  return view
}
