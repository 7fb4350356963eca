/** A short name for a DOM node that lets a person find it. */
export function nameOf(element: Element): string {
  const classes = element.getAttribute('class')?.trim().split(/\s+/).filter(Boolean).slice(0, 2)
  const name = element.tagName.toLowerCase() + (classes?.length ? `.${classes.join('.')}` : '')
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 16)
  return text ? `${name} “${text}”` : name
}

/** True for what is painted: has a box, is not hidden, and no ancestor is faded out completely. */
export function isVisible(element: Element): boolean {
  return (
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 0 &&
    !isForScreenReaders(element)
  )
}

/** Text that only screen readers get is kept in a box of one pixel. */
function isForScreenReaders(element: Element): boolean {
  for (const ancestor of selfAndAncestors(element)) {
    const { width, height } = ancestor.getBoundingClientRect()
    if (width <= 1 && height <= 1 && getComputedStyle(ancestor).overflow === 'hidden') return true
  }
  return false
}

/** Visible pieces of text below a root, with the element that styles each. */
export function* visibleTexts(root: Element): Generator<{ text: Text; element: HTMLElement }> {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text
    const element = text.parentElement
    if (!element || !text.data.trim() || ['STYLE', 'SCRIPT'].includes(element.tagName)) continue
    if (isVisible(element) && rectOf(text)) yield { text, element }
  }
}

/** Where a text is painted; undefined when it takes no room. */
export function rectOf(text: Text): DOMRect | undefined {
  const range = text.ownerDocument.createRange()
  range.selectNodeContents(text)
  const rect = range.getBoundingClientRect()
  return rect.width > 0 && rect.height > 0 ? rect : undefined
}

/** The element and everything it is painted inside, innermost first. */
export function* selfAndAncestors(element: Element): Generator<Element> {
  for (let e: Element | null = element; e; e = e.parentElement) yield e
}

/** True when the part outside an ancestor's box can be scrolled to or is cut off on purpose. */
export function isContained(element: Element, within: Element): boolean {
  for (const ancestor of selfAndAncestors(element)) {
    if (ancestor === within) return false
    if (ancestor !== element && getComputedStyle(ancestor).overflowX !== 'visible') return true
    if (getComputedStyle(ancestor).position === 'fixed') return false
  }
  return false
}

/** Controls that cannot be used at the moment; WCAG exempts them. */
export const isDisabled = (element: Element): boolean =>
  element.closest('[disabled], [aria-disabled="true"], [class*="--disabled"]') !== null
