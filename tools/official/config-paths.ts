import { isObject, type AppOutline } from './app'
import type { Problem } from './problem'
import { readJson, type Sources } from './sources'

/** https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html#tabBar */
const TABS = { min: 2, max: 5 }

type Report = (message: string) => void

function checkPages(sources: Sources, app: AppOutline, report: Report): void {
  for (const page of app.pages) {
    if (!['.ts', '.js'].some((end) => sources.has(page + end))) report(`page ${page} has no script`)
    if (!sources.has(`${page}.wxml`)) report(`page ${page} has no WXML`)
  }
  if (new Set(app.pages).size < app.pages.length) report('a page is listed twice')
  const entry = app.json['entryPagePath']
  if (typeof entry === 'string' && !app.pages.includes(entry)) report(`no entry page ${entry}`)
}

function checkTabs(sources: Sources, app: AppOutline, report: Report): void {
  const bar = app.json['tabBar']
  const list = isObject(bar) && Array.isArray(bar['list']) ? (bar['list'] as unknown[]) : null
  if (!list) return
  if (list.length < TABS.min || list.length > TABS.max) {
    report(`${list.length} tabs, WeChat takes ${TABS.min} to ${TABS.max}`)
  }
  for (const tab of list.filter(isObject)) {
    const page = String(tab['pagePath'])
    if (!app.pages.includes(page)) report(`tab page ${page} is not a page`)
    else if (app.packageOf(page)) report(`tab page ${page} is outside the main package`)
    for (const key of ['iconPath', 'selectedIconPath']) {
      const icon = tab[key]
      if (typeof icon !== 'string' || icon.startsWith('@')) continue
      if (!sources.has(icon.replace(/^\//, ''))) report(`no tab icon ${icon}`)
    }
  }
}

function checkPreload(app: AppOutline, report: Report): void {
  const rules = app.json['preloadRule']
  if (!isObject(rules)) return
  for (const [page, rule] of Object.entries(rules)) {
    if (!app.pages.includes(page)) report(`preloadRule names ${page}, which is not a page`)
    const packages = isObject(rule) && Array.isArray(rule['packages']) ? rule['packages'] : []
    for (const name of packages.map(String)) {
      if (name !== '__APP__' && !app.subpackages.includes(`${name.replace(/\/$/, '')}/`)) {
        report(`preloadRule loads ${name}, which is not a subpackage`)
      }
    }
  }
}

/** Every `@name` of app.json and page JSON, in both schemes; icons among the values exist. */
function checkTheme(sources: Sources, app: AppOutline, problems: Problem[]): void {
  const file = typeof app.json['themeLocation'] === 'string' ? app.json['themeLocation'] : null
  const used = new Map<string, string>()
  const note = (value: unknown, where: string): void => {
    if (typeof value === 'string' && /^@\w/.test(value)) used.set(value.slice(1), where)
    else if (isObject(value)) for (const inner of Object.values(value)) note(inner, where)
    else if (Array.isArray(value)) for (const inner of value) note(inner, where)
  }
  note({ window: app.json['window'], tabBar: app.json['tabBar'] }, 'app.json')
  for (const { path, json, kind } of app.units.values()) {
    if (kind === 'page') note({ ...json, usingComponents: undefined }, `${path}.json`)
  }
  if (used.size === 0) return
  const theme = file && sources.has(file) ? readJson(sources, file, problems) : null
  for (const scheme of ['light', 'dark']) {
    const values = isObject(theme?.[scheme]) ? theme[scheme] : {}
    for (const [name, where] of used) {
      if (!(name in values)) {
        const message = `@${name} is not in the ${scheme} theme`
        problems.push({ rule: 'theme', file: sources.named(where), message })
      }
    }
    for (const [name, value] of Object.entries(values)) {
      const isImage = typeof value === 'string' && /\.(png|jpe?g)$/.test(value)
      if (isImage && !sources.has(value.replace(/^\//, ''))) {
        const message = `${scheme}.${name}: no file ${value}`
        problems.push({ rule: 'theme', file: sources.named(file ?? 'theme.json'), message })
      }
    }
  }
}

/** Without the plugin WeChat looks for `.js` files only. */
function checkPlugins(sources: Sources, problems: Problem[]): void {
  const setting = sources.project['setting']
  const plugins = isObject(setting) ? setting['useCompilerPlugins'] : undefined
  if (Array.isArray(plugins) && plugins.includes('typescript')) return
  const script = sources.own.find((path) => /(?<!\.d)\.ts$/.test(path))
  if (script === undefined) return
  const message = `setting.useCompilerPlugins lacks typescript, and there is ${script}`
  problems.push({ rule: 'config', file: 'project.config.json', message })
}

/** What JSON files name has to exist. */
export function configPaths(sources: Sources, app: AppOutline): Problem[] {
  const problems: Problem[] = []
  const report: Report = (message) => {
    problems.push({ rule: 'config', file: sources.named('app.json'), message })
  }
  checkPages(sources, app, report)
  checkTabs(sources, app, report)
  checkPreload(app, report)
  for (const key of ['sitemapLocation', 'themeLocation']) {
    const path = app.json[key]
    if (typeof path === 'string' && !sources.has(path)) report(`${key}: no file ${path}`)
  }
  checkTheme(sources, app, problems)
  checkPlugins(sources, problems)
  return problems
}
