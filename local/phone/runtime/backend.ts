import type { domlikeBackend, Element as FrameworkElement } from 'glass-easel'

/** Tag name under which a page's root component is created: its element is the document's body. */
export const PAGE_ROOT_TAG = '#page'

type DomElement = domlikeBackend.Element

/** DOM element of a mini program's tag. The prefix keeps `image`, `input` or `form` from being HTML's own. */
export function tagOf(tagName: string): string {
  return `wx-${tagName.replace('#', '')}`
}

/**
 * glass-easel's door to one page's document. Every page is a document of its own, as every page on a phone is a
 * WebView of its own: style sheets, `vh`, `position: fixed` and scrolling then need no tricks.
 */
export class PageBackend<P = unknown> implements domlikeBackend.Context {
  /** `BackendMode.Domlike`, a const enum that an isolated module cannot name. */
  readonly mode = 3 as domlikeBackend.Context['mode']
  readonly dom: Document
  /** The page whose document this is. */
  readonly page: P
  readonly document: domlikeBackend.Context['document']

  constructor(dom: Document, page: P) {
    this.dom = dom
    this.page = page
    this.document = {
      createElement: (tagName) =>
        dom.createElement(
          tagName === PAGE_ROOT_TAG ? 'body' : tagOf(tagName),
        ) as unknown as DomElement,
      createTextNode: (content) => dom.createTextNode(content) as unknown as DomElement,
      createDocumentFragment: () => dom.createDocumentFragment() as unknown as DomElement,
    }
  }

  destroy(): void {
    // The document goes with its frame.
  }

  getWindowWidth(): number {
    return this.dom.documentElement.clientWidth
  }

  getWindowHeight(): number {
    return this.dom.documentElement.clientHeight
  }

  getDevicePixelRatio(): number {
    return window.devicePixelRatio
  }

  getTheme(): string {
    return this.dom.documentElement.dataset['theme'] ?? 'light'
  }

  registerStyleSheetContent(): void {
    throw new Error('style sheets are put into the page by the page view')
  }

  appendStyleSheetPath(): number {
    throw new Error('style sheets are put into the page by the page view')
  }

  disableStyleSheet(): void {
    throw new Error('style sheets are put into the page by the page view')
  }

  render(callback: (error: Error | null) => void): void {
    requestAnimationFrame(() => callback(null))
  }

  getRootNode(): DomElement {
    return this.dom.body as unknown as DomElement
  }

  associateValue(element: DomElement, value: FrameworkElement): void {
    element.__wxElement = value
  }

  onEvent(): void {
    // Gestures are recognised per page and dispatched to elements directly.
  }

  setListenerStats(): void {
    // All DOM events are listened to at the document.
  }

  setModelBindingStat(): void {
    // Two-way binding is a matter of the built-in components' properties.
  }
}

/** DOM element of a framework element; virtual nodes have none. */
export function domOf(element: FrameworkElement): HTMLElement | null {
  return element.getBackendElement() as unknown as HTMLElement | null
}

/** Nearest framework element at or above a DOM node. */
export function frameworkElementOf(node: Node | null): FrameworkElement | null {
  for (let at: Node | null = node; at; at = at.parentNode) {
    const element = (at as unknown as DomElement).__wxElement
    if (element) return element
  }
  return null
}
