import type { GeneralComponent } from 'glass-easel'
import type { Manifest, Theme } from '../../compiler/manifest'
import { builtIns } from '../components'
import type { PageServices } from '../components/support/controller'
import { registerBuiltIn } from '../components/support/register'
import type { DeviceInfo, PhoneHost } from '../host'
import { noteTap, type WxContext } from '../wx/support'
import { AppInstance } from './app'
import type { PageBackend } from './backend'
import { ErrorSink } from './errors'
import { enterUrl, HostLink } from './host-link'
import { ModuleRegistry } from './modules'
import { Page } from './page'
import type { PageOptions } from './page-options'
import type { Reporter } from './report'
import { Router, type OpenType } from './router'
import { NAVIGATION_BAR_HEIGHT } from './screen/navigation-bar'
import { Screen } from './screen/screen'
import { Sharing } from './sharing'
import { Sources } from './sources'
import { Tabs } from './tabs'
import { TemplateHooks } from './template-hooks'
import { Units } from './units'
import type { PageUrl } from './url'
import { homePath } from './window-config'

export interface CompiledCode {
  manifest: Manifest
  styles: Readonly<Record<string, string>>
}

declare global {
  interface Window {
    /** Set before modules.js runs. */
    __mpDefine: ModuleRegistry['define']
    __mpReceiveGlobals: ModuleRegistry['receive']
    __mpTemplateHooks: object
    /** Set by templates.js. */
    __mpTemplates: ConstructorParameters<typeof Units>[0]['templates']
  }
}

/** What exists once the mini program has started. */
interface Started {
  wx: Record<string, unknown>
  context: WxContext
  sources: Sources
  units: Units
  tabs: Tabs
}

/** One run of one mini program in this window. */
export class MiniProgramRuntime {
  readonly host: PhoneHost
  readonly reporter: Reporter
  readonly errors: ErrorSink
  readonly modules = new ModuleRegistry()
  readonly hooks: TemplateHooks
  readonly app: AppInstance
  readonly screen: Screen
  readonly manifest: Manifest
  readonly router: Router
  /** Settles when `App.onLaunch` has run and the first page is shown. */
  readonly launched: Promise<void>
  device: DeviceInfo
  readonly #styles: CompiledCode['styles']
  #started: Started | undefined
  #setLaunched: () => void = () => undefined
  readonly #sharing = new Sharing(() => ({ host: this.host, ...this.#running }))
  #nextPageId = 1
  /** The page that is being created and not on the stack yet. */
  #opening: Page | undefined

  constructor(host: PhoneHost, reporter: Reporter, code: CompiledCode) {
    this.host = host
    this.reporter = reporter
    this.errors = new ErrorSink(
      reporter,
      () => this.app,
      () => this.#started?.context.events,
    )
    this.launched = new Promise((resolve) => (this.#setLaunched = resolve))
    this.manifest = code.manifest
    this.#styles = code.styles
    this.device = host.device
    this.hooks = new TemplateHooks(reporter)
    this.app = new AppInstance(this.errors.guard)
    this.screen = new Screen(
      host,
      () => this.router.top && this.#sharing.openMenu(this.router.top),
      () => host.leave(),
    )
    this.router = new Router({
      manifest: this.manifest,
      load: (path) => void this.errors.report(path, () => this.#running.units.ensure(path)),
      createPage: (path, query, isTab) => this.#createPage(path, query, isTab),
      onChange: () => this.syncScreen(),
      onPageNotFound: (url, openType) => this.#pageNotFound(url, openType),
      confirmLeave: (page) => this.#confirmLeave(page),
    })
  }

  get #running(): Started {
    if (!this.#started) throw new Error('the mini program has not started')
    return this.#started
  }

  get wx(): Record<string, unknown> {
    return this.#running.wx
  }

  get context(): WxContext {
    return this.#running.context
  }

  get tabs(): Tabs {
    return this.#running.tabs
  }

  /** The theme the mini program is drawn in: the phone's, if app.json says `darkmode`. */
  get theme(): Theme {
    return this.manifest.app.darkmode === true ? this.device.theme : 'light'
  }

  /** The area of the page in front: below the navigation bar and above the tab bar. */
  windowSize(): { width: number; height: number; top: number } {
    const { screenWidth, screenHeight, statusBarHeight } = this.device
    const page = this.router.top ?? this.#opening
    const top = page?.hasCustomNavigation ? 0 : statusBarHeight + NAVIGATION_BAR_HEIGHT
    const bottom = page?.isTab ? (this.#started?.tabs.height ?? 0) : 0
    return { width: screenWidth, height: screenHeight - top - bottom, top }
  }

  /** The global `getCurrentPages`. */
  readonly getCurrentPages = (): unknown[] => this.router.stack.map((page) => page.instance)

  /** Evaluates the compiled code and opens the first page. */
  async start(wx: Record<string, unknown>, context: WxContext): Promise<void> {
    this.errors.listen()
    const units = this.#makeUnits()
    this.#started = {
      wx,
      context,
      sources: new Sources(context),
      units,
      tabs: new Tabs({
        manifest: this.manifest,
        screen: this.screen,
        router: this.router,
        theme: this.theme,
        safeAreaBottom: this.device.safeAreaBottom,
        iconUrl: (path) => context.files.url(path),
      }),
    }
    this.#setGlobals(wx, units)
    new HostLink(this)
    const appScript = ['app.ts', 'app.js'].find((file) => this.modules.has(file))
    if (appScript) this.errors.guard(appScript, () => this.modules.require(appScript))
    this.app.launch(this.host.enterOptions)
    await this.#openFirstPage()
    this.host.ready()
    this.#setLaunched()
  }

  #makeUnits(): Units {
    const units = new Units({
      manifest: this.manifest,
      modules: this.modules,
      templates: window.__mpTemplates,
      styles: this.#styles,
      hooks: this.hooks,
      reporter: this.reporter,
      onAttached: (component) => this.pageOf(component)?.componentAttached(component),
    })
    for (const builtIn of builtIns) {
      registerBuiltIn(units.space, builtIn, builtIn.behaviors?.(units.behaviors))
    }
    return units
  }

  #setGlobals(wx: Record<string, unknown>, units: Units): void {
    this.modules.setGlobals({
      App: this.app.App,
      Page: units.Page,
      Component: units.Component,
      Behavior: units.Behavior,
      getApp: this.app.getApp,
      getCurrentPages: this.getCurrentPages,
      wx,
      global: {},
      requirePlugin: (name: string) => {
        throw new Error(`plugins are not supported: ${name}`)
      },
    })
  }

  async #openFirstPage(): Promise<void> {
    try {
      await this.router.reLaunch(enterUrl(this.host.enterOptions), 'appLaunch')
    } catch (error) {
      this.errors.fail(error, 'opening the first page')
      this.screen.showFailure(
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      )
    }
  }

  /** The page a component is in; undefined for one that went away. */
  pageOf(component: GeneralComponent): Page | undefined {
    const context = component.getBackendContext() as unknown as PageBackend<PageServices> | null
    if (!context) return undefined
    const services = context.page
    return this.router.pages.find((page) => page.services === services) ?? this.#opening
  }

  #createPage(path: string, query: Record<string, string>, isTab: boolean): Page {
    const { units, tabs } = this.#running
    const page = new Page({
      id: this.#nextPageId++,
      path,
      query,
      isTab,
      units,
      manifest: this.manifest,
      device: this.device,
      theme: this.theme,
      insetBottom: isTab && tabs.bar ? 0 : this.device.safeAreaBottom,
      customTabBar: isTab ? tabs.custom : undefined,
      baseStyles: builtIns.flatMap((builtIn) => (builtIn.style ? [builtIn.style] : [])),
      parent: this.screen.pages,
      onTap: noteTap,
      guard: this.errors.guard,
      onNavigationBar: (of) => {
        if (of === this.router.top) this.screen.setTextStyle(of.navigation.state.textStyle)
      },
      services: (of) => this.#servicesFor(of),
    })
    this.#opening = page
    return page
  }

  #servicesFor(page: Page): ReturnType<PageOptions['services']> {
    const { wx, context, units, sources } = this.#running
    return {
      host: this.host,
      wx,
      context,
      behaviors: units.behaviors,
      overlay: () => this.screen.overlay,
      theme: () => this.theme,
      fail: (error) => this.errors.fail(error, page.path),
      warn: (text) => this.reporter.warn(`${page.path}: ${text}`),
      note: (text) => this.reporter.log('info', [`${page.path}: ${text}`]),
      resolveSource: (src, component) => sources.resolve(src, component, page.path),
      share: (button) => void this.#sharing.byButton(page, button),
    }
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
    const { showModal } = this.wx
    if (content === undefined || typeof showModal !== 'function') return true
    const { confirm } = (await showModal({ title: '', content })) as { confirm: boolean }
    return confirm
  }

  /** Brings everything around the pages in line with the page in front. */
  syncScreen(): void {
    const { top } = this.router
    this.#opening = undefined
    if (!top) return
    this.screen.setTextStyle(top.navigation.state.textStyle)
    this.tabs.sync()
    const home = homePath(this.manifest)
    if (this.router.stack[0] !== top) {
      // Refused by the person, it stays.
      top.navigation.setLeft('back', () => void this.router.navigateBack(1).catch(() => undefined))
    } else if (!top.isTab && top.path !== home && top.window.homeButton !== false) {
      top.navigation.setLeft('home', () => void this.router.reLaunch(`/${home}`))
    } else top.navigation.setLeft('none', () => undefined)
  }
}
