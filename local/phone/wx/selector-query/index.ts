import { Component, type Element, type GeneralComponent } from 'glass-easel'
import { controllerOf } from '../../components/support/controller'
import { domOf } from '../../runtime/backend'
import { ComponentInstance } from '../../runtime/instance'
import { reportUncaught, type WxFamily } from '../support'

/** What queries and observers need of the runtime. */
export interface QueryRuntime {
  readonly router: {
    readonly top:
      | { readonly component: GeneralComponent; readonly view: { readonly dom: Document } }
      | undefined
  }
}

type Callback = (result: unknown) => void

interface FieldOptions {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  context?: boolean
  node?: boolean
  ref?: boolean
}

/** Nothing was found, or the viewport itself. */
type Target = Element | 'viewport'

interface Request {
  targets(): Target[]
  isSingle: boolean
  fields: FieldOptions
  callback: Callback | undefined
}

/** Component whose tree a query searches: the given instance, else the page in front. */
export function scopeOf(runtime: QueryRuntime, given: unknown): GeneralComponent | undefined {
  if (given instanceof ComponentInstance) return given._$
  if (Component.isComponent(given)) return given as GeneralComponent
  return runtime.router.top?.component
}

/**
 * Elements for a selector within one component's own tree. `>>>` goes on inside the custom components found so far.
 * https://developers.weixin.qq.com/miniprogram/dev/api/wxml/SelectorQuery.select.html
 */
export function findAll(scope: GeneralComponent | undefined, selector: string): Element[] {
  if (!scope) return []
  // A list of selectors is answered in document order by the framework only per selector.
  const alternatives = selector.split(',').map((part) => part.trim())
  const found = alternatives.flatMap((one) => {
    let scopes: Element[] = [scope]
    for (const part of one.split('>>>')) {
      scopes = scopes.flatMap((at) => {
        const root = Component.isComponent(at) ? at.getShadowRoot() : null
        return root?.querySelectorAll(part.trim()) ?? []
      })
    }
    return scopes
  })
  return [...new Set(found)]
}

const RECT_KEYS = ['left', 'right', 'top', 'bottom'] as const

function rectOf(dom: HTMLElement): Record<string, number> {
  const rect = dom.getBoundingClientRect()
  return Object.fromEntries(RECT_KEYS.map((key) => [key, rect[key]]))
}

/** `node` of a canvas is the canvas, of an enhanced scroll-view its context. */
function nodeOf(element: Element): unknown {
  return controllerOf(element)?.node() ?? null
}

function propertyOf(element: Element, name: string): unknown {
  if (!Component.isComponent(element)) return undefined
  const data = element.data as Record<string, unknown>
  const camel = name.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase())
  return data[camel]
}

function describe(target: Target, dom: Document, fields: FieldOptions): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const element = target === 'viewport' ? null : target
  const box = element ? domOf(element) : null
  if (fields.id) result['id'] = element?.id ?? ''
  if (fields.dataset) result['dataset'] = element?.dataset ?? {}
  if (fields.mark) result['mark'] = element?.collectMarks() ?? {}
  const { documentElement: root } = dom
  if (fields.rect) {
    const viewport = { left: 0, right: root.clientWidth, top: 0, bottom: root.clientHeight }
    const nothing = { left: 0, right: 0, top: 0, bottom: 0 }
    Object.assign(result, element ? (box ? rectOf(box) : nothing) : viewport)
  }
  if (fields.size) {
    const rect = box?.getBoundingClientRect()
    result['width'] = element ? (rect?.width ?? 0) : root.clientWidth
    result['height'] = element ? (rect?.height ?? 0) : root.clientHeight
  }
  if (fields.scrollOffset) {
    const scroller = element ? box : root
    for (const key of ['scrollLeft', 'scrollTop', 'scrollWidth', 'scrollHeight'] as const) {
      result[key] = scroller?.[key] ?? 0
    }
  }
  for (const name of fields.properties ?? []) result[name] = element && propertyOf(element, name)
  if (fields.computedStyle && box) {
    const style = dom.defaultView?.getComputedStyle(box)
    for (const name of fields.computedStyle) {
      const css = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
      result[name] = style?.getPropertyValue(css) ?? ''
    }
  }
  if (fields.context) result['context'] = element && nodeOf(element)
  if (fields.node) result['node'] = element && nodeOf(element)
  return result
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/wxml/NodesRef.html */
class NodesRef {
  readonly #query: SelectorQuery
  readonly #targets: () => Target[]
  readonly #isSingle: boolean

  constructor(query: SelectorQuery, targets: () => Target[], isSingle: boolean) {
    this.#query = query
    this.#targets = targets
    this.#isSingle = isSingle
  }

  fields(fields: FieldOptions, callback?: Callback): SelectorQuery {
    const request = { targets: this.#targets, isSingle: this.#isSingle, fields, callback }
    return this.#query.add(request)
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback)
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback)
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback)
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback)
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/wxml/SelectorQuery.html */
export class SelectorQuery {
  readonly #runtime: QueryRuntime
  #scope: GeneralComponent | undefined
  #requests: Request[] = []

  constructor(runtime: QueryRuntime, scope?: GeneralComponent) {
    this.#runtime = runtime
    this.#scope = scope
  }

  in(component: unknown): this {
    this.#scope = scopeOf(this.#runtime, component)
    return this
  }

  select(selector: string): NodesRef {
    const scope = this.#scopeNow()
    return new NodesRef(this, () => findAll(scope(), selector).slice(0, 1), true)
  }

  selectAll(selector: string): NodesRef {
    const scope = this.#scopeNow()
    return new NodesRef(this, () => findAll(scope(), selector), false)
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, () => ['viewport'], true)
  }

  /** Without `in`, the page that is in front when the query runs. */
  #scopeNow(): () => GeneralComponent | undefined {
    const scope = this.#scope
    return () => scope ?? scopeOf(this.#runtime, undefined)
  }

  add(request: Request): this {
    this.#requests.push(request)
    return this
  }

  exec(callback?: (results: unknown[]) => void): this {
    const requests = this.#requests
    // Answers come from the render layer: after what is being drawn now, never at once.
    setTimeout(() => {
      const results = requests.map((request) => this.#answer(request))
      requests.forEach((request, index) => call(request.callback, results[index]))
      call(callback as Callback | undefined, results)
    }, 0)
    return this
  }

  #answer({ targets, isSingle, fields }: Request): unknown {
    const dom = this.#runtime.router.top?.view.dom
    if (!dom) return isSingle ? null : []
    const results = targets().map((target) => {
      const own = target === 'viewport' ? dom : (domOf(target)?.ownerDocument ?? dom)
      return describe(target, own, fields)
    })
    return isSingle ? (results[0] ?? null) : results
  }
}

function call(callback: Callback | undefined, value: unknown): void {
  if (typeof callback !== 'function') return
  try {
    callback(value)
  } catch (error) {
    reportUncaught(error)
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/wxml/wx.createSelectorQuery.html */
export function selectorQueryFamily(runtime: QueryRuntime): WxFamily {
  return {
    name: 'selector-query',
    apis: { createSelectorQuery: () => new SelectorQuery(runtime) },
  }
}
