import type { Manifest, Theme } from '../../compiler/manifest'
import type { PageServices } from '../components/support/controller'
import type { DeviceInfo } from '../host'
import type { Page } from './page'
import type { Units } from './units'

/** What a page offers its components by itself; the rest comes from the runtime. */
type OwnServices =
  | 'dom'
  | 'route'
  | 'cancelTap'
  | 'onTouch'
  | 'onBack'
  | 'setWindow'
  | 'setNavigationBar'
  | 'scrollTo'

export interface PageOptions {
  id: number
  path: string
  query: Record<string, string>
  isTab: boolean
  units: Units
  manifest: Manifest
  device: DeviceInfo
  theme: Theme
  /** Component of a custom tab bar, if this page shows one. */
  customTabBar?: string | undefined
  /** Safe area below the page's content; 0 above a tab bar. */
  insetBottom: number
  baseStyles: readonly string[]
  parent: HTMLElement
  onTap(): void
  /** Runs a callback of the mini program; a failure goes to the one place for errors. */
  guard<T>(where: string, run: () => T): T | undefined
  services(page: Page): Omit<PageServices, OwnServices>
  /** The navigation bar of this page was changed. */
  onNavigationBar(page: Page): void
}
