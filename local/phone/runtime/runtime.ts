import {
  addGlobalErrorListener,
  addGlobalWarningListener,
  type GeneralComponent,
} from 'glass-easel'
import type { Manifest, TabBarConfig, Theme } from '../../compiler/manifest'
import { builtIns } from '../components'
import type { PageServices } from '../components/support/controller'
import { registerBuiltIn } from '../components/support/register'
import type { DeviceInfo, EnterOptions, PhoneHost } from '../host'
import { noteTap, type WxContext } from '../wx/support'
import { AppInstance } from './app'
import type { PageBackend } from './backend'
import { ModuleRegistry } from './modules'
import { Page } from './page'
import { Reporter } from './report'
import { Router, type OpenType } from './router'
import { NAVIGATION_BAR_HEIGHT } from './screen/navigation-bar'
import { Screen } from './screen/screen'
import { TabBar } from './screen/tab-bar'
import { makeCard } from './share'
import { Sources } from './sources'
import { TemplateHooks } from './template-hooks'
import { Units } from './units'
import { formatQuery, type PageUrl } from './url'
import { tabBarConfig, tabIndex } from './window-config'

/** Where a custom tab bar lies, by convention of the platform. */
const CUSTOM_TAB_BAR = 'custom-tab-bar/index'

export interface CompiledCode {
  manifest: Manifest
  styles: Readonly<Record<string, string>>
}

declare global {
  interface Window {
    /** Set before modules.js runs. */
    __mpDefine: ModuleRegistry['define']
    __mpTemplateHooks: object
    /** Set by templates.js. */
    __mpTemplates: ConstructorParameters<typeof Units>[0]['templates']
  }
}

/**
 * Scene values with which a card, code or message opens a page of its own even when the mini program is alive; with
 * all others (recent list, floating window…) it stays where it was.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/runtime/operating-mechanism.html
 */
const REOPENING_SCENES = new Set([
  1007, 1008, 1011, 1012, 1013, 1014, 1017, 1020, 1025, 1036, 1037, 1043, 1044, 1045, 1046, 1047,
  1048, 1049, 1058, 1065, 1067, 1074, 1082, 1088, 1091, 1096, 1107, 1154, 1155, 1158, 1160, 1185,
  1231,
])

/** One run of one mini program in this window. */
export class MiniProgramRuntime {
  readonly host: PhoneHost
  readonly reporter: Reporter
  readonly modules = new ModuleRegistry()
  readonly hooks: TemplateHooks
  readonly app: AppInstance
  readonly screen: Screen
  readonly manifest: Manifest
  readonly router: Router
  units!: Units
  tabBar: TabBar | undefined
  readonly #styles: CompiledCode['styles']
  #wx: Record<string, unknown> = {}
  #context: WxContext | undefined
  #sources!: Sources
  #device: DeviceInfo
  #nextPageId = 1
  #tabBarHidden = false

  constructor(host: PhoneHost, reporter: Reporter, code: CompiledCode) {
    this.host = host
    this.reporter = reporter
    this.launched = new Promise((resolve) => (this.#setLaunched = resolve))
    this.manifest = code.manifest
    this.#styles = code.styles
    this.#device = host.device
    this.hooks = new TemplateHooks(reporter)
    this.app = new AppInstance((where, run) => this.guard(where, run))
    this.screen = new Screen(
      host.device,
      () => this.#openMenu(),
      () => host.leave(),
    )
    this.router = new Router({
      manifest: this.manifest,
      createPage: (path, query, isTab) => this.#createPage(path, query, isTab),
      onChange: () => this.#syncScreen(),
      onPageNotFound: (url, openType) => this.#pageNotFound(url, openType),
      confirmLeave: (page) => this.#confirmLeave(page),
    })
  }

  get device(): DeviceInfo {
    return this.#device
  }

  get wx(): Record<string, unknown> {
    return this.#wx
  }

  /** The theme the mini program is drawn in: the phone's, if app.json says `darkmode`. */
  get theme(): Theme {
    return this.manifest.app.darkmode === true ? this.#device.theme : 'light'
  }

  get context(): WxContext {
    if (!this.#context) throw new Error('the runtime has not started')
    return this.#context
  }

  /** The area of the page in front: below the navigation bar and above the tab bar. */
  windowSize(): { width: number; height: number; top: number } {
    const { screenWidth, screenHeight, statusBarHeight } = this.#device
    const page = this.router.top ?? this.#opening
    const top = page?.hasCustomNavigation ? 0 : statusBarHeight + NAVIGATION_BAR_HEIGHT
    const bottom = page?.isTab && this.tabBar && !this.#tabBarHidden ? this.tabBar.height : 0
    return { width: screenWidth, height: screenHeight - top - bottom, top }
  }

  /** The global `getCurrentPages`. */
  readonly getCurrentPages = (): unknown[] => this.router.stack.map((page) => page.instance)

  /** Settles when `App.onLaunch` has run and the first page is shown. */
  readonly launched: Promise<void>
  #setLaunched: () => void = () => undefined

  guard<T>(where: string, run: () => T): T | undefined {
    try {
      return run()
    } catch (error) {
      this.#fail(error, where)
      return undefined
    }
  }

  #fail(error: unknown, where: string): void {
    const { stack } = this.reporter.exception(error, where)
    this.app.call('onError', stack)
    this.#context?.events.emit('error', stack)
  }

  /** Evaluates the compiled code and opens the first page. */
  async start(wx: Record<string, unknown>, context: WxContext): Promise<void> {
    this.#wx = wx
    this.#context = context
    this.#sources = new Sources(context)
    this.#listenToErrors()
    this.units = new Units({
      manifest: this.manifest,
      modules: this.modules,
      templates: window.__mpTemplates,
      styles: this.#styles,
      hooks: this.hooks,
      reporter: this.reporter,
      onAttached: (component) => this.pageOf(component)?.componentAttached(component),
    })
    for (const builtIn of builtIns) {
      registerBuiltIn(this.units.space, builtIn, builtIn.behaviors?.(this.units.behaviors))
    }
    this.modules.setGlobals({
      App: this.app.App,
      Page: this.units.Page,
      Component: this.units.Component,
      Behavior: this.units.Behavior,
      getApp: this.app.getApp,
      getCurrentPages: this.getCurrentPages,
      wx,
      global: {},
      requirePlugin: (name: string) => {
        throw new Error(`plugins are not supported: ${name}`)
      },
    })
    this.#makeTabBar()
    this.#listenToHost()
    const appScript = ['app.ts', 'app.js'].find((file) => this.modules.has(file))
    if (appScript) this.guard(appScript, () => this.modules.require(appScript))
    const options = this.host.enterOptions
    this.app.launch(options)
    const query = formatQuery(options.query)
    const url = options.path ? `/${options.path}${query && `?${query}`}` : ''
    await this.router.reLaunch(url, 'appLaunch').catch((error: unknown) => {
      this.#fail(error, 'opening the first page')
      this.screen.showFailure(
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      )
    })
    this.host.ready()
    this.#setLaunched()
  }

  /** The page a component is in. */
  pageOf(component: GeneralComponent): Page | undefined {
    const services = (component.getBackendContext() as unknown as PageBackend<PageServices>).page
    return this.router.pages.find((page) => page.services === services) ?? this.#opening
  }

  #opening: Page | undefined

  #createPage(path: string, query: Record<string, string>, isTab: boolean): Page {
    const page = new Page({
      id: this.#nextPageId++,
      path,
      query,
      isTab,
      units: this.units,
      manifest: this.manifest,
      device: this.#device,
      theme: this.theme,
      insetBottom: isTab && this.tabBar ? 0 : this.#device.safeAreaBottom,
      customTabBar: isTab && this.manifest.app.tabBar?.custom ? CUSTOM_TAB_BAR : undefined,
      baseStyles: builtIns.flatMap((builtIn) => (builtIn.style ? [builtIn.style] : [])),
      parent: this.screen.pages,
      onTap: noteTap,
      guard: (where, run) => this.guard(where, run),
      onNavigationBar: (of) => {
        if (of === this.router.top) this.screen.setTextStyle(of.navigation.state.textStyle)
      },
      services: (of) => this.#servicesFor(of),
    })
    this.#opening = page
    return page
  }

  #servicesFor(page: Page): ReturnType<ConstructorParameters<typeof Page>[0]['services']> {
    return {
      host: this.host,
      wx: this.#wx,
      context: this.context,
      behaviors: this.units.behaviors,
      overlay: () => this.screen.overlay,
      theme: () => this.theme,
      fail: (error) => this.#fail(error, page.path),
      warn: (text) => this.reporter.warn(`${page.path}: ${text}`),
      note: (text) => this.reporter.log('info', [`${page.path}: ${text}`]),
      resolveSource: (src, component) => this.#sources.resolve(src, component, page.path),
      share: (button) => void this.share(page, button),
    }
  }

  async share(page: Page, button?: GeneralComponent): Promise<void> {
    const card = await this.makeCard(page, button)
    await this.host.share(card)
  }

  makeCard(page: Page, button?: GeneralComponent): ReturnType<typeof makeCard> {
    return makeCard(
      page,
      {
        appName: this.context.app.name,
        settings: this.context.shareSettings.get(page.id),
        portableUrl: (src) => this.#sources.portable(src, page.path),
      },
      button,
    )
  }

  #openMenu(): void {
    const page = this.router.top
    if (!page) return
    const canShare =
      page.has('onShareAppMessage') && this.context.shareSettings.get(page.id)?.hidden !== true
    this.host.openMenu(canShare ? { share: () => this.makeCard(page) } : {})
  }

  #pageNotFound({ path, query }: PageUrl, openType: OpenType): void {
    const options = { path, query, isEntryPage: openType === 'appLaunch' }
    this.reporter.warn(`page "${path}" is not found`)
    this.context.events.emit('pageNotFound', options)
    if (this.app.has('onPageNotFound')) this.app.call('onPageNotFound', options)
    else this.screen.showFailure(`页面不存在\n${path}`)
  }

  async #confirmLeave(page: Page): Promise<boolean> {
    const content = this.context.alertsBeforeUnload.get(page.id)
    const { showModal } = this.#wx
    if (content === undefined || typeof showModal !== 'function') return true
    const { confirm } = (await showModal({ title: '', content })) as { confirm: boolean }
    return confirm
  }

  #makeTabBar(): void {
    const config = tabBarConfig(this.manifest, this.theme)
    if (!config || config.custom) return
    this.tabBar = new TabBar({
      config,
      safeAreaBottom: this.#device.safeAreaBottom,
      iconUrl: (path) => this.context.files.url(path),
      onTap: (index) => void this.#tapTab(index),
    })
    this.screen.pages.append(this.tabBar.element)
    this.#placeTabBar()
  }

  #placeTabBar(): void {
    const height = this.tabBar && !this.#tabBarHidden ? this.tabBar.height : 0
    this.screen.element.style.setProperty('--tab-bar-height', `${height}px`)
  }

  setTabBarHidden(hidden: boolean): void {
    this.#tabBarHidden = hidden
    this.tabBar?.setHidden(hidden)
    this.#placeTabBar()
  }

  setTabBarConfig(config: TabBarConfig): void {
    this.tabBar?.setConfig(config)
  }

  async #tapTab(index: number): Promise<void> {
    const item = this.tabBar?.config.list[index]
    if (!item) return
    const pagePath = item.pagePath.replace(/^\//, '')
    const page = await this.router.switchTab(`/${pagePath}`)
    page.call('onTabItemTap', { index: String(index), pagePath, text: item.text })
  }

  #syncScreen(): void {
    const { top } = this.router
    this.#opening = undefined
    if (!top) return
    this.screen.setTextStyle(top.navigation.state.textStyle)
    this.tabBar?.select(tabIndex(this.manifest.app, this.router.stack[0]?.path ?? ''))
    const hasTab = this.router.stack[0]?.isTab === true
    if (this.tabBar) this.tabBar.element.hidden = !hasTab
    this.#syncBack(top)
  }

  #syncBack(page: Page): void {
    const isFirst = this.router.stack[0] === page
    const home = this.manifest.app.entryPagePath?.replace(/^\//, '') ?? this.manifest.pages[0]
    if (!isFirst) page.navigation.setLeft('back', () => this.#goBack())
    else if (!page.isTab && page.path !== home && home) {
      page.navigation.setLeft('home', () => void this.router.reLaunch(`/${home}`))
    } else page.navigation.setLeft('none', () => undefined)
  }

  #goBack(): void {
    // Refused by the person: the page stays.
    this.router.navigateBack(1).catch(() => undefined)
  }

  #listenToHost(): void {
    this.host.onShow((options) => this.#show(options))
    this.host.onHide(() => {
      this.router.top?.hide(true)
      this.app.call('onHide', {})
      this.context.events.emit('appHide', {})
    })
    this.host.onDeviceChange((device) => this.#deviceChanged(device))
  }

  #show(options: EnterOptions): void {
    this.app.call('onShow', options)
    this.context.events.emit('appShow', options)
    if (options.path && REOPENING_SCENES.has(options.scene)) {
      const query = formatQuery(options.query)
      void this.router
        .reLaunch(`/${options.path}${query && `?${query}`}`, 'appLaunch')
        .catch((error: unknown) => this.#fail(error, `opening ${options.path}`))
    } else this.router.top?.show()
  }

  #deviceChanged(device: DeviceInfo): void {
    const before = this.#device
    const themeBefore = this.theme
    this.#device = device
    const { theme } = this
    if (theme !== themeBefore) {
      const config = tabBarConfig(this.manifest, theme)
      if (config) this.tabBar?.setConfig(config)
      for (const page of this.router.pages) page.setTheme(theme)
      this.app.call('onThemeChange', { theme })
      this.context.events.emit('themeChange', { theme })
      this.#syncScreen()
    }
    if (device.screenWidth !== before.screenWidth || device.screenHeight !== before.screenHeight) {
      const { top } = this.router
      const { clientWidth = 0, clientHeight = 0 } = top?.view.frame ?? {}
      const size = { windowWidth: clientWidth, windowHeight: clientHeight }
      top?.resize(size)
      this.context.events.emit('windowResize', { size })
    }
  }

  #listenToErrors(): void {
    addGlobalErrorListener((error, method) => {
      this.#fail(error, method ?? '')
      return false
    })
    addGlobalWarningListener((message, related) => {
      // The component that stands in says it as an error, in the page too.
      if (message.startsWith('Cannot find component')) return false
      const where = typeof related === 'string' ? related : related.is
      this.reporter.warn(where ? `${where}: ${message}` : message)
      return false
    })
    window.addEventListener('error', (event) => {
      if (event.error !== undefined && event.error !== null) this.#fail(event.error as unknown, '')
    })
    window.addEventListener('unhandledrejection', (event) => {
      event.preventDefault()
      this.reporter.exception(event.reason, 'unhandled rejection')
      const detail = { reason: event.reason as unknown, promise: event.promise }
      this.app.call('onUnhandledRejection', detail)
      this.context.events.emit('unhandledRejection', detail)
    })
  }
}
