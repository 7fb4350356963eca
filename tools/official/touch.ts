import type { Declaration, Rule } from 'postcss'
import type { AppOutline } from './app'
import type { Problem } from './problem'
import { isForeign, type Sources } from './sources'
import { sheetsOf, type Sheet } from './wxss'
import { wxmlTags } from './wxml-tags'

/** Smallest edge of what a finger taps, in px of a 375 px wide phone. */
const TARGET_MIN = 44
const PX_PER_RPX = 375 / 750

const TAP = /^(?:bind|catch|mut-bind|capture-bind|capture-catch):?(?:tap|longpress|longtap)$/

/** Px of `88rpx`, `calc(88rpx * var(--scale, 1))` at its default, `44px`; null when only a phone can tell. */
function pixels(value: string): number | null {
  const plain = /^calc\(\s*([\d.]+r?px)\s*\*\s*var\(--[\w-]+,\s*1\)\s*\)$/.exec(value)?.[1] ?? value
  const match = /^([\d.]+)(rpx|px)$/.exec(plain.trim())
  if (!match) return null
  return Number(match[1]) * (match[2] === 'rpx' ? PX_PER_RPX : 1)
}

interface Box {
  height?: number
  minHeight?: number
  padding: number
  /** The edge is not known, or a larger pseudo-element takes the taps. */
  isOpen: boolean
  where?: { file: string; line: number | undefined }
}

function addPadding(box: Box, prop: string, value: string): void {
  const parts = value.split(/\s+(?![^(]*\))/)
  const edges: Record<string, (string | undefined)[]> = {
    padding: [parts[0], parts[2] ?? parts[0]],
    'padding-top': [parts[0]],
    'padding-bottom': [parts[0]],
  }
  for (const edge of edges[prop] ?? []) {
    const size = edge === undefined ? null : edge === '0' ? 0 : pixels(edge)
    if (size === null) box.isOpen = true
    else box.padding += size
  }
}

function addDeclaration(box: Box, file: string, { prop, value, source }: Declaration): void {
  if (prop === 'height') {
    const height = pixels(value)
    if (height === null) box.isOpen = true
    else {
      box.height = Math.max(box.height ?? 0, height)
      box.where = { file, line: source?.start?.line }
    }
  } else if (prop === 'min-height') {
    const height = pixels(value)
    if (height === null) box.isOpen = true
    else box.minHeight = Math.max(box.minHeight ?? 0, height)
  } else if (prop.startsWith('padding')) addPadding(box, prop, value)
}

/** What the styles say of an element with these classes, as far as single-class rules do. */
function boxOf(sheets: readonly Sheet[], classes: readonly string[]): Box {
  const box: Box = { padding: 0, isOpen: false }
  for (const { file, root } of sheets) {
    root.walkRules((rule: Rule) => {
      for (const selector of rule.selectors) {
        const match = /^\.([\w-]+)(::?(?:after|before))?$/.exec(selector)
        if (!match || !classes.includes(match[1]!)) continue
        if (match[2]) box.isOpen = true
        else rule.each((node) => void (node.type === 'decl' && addDeclaration(box, file, node)))
      }
    })
  }
  return box
}

/**
 * Tap targets whose styles already say that they are too low. What only a drawn page tells (text, flex, nesting) is measured
 * by `tools/audit`.
 */
export function checkTouch(sources: Sources, app: AppOutline): Problem[] {
  const common = sheetsOf(sources, 'app.wxss')
  const problems: Problem[] = []
  for (const { path } of app.units.values()) {
    const template = `${path}.wxml`
    if (isForeign(path) || !sources.has(template)) continue
    const sheets = [...common, ...sheetsOf(sources, `${path}.wxss`)]
    for (const { attributes, line } of wxmlTags(sources.read(template))) {
      if (![...attributes.keys()].some((key) => TAP.test(key))) continue
      const text = attributes.get('class') ?? ''
      const classes = text.replace(/\{\{.*?\}\}/g, ' ').split(/\s+/)
      const { height, minHeight, padding, isOpen, where } = boxOf(sheets, classes)
      if (isOpen || height === undefined) continue
      const edge = Math.max(height + padding, minHeight ?? 0)
      if (edge >= TARGET_MIN) continue
      const styles = where ? `${sources.named(where.file)}:${where.line ?? 1}` : 'its styles'
      const message = `tap target is ${edge} px high by ${styles}, less than ${TARGET_MIN}`
      problems.push({ rule: 'touch-target', file: sources.named(template), line, message })
    }
  }
  return problems
}
