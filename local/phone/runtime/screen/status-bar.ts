import { el } from './dom'

function clockText(): string {
  return new Date().toLocaleTimeString('zh-CN', {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    // As WeChat around it: the data are of this zone, wherever the browser is.
    timeZone: 'Asia/Shanghai',
  })
}

/** Clock and battery, over all pages. */
export class StatusBar {
  readonly element: HTMLElement
  readonly #clock = el('span', '', clockText())

  constructor(height: number) {
    this.element = el('div', 'status-bar', this.#clock, el('span', 'battery'))
    this.element.style.height = `${height}px`
    setInterval(() => this.#clock.replaceChildren(clockText()), 5000)
  }

  setColor(color: string): void {
    this.element.style.color = color
  }
}
