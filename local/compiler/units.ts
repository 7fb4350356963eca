import { createHash } from 'node:crypto'
import type { SourceFiles } from './files'
import { checkThemeReferences, isObject, readJson, readTheme } from './json'
import type { AppConfig, Manifest, ThemeVariables, Unit, UnitConfig } from './manifest'
import { applyAlias, normalizePath, resolveComponent } from './paths'
import { positionOfString, Problems } from './problems'

/** What app.json and the JSON of all pages and components say. */
export interface ProjectUnits {
  app: AppConfig
  theme: ThemeVariables
  pages: string[]
  units: Map<string, Unit>
  aliases: Record<string, string>
  problems: Problems
}

interface SubPackage {
  root: string
  pages: string[]
}

function strings(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : []
}

function subPackages(app: Record<string, unknown>): SubPackage[] {
  const list = app['subPackages'] ?? app['subpackages']
  if (!Array.isArray(list)) return []
  return list.filter(isObject).map((item) => ({
    root: normalizePath(String(item['root'] ?? '')),
    pages: strings(item['pages']),
  }))
}

/** Class prefix: readable, and unique by a hash of the path. */
function scopeOf(path: string): string {
  const name =
    path
      .split('/')
      .filter((part) => part !== 'index')
      .pop() ?? 'c'
  const hash = createHash('sha1').update(path).digest('hex').slice(0, 5)
  return `${name.replace(/[^\w-]/g, '').replace(/^[^A-Za-z]/, 'c$&')}-${hash}`
}

class UnitReader {
  readonly units = new Map<string, Unit>()
  readonly problems = new Problems()
  aliases: Record<string, string> = {}

  constructor(
    private readonly files: SourceFiles,
    private readonly globalUsing: Record<string, string>,
    private theme: ThemeVariables,
  ) {}

  setTheme(theme: ThemeVariables): void {
    this.theme = theme
  }

  /** Resolves `usingComponents`; entries that lead nowhere are errors at their place in the JSON. */
  resolveUsing(value: unknown, file: string): Record<string, string> {
    const resolved: Record<string, string> = {}
    if (!isObject(value)) return resolved
    for (const [tag, request] of Object.entries(value)) {
      if (typeof request !== 'string') continue
      const target = resolveComponent(this.files, request, file, this.aliases)
      if (target) resolved[tag] = target
      else {
        const { line, column } = positionOfString(this.files.text(file), request)
        const message = /^(plugin|dynamicLib|ext):\/\//.test(request)
          ? `plugins are not supported: ${request}`
          : `there is no component ${applyAlias(request, this.aliases)}`
        this.problems.add('error', file, message, line, column)
      }
    }
    return resolved
  }

  /** Reads a page or component and everything it uses. */
  read(path: string): void {
    if (this.units.has(path)) return
    const file = `${path}.json`
    const json = readJson(this.files, file, this.problems)
    if (this.files.exists(file)) {
      checkThemeReferences(json, this.theme, file, this.files.text(file), this.problems)
    }
    const own = this.resolveUsing(json['usingComponents'], file)
    const config: UnitConfig = { ...json, usingComponents: { ...this.globalUsing, ...own } }
    this.units.set(path, { config, scope: scopeOf(path), script: path })
    const generics = isObject(json['componentGenerics']) ? json['componentGenerics'] : {}
    for (const [name, generic] of Object.entries(generics)) {
      const fallback = isObject(generic) ? generic['default'] : undefined
      if (typeof fallback !== 'string') continue
      const target = resolveComponent(this.files, fallback, file, this.aliases)
      if (target) {
        config.componentGenerics ??= {}
        config.componentGenerics[name] = { default: `/${target}` }
        this.read(target)
      }
    }
    for (const target of Object.values(own)) this.read(target)
  }
}

function readPages(files: SourceFiles, app: Record<string, unknown>, problems: Problems): string[] {
  const text = files.text('app.json')
  const found: string[] = []
  const add = (path: string, written: string): void => {
    if (found.includes(path)) return
    if (files.exists(`${path}.wxml`)) found.push(path)
    else {
      const { line, column } = positionOfString(text, written)
      problems.add('error', 'app.json', `page "${path}" has no ${path}.wxml`, line, column)
    }
  }
  for (const page of strings(app['pages'])) add(normalizePath(page), page)
  for (const { root, pages } of subPackages(app)) {
    for (const page of pages) add(normalizePath(`${root}/${page}`), page)
  }
  if (found.length === 0) problems.add('error', 'app.json', '"pages" names no page')
  return found
}

function checkTabBar(files: SourceFiles, app: AppConfig, problems: Problems): void {
  const list = app.tabBar?.list
  if (!Array.isArray(list)) return
  const text = files.text('app.json')
  for (const item of list) {
    const checks: [string | undefined, boolean, string][] = [
      [item.pagePath, strings(app.pages).includes(item.pagePath), 'is not in "pages"'],
    ]
    for (const icon of [item.iconPath, item.selectedIconPath]) {
      if (icon && !icon.startsWith('@')) {
        checks.push([icon, files.exists(normalizePath(icon)), 'does not exist'])
      }
    }
    for (const [value, fine, message] of checks) {
      if (fine || !value) continue
      const { line, column } = positionOfString(text, value)
      problems.add('error', 'app.json', `tabBar: "${value}" ${message}`, line, column)
    }
  }
}

/** Reads app.json and, from it, every page and component that can be reached. */
export function readUnits(files: SourceFiles): ProjectUnits {
  const problems = new Problems()
  const empty: ThemeVariables = { light: {}, dark: {} }
  if (!files.exists('app.json')) {
    problems.add('error', 'app.json', 'there is no app.json')
    const app: AppConfig = { pages: [] }
    return { app, theme: empty, pages: [], units: new Map(), aliases: {}, problems }
  }
  const app = readJson(files, 'app.json', problems) as AppConfig
  const theme = readTheme(files, app['themeLocation'], problems)
  checkThemeReferences(app, theme, 'app.json', files.text('app.json'), problems)

  const globalUsing: Record<string, string> = {}
  const reader = new UnitReader(files, globalUsing, theme)
  const aliases = isObject(app['resolveAlias']) ? app['resolveAlias'] : {}
  reader.aliases = Object.fromEntries(
    Object.entries(aliases).map(([from, to]) => [from, String(to)]),
  )
  Object.assign(globalUsing, reader.resolveUsing(app.usingComponents, 'app.json'))
  const pages = readPages(files, app, problems)
  for (const path of [...Object.values(globalUsing), ...pages]) reader.read(path)
  if (app.tabBar?.custom && files.exists('custom-tab-bar/index.json')) {
    reader.read('custom-tab-bar/index')
  }
  checkTabBar(files, app, problems)
  problems.addAll(reader.problems)
  return { app, theme, pages, units: reader.units, aliases: reader.aliases, problems }
}

export function toManifest(project: ProjectUnits, version: number): Manifest {
  return {
    app: project.app,
    theme: project.theme,
    pages: project.pages,
    units: Object.fromEntries(project.units),
    version,
  }
}
