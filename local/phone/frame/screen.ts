import { fill, h, iconButton, type Child } from '../kit/dom'
import { icon } from '../kit/icons'

/** Something that fills the screen: a chat, the list of chats. */
export interface View {
  element: HTMLElement
  /** The view is in front again, or something it may show has changed. */
  refresh?(): void
  dispose?(): void
}

const SLIDE_MS = 250

/** The phone's screen: WeChat's views in a stack, the mini program above them, sheets above that, the status bar. */
export class Screen {
  readonly element = h('div', { class: 'screen' })
  readonly miniLayer = h('div', { class: 'mini-layer' })
  readonly sheets = h('div', { class: 'sheets' })
  readonly #views = h('div', { class: 'views' })
  readonly #toast = h('div', { class: 'toast', attrs: { role: 'status' } })
  readonly #stack: View[] = []
  /** What had the focus in each view when the next one was laid over it. */
  readonly #focus: (HTMLElement | undefined)[] = []
  #toastTimer = 0

  constructor(parent: HTMLElement) {
    // The mini program draws its own status bar, in the colour of its page's navigation bar.
    this.element.append(this.#views, statusBar(), this.miniLayer, this.sheets, this.#toast)
    fill(parent, this.element)
  }

  get depth(): number {
    return this.#stack.length
  }

  get top(): View | undefined {
    return this.#stack.at(-1)
  }

  push(view: View): void {
    const isFirst = this.#stack.length === 0
    const { activeElement } = document
    this.#focus.push(activeElement instanceof HTMLElement ? activeElement : undefined)
    this.top?.element.setAttribute('inert', '')
    view.element.classList.add('view')
    view.element.tabIndex = -1
    this.#stack.push(view)
    if (!isFirst) view.element.classList.add('outside')
    this.#views.append(view.element)
    if (!isFirst) {
      // Laid out once outside, so that there is something to slide from.
      view.element.getBoundingClientRect()
      view.element.classList.remove('outside')
      view.element.focus({ preventScroll: true })
    }
    view.refresh?.()
  }

  pop(): void {
    if (this.#stack.length < 2) return
    const view = this.#stack.pop()
    view?.dispose?.()
    view?.element.setAttribute('inert', '')
    view?.element.classList.add('outside')
    setTimeout(() => view?.element.remove(), SLIDE_MS)
    this.top?.element.removeAttribute('inert')
    this.top?.refresh?.()
    const before = this.#focus.pop()
    ;(before?.isConnected ? before : this.top?.element)?.focus({ preventScroll: true })
  }

  popAll(): void {
    while (this.#stack.length > 1) this.pop()
  }

  refresh(): void {
    for (const view of this.#stack) view.refresh?.()
  }

  /** Views behind the mini program cannot be reached. */
  setCovered(covered: boolean): void {
    this.#views.toggleAttribute('inert', covered)
  }

  toast(text: string): void {
    this.#toast.textContent = text
    this.#toast.classList.add('shown')
    clearTimeout(this.#toastTimer)
    this.#toastTimer = window.setTimeout(() => this.#toast.classList.remove('shown'), 1800)
  }
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hour12: false } as const

/** Clock, network and battery of the phone. */
export function statusBar(): HTMLElement {
  const time = h('span', { class: 'clock' })
  const tick = (): void => {
    const now = Date.now()
    // The device's own zone, as in the mini program; messages carry the time of China.
    time.textContent = new Date(now).toLocaleTimeString('zh-CN', CLOCK)
    // One that was taken away stops at its next minute.
    setTimeout(() => time.isConnected && tick(), 60_000 - (now % 60_000))
  }
  tick()
  return h(
    'div',
    { class: 'status-bar', attrs: { 'aria-hidden': 'true' } },
    time,
    h(
      'span',
      { class: 'signs' },
      h('span', { class: 'sign online' }, icon('wifi', 16)),
      h('span', { class: 'sign offline' }, icon('wifi-off', 16)),
      h('span', { class: 'battery' }),
    ),
  )
}

/** WeChat's title bar: back on the left, title in the middle, one action on the right. */
export function titleBar(options: {
  title: Child
  onBack?: () => void
  backLabel?: string
  right?: Child
}): HTMLElement {
  const back =
    options.onBack &&
    iconButton(icon('back'), options.backLabel ?? '返回', options.onBack, { 'data-native': 'back' })
  return h(
    'header',
    { class: 'title-bar' },
    h('div', { class: 'side' }, back),
    h('h1', {}, options.title),
    h('div', { class: 'side end' }, options.right),
  )
}
