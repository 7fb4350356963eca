import type { Element } from 'glass-easel'
import { AutomationError } from './errors'
import { domOf, target, viewOf } from './nodes'
import type { TargetPage } from './target'

/** A point in CSS px of one window, or of the outermost one where the automator's finger lands. */
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
function mainRect(dom: globalThis.Element): DOMRect | undefined {
  let largest: DOMRect | undefined
  for (const rect of dom.getClientRects()) {
    if (!largest || rect.width * rect.height > largest.width * largest.height) largest = rect
  }
  if (largest && largest.width * largest.height > 0) return largest
  // `display: contents` hosts have no box of their own; what is inside them is what a finger meets.
  for (const child of dom.children) {
    const inner = mainRect(child)
    if (inner) return inner
  }
  return undefined
}

const isInside = ({ x, y }: ScreenPoint, view: Window): boolean =>
  x >= 0 && y >= 0 && x < view.innerWidth && y < view.innerHeight

/** The frames around a window, from the inside out, each with where the point lies outside of it. */
function* framesAround(
  view: Window,
  { x, y }: ScreenPoint,
): Generator<{ frame: globalThis.Element; x: number; y: number }> {
  for (let frame = view.frameElement; frame;) {
    const box = frame.getBoundingClientRect()
    x += box.left + frame.clientLeft
    y += box.top + frame.clientTop
    yield { frame, x, y }
    frame = frame.ownerDocument.defaultView?.frameElement ?? null
  }
}

/**
 * True for a label of the thing that is hit, such as the text of a button under the button's own shine: the finger means
 * the whole. False where an ancestor is hit because the element is cut off by a box in between.
 */
function isPartOf(dom: HTMLElement, hit: globalThis.Element, { x, y }: ScreenPoint): boolean {
  if (!hit.contains(dom)) return false
  for (let box: globalThis.Element | null = dom.parentElement; box && box !== hit;) {
    const { left, right, top, bottom } = box.getBoundingClientRect()
    const cutsOff = viewOf(box).getComputedStyle(box).overflow !== 'visible'
    if (cutsOff && (x < left || x > right || y < top || y > bottom)) return false
    box = box.parentElement
  }
  return true
}

/** What lies at a point of the element's window, looking through every frame around it for a cover. */
function covering(dom: HTMLElement, point: ScreenPoint): string | undefined {
  const hit = dom.ownerDocument.elementFromPoint(point.x, point.y)
  if (!hit || !(dom.contains(hit) || isPartOf(dom, hit, point))) return describeDom(hit)
  for (const { frame, x, y } of framesAround(viewOf(dom), point)) {
    const outer = frame.ownerDocument.elementFromPoint(x, y)
    if (outer !== frame) return describeDom(outer)
  }
  return undefined
}

function toScreen(view: Window, point: ScreenPoint): ScreenPoint {
  let { x, y } = point
  for (const outer of framesAround(view, point)) ({ x, y } = outer)
  return { x, y }
}

/** The next drawn frame; a window that is not shown draws none, hence the timer. */
export const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => resolve())
    setTimeout(resolve, 50)
  })

/** Popups slide in and toasts fade out; a person waits for that, at most this long. */
const PATIENCE_MS = 1500

/**
 * The point where a finger meets the element. Scrolls it into view first, as a person does, and waits for movement to
 * end.
 * @throws AutomationError that says why no finger could: no size, off the screen, or what covers it.
 */
export async function touchPoint(element: Element): Promise<ScreenPoint> {
  const dom = domOf(element)
  const view = viewOf(dom)
  const deadline = performance.now() + PATIENCE_MS
  let last: DOMRect | undefined
  let isScrolled = false
  const scroll = (): void => {
    isScrolled = true
    dom.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  }
  for (;;) {
    let problem: string
    let rect = mainRect(dom)
    if (rect && !isInside(middle(rect), view)) {
      scroll()
      rect = mainRect(dom)
    }
    const isStill = rect !== undefined && last !== undefined && isSamePlace(rect, last)
    last = rect
    if (!rect) problem = 'has no size on the screen'
    else if (!isInside(middle(rect), view)) problem = 'is off the screen'
    else if (!isStill) problem = 'keeps moving'
    else {
      const cover = covering(dom, middle(rect))
      if (!cover) return toScreen(view, middle(rect))
      problem = `is covered by ${cover}`
      // It may be out of a scroll-view's sight, or below a bar that stays at the page's edge.
      if (!isScrolled) scroll()
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

interface TouchPosition {
  pageX?: number
  pageY?: number
  clientX?: number
  clientY?: number
}

/** Converts a touch of the protocol, given from the view's or the page's top left corner. */
export function pointOnScreen(page: TargetPage, touch: TouchPosition): ScreenPoint {
  const view = viewOf(page.scroller)
  return toScreen(view, {
    x: touch.clientX ?? (touch.pageX ?? 0) - view.scrollX,
    y: touch.clientY ?? (touch.pageY ?? 0) - view.scrollY,
  })
}

/** Position from the page's top left corner, scrolled-away part included. */
export function offsetOf(element: Element): { left: number; top: number } {
  const dom = domOf(element)
  const view = viewOf(dom)
  const box = dom.getBoundingClientRect()
  return { left: box.left + view.scrollX, top: box.top + view.scrollY }
}
