import { Event as FrameworkEvent, type GeneralComponent } from 'glass-easel'
import type { PhoneHost } from '../../host'
import type { BuiltInBehaviors } from '../../runtime/behaviors'
import type { NavigationBarState } from '../../runtime/screen/navigation-bar'
import type { WxContext } from '../../wx/support'
import { domOf, type PageBackend } from '../../runtime/backend'
import type { TouchInput } from '../../runtime/touch-source'

/** What built-in components may ask of the page they are in. */
export interface PageServices {
  readonly host: PhoneHost
  readonly dom: Document
  readonly route: string
  /** URL for an `src`: package file (relative to the page or component), stored file, `cloud://` or a URL. */
  resolveSource(src: string, component: GeneralComponent): string | Promise<string>
  readonly context: WxContext
  /** `wx`, for components that are another door to an API (open-type, navigator). */
  readonly wx: Record<string, unknown>
  readonly behaviors: BuiltInBehaviors
  /** Element above the pages, for what the platform draws over the whole screen. */
  overlay(): HTMLElement
  theme(): 'light' | 'dark'
  warn(text: string): void
  /** Says something that is no fault of the mini program. */
  note(text: string): void
  /** Reports an error as if the mini program had thrown it. */
  fail(error: unknown): void
  /** A component takes over the finger (drag, own scrolling): no tap follows. */
  cancelTap(): void
  /** Sees all touches of the page until the returned function is called; a listener that answers true takes them. */
  onTouch(listener: (input: TouchInput) => boolean | void): () => void
  /** Going back calls this instead of leaving the page, once, until the returned function is called. */
  onBack(close: () => void): () => void
  share(button: GeneralComponent): void
  /** Window settings (backgroundColor…) that `page-meta` changes. */
  setWindow(change: Record<string, unknown>): void
  setNavigationBar(change: Partial<NavigationBarState>): void
  scrollTo(top: number, duration: number): void
}

export type PropertyType =
  | StringConstructor
  | NumberConstructor
  | BooleanConstructor
  | ArrayConstructor
  | ObjectConstructor
  | null

export interface PropertySpec {
  type: PropertyType
  value?: unknown
  optionalTypes?: PropertyType[]
}

export type Properties = Readonly<Record<string, PropertyType | PropertySpec>>

export type ControllerClass = new (component: GeneralComponent) => Controller

/** A built-in component: its tag, properties, default style and, where it does something, its controller. */
export interface BuiltIn {
  readonly tag: string
  readonly properties: Properties
  readonly style?: string
  readonly externalClasses?: readonly string[]
  readonly controller?: ControllerClass
  /** Behaviours it has, e.g. as a form field. */
  readonly behaviors?: (known: BuiltInBehaviors) => readonly unknown[]
  /** Children go into an element of their own inside the host, which then scrolls or slides it. */
  readonly wrapsContent?: boolean
  /** Has no element of its own (`block`-like components). */
  readonly virtualHost?: boolean
  /**
   * What WeChat's documentation gives it on WebView and this phone does not: attributes by their names in WXML, events
   * as `bind:name`. Using one is said to the author, and it stands in local/README.md.
   */
  readonly without?: readonly string[]
}

/** Segment of an element's style that belongs to the built-in component itself. */
const OWN_STYLE_SEGMENT = 3

export const controllers = new WeakMap<GeneralComponent, Controller>()

/** Controller of a built-in component instance, if it has one. */
export function controllerOf(component: unknown): Controller | undefined {
  return controllers.get(component as GeneralComponent)
}

export function servicesOf(component: GeneralComponent): PageServices {
  return (component.getBackendContext() as unknown as PageBackend<PageServices>).page
}

/** Behaviour of one built-in component instance. Properties are read from `data`; `changed` says which one moved. */
export class Controller {
  readonly component: GeneralComponent
  /**
   * Kept, not asked for: the framework forgets a component's element and page when it goes away, which it may do in the
   * frame in which it came, while frames, timers, observers and answers that it waits for still come.
   */
  readonly page: PageServices
  readonly #host: HTMLElement | null
  #isGone = false

  constructor(component: GeneralComponent) {
    this.component = component
    this.page = servicesOf(component)
    this.#host = domOf(component)
  }

  /** Its element, in no document once the component went away. */
  get host(): HTMLElement {
    if (!this.#host) throw new Error(`${this.component.is} has no element`)
    return this.#host
  }

  /** It was detached: what it does from now on must not be seen or told. */
  get isGone(): boolean {
    return this.#isGone
  }

  get data(): Readonly<Record<string, unknown>> {
    return this.component.data as Record<string, unknown>
  }

  str(name: string): string {
    const value = this.data[name]
    return value === undefined || value === null ? '' : String(value)
  }

  num(name: string): number {
    return Number(this.data[name])
  }

  flag(name: string): boolean {
    return this.data[name] === true
  }

  /** An HTML element of the page's document, with a class for the default style. */
  create<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    className: string,
  ): HTMLElementTagNameMap[K] {
    const element = this.page.dom.createElement(tag)
    element.className = className
    return element
  }

  /**
   * Styles the component's own element. The author's `style` stays beside it: both are one attribute, which is why the
   * element's `style` object must not be used.
   */
  setStyle(style: Readonly<Record<string, string>>): void {
    const text = Object.entries(style)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}: ${value}`)
      .join('; ')
    this.component.setNodeStyle(text, OWN_STYLE_SEGMENT)
  }

  /** Sends an event of this component, unless it is gone; `bubbles` only where WeChat's documentation says so. */
  trigger(name: string, detail: unknown = {}, bubbles = false): FrameworkEvent<unknown> {
    const event = new FrameworkEvent(name, detail, { bubbles, composed: bubbles })
    if (!this.#isGone) this.component.dispatchEvent(event)
    return event
  }

  /** Listens to a mini-program event at this component. */
  on(name: string, listener: (event: FrameworkEvent<unknown>) => void): void {
    this.component.addListener(name, (event) => listener(event))
  }

  /** Sets a property from inside, as a person's action does, telling `model:` bindings. */
  set(name: string, value: unknown): void {
    if (this.#isGone) return
    this.component.replaceDataOnPath([name], value as never)
    this.component.applyDataUpdates()
  }

  /** What `SelectorQuery.node()` and `context()` answer: null for what has no context. */
  node(): unknown {
    return null
  }

  /** What test automation may call, e.g. `scrollTo`. */
  functions(): Readonly<Record<string, (...args: never[]) => unknown>> | undefined {
    return undefined
  }

  /** A property changed; not called for the defaults. */
  changed(_name: string, _value: unknown, _old: unknown): void {}
  attached(): void {}
  detached(): void {}

  /** The framework's lifetimes; components override `attached` and `detached`. */
  enter(): void {
    this.#isGone = false
    this.attached()
  }

  leave(): void {
    this.#isGone = true
    this.detached()
  }
}
