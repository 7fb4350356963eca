import { el } from './dom'

function clockText(): string {
  return new Date().toLocaleTimeString('zh-CN', {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
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
