import type { TouchInput } from '../../runtime/touch-source'

const RESISTANCE = 0.5
const BACK_MS = 200

export interface RefresherOptions {
  host: HTMLElement
  content: HTMLElement
  threshold(): number
  style(): string
  background(): string
  cancelTap(): void
  trigger(name: string, detail: object): void
}

/** Pull-down refresh of one scroll view. */
export class Refresher {
  readonly #options: RefresherOptions
  readonly #element: HTMLElement
  #startY: number | undefined
  #distance = 0
  #triggered = false

  constructor(options: RefresherOptions) {
    this.#options = options
    const dom = options.host.ownerDocument
    this.#element = dom.createElement('div')
    this.#element.className = 'wx-refresher'
    for (let dot = 0; dot < 3; dot++) this.#element.append(dom.createElement('i'))
    options.host.prepend(this.#element)
  }

  /** @returns true while it follows the finger, so that nothing else does */
  touch(input: TouchInput): boolean {
    const y = input.changedTouches[0]?.clientY
    if (y === undefined || this.#triggered) return false
    if (input.phase === 'touchend' || input.phase === 'touchcancel') return this.#release(input)
    this.#startY ??= this.#options.host.scrollTop <= 0 ? y : undefined
    if (this.#startY === undefined) return false
    const distance = (y - this.#startY) * RESISTANCE
    if (distance <= 0) {
      if (distance < 0 && this.#distance === 0) this.#startY = undefined
      return this.#distance > 0
    }
    this.#options.cancelTap()
    input.preventDefault()
    this.#distance = distance
    this.#draw(distance, false)
    this.#options.trigger('refresherpulling', { dy: distance })
    return true
  }

  #release(input: TouchInput): boolean {
    const reached = input.phase === 'touchend' && this.#distance >= this.#options.threshold()
    const pulled = this.#distance > 0
    this.#startY = undefined
    this.#distance = 0
    if (reached) {
      this.#triggered = true
      this.#draw(this.#options.threshold(), true)
      this.#options.trigger('refresherrefresh', {})
    } else if (pulled) {
      this.#draw(0, true)
      this.#options.trigger('refresherabort', {})
    }
    return pulled
  }

  /** `refresher-triggered` was set by the page. */
  setTriggered(triggered: boolean): void {
    if (triggered) {
      if (this.#triggered) return
      this.#triggered = true
      this.#draw(this.#options.threshold(), true)
      this.#options.trigger('refresherrefresh', {})
    } else if (this.#triggered) {
      this.#triggered = false
      this.#draw(0, true)
      setTimeout(() => this.#options.trigger('refresherrestore', {}), BACK_MS)
    }
  }

  #draw(distance: number, animated: boolean): void {
    const { content, style, background } = this.#options
    const transition = animated ? `transform ${BACK_MS}ms` : ''
    content.style.transition = transition
    content.style.transform = distance > 0 ? `translateY(${distance}px)` : ''
    const element = this.#element.style
    this.#element.dataset['style'] = style()
    element.background = background()
    element.color = style() === 'white' ? '#fff' : '#000'
    element.height = `${distance}px`
  }
}
