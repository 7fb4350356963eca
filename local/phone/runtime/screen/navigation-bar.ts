import { button, el, icon } from './dom'

export type BarTextStyle = 'white' | 'black'

export interface NavigationBarState {
  title: string
  backgroundColor: string
  textStyle: BarTextStyle
  loading: boolean
}

/** Height of the bar itself, below the status bar. */
export const NAVIGATION_BAR_HEIGHT = 44

const ARROW =
  '<path d="M11 3 3 12l8 9" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>'
const HOME =
  '<path d="M3 11 12 3.5 21 11M5.5 9.5V20h13V9.5" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"/>'
const SPINNER =
  '<circle cx="8" cy="8" r="6.5" stroke="currentColor" stroke-opacity=".2" stroke-width="2"/><path d="M8 1.5A6.5 6.5 0 0 1 14.5 8" stroke="currentColor" stroke-width="2" stroke-linecap="round"><animateTransform attributeName="transform" type="rotate" from="0 8 8" to="360 8 8" dur="1s" repeatCount="indefinite"/></path>'

/** The bar on top of one page, reaching up under the status bar. */
export class NavigationBar {
  readonly element: HTMLElement
  readonly #title = el('div', 'title')
  readonly #left = el('div')
  #state: NavigationBarState

  constructor(statusBarHeight: number, state: NavigationBarState) {
    this.#state = state
    this.element = el('div', 'navigation-bar', el('div', 'bar', this.#left, this.#title))
    this.element.style.height = `${statusBarHeight + NAVIGATION_BAR_HEIGHT}px`
    this.update({})
  }

  get state(): Readonly<NavigationBarState> {
    return this.#state
  }

  update(change: Partial<NavigationBarState>): void {
    this.#state = { ...this.#state, ...change }
    const { title, backgroundColor, textStyle, loading } = this.#state
    this.element.style.background = backgroundColor
    this.element.style.color = textStyle === 'white' ? '#fff' : '#000'
    this.#title.replaceChildren()
    if (loading) {
      const spinner = icon(16, 16, SPINNER)
      spinner.classList.add('spinner')
      this.#title.append(spinner)
    }
    this.#title.append(title)
  }

  /** `back` on pages above the first, `home` where a person came in past the home page. */
  setLeft(kind: 'back' | 'home' | 'none', onPress: () => void): void {
    this.#left.replaceChildren()
    if (kind === 'none') return
    const drawing = kind === 'back' ? icon(14, 24, ARROW) : icon(24, 24, HOME)
    const press = button(kind === 'back' ? '返回' : '首页', onPress, drawing)
    press.className = `back ${kind}`
    press.dataset['native'] = kind === 'back' ? 'navigate-back' : 'go-home'
    this.#left.append(press)
  }
}
