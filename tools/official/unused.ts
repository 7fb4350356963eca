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
function targets(sources: Sources, file: string, withTypes: boolean): string[] {
  if (/\.[jt]s$/.test(file)) return importTargets(sources, file, withTypes)
  if (file.endsWith('.wxss')) return sheetsOf(sources, file).map((sheet) => sheet.file)
  if (file.endsWith('.wxs')) {
    const paths = [...sources.read(file).matchAll(/\brequire\(\s*['"]([^'"]+)['"]/g)]
    return paths.flatMap(([, path]) => resolveFrom(file, path!) ?? [])
  }
  if (!file.endsWith('.wxml')) return []
  return wxmlTags(sources.read(file)).flatMap(({ name, attributes }) => {
    const src = attributes.get('src')
    if (!['import', 'include', 'wxs'].includes(name) || src === undefined) return []
    const bare = resolveFrom(file, src)
    return bare === null ? [] : [bare, `${bare}.wxml`, `${bare}.wxs`]
  })
}

/**
 * Files that app.json leads to through pages, components, imports and templates; of packages too. Without types: what a phone
 * loads when it runs.
 */
export function usedFiles(
  sources: Sources,
  app: AppOutline,
  { withTypes }: { withTypes: boolean },
): Set<string> {
  const used = new Set<string>()
  const roots = ['app', ...[...app.units.values()].map(({ path }) => path)]
  const queue = roots.flatMap((path) => UNIT_ENDS.map((end) => path + end))
  for (const key of ['sitemapLocation', 'themeLocation']) queue.push(String(app.json[key]))
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (used.has(next) || !sources.has(next)) continue
    used.add(next)
    queue.push(...targets(sources, next, withTypes))
  }
  const text = sources.own.map((path) => sources.read(path)).join('\n')
  for (const path of sources.files) {
    if (IMAGE.test(path) && text.includes(path.split('/').at(-1)!)) used.add(path)
  }
  return used
}

/** Not for phones: the compiler leaves them out. */
export const isLeftOut = (path: string): boolean => LEFT_OUT.test(path)

/** Files that no page leads to: weight on every phone, or something that was forgotten to be wired. */
export function checkUnused(sources: Sources, app: AppOutline): Problem[] {
  const used = usedFiles(sources, app, { withTypes: true })
  const workers = isObject(app.json['workers']) ? app.json['workers']['path'] : app.json['workers']
  const isWorker = (path: string): boolean =>
    typeof workers === 'string' && path.startsWith(`${workers.replace(/\/$/, '')}/`)
  return [...sources.files]
    .filter((path) => !isForeign(path) && (sources.own.includes(path) || IMAGE.test(path)))
    .filter((path) => !used.has(path) && !isLeftOut(path) && !isWorker(path))
    .map((path) => {
      return { rule: 'unused-file', file: sources.named(path), message: 'no page needs it' }
    })
}
