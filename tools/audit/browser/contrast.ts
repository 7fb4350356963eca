import { LIMITS, type Finding } from '../finding'
import { contrastRatio, over, parseColor, toHex, type Rgba } from './color'
import { isDisabled, nameOf, rectOf, selfAndAncestors, visibleTexts } from './dom'

/** Product of the opacities from an element up to the root: how much of it is painted. */
function opacityOf(element: Element): number {
  let opacity = 1
  for (const ancestor of selfAndAncestors(element)) {
    opacity *= Number(getComputedStyle(ancestor).opacity)
  }
  return opacity
}

/** Colours a background may have under a text: a gradient gives each of its stops. */
function paintsOf(element: Element): Rgba[] | 'picture' {
  const { backgroundColor, backgroundImage } = getComputedStyle(element)
  const faded = (color: Rgba): Rgba => [color[0], color[1], color[2], color[3] * opacityOf(element)]
  if (backgroundImage !== 'none') {
    if (!backgroundImage.includes('gradient(')) return 'picture'
    const stops = backgroundImage.match(/(rgba?|hsla?|color)\([^)]*\)|#[0-9a-f]{3,8}/gi) ?? []
    const below = parseColor(backgroundColor)
    return stops.map((stop) => faded(over(parseColor(stop), below)))
  }
  return [faded(parseColor(backgroundColor))]
}

/** Everything painted behind a text, nearest first: what the browser hits there, else its ancestors. */
function layersBehind(element: Element, rect: DOMRect): Element[] {
  const x = rect.left + Math.min(rect.width / 2, 4)
  const y = rect.top + rect.height / 2
  const hit = element.ownerDocument.elementsFromPoint(x, y)
  const start = hit.indexOf(element)
  return start >= 0 ? hit.slice(start) : [...selfAndAncestors(element)]
}

/** Possible colours behind a text; undefined when a picture decides it. */
function backgroundsOf(element: Element, rect: DOMRect): Rgba[] | undefined {
  let open: Rgba[] = [[0, 0, 0, 0]]
  for (const layer of layersBehind(element, rect)) {
    if (['IMG', 'CANVAS', 'VIDEO'].includes(layer.tagName)) return undefined
    const paints = paintsOf(layer)
    if (paints === 'picture') return undefined
    open = open.flatMap((color) => paints.map((paint) => over(color, paint)))
    if (open.every(([, , , alpha]) => alpha > 0.995)) return open
  }
  const canvasColor: Rgba = matchMedia('(prefers-color-scheme: dark)').matches
    ? [17, 17, 17, 1]
    : [255, 255, 255, 1]
  return open.map((color) => over(color, canvasColor))
}

/** Text whose contrast with what is behind it is below WCAG AA. */
export function auditContrast(root: Element): Finding[] {
  const findings: Finding[] = []
  for (const { text, element } of visibleTexts(root)) {
    const rect = rectOf(text)
    if (!rect || isDisabled(element)) continue
    const style = getComputedStyle(element)
    const size = parseFloat(style.fontSize)
    const isLarge =
      size >= LIMITS.largeTextPx ||
      (size >= LIMITS.largeBoldTextPx && Number(style.fontWeight) >= 700)
    const limit = isLarge ? LIMITS.largeTextContrast : LIMITS.contrast
    const [r, g, b, a] = parseColor(style.webkitTextFillColor || style.color)
    const ink: Rgba = [r, g, b, a * opacityOf(element)]
    for (const background of backgroundsOf(element, rect) ?? []) {
      const ratio = contrastRatio(over(ink, background), background)
      if (ratio + 0.005 >= limit) continue
      const colors = `${toHex(over(ink, background))} on ${toHex(background)}`
      const what = `${ratio.toFixed(2)} < ${limit} (${colors})`
      findings.push({ rule: 'low-contrast', where: nameOf(element), what })
      break
    }
  }
  return findings
}
