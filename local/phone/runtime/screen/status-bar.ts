import { icon } from '../../kit/icons'
import type { PhoneHost } from '../../host'
import { el } from './dom'

function clockText(): string {
  return new Date().toLocaleTimeString('zh-CN', {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
}

/** Clock, network and battery, over all pages; the same as around the mini program. */
export class StatusBar {
  readonly element: HTMLElement
  readonly #clock = el('span', '', clockText())
  readonly #network = el('span', 'network')

  constructor(host: PhoneHost) {
    const signs = el('span', 'signs', this.#network, el('span', 'battery'))
    this.element = el('div', 'status-bar', this.#clock, signs)
    this.element.setAttribute('aria-hidden', 'true')
    this.element.style.height = `${host.device.statusBarHeight}px`
    this.#drawNetwork(host.network())
    host.onNetworkChange((type) => this.#drawNetwork(type))
    setInterval(() => this.#clock.replaceChildren(clockText()), 5000)
  }

  #drawNetwork(type: 'wifi' | 'none'): void {
    this.#network.replaceChildren(icon(type === 'wifi' ? 'wifi' : 'wifi-off', 16))
  }

  setColor(color: string): void {
    this.element.style.color = color
  }
}
