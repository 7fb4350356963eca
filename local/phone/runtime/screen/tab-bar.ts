import type { TabBarConfig } from '../../../compiler/manifest'
import { button, el } from './dom'

const TAB_BAR_HEIGHT = 50

export interface TabBarOptions {
  /** Colours and icons with `@name` references replaced. */
  config: TabBarConfig
  safeAreaBottom: number
  iconUrl(path: string): string
  onTap(index: number): void
}

interface Item {
  element: HTMLButtonElement
  image: HTMLImageElement
  label: HTMLElement
  mark: HTMLElement | undefined
}

/** The tab bar that WeChat draws from app.json. */
export class TabBar {
  readonly element = el('div', 'tab-bar')
  readonly #options: TabBarOptions
  readonly #items: Item[]
  #config: TabBarConfig
  #selected = -1

  constructor(options: TabBarOptions) {
    this.#options = options
    this.#config = options.config
    this.element.style.height = `${this.height}px`
    this.element.setAttribute('role', 'tablist')
    this.#items = options.config.list.map(({ pagePath }, index) => {
      const image = el('img')
      image.alt = ''
      const label = el('span')
      const element = button('', () => options.onTap(index), image, label)
      element.removeAttribute('aria-label')
      element.setAttribute('role', 'tab')
      element.dataset['native'] = 'tab'
      element.dataset['path'] = pagePath
      this.element.append(element)
      return { element, image, label, mark: undefined }
    })
    this.draw()
  }

  get height(): number {
    return TAB_BAR_HEIGHT + this.#options.safeAreaBottom
  }

  get config(): Readonly<TabBarConfig> {
    return this.#config
  }

  setConfig(config: TabBarConfig): void {
    this.#config = config
    this.draw()
  }

  select(index: number): void {
    this.#selected = index
    this.draw()
  }

  draw(): void {
    const { color, selectedColor, backgroundColor, borderStyle, list } = this.#config
    this.element.style.background = backgroundColor ?? '#fff'
    this.element.style.borderTopColor =
      borderStyle === 'white' ? 'rgba(255,255,255,.12)' : 'rgba(0,0,0,.12)'
    this.#items.forEach((item, index) => {
      const config = list[index]
      if (!config) return
      const isSelected = index === this.#selected
      const path = (isSelected ? config.selectedIconPath : undefined) ?? config.iconPath
      item.element.style.color = (isSelected ? selectedColor : color) ?? '#999'
      item.element.setAttribute('aria-selected', String(isSelected))
      item.label.textContent = config.text
      item.image.hidden = !path
      const url = path ? this.#options.iconUrl(path) : ''
      if (url && item.image.getAttribute('src') !== url) item.image.src = url
    })
  }

  /** Text `null` shows a red dot; undefined removes the mark. */
  setMark(index: number, text: string | null | undefined): void {
    const item = this.#items[index]
    if (!item) return
    item.mark?.remove()
    item.mark = undefined
    if (text === undefined) return
    item.mark = text === null ? el('i', 'mark dot') : el('i', 'mark badge', text)
    item.mark.style.fontStyle = 'normal'
    item.element.append(item.mark)
  }

  setHidden(hidden: boolean): void {
    this.element.classList.toggle('is-hidden', hidden)
  }
}
