import type { RouteDefinition } from '../../miniprogram/contract/route'

/** The parts of app.json that routes stand in. */
export interface AppPages {
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
  tabBar: { list: { pagePath: string }[] }
}

const pagesOf = ({ pages, subPackages }: AppPages): string[] => [
  ...pages,
  ...subPackages.flatMap((part) => part.pages.map((page) => `${part.root}/${page}`)),
]

/** Where routes and app.json do not fit together. */
export function routeProblems(
  routes: Readonly<Record<string, RouteDefinition>>,
  app: AppPages,
  icons: readonly string[],
): string[] {
  const pages = pagesOf(app)
  const tabs = app.tabBar.list.map(({ pagePath }) => pagePath)
  const named = Object.entries(routes)
  const routed = new Set(named.map(([, { page }]) => page))
  return [
    ...named.flatMap(([name, { page, isTab, icon }]) => [
      ...(pages.includes(page) ? [] : [`${name}: app.json has no page ${page}`]),
      ...((isTab ?? false) === tabs.includes(page) ? [] : [`${name}: is it a tab page or not?`]),
      ...(icons.includes(icon) ? [] : [`${name}: there is no icon ${icon}`]),
    ]),
    ...pages.filter((page) => !routed.has(page)).map((page) => `${page}: no route leads there`),
  ]
}
