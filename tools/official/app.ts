import type { Problem } from './problem'
import { isForeign, readJson, resolveFrom, type Sources } from './sources'

/** A page or a component: four files of one name. */
export interface Unit {
  /** Without extension. */
  path: string
  kind: 'page' | 'component'
  json: Record<string, unknown>
  /** Tag → path of the component, resolved. */
  components: ReadonlyMap<string, string>
}

export interface AppOutline {
  json: Record<string, unknown>
  pages: readonly string[]
  /** Roots of subpackages, with a closing slash. */
  subpackages: readonly string[]
  units: ReadonlyMap<string, Unit>
  /** Subpackage root of a path, or `''` for the main package. */
  packageOf(path: string): string
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

const objects = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? (value as unknown[]).filter((item) => isObject(item)) : []

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const slash = (root: unknown): string => `${String(root).replace(/^\/|\/$/g, '')}/`

/** A component's file as JSON names it: relative, from the root, or inside an npm package. */
export function resolveComponent(sources: Sources, from: string, path: string): string | null {
  const isThere = (candidate: string): boolean =>
    ['.js', '.ts'].some((end) => sources.has(candidate + end)) && sources.has(`${candidate}.wxml`)
  const bases = [resolveFrom(from, path), `miniprogram_npm/${path}`].filter((base) => base !== null)
  return bases.flatMap((base) => [base, `${base}/index`]).find(isThere) ?? null
}

/** Reads app.json and every page and component that it leads to. */
export function outline(sources: Sources, problems: Problem[]): AppOutline {
  const json = readJson(sources, 'app.json', problems) ?? {}
  const subs = [...objects(json['subPackages']), ...objects(json['subpackages'])]
  const pages = [
    ...strings(json['pages']),
    ...subs.flatMap((sub) => strings(sub['pages']).map((page) => slash(sub['root']) + page)),
  ]
  const subpackages = subs.map((sub) => slash(sub['root']))
  const units = new Map<string, Unit>()
  const queue = pages.map((path): [string, Unit['kind']] => [path, 'page'])
  const globals = isObject(json['usingComponents']) ? json['usingComponents'] : {}
  for (const [, path] of Object.entries(globals)) {
    const found = resolveComponent(sources, 'app.json', String(path))
    if (found) queue.push([found, 'component'])
  }
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [path, kind] = next
    if (units.has(path)) continue
    const file = `${path}.json`
    const own = sources.has(file) ? (readJson(sources, file, problems) ?? {}) : {}
    const components = new Map<string, string>()
    const using = isObject(own['usingComponents']) ? own['usingComponents'] : {}
    for (const [tag, target] of Object.entries({ ...globals, ...using })) {
      const found = resolveComponent(sources, file, String(target))
      if (found) {
        components.set(tag, found)
        queue.push([found, 'component'])
      } else if (!isForeign(path)) {
        problems.push({
          rule: 'missing-component',
          file: sources.named(file),
          message: `no component at ${String(target)} for <${tag}>`,
        })
      }
    }
    units.set(path, { path, kind, json: own, components })
  }
  const packageOf = (path: string): string =>
    subpackages.find((root) => path.startsWith(root)) ?? ''
  return { json, pages, subpackages, units, packageOf }
}
