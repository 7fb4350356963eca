import type { EnterOptions, PhoneHost } from '../../host'
import { fill, h } from '../../kit/dom'
import { appIcon } from '../../kit/icons'
import type { OpenRequest, Phone } from '../phone'
import { createRun, type Run } from './host'

declare global {
  interface Window {
    /** The mini program's document fetches its host here, in its first script. */
    phoneHostFor?: (inner: Window) => PhoneHost | undefined
  }
}

/** A runtime that never reports its first page must not leave the loading screen up for ever. */
const SPLASH_LIMIT_MS = 8000

function enterOptionsOf(request: OpenRequest): EnterOptions {
  const [path = '', search = ''] = request.path.replace(/^\/+/, '').split('?')
  return {
    path,
    query: Object.fromEntries(new URLSearchParams(search)),
    scene: request.scene,
    referrerInfo: {},
    apiCategory: 'default',
    ...(request.chatType ? { chatType: request.chatType } : {}),
    ...(request.shareTicket ? { shareTicket: request.shareTicket } : {}),
  }
}

/** The place on the screen where the mini program runs, in an iframe that is its own JavaScript realm. */
export class MiniContainer {
  readonly #phone: Phone
  readonly #element = h('div', { class: 'mini', attrs: { inert: '' } })
  readonly #fault = h('div', { class: 'fault', attrs: { role: 'alert' } })
  #frame: HTMLIFrameElement | undefined
  /** The pages before a reload, until the new ones are drawn. */
  #outgoing: HTMLIFrameElement | undefined
  #splash: HTMLElement | undefined
  #run: Run | undefined
  #request: OpenRequest = { path: '', scene: 1001 }
  #isFront = false

  constructor(phone: Phone) {
    this.#phone = phone
    this.#fault.hidden = true
    this.#element.append(this.#fault)
    phone.screen.miniLayer.append(this.#element)
    window.phoneHostFor = (inner) =>
      inner === this.#frame?.contentWindow ? this.#run?.host : undefined
    this.showFault(phone.config.broken)
  }

  get isFront(): boolean {
    return this.#isFront
  }

  /** Opens it, or brings the running one back with new enter options. */
  open(request: OpenRequest): void {
    this.#request = request
    const isRunning = this.#run !== undefined
    if (!isRunning) this.#start(enterOptionsOf(request))
    this.#toFront()
    if (isRunning) this.#run?.show.emit(enterOptionsOf(request))
    // Remembered for the strip of recently used ones; nothing depends on it.
    this.#phone.api.post('used').catch(() => undefined)
  }

  leave(): void {
    if (!this.#isFront) return
    this.#isFront = false
    this.#element.classList.remove('front')
    this.#element.setAttribute('inert', '')
    this.#phone.screen.setCovered(false)
    this.#run?.hide.emit()
    this.#phone.screen.top?.element.focus({ preventScroll: true })
    void this.#phone.reload()
  }

  /** Ends the run and begins another one as it was last opened. */
  restart(): void {
    this.#stop()
    this.#start(enterOptionsOf(this.#request))
  }

  /** After a change of its source: a new run on the page the person is on. */
  reload(): void {
    this.showFault(null)
    if (!this.#run) return
    const page = this.#frame?.contentWindow?.__miniprogram?.pages().at(-1)
    const options = enterOptionsOf(this.#request)
    // The old pages stay in sight until the new ones are drawn.
    this.#outgoing?.remove()
    const old = this.#frame
    this.#outgoing = old
    old?.setAttribute('inert', '')
    this.#endRun()
    const next = this.#begin(page ? { ...options, path: page.path, query: page.query } : options)
    next.classList.add('behind')
    setTimeout(() => old?.remove(), SPLASH_LIMIT_MS)
  }

  /** Says on the phone why the source does not compile; null takes it away. */
  showFault(text: string | null): void {
    this.#fault.hidden = text === null
    if (text === null) return
    fill(
      this.#fault,
      h('strong', { text: '小程序没有编译成功' }),
      h('pre', { text }),
      h('button', { text: '收起', on: { click: () => this.showFault(null) } }),
    )
  }

  #start(options: EnterOptions): void {
    const splash = h(
      'div',
      { class: 'splash', attrs: { role: 'status' } },
      appIcon(56),
      h('span', { text: this.#phone.config.appName }),
      h('span', { class: 'dots' }, h('i'), h('i'), h('i')),
    )
    this.#splash = splash
    setTimeout(() => splash.remove(), SPLASH_LIMIT_MS)
    this.#begin(options)
    this.#element.prepend(splash)
  }

  #begin(options: EnterOptions): HTMLIFrameElement {
    const run = createRun(this.#phone, options, {
      leave: () => this.leave(),
      restart: () => this.restart(),
      ready: () => this.#firstPageDrawn(),
      chatId: () => this.#request.chatId,
    })
    this.#run = run
    const person = encodeURIComponent(this.#phone.api.personId)
    const frame = h('iframe', {
      attrs: {
        title: this.#phone.config.appName,
        src: `/miniprogram?person=${person}`,
        allow: 'clipboard-read; clipboard-write',
      },
    })
    this.#frame = frame
    this.#element.prepend(frame)
    return frame
  }

  #endRun(): void {
    this.#run?.hide.emit()
    this.#run?.dispose()
    this.#run = undefined
  }

  #stop(): void {
    this.#endRun()
    this.#outgoing?.remove()
    this.#frame?.remove()
    this.#frame = undefined
    this.#splash?.remove()
  }

  #toFront(): void {
    if (this.#isFront) return
    this.#isFront = true
    this.#element.getBoundingClientRect()
    this.#element.classList.add('front')
    this.#element.removeAttribute('inert')
    this.#phone.screen.setCovered(true)
    this.#frame?.focus({ preventScroll: true })
  }

  #firstPageDrawn(): void {
    this.#frame?.classList.remove('behind')
    this.#outgoing?.remove()
    this.#outgoing = undefined
    this.#splash?.classList.add('done')
    const splash = this.#splash
    setTimeout(() => splash?.remove(), 200)
  }
}
