import { Component, Element, type GeneralComponent } from 'glass-easel'
import type { PageServices } from '../components/support/controller'
import type { PageBackend } from './backend'
import { callerOf } from './instance'
import type { Units } from './units'

/** A custom tab bar: one instance per tab page, beside the page's own tree. */
export class PageTabBar {
  readonly #component: GeneralComponent

  constructor(path: string, units: Units, backend: PageBackend<PageServices>) {
    this.#component = Component.createWithContext(
      'custom-tab-bar',
      units.ensure(path) as never,
      backend,
    ) as unknown as GeneralComponent
  }

  /** What `getTabBar` answers. */
  get instance(): unknown {
    return callerOf(this.#component)
  }

  attach(dom: Document): void {
    const placeholder = dom.createElement('i')
    dom.body.append(placeholder)
    Element.replaceDocumentElement(this.#component, dom.body as never, placeholder as never)
  }

  detach(): void {
    Element.pretendDetached(this.#component)
  }
}
