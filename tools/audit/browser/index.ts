import { LIMITS, type Finding } from '../finding'
import { auditBars } from './bars'
import { auditContrast } from './contrast'
import { auditClipping, auditImages, auditOverflow, auditTextSize } from './layout'
import { auditTargets } from './targets'

declare global {
  interface Window {
    __audit?: () => Finding[]
  }
}

/** Says a thing once, however many nodes show it. */
function unique(findings: Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ rule, where, what }) => {
    const key = `${rule}|${where}|${what}`
    return !seen.has(key) && seen.add(key) !== undefined
  })
}

/** Audits the page on top of the mini program in this window. */
window.__audit = () => {
  const miniProgram = window.__miniprogram
  const page = miniProgram?.pages().at(-1)
  // Every page is a document of its own, so `instanceof` with this window's classes would never hold.
  const root = page?.component.$$ as HTMLElement | null | undefined
  if (!miniProgram || !page || root?.nodeType !== Node.ELEMENT_NODE) {
    throw new Error('There is no page to audit')
  }
  const nodes = root.querySelectorAll('*').length
  return unique([
    ...auditOverflow(root, page.scroller),
    ...auditTextSize(root),
    ...auditTargets(miniProgram, page),
    ...auditContrast(root),
    ...auditClipping(root),
    ...auditImages(root),
    ...auditBars(root, page.scroller),
    ...(nodes > LIMITS.nodes
      ? [{ rule: 'too-many-nodes', where: 'page', what: `${nodes} > ${LIMITS.nodes}` } as const]
      : []),
  ])
}
