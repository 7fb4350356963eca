import type {
  AppConfig,
  Manifest,
  TabBarConfig,
  Theme,
  ThemeVariables,
  WindowConfig,
} from '../../compiler/manifest'

const WINDOW_DEFAULTS: Required<
  Pick<
    WindowConfig,
    | 'navigationBarTitleText'
    | 'navigationBarBackgroundColor'
    | 'navigationBarTextStyle'
    | 'backgroundColor'
    | 'backgroundTextStyle'
    | 'onReachBottomDistance'
  >
> = {
  navigationBarTitleText: '',
  navigationBarBackgroundColor: '#000000',
  navigationBarTextStyle: 'white',
  backgroundColor: '#ffffff',
  backgroundTextStyle: 'dark',
  onReachBottomDistance: 50,
}

const WINDOW_KEYS = [
  'navigationBarTitleText',
  'navigationBarBackgroundColor',
  'navigationBarTextStyle',
  'navigationStyle',
  'homeButton',
  'backgroundColor',
  'backgroundColorTop',
  'backgroundColorBottom',
  'backgroundTextStyle',
  'enablePullDownRefresh',
  'onReachBottomDistance',
  'disableScroll',
] as const

export type PageWindow = WindowConfig & typeof WINDOW_DEFAULTS

/** Replaces `@name` by the theme's value, deeply; a name the theme lacks stays and was reported by the compiler. */
function resolveTheme<T>(value: T, variables: ThemeVariables, theme: Theme): T {
  if (typeof value === 'string') {
    if (!value.startsWith('@')) return value
    return (variables[theme][value.slice(1)] ?? value) as T
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => resolveTheme(item, variables, theme)) as T
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      resolveTheme(item as unknown, variables, theme),
    ]),
  ) as T
}

/** Window settings of one page: its own JSON over app.json `window` over WeChat's defaults. */
export function pageWindow(manifest: Manifest, path: string, theme: Theme): PageWindow {
  const page = (manifest.units[path]?.config ?? {}) as WindowConfig
  const app = manifest.app.window ?? {}
  const merged: Record<string, unknown> = { ...WINDOW_DEFAULTS }
  for (const key of WINDOW_KEYS) {
    // Of these one is a page's own affair.
    const value = page[key] ?? (key === 'disableScroll' ? undefined : app[key])
    if (value !== undefined) merged[key] = value
  }
  return resolveTheme(merged, manifest.theme, theme) as unknown as PageWindow
}

export function tabBarConfig(manifest: Manifest, theme: Theme): TabBarConfig | undefined {
  const { tabBar } = manifest.app
  return tabBar && resolveTheme(tabBar, manifest.theme, theme)
}

/** Index of a page in the tab bar, or -1. */
export function tabIndex(app: AppConfig, path: string): number {
  return app.tabBar?.list.findIndex((item) => item.pagePath.replace(/^\//, '') === path) ?? -1
}

export function homePath(manifest: Manifest): string {
  return manifest.app.entryPagePath?.replace(/^\//, '') ?? manifest.pages[0] ?? ''
}
