import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StageProject } from '../../local/automator/stage'

/** A page to walk to; `tab` is its place in the tab bar. */
export interface Stop {
  path: string
  tab?: number
}

interface AppJson {
  pages?: string[]
  entryPagePath?: string
  subpackages?: SubpackageJson[]
  subPackages?: SubpackageJson[]
  tabBar?: { custom?: boolean; list?: { pagePath: string }[] }
}

interface SubpackageJson {
  root: string
  pages: string[]
}

/** Where a walk leads, and whether the tab bar is the mini program's own component. */
export interface Route {
  stops: Stop[]
  hasCustomTabBar: boolean
}

/** The tab pages, without a tab bar the entry page; `all` adds every other page, as it opens without a query. */
export async function routeOf(project: StageProject, all: boolean): Promise<Route> {
  const file = join(project.dir, project.miniprogramRoot, 'app.json')
  const app = JSON.parse(await readFile(file, 'utf8')) as AppJson
  const entry = app.entryPagePath ?? app.pages?.[0]
  if (entry === undefined) throw new Error(`${file} names no page`)
  const tabs = (app.tabBar?.list ?? []).map((one, tab): Stop => {
    return { path: withoutSlash(one.pagePath), tab }
  })
  const stops: Stop[] = tabs.length > 0 ? tabs : [{ path: withoutSlash(entry) }]
  if (all) {
    const known = new Set(stops.map(({ path }) => path))
    stops.push(...pagesOf(app).flatMap((path) => (known.has(path) ? [] : [{ path }])))
  }
  return { stops, hasCustomTabBar: app.tabBar?.custom === true }
}

function pagesOf({ pages = [], subpackages, subPackages }: AppJson): string[] {
  const parts = subpackages ?? subPackages ?? []
  return [
    ...pages.map(withoutSlash),
    ...parts.flatMap(({ root, pages: own }) =>
      own.map((page) => `${withoutSlash(root).replace(/\/$/, '')}/${withoutSlash(page)}`),
    ),
  ]
}

const withoutSlash = (path: string): string => path.replace(/^\//, '')
