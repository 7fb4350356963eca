import type { Element as GlassElement } from 'glass-easel'
import type { AutomationTarget, TargetPage } from '../../../local/phone/automation/target'
import { LIMITS, type Finding } from '../finding'
import { isDisabled, isVisible, nameOf } from './dom'

/** Built-in components that react to a finger without anybody listening. */
const CONTROLS = new Set([
  'button',
  'checkbox',
  'input',
  'navigator',
  'picker',
  'radio',
  'switch',
  'textarea',
])

interface Listeners {
  listeners?: Record<string, unknown>
  captureListeners?: Record<string, unknown>
}

/** The framework keeps listeners in an internal table and offers no reader. */
function hasTapListener(element: GlassElement): boolean {
  const table = Reflect.get(element, '_$eventTarget') as Listeners | null | undefined
  return [table?.listeners, table?.captureListeners].some(
    (listeners) => listeners?.['tap'] !== undefined,
  )
}

function* elementsOf(element: GlassElement): Generator<GlassElement> {
  for (const child of element.getComposedChildren()) {
    const inner = child.asElement()
    if (!inner) continue
    yield inner
    yield* elementsOf(inner)
  }
}

/** True when a finger this far from the middle still meets the element: padding by a pseudo-element counts. */
function reaches(dom: Element, x: number, y: number): boolean {
  const hit = dom.ownerDocument.elementFromPoint(x, y)
  return hit !== null && (dom === hit || dom.contains(hit))
}

function smallSide(dom: Element): string | undefined {
  let rect = dom.getBoundingClientRect()
  if (Math.min(rect.width, rect.height) + 0.5 >= LIMITS.targetPx) return undefined
  // What a finger meets can be asked of what is on the screen only.
  dom.scrollIntoView({ block: 'center', behavior: 'instant' })
  rect = dom.getBoundingClientRect()
  const x = rect.left + rect.width / 2
  const y = rect.top + rect.height / 2
  const half = LIMITS.targetPx / 2 - 1
  const isOk = (size: number, from: [number, number], to: [number, number]): boolean =>
    size + 0.5 >= LIMITS.targetPx || (reaches(dom, ...from) && reaches(dom, ...to))
  const width = isOk(rect.width, [x - half, y], [x + half, y])
  const height = isOk(rect.height, [x, y - half], [x, y + half])
  if (width && height) return undefined
  return `${rect.width.toFixed(0)}×${rect.height.toFixed(0)}px < ${LIMITS.targetPx}×${LIMITS.targetPx}px`
}

/** A link inside running text is exempt, as in WCAG 2.5.8: its size is that of the line. */
const isInline = (dom: Element): boolean => getComputedStyle(dom).display === 'inline'

/** Things to tap that are smaller than a finger. */
export function auditTargets(miniProgram: AutomationTarget, page: TargetPage): Finding[] {
  const findings: Finding[] = []
  for (const element of elementsOf(page.component)) {
    const dom = element.$$ as HTMLElement | null
    if (dom?.nodeType !== Node.ELEMENT_NODE || !isVisible(dom) || isInline(dom)) continue
    if (isDisabled(dom)) continue
    const tag = element.isVirtual() ? '' : miniProgram.tagName(element)
    if (!CONTROLS.has(tag) && !hasTapListener(element)) continue
    const what = smallSide(dom)
    if (what) findings.push({ rule: 'small-target', where: nameOf(dom), what })
  }
  return findings
}
