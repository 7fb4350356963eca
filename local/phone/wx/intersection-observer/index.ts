import type { Element, GeneralComponent } from 'glass-easel'
import { domOf } from '../../runtime/backend'
import { findAll, scopeOf, type QueryRuntime } from '../selector-query'
import { reportUncaught, type WxFamily } from '../support'

interface Margins {
  left?: number
  right?: number
  top?: number
  bottom?: number
}

interface ObserverOptions {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
  nativeMode?: boolean
}

const px = (value: number | undefined): string => `${value ?? 0}px`
const toMargin = ({ top, right, bottom, left }: Margins): string =>
  [top, right, bottom, left].map(px).join(' ')

type Plain = Record<'left' | 'right' | 'top' | 'bottom' | 'width' | 'height', number>

function plain(rect: DOMRectReadOnly | null): Plain {
  const { left = 0, right = 0, top = 0, bottom = 0, width = 0, height = 0 } = rect ?? {}
  return { left, right, top, bottom, width, height }
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/wxml/IntersectionObserver.html */
export class WxIntersectionObserver {
  readonly #scope: () => GeneralComponent | undefined
  readonly #options: ObserverOptions
  #root: (() => HTMLElement | Document | null) | undefined
  #margin = ''
  #observer: IntersectionObserver | undefined

  constructor(scope: () => GeneralComponent | undefined, options: ObserverOptions) {
    this.#scope = scope
    this.#options = options
  }

  relativeTo(selector: string, margins: Margins = {}): this {
    this.#root = () => {
      const [element] = findAll(this.#scope(), selector)
      return element ? domOf(element) : null
    }
    this.#margin = toMargin(margins)
    return this
  }

  relativeToViewport(margins: Margins = {}): this {
    this.#root = undefined
    this.#margin = toMargin(margins)
    return this
  }

  observe(selector: string, callback: (result: unknown) => void): void {
    // Elements are looked for when the render layer has caught up.
    setTimeout(() => this.#start(selector, callback), 0)
  }

  #start(selector: string, callback: (result: unknown) => void): void {
    this.disconnect()
    const found = findAll(this.#scope(), selector)
    const targets = this.#options.observeAll ? found : found.slice(0, 1)
    const byDom = new Map<globalThis.Element, Element>()
    for (const element of targets) {
      const dom = domOf(element)
      if (dom) byDom.set(dom, element)
    }
    const first = [...byDom.keys()][0]
    const view = first?.ownerDocument.defaultView as (Window & typeof globalThis) | null | undefined
    if (!first || !view) return
    const thresholds = this.#options.thresholds ?? [0]
    const last = new Map<globalThis.Element, number>()
    // The page is a frame: without a root given, margins would count from the outer window.
    const root = this.#root ? this.#root() : view.document
    this.#observer = new view.IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const before = last.get(entry.target) ?? this.#options.initialRatio ?? 0
          const ratio = entry.intersectionRatio
          const isFirst = !last.has(entry.target)
          last.set(entry.target, ratio)
          // The first report only matters when it differs from the ratio that was assumed.
          if (isFirst && !entry.isIntersecting && before === 0) continue
          this.#report(entry, byDom.get(entry.target), callback)
        }
      },
      { root, rootMargin: this.#margin || '0px', threshold: thresholds },
    )
    for (const dom of byDom.keys()) this.#observer.observe(dom)
  }

  #report(
    entry: IntersectionObserverEntry,
    element: Element | undefined,
    callback: (result: unknown) => void,
  ): void {
    try {
      callback({
        id: element?.id ?? '',
        dataset: element?.dataset ?? {},
        intersectionRatio: entry.intersectionRatio,
        intersectionRect: plain(entry.intersectionRect),
        boundingClientRect: plain(entry.boundingClientRect),
        relativeRect: plain(entry.rootBounds),
        time: Date.now(),
      })
    } catch (error) {
      reportUncaught(error)
    }
  }

  disconnect(): void {
    this.#observer?.disconnect()
    this.#observer = undefined
  }
}

export function createIntersectionObserver(
  runtime: QueryRuntime,
  component: unknown,
  options: ObserverOptions = {},
): WxIntersectionObserver {
  // Without a component, the page in front when it starts to observe.
  const fixed =
    component === undefined || component === null ? undefined : scopeOf(runtime, component)
  return new WxIntersectionObserver(() => fixed ?? scopeOf(runtime, undefined), options)
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/wxml/wx.createIntersectionObserver.html */
export function intersectionObserverFamily(runtime: QueryRuntime): WxFamily {
  return {
    name: 'intersection-observer',
    apis: {
      createIntersectionObserver: (component?: unknown, options?: ObserverOptions) =>
        createIntersectionObserver(runtime, component, options),
    },
    schema: {
      createIntersectionObserver: { object: ['thresholds', 'initialRatio', 'observeAll'] },
    },
  }
}
