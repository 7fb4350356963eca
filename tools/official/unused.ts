import { isObject, type AppOutline } from './app'
import { importTargets } from './imports'
import type { Problem } from './problem'
import { isForeign, resolveFrom, type Sources } from './sources'
import { sheetsOf } from './wxss'
import { wxmlTags } from './wxml-tags'

const UNIT_ENDS = ['.json', '.wxml', '.wxss', '.ts', '.js']
const LEFT_OUT = /(^|\/)tsconfig\.json$|\.d\.ts$/
const IMAGE = /\.(png|jpe?g|gif|svg|webp)$/

/** Files that one file leads to. */
function targets(sources: Sources, file: string): string[] {
  if (/\.[jt]s$/.test(file)) return importTargets(sources, file)
  if (file.endsWith('.wxss')) return sheetsOf(sources, file).map((sheet) => sheet.file)
  if (!file.endsWith('.wxml')) return []
  return wxmlTags(sources.read(file)).flatMap(({ name, attributes }) => {
    const src = attributes.get('src')
    if (!['import', 'include', 'wxs'].includes(name) || src === undefined) return []
    const bare = resolveFrom(file, src)
    return bare === null ? [] : [bare, `${bare}.wxml`, `${bare}.wxs`]
  })
}

/** Files that no page leads to: weight on every phone, or something that was forgotten to be wired. */
export function checkUnused(sources: Sources, app: AppOutline): Problem[] {
  const used = new Set<string>()
  const roots = ['app', ...[...app.units.values()].map(({ path }) => path)]
  const queue = roots.flatMap((path) => UNIT_ENDS.map((end) => path + end))
  for (const key of ['sitemapLocation', 'themeLocation']) queue.push(String(app.json[key]))
  const workers = app.json['workers']
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (used.has(next) || !sources.has(next) || isForeign(next)) continue
    used.add(next)
    queue.push(...targets(sources, next))
  }
  const text = sources.own.map((path) => sources.read(path)).join('\n')
  const isUsed = (path: string): boolean => {
    if (IMAGE.test(path)) return text.includes(path) || text.includes(path.split('/').at(-1)!)
    if (typeof workers === 'string' && path.startsWith(`${workers}/`)) return true
    if (isObject(app.json['workers']) || LEFT_OUT.test(path)) return true
    return used.has(path)
  }
  const judged = [...sources.files].filter(
    (path) => !isForeign(path) && (sources.own.includes(path) || IMAGE.test(path)),
  )
  return judged
    .filter((path) => !isUsed(path))
    .map((path) => ({
      rule: 'unused-file',
      file: sources.named(path),
      message: 'no page needs it',
    }))
}
