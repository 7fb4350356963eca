import type { Finding } from '../finding'
import { isVisible, nameOf, rectOf, selfAndAncestors, visibleTexts } from './dom'

/** Taller than this share of the screen it is a sheet or a mask, not a bar. */
const BAR_SHARE = 0.4
/** Narrower than this share it is a button that floats: one can scroll past it. */
const WIDE_SHARE = 0.5

/** A fixed part as tall as this share of the screen is the mask behind a sheet. */
const MASK_SHARE = 0.9

const isFixed = (element: Element): boolean => getComputedStyle(element).position === 'fixed'

/** A sheet is open in front of the page, and is put away before one scrolls on. */
const isMasked = (root: Element, height: number): boolean =>
  Array.from(root.querySelectorAll('*')).some((element) => {
    const isTall = element.getBoundingClientRect().height >= height * MASK_SHARE
    return isTall && isFixed(element) && isVisible(element)
  })

/** Where the bars begin that stay at the bottom of the screen; the screen's end without any. */
function barTop(root: Element, width: number, height: number): number {
  const bars = Array.from(root.querySelectorAll('*'), (element) => {
    const { top, bottom, width: across } = element.getBoundingClientRect()
    const isAtBottom = bottom >= height - 1 && top > height * (1 - BAR_SHARE) && top < height
    const isBar = isAtBottom && across >= width * WIDE_SHARE && isFixed(element)
    return isBar && isVisible(element) ? top : height
  })
  return Math.min(height, ...bars)
}

/** Text at the very end of a page that no scrolling brings out from under a bar at the bottom. */
export function auditBars(root: Element, scroller: Element): Finding[] {
  const before = scroller.scrollTop
  scroller.scrollTop = scroller.scrollHeight
  try {
    const { clientWidth, clientHeight } = root.ownerDocument.documentElement
    if (isMasked(root, clientHeight)) return []
    const top = barTop(root, clientWidth, clientHeight)
    if (top === clientHeight) return []
    return Array.from(visibleTexts(root)).flatMap(({ text, element }): Finding[] => {
      const rect = rectOf(text)
      const covered = (rect?.bottom ?? 0) - top
      if (covered <= 1 || Array.from(selfAndAncestors(element)).some(isFixed)) return []
      const what = `${covered.toFixed(0)}px under the bar at the end of the page`
      return [{ rule: 'covered-end', where: nameOf(element), what }]
    })
  } finally {
    scroller.scrollTop = before
  }
}
