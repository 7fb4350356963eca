import { LIMITS, type Finding } from '../finding'
import { isContained, isVisible, nameOf, rectOf, visibleTexts } from './dom'

/** A page that can be pushed sideways, and what sticks out of it. */
export function auditOverflow(root: Element, scroller: Element): Finding[] {
  const findings: Finding[] = []
  const width = scroller.clientWidth
  const box = scroller.getBoundingClientRect()
  if (scroller.scrollWidth > width) {
    const what = `page is ${scroller.scrollWidth}px wide on a ${width}px screen`
    findings.push({ rule: 'overflow', where: 'page', what })
  }
  for (const element of root.querySelectorAll('*')) {
    const rect = element.getBoundingClientRect()
    const right = rect.right - box.right
    const left = box.left - rect.left
    if (Math.max(right, left) <= 0.5 || !isVisible(element) || isContained(element, scroller))
      continue
    if (rect.right <= box.left || rect.left >= box.right) continue
    const side = right > left ? `right by ${right.toFixed(0)}px` : `left by ${left.toFixed(0)}px`
    findings.push({ rule: 'overflow', where: nameOf(element), what: `sticks out ${side}` })
  }
  return findings
}

const REFERENCE_WIDTH = 375
const RPX_WIDTH = 750

/** Text below the smallest readable size. */
export function auditTextSize(root: Element): Finding[] {
  const findings: Finding[] = []
  // On wide phones rpx grows; what is readable does not.
  const width = Math.min(root.ownerDocument.documentElement.clientWidth, REFERENCE_WIDTH)
  const limit = (LIMITS.textRpx * width) / RPX_WIDTH
  for (const { element } of visibleTexts(root)) {
    const size = parseFloat(getComputedStyle(element).fontSize)
    if (size + 0.01 < limit) {
      const what = `${size}px < ${limit}px`
      findings.push({ rule: 'small-text', where: nameOf(element), what })
    }
  }
  return findings
}

/** Text cut off without an ellipsis by a box that cannot be scrolled. */
export function auditClipping(root: Element): Finding[] {
  const findings: Finding[] = []
  for (const { text, element } of visibleTexts(root)) {
    const rect = rectOf(text)
    if (!rect) continue
    const style = getComputedStyle(element)
    const cuts = ['hidden', 'clip'].includes(style.overflowX) || style.overflowY === 'hidden'
    const hasEllipsis = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
    if (!cuts || hasEllipsis) continue
    const edge = element.getBoundingClientRect()
    const cut = Math.max(rect.right - edge.right, rect.bottom - edge.bottom)
    // Line boxes are a little taller than the glyphs; less than a third of a line hides no ink.
    if (cut > Math.max(2, parseFloat(style.fontSize) / 3)) {
      findings.push({
        rule: 'clipped-text',
        where: nameOf(element),
        what: `cut off by ${cut.toFixed(0)}px`,
      })
    }
  }
  return findings
}

/** Pictures of our own that did not load; what is remote may be out of reach on this machine. */
export function auditImages(root: Element): Finding[] {
  return Array.from(root.querySelectorAll('img'))
    .filter((img) => img.complete && img.naturalWidth === 0 && img.getAttribute('src'))
    .filter((img) => isOwn(img.src) && isVisible(img.parentElement ?? img))
    .map((img) => ({ rule: 'broken-image', where: nameOf(img), what: img.src.slice(0, 80) }))
}

const isOwn = (src: string): boolean =>
  !/^https?:/.test(src) || new URL(src).origin === location.origin
