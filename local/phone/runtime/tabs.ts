import type { Manifest, Theme } from '../../compiler/manifest'
import type { Router } from './router'
import type { Screen } from './screen/screen'
import { TabBar } from './screen/tab-bar'
import { tabBarConfig, tabIndex } from './window-config'

/** Where a custom tab bar lies, by convention of the platform. */
const CUSTOM_TAB_BAR = 'custom-tab-bar/index'

export interface TabsOptions {
  manifest: Manifest
  screen: Screen
  router: Router
  theme: Theme
  safeAreaBottom: number
  iconUrl(path: string): string
}

/** The tab bar of app.json, if it has one, and its connection with the pages. */
export class Tabs {
  readonly bar: TabBar | undefined
  /** Component of a tab bar that the mini program draws itself. */
  readonly custom: string | undefined
  readonly #options: TabsOptions
  #isHidden = false

  constructor(options: TabsOptions) {
    this.#options = options
    const config = tabBarConfig(options.manifest, options.theme)
    this.custom = config?.custom ? CUSTOM_TAB_BAR : undefined
    if (!config || config.custom) return
    this.bar = new TabBar({
      config,
      safeAreaBottom: options.safeAreaBottom,
      iconUrl: options.iconUrl,
      onTap: (index) => void this.#tap(index),
    })
    options.screen.pages.append(this.bar.element)
    this.#place()
  }

  /** What the bar takes from the height of tab pages, in px. */
  get height(): number {
    return this.bar && !this.#isHidden ? this.bar.height : 0
  }

  #place(): void {
    this.#options.screen.element.style.setProperty('--tab-bar-height', `${this.height}px`)
  }

  setHidden(hidden: boolean): void {
    this.#isHidden = hidden
    this.bar?.setHidden(hidden)
    this.#place()
  }

  setTheme(theme: Theme): void {
    const config = tabBarConfig(this.#options.manifest, theme)
    if (config) this.bar?.setConfig(config)
  }

  /** The stack changed: the bar shows the tab at its bottom, or nothing. */
  sync(): void {
    const [bottom] = this.#options.router.stack
    if (!this.bar) return
    this.bar.select(tabIndex(this.#options.manifest.app, bottom?.path ?? ''))
    this.bar.element.hidden = bottom?.isTab !== true
  }

  async #tap(index: number): Promise<void> {
    const item = this.bar?.config.list[index]
    if (!item) return
    const pagePath = item.pagePath.replace(/^\//, '')
    const page = await this.#options.router.switchTab(`/${pagePath}`)
    page.call('onTabItemTap', { index: String(index), pagePath, text: item.text })
  }
}
