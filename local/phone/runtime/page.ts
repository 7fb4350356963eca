import { Component, Element, type GeneralComponent } from 'glass-easel'
import type { Theme } from '../../compiler/manifest'
import type { PageServices } from '../components/support/controller'
import { domOf, PAGE_ROOT_TAG, PageBackend } from './backend'
import type { EventChannel } from './event-channel'
import { nextFrame } from './frame'
import { Gestures } from './gestures'
import { PageInput } from './page-input'
import {
  describeInstance,
  pageInstance,
  setOpenerEventChannel,
  type PageInstance,
} from './page-instance'
import type { PageOptions } from './page-options'
import { PageScroll } from './page-scroll'
import { PageTabBar } from './page-tab-bar'
import { PageView } from './page-view'
import { PullDown } from './pull-down'
import { ReadyQueue } from './ready-queue'
import { el } from './screen/dom'
import { NavigationBar, type BarTextStyle, type NavigationBarState } from './screen/navigation-bar'
import { pageWindow, type PageWindow } from './window-config'

const FONT_STYLE = '/fonts/phone.css'

/** One page of the stack: its document, its navigation bar, its component and its lifecycle. */
export class Page {
  readonly id: number
  readonly path: string
  readonly query: Record<string, string>
  readonly isTab: boolean
  readonly layer: HTMLElement
  readonly view: PageView
  readonly navigation: NavigationBar
  readonly component: GeneralComponent
  readonly scroll: PageScroll
  readonly pullDown: PullDown
  readonly services: PageServices
  readonly #options: PageOptions
  readonly #gestures: Gestures
  readonly #input = new PageInput()
  readonly #readyQueue = new ReadyQueue()
  #theme: Theme
  #window: PageWindow
  #tabBar: PageTabBar | undefined
  #isVisible = false
  #isDestroyed = false

  constructor(options: PageOptions) {
    this.#options = options
    const { id, path, query, units, device, theme } = options
    this.id = id
    this.path = path
    this.query = query
    this.isTab = options.isTab
    this.#theme = theme
    this.#window = pageWindow(options.manifest, path, theme)
    const definition = units.ensure(path)

    this.navigation = new NavigationBar(device.statusBarHeight, {
      title: this.#window.navigationBarTitleText,
      backgroundColor: this.#window.navigationBarBackgroundColor,
      textStyle: this.#window.navigationBarTextStyle as BarTextStyle,
      loading: false,
    })
    this.navigation.element.hidden = this.hasCustomNavigation
    const content = el('div', 'page-content')
    this.layer = el('div', 'page-layer', this.navigation.element, content)
    this.layer.classList.add(options.isTab ? 'is-tab' : 'is-pushed')
    options.parent.append(this.layer)
    const insets = {
      top: this.hasCustomNavigation ? device.statusBarHeight : 0,
      bottom: options.insetBottom,
    }
    const style = String(options.manifest.app['style'] ?? '')
    this.view = new PageView(content, { theme, style, insets, fontStyle: FONT_STYLE })
    for (const style of options.baseStyles) this.view.addStyle(style)
    const { customTabBar } = options
    if (customTabBar) units.ensure(customTabBar)
    for (const style of units.stylesFor(path, customTabBar)) this.view.addStyle(style)
    this.applyBackground()
    if (this.#window.disableScroll) this.view.dom.documentElement.style.overflow = 'hidden'

    this.#gestures = new Gestures(this.view.dom, {
      onTap: options.onTap,
      onTouch: (input) => this.#input.touch(input) || this.pullDown.touch(input),
    })
    this.scroll = this.#makeScroll()
    this.pullDown = this.#makePullDown(content)
    this.services = this.#makeServices()
    const backend = new PageBackend<PageServices>(this.view.dom, this.services)
    this.component = Component.createWithContext(
      PAGE_ROOT_TAG,
      definition as never,
      backend,
    ) as unknown as GeneralComponent
    if (customTabBar) this.#tabBar = new PageTabBar(customTabBar, units, backend)
    describeInstance(this.component, path, query)
  }

  get instance(): PageInstance {
    return pageInstance(this.component)
  }

  get window(): Readonly<PageWindow> {
    return this.#window
  }

  get hasCustomNavigation(): boolean {
    return this.#window.navigationStyle === 'custom'
  }

  get isVisible(): boolean {
    return this.#isVisible
  }

  get gestures(): Gestures {
    return this.#gestures
  }

  setOpenerEventChannel(channel: EventChannel): void {
    setOpenerEventChannel(this.instance, channel)
  }

  #makeScroll(): PageScroll {
    return new PageScroll({
      view: this.view,
      reachBottomDistance: this.#window.onReachBottomDistance,
      onScroll: (scrollTop) => {
        if (this.has('onPageScroll')) this.call('onPageScroll', { scrollTop })
      },
      onReachBottom: () => this.call('onReachBottom'),
    })
  }

  #makePullDown(content: HTMLElement): PullDown {
    return new PullDown({
      content,
      frame: this.view.frame,
      isEnabled: () => this.#window.enablePullDownRefresh === true,
      isAtTop: () => this.scroll.top <= 0,
      color: () => (this.#window.backgroundTextStyle === 'light' ? '#fff' : '#000'),
      onRefresh: () => this.call('onPullDownRefresh'),
    })
  }

  #makeServices(): PageServices {
    return Object.assign(this.#options.services(this), {
      dom: this.view.dom,
      route: this.path,
      cancelTap: () => this.#gestures.cancelTap(),
      onTouch: (listener: Parameters<PageInput['onTouch']>[0]) => this.#input.onTouch(listener),
      onBack: (close: () => void) => this.#input.onBack(close),
      setWindow: (change: Partial<PageWindow>) => this.setWindow(change),
      setNavigationBar: (change: Partial<NavigationBarState>) => this.setNavigationBar(change),
      scrollTo: (top: number, duration: number) => void this.scroll.scrollTo(top, duration),
    })
  }

  /** Closes what stands above the page's content, if something does. */
  closeInner(): boolean {
    return this.#input.closeInner()
  }

  applyBackground(): void {
    const { backgroundColor } = this.#window
    this.layer.style.background = backgroundColor
  }

  has(method: string): boolean {
    return Component.getMethod(this.component, method) !== undefined
  }

  /** The custom tab bar of this page, if app.json has one. */
  tabBarInstance(): unknown {
    return this.#tabBar?.instance ?? null
  }

  /** DOM element for a selector among the page's own elements. */
  find(selector: string): HTMLElement | null {
    const element = this.component.getShadowRoot()?.querySelector(selector)
    return element ? domOf(element) : null
  }

  /** Calls a method of the page, if it has it. */
  call(method: string, ...args: unknown[]): unknown {
    const callback = Component.getMethod(this.component, method)
    if (!callback) return undefined
    return this.#options.guard(`${this.path} ${method}`, (): unknown =>
      callback.call(this.instance, ...args),
    )
  }

  /**
   * Opens the page: its components are attached, then they and the page hear that it is shown, in the order of
   * https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/route.html
   */
  open(): void {
    const { dom } = this.view
    this.#isVisible = true
    this.layer.classList.add('is-visible')
    Element.replaceDocumentElement(this.component, dom.documentElement as never, dom.body as never)
    this.#tabBar?.attach(dom)
    this.component.triggerPageLifetime('show', [])
    this.call('onLoad', this.query)
    this.call('onShow')
  }

  /** A hidden page comes to the front again. */
  show(): void {
    if (this.#isVisible || this.#isDestroyed) return
    this.#isVisible = true
    this.layer.classList.add('is-visible')
    this.component.triggerPageLifetime('show', [])
    this.call('onShow')
  }

  /** The movement that brought the page to the front is over. */
  routeDone(): void {
    if (this.#isDestroyed) return
    this.component.triggerPageLifetime('routeDone', [])
    this.call('onRouteDone')
  }

  /** After the first drawing. */
  async ready(): Promise<void> {
    await nextFrame()
    if (!this.#isDestroyed && this.#readyQueue.release()) this.call('onReady')
  }

  /** A component was attached: its `ready` comes after the drawing it belongs to. */
  componentAttached(component: GeneralComponent): void {
    this.#readyQueue.add(component)
  }

  /** @param keepVisible the page stays drawn while another slides over it. */
  hide(keepVisible = false): void {
    if (!keepVisible) this.layer.classList.remove('is-visible')
    if (!this.#isVisible) return
    this.#isVisible = false
    this.component.triggerPageLifetime('hide', [])
    this.call('onHide')
  }

  conceal(): void {
    if (!this.#isVisible) this.layer.classList.remove('is-visible')
  }

  resize(size: { windowWidth: number; windowHeight: number }): void {
    this.component.triggerPageLifetime('resize', [{ size }])
    this.call('onResize', { size })
  }

  setTheme(theme: Theme): void {
    if (theme === this.#theme) return
    this.#theme = theme
    this.#window = pageWindow(this.#options.manifest, this.path, theme)
    this.view.setTheme(theme)
    this.navigation.update({
      backgroundColor: this.#window.navigationBarBackgroundColor,
      textStyle: this.#window.navigationBarTextStyle as BarTextStyle,
    })
    this.applyBackground()
  }

  setNavigationBar(change: Partial<NavigationBarState>): void {
    this.navigation.update(change)
    this.#options.onNavigationBar(this)
  }

  setWindow(change: Partial<PageWindow>): void {
    Object.assign(this.#window, change)
    this.applyBackground()
  }

  /** Says goodbye to the page; its document may still be seen sliding away. */
  unload(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.#isVisible = false
    this.#tabBar?.detach()
    Element.pretendDetached(this.component)
    this.call('onUnload')
  }

  destroy(): void {
    this.view.destroy()
    this.layer.remove()
  }
}
