import { TmplGroup } from 'glass-easel-template-compiler'
import { isObject, type AppOutline, type Unit } from './app'
import { scriptClosure } from './imports'
import type { Problem } from './problem'
import { isForeign, resolveFrom, type Sources } from './sources'
import { wxmlTags, type Tag } from './wxml-tags'

/** https://developers.weixin.qq.com/miniprogram/dev/component/, and the tags of the language itself. */
export const BUILT_IN = new Set(
  `ad ad-custom audio block button camera canvas channel-live channel-video checkbox checkbox-group cover-image cover-view
  draggable-sheet editor editor-portal form functional-page-navigator grid-builder grid-view icon image import include input
  keyboard-accessory label list-builder list-view live-player live-pusher map match-media movable-area movable-view
  native-component navigation-bar navigator nested-scroll-body nested-scroll-header official-account
  official-account-publish open-container open-data open-data-item open-data-list page-container page-meta picker
  picker-view picker-view-column progress radio radio-group rich-text root-portal scroll-view selection share-element
  slider slot snapshot span sticky-header sticky-section store-coupon store-gift store-home store-product swiper
  swiper-item switch template text textarea video view voip-room web-view wxs xr-frame`
    .trim()
    .split(/\s+/),
)

const EVENT = /^(?:bind|catch|mut-bind|capture-bind|capture-catch):?[\w-]+$/
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/

interface Finding {
  message: string
  startLine: number
}

/** What glass-easel's compiler says; a warning too is a mistake here. */
function syntax(sources: Sources, path: string): Problem[] {
  const group = new TmplGroup()
  try {
    const findings = group.addTmpl(path, sources.read(path)) as unknown as Finding[]
    return findings.map(({ message, startLine }) => {
      return { rule: 'wxml-syntax', file: sources.named(path), line: startLine + 1, message }
    })
  } finally {
    group.free()
  }
}

/** A template with everything that it imports or includes: their tags are drawn by the same component. */
function templatesOf(sources: Sources, path: string, problems: Problem[]): Map<string, Tag[]> {
  const found = new Map<string, Tag[]>()
  const queue = [path]
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (found.has(next)) continue
    const tags = wxmlTags(sources.read(next))
    found.set(next, tags)
    for (const { name, attributes, line } of tags) {
      const src = attributes.get('src')
      if (!['import', 'include', 'wxs'].includes(name) || src === undefined) continue
      const bare = resolveFrom(next, src)
      const end = name === 'wxs' ? '.wxs' : '.wxml'
      const target = bare?.endsWith(end) ? bare : `${bare}${end}`
      if (bare === null || !sources.has(target)) {
        const message = `<${name}> of a file that is not there: ${src}`
        problems.push({ rule: 'missing-template', file: sources.named(next), line, message })
      } else if (name !== 'wxs') queue.push(target)
    }
  }
  return found
}

/** Components that a unit draws: as tags, or handed on as generics. */
function drawn(unit: Unit, tags: Tag[]): Set<string> {
  const names = new Set(tags.map(({ name }) => name))
  for (const { attributes } of tags) {
    for (const [key, value] of attributes) if (key.startsWith('generic:')) names.add(value)
  }
  for (const value of Object.values(unit.json['componentGenerics'] ?? {})) {
    if (isObject(value)) names.add(String(value['default']))
  }
  return names
}

function checkUnit(sources: Sources, app: AppOutline, unit: Unit): Problem[] {
  const path = `${unit.path}.wxml`
  const problems: Problem[] = []
  const templates = templatesOf(sources, path, problems)
  const generics = new Set(Object.keys(unit.json['componentGenerics'] ?? {}))
  const globals = isObject(app.json['usingComponents']) ? app.json['usingComponents'] : {}
  const script = scriptClosure(sources, unit.path)
  for (const [file, tags] of templates) {
    const report = (rule: string, line: number, message: string) =>
      problems.push({ rule, file: sources.named(file), line, message })
    for (const { name, attributes, line } of tags) {
      if (!BUILT_IN.has(name) && !unit.components.has(name) && !generics.has(name)) {
        report('unknown-component', line, `<${name}> is neither built in nor in usingComponents`)
      }
      for (const [key, handler] of attributes) {
        if (!EVENT.test(key) || !IDENTIFIER.test(handler)) continue
        if (!new RegExp(`(?<![\\w$.])${handler.replaceAll('$', '\\$')}(?![\\w$])`).test(script)) {
          report('missing-handler', line, `${key}="${handler}": no ${handler} in the script`)
        }
      }
    }
  }
  const names = drawn(unit, [...templates.values()].flat())
  const own = isObject(unit.json['usingComponents']) ? unit.json['usingComponents'] : {}
  for (const tag of Object.keys(own)) {
    if (!names.has(tag) && !(tag in globals)) {
      const message = `<${tag}> of usingComponents is not used: it loads for nothing`
      problems.push({ rule: 'unused-component', file: sources.named(`${unit.path}.json`), message })
    }
  }
  return problems
}

/** Templates: syntax, tags, files, event handlers, and components that load for nothing. */
export function checkTemplates(sources: Sources, app: AppOutline): Problem[] {
  const templates = sources.own.filter((path) => path.endsWith('.wxml'))
  const units = [...app.units.values()].filter(
    ({ path }) => !isForeign(path) && sources.has(`${path}.wxml`),
  )
  return [
    ...templates.flatMap((path) => syntax(sources, path)),
    ...units.flatMap((unit) => checkUnit(sources, app, unit)),
  ]
}
