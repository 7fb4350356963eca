import type { Element } from 'glass-easel'
import { AutomationError } from './errors'
import { domOf, target } from './nodes'
import type { TargetPage } from './target'

/** A point in CSS px of the outermost window, where the automator's finger lands. */
export interface ScreenPoint {
  x: number
  y: number
}

const describe = (element: Element): string => {
  const id = element.id ? `#${element.id}` : ''
  const className = element.class.trim() ? `.${element.class.trim().split(/\s+/).join('.')}` : ''
  return `<${target().tagName(element)}${id}${className}>`
}

/** How a covering DOM node is named in an error: its tag, classes and the beginning of its text. */
function describeDom(node: globalThis.Element | null): string {
  if (!node) return 'nothing of the page'
  const text = (node.textContent ?? '').trim().slice(0, 20)
  const className = node.getAttribute('class')?.trim().split(/\s+/).slice(0, 3).join('.')
  const name = node.tagName.toLowerCase() + (className ? `.${className}` : '')
  return text ? `<${name}> "${text}"` : `<${name}>`
}

/** The largest piece of the element: a text over two lines has none of its ink at the middle of its bounding box. */
function mainRect(dom: HTMLElement): DOMRect | undefined {
  let largest: DOMRect | undefined
  for (const rect of dom.getClientRects()) {
    if (!largest || rect.width * rect.height > largest.width * largest.height) largest = rect
  }
  if (largest && largest.width * largest.height > 0) return largest
  // `display: contents` hosts have no box of their own; what is inside them is what a finger meets.
  for (const child of dom.children) {
    const inner = child instanceof HTMLElement ? mainRect(child) : undefined
    if (inner) return inner
  }
  return undefined
}

const isInside = (point: ScreenPoint): boolean =>
  point.x >= 0 && point.y >= 0 && point.x < innerWidth && point.y < innerHeight

/** What lies at a point of this window, looking through every frame around it for something that covers it. */
function covering(dom: HTMLElement, point: ScreenPoint): string | undefined {
  const hit = document.elementFromPoint(point.x, point.y)
  if (!hit || !(dom === hit || dom.contains(hit) || isLabelOf(hit, dom))) return describeDom(hit)
  let { x, y } = point
  for (let view: Window = window; view !== view.parent; view = view.parent) {
    const frame = view.frameElement
    if (!frame) break
    const box = frame.getBoundingClientRect()
    x += box.left + frame.clientLeft
    y += box.top + frame.clientTop
    const outer = frame.ownerDocument.elementFromPoint(x, y)
    if (outer !== frame) return describeDom(outer)
  }
  return undefined
}

/** A native form control laid over its drawing counts as the drawing. */
const isLabelOf = (hit: globalThis.Element, dom: HTMLElement): boolean =>
  hit instanceof HTMLLabelElement && hit.control === dom

function toScreen(point: ScreenPoint): ScreenPoint {
  let { x, y } = point
  for (let view: Window = window; view !== view.parent; view = view.parent) {
    const frame = view.frameElement
    if (!frame) break
    const box = frame.getBoundingClientRect()
    x += box.left + frame.clientLeft
    y += box.top + frame.clientTop
  }
  return { x, y }
}

const nextFrame = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => resolve()))

/** Popups slide in and toasts fade out; a person waits for that, at most this long. */
const PATIENCE_MS = 1500

/**
 * The point where a finger meets the element. Scrolls it into view first, as a person does, and waits for movement to
 * end.
 * @throws AutomationError that says why no finger could: no size, off the screen, or what covers it.
 */
export async function touchPoint(element: Element): Promise<ScreenPoint> {
  const dom = domOf(element)
  const deadline = performance.now() + PATIENCE_MS
  let problem = ''
  let last: DOMRect | undefined
  for (;;) {
    let rect = mainRect(dom)
    if (rect && !isInside(middle(rect))) {
      dom.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
      rect = mainRect(dom)
    }
    const isStill = rect !== undefined && last !== undefined && isSamePlace(rect, last)
    last = rect
    if (!rect) problem = 'has no size on the screen'
    else if (!isInside(middle(rect))) problem = 'is off the screen'
    else if (!isStill) problem = 'keeps moving'
    else {
      const cover = covering(dom, middle(rect))
      if (!cover) return toScreen(middle(rect))
      problem = `is covered by ${cover}`
    }
    if (performance.now() > deadline) {
      throw new AutomationError(`Cannot touch ${describe(element)}: it ${problem}`)
    }
    await nextFrame()
  }
}

const middle = (rect: DOMRect): ScreenPoint => ({
  x: rect.left + rect.width / 2,
  y: rect.top + rect.height / 2,
})

const isSamePlace = (a: DOMRect, b: DOMRect): boolean =>
  Math.abs(a.left - b.left) < 0.5 && Math.abs(a.top - b.top) < 0.5

/** Converts page coordinates as the protocol's touches carry them. */
export function pointOnScreen(
  page: TargetPage,
  touch: { pageX?: number; pageY?: number; clientX?: number; clientY?: number },
): ScreenPoint {
  const box = page.scroller.getBoundingClientRect()
  const x = touch.clientX ?? (touch.pageX ?? 0) - page.scroller.scrollLeft
  const y = touch.clientY ?? (touch.pageY ?? 0) - page.scroller.scrollTop
  return toScreen({ x: box.left + x, y: box.top + y })
}

/** Position from the page's top left corner, scrolled-away part included. */
export function offsetOf(page: TargetPage, element: Element): { left: number; top: number } {
  const box = domOf(element).getBoundingClientRect()
  const origin = page.scroller.getBoundingClientRect()
  return {
    left: box.left - origin.left + page.scroller.scrollLeft,
    top: box.top - origin.top + page.scroller.scrollTop,
  }
}
