import postcss, { type CssSyntaxError, type Declaration, type Root, type Rule } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import type { AppOutline } from './app'
import type { Problem } from './problem'
import { resolveFrom, type Sources } from './sources'

/**
 * Newer than what still opens the mini program, and missed where it lacks: iOS draws with the system's WebKit, so the
 * floor is iOS 14.5.
 * https://caniuse.com
 */
const TOO_NEW: readonly {
  pattern: RegExp
  where: 'property' | 'value' | 'selector'
  what: string
}[] = [
  { where: 'selector', pattern: /:has\(/, what: ':has() (iOS 15.4)' },
  { where: 'selector', pattern: /^&|\s&/, what: 'nesting (iOS 16.5)' },
  { where: 'property', pattern: /^aspect-ratio$/, what: 'aspect-ratio (iOS 15)' },
  { where: 'property', pattern: /^accent-color$/, what: 'accent-color (iOS 15.4)' },
  { where: 'property', pattern: /^container(-|$)/, what: 'container queries (iOS 16)' },
  { where: 'value', pattern: /color-mix\(/, what: 'color-mix() (iOS 16.2)' },
  { where: 'value', pattern: /\d[dsl]v[hwib]\b/, what: 'dvh, svh, lvh (iOS 15.4)' },
  { where: 'value', pattern: /\b(ok)?l(ab|ch)\(/, what: 'lab(), lch() (iOS 15)' },
  { where: 'value', pattern: /\bsubgrid\b/, what: 'subgrid (iOS 16)' },
]
const AT_RULES = new Set([
  'media',
  'keyframes',
  '-webkit-keyframes',
  'font-face',
  'import',
  'supports',
])

/** A style sheet and those that it imports, for what applies to one page or component. */
export interface Sheet {
  file: string
  root: Root
}

const parsed = new WeakMap<Sources, Map<string, Root | CssSyntaxError>>()

function parse(sources: Sources, path: string): Root | CssSyntaxError {
  const known = parsed.get(sources) ?? new Map<string, Root | CssSyntaxError>()
  parsed.set(sources, known)
  const before = known.get(path)
  if (before) return before
  let result: Root | CssSyntaxError
  try {
    result = postcss.parse(sources.read(path), { from: path })
  } catch (error) {
    result = error as CssSyntaxError
  }
  known.set(path, result)
  return result
}

const importPath = (parameters: string): string | null =>
  /^(?:url\()?\s*["']([^"']+)["']/.exec(parameters)?.[1] ?? null

/** The sheet at `path` with its imports; what cannot be read is left out. */
export function sheetsOf(sources: Sources, path: string): Sheet[] {
  const found = new Map<string, Sheet>()
  const queue = [path]
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (found.has(next) || !sources.has(next)) continue
    const root = parse(sources, next)
    if (root instanceof Error) continue
    found.set(next, { file: next, root: root as Root })
    const from = next
    ;(root as Root).walkAtRules('import', ({ params }) => {
      const target = importPath(params)
      const resolved = target === null ? null : resolveFrom(from, target)
      if (resolved) queue.push(resolved)
    })
  }
  return [...found.values()]
}

/** https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/wxml-wxss.html */
function componentSelector(selector: string): string | null {
  let bad: string | null = null
  selectorParser((root) => {
    root.walk((node) => {
      if (node.type === 'tag' || node.type === 'universal') bad = `<${String(node)}>`
      if (node.type === 'id' || node.type === 'attribute') bad = String(node)
    })
  }).processSync(selector)
  return bad
}

const isKeyframe = (rule: Rule): boolean =>
  rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as { name?: string }).name ?? '')

function checkRule(rule: Rule, isComponent: boolean, report: (message: string) => void): void {
  if (isKeyframe(rule)) return
  for (const selector of rule.selectors) {
    if (/:active\b/.test(selector)) report(`${selector}: use hover-class, not :active`)
    if (/(^|[\s>+~])\*/.test(selector)) report(`${selector}: WXSS has no universal selector`)
    const bad = isComponent ? componentSelector(selector) : null
    if (bad) report(`${selector}: a component's styles take classes only, not ${bad}`)
    for (const { where, pattern, what } of TOO_NEW) {
      if (where === 'selector' && pattern.test(selector)) report(`${selector}: ${what} is too new`)
    }
  }
}

function checkDeclaration({ prop, value }: Declaration, report: (message: string) => void): void {
  for (const { where, pattern, what } of TOO_NEW) {
    if (where === 'property' && pattern.test(prop)) report(`${what} is too new`)
    if (where === 'value' && pattern.test(value)) report(`${prop}: ${what} is too new`)
  }
  const url = /url\(\s*["']?([^"')]+)/.exec(value)?.[1]
  if (url !== undefined && !/^(https:|data:)/.test(url)) {
    report(`${prop}: WXSS cannot load ${url}, only https: and data: addresses`)
  }
}

function checkSheet(sources: Sources, path: string, isComponent: boolean): Problem[] {
  const problems: Problem[] = []
  const file = sources.named(path)
  const root = parse(sources, path)
  if (root instanceof Error) {
    const { reason, line } = root as CssSyntaxError
    return [{ rule: 'wxss-syntax', file, ...(line !== undefined && { line }), message: reason }]
  }
  const at = (node: { source?: { start?: { line: number } | undefined } | undefined }) => {
    const line = node.source?.start?.line
    return (message: string, rule = 'wxss') =>
      problems.push({ rule, file, ...(line !== undefined && { line }), message })
  }
  const sheet = root as Root
  sheet.walkAtRules((rule) => {
    if (!AT_RULES.has(rule.name)) at(rule)(`@${rule.name} is too new`)
    if (rule.name !== 'import') return
    const target = importPath(rule.params)
    const resolved = target === null ? null : resolveFrom(path, target)
    if (!resolved || !sources.has(resolved))
      at(rule)(`cannot find ${rule.params}`, 'missing-import')
  })
  sheet.walkRules((rule) => {
    checkRule(rule, isComponent, at(rule))
    if (rule.parent?.type === 'rule') at(rule)(`${rule.selector}: nesting (iOS 16.5) is too new`)
  })
  sheet.walkDecls((declaration) => {
    checkDeclaration(declaration, at(declaration))
  })
  return problems
}

/** Names of custom properties that styles read and nobody sets: a misspelt token draws nothing. */
function unsetVariables(sources: Sources): Problem[] {
  const set = new Set<string>()
  const files = [...sources.files].filter((path) => path.endsWith('.wxss'))
  const texts = [...sources.files].filter((path) => /\.(wxml|ts|js|wxs)$/.test(path))
  for (const path of [...files, ...texts]) {
    for (const [, name] of sources.read(path).matchAll(/(--[\w-]+)['"`\]]*\s*:/g)) set.add(name!)
  }
  return files
    .filter((path) => sources.own.includes(path))
    .flatMap((path) => {
      const root = parse(sources, path)
      const problems: Problem[] = []
      if (root instanceof Error) return problems
      ;(root as Root).walkDecls(({ value, source }) => {
        for (const [, name] of value.matchAll(/var\(\s*(--[\w-]+)\s*\)/g)) {
          if (set.has(name!)) continue
          const line = source?.start?.line
          const message = `nothing sets ${name}`
          problems.push({
            rule: 'wxss-variable',
            file: sources.named(path),
            ...(line !== undefined && { line }),
            message,
          })
        }
      })
      return problems
    })
}

/** Style sheets: syntax, what WXSS lacks, what old phones lack, and tokens that nobody sets. */
export function checkStyles(sources: Sources, app: AppOutline): Problem[] {
  const components = new Set(
    [...app.units.values()].filter(({ kind }) => kind === 'component').map(({ path }) => path),
  )
  return [
    ...sources.own
      .filter((path) => path.endsWith('.wxss'))
      .flatMap((path) => checkSheet(sources, path, components.has(path.replace(/\.wxss$/, '')))),
    ...unsetVariables(sources),
  ]
}
