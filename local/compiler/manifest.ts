/**
 * What the compiler hands to the phone: pure types, shared by Node (local/compiler) and the browser (local/phone).
 */

export type Theme = 'light' | 'dark'

/** `theme.json`: values of `@name` references in app and page JSON. */
export type ThemeVariables = Record<Theme, Record<string, string>>

/** Window settings of app.json `window` and of a page's JSON. Colours may be `@name`. */
export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: 'default' | 'custom'
  homeButton?: boolean
  backgroundColor?: string
  backgroundColorTop?: string
  backgroundColorBottom?: string
  backgroundTextStyle?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
  pageOrientation?: string
}

export interface TabBarItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface TabBarConfig {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: string
  position?: 'bottom' | 'top'
  custom?: boolean
  list: TabBarItem[]
}

export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  window?: WindowConfig
  tabBar?: TabBarConfig
  darkmode?: boolean
  usingComponents?: Record<string, string>
  [key: string]: unknown
}

export type StyleIsolation =
  'isolated' | 'apply-shared' | 'shared' | 'page-isolated' | 'page-apply-shared' | 'page-shared'

/** JSON of a page or component, with `usingComponents` resolved to paths from the mini-program root. */
export interface UnitConfig extends WindowConfig {
  component?: boolean
  usingComponents: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  componentPlaceholder?: Record<string, string>
  styleIsolation?: StyleIsolation
  addGlobalClass?: boolean
  pureDataPattern?: string
  [key: string]: unknown
}

/** A page or a component. */
export interface Unit {
  config: UnitConfig
  /** Prefix of its class names; unique per component. */
  scope: string
  /** Module path of its script, without extension. */
  script: string
}

export interface Manifest {
  app: AppConfig
  theme: ThemeVariables
  /** All page paths in the order of app.json, main package first. */
  pages: string[]
  /** Pages and components by path from the mini-program root, without extension. */
  units: Record<string, Unit>
  /** Grows with every build that changed something. */
  version: number
}

/**
 * Placeholders in compiled component style sheets; the phone replaces them when it knows the style isolation, which a
 * component may state in its script only.
 */
export const CLASS_PLACEHOLDER = '_WXC_'
export const HOST_PLACEHOLDER = '_WXH_'

/** Where the compiled code lies below the package's own files. */
export const CODE_ROOT = '/mp/__code/'

/** Property that answers `value.constructor` in WXS. */
export const WXS_CONSTRUCTOR = '$wxsConstructor'
