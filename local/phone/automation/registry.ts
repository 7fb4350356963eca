import type { Element } from 'glass-easel'
import { AutomationError } from './errors'
import { customComponent, isAlive, pageOf, target } from './nodes'
import type { TargetPage } from './target'

/** How the client knows an element; `nodeId` is there for custom components only. */
export interface ElementReference {
  elementId: string
  tagName: string
  nodeId?: string
  videoId?: string
}

/**
 * The client keeps pages and elements by id for as long as it is connected, also across restarts of the mini program,
 * so ids must never repeat: they carry the start time of this window.
 */
const START = Math.floor(performance.timeOrigin) % 1_000_000_000
const PAGES_A_START = 10_000

export const toWirePageId = (page: TargetPage): number => START * PAGES_A_START + page.pageId

/** The page that a client's page id means, or an error when it belongs to an earlier start or was closed. */
export function pageByWireId(wireId: unknown): TargetPage {
  if (typeof wireId !== 'number' || Math.floor(wireId / PAGES_A_START) !== START) {
    throw new AutomationError('This page is closed: the mini program was restarted')
  }
  return pageOf(wireId % PAGES_A_START)
}

const idOf = new WeakMap<Element, string>()
const elementOf = new Map<string, WeakRef<Element>>()
let lastId = 0

/** A page's root is selected as `page`, whatever its component is called. */
const tagOf = (element: Element): string =>
  element.ownerShadowRoot ? target().tagName(element) : 'page'

/** Gives an element its lasting id. */
export function reference(element: Element): ElementReference {
  let elementId = idOf.get(element)
  if (!elementId) {
    elementId = `${START.toString(36)}-${(lastId += 1).toString(36)}`
    idOf.set(element, elementId)
    elementOf.set(elementId, new WeakRef(element))
  }
  const tagName = tagOf(element)
  const found: ElementReference = { elementId, tagName }
  if (customComponent(element)) found.nodeId = elementId
  if (tagName === 'video') found.videoId = element.id
  return found
}

/** The element a client's id means, or an error when it has left the page since. */
export function elementByWireId(elementId: unknown): Element {
  const element = typeof elementId === 'string' ? elementOf.get(elementId)?.deref() : undefined
  if (!element) throw new AutomationError('This element does not exist any more')
  if (!isAlive(element)) {
    throw new AutomationError(
      `This <${target().tagName(element)}> has left the page; select it again`,
    )
  }
  return element
}
