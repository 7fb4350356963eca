import { el } from './screen/dom'
import type { TouchInput } from './touch-source'

/** How far the page is held down while it refreshes. */
const HELD_PX = 56
const TRIGGER_PX = 50
/** Fingers pull harder than the page follows. */
const RESISTANCE = 0.5
const BACK_MS = 200

export interface PullDownOptions {
  content: HTMLElement
  frame: HTMLElement
  isEnabled(): boolean
  isAtTop(): boolean
  color(): string
  onRefresh(): void
}

/** Pulling the page down to refresh it. */
export class PullDown {
  readonly #options: PullDownOptions
  readonly #dots = el('div', 'pull-down', el('i'), el('i'), el('i'))
  #startY: number | undefined
  #startX = 0
  #distance = 0
  #isRunning = false

  constructor(options: PullDownOptions) {
    this.#options = options
    options.content.prepend(this.#dots)
    this.#dots.style.visibility = 'hidden'
  }

  /** @returns true while the finger pulls, so that nothing else follows it. */
  touch(input: TouchInput): boolean {
    const touch = input.changedTouches[0]
    if (!touch) return false
    if (input.phase === 'touchstart') {
      const canStart = this.#options.isEnabled() && this.#options.isAtTop() && !this.#isRunning
      this.#startY = canStart && input.touches.length === 1 ? touch.clientY : undefined
      this.#startX = touch.clientX
      this.#distance = 0
      return false
    }
    if (this.#startY === undefined) return false
    if (input.phase === 'touchmove') return this.#move(touch.clientX, touch.clientY, input)
    this.#startY = undefined
    const reached = input.phase === 'touchend' && this.#distance >= TRIGGER_PX
    const wasPulling = this.#distance > 0
    if (reached) this.start()
    else if (wasPulling) this.#slideTo(0)
    return wasPulling
  }

  #move(x: number, y: number, input: TouchInput): boolean {
    const dy = y - (this.#startY ?? y)
    if (this.#distance === 0) {
      if (Math.abs(dy) < 5) return false
      if (dy < 0 || Math.abs(x - this.#startX) > dy || !this.#options.isAtTop()) {
        this.#startY = undefined
        return false
      }
    }
    this.#distance = Math.max(1, dy * RESISTANCE)
    this.#draw(this.#distance)
    input.preventDefault()
    return true
  }

  /** The person pulled, or `wx.startPullDownRefresh` was called. */
  start(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    this.#dots.classList.add('is-running')
    this.#slideTo(HELD_PX)
    this.#options.onRefresh()
  }

  /** `wx.stopPullDownRefresh`. */
  stop(): void {
    this.#isRunning = false
    this.#slideTo(0)
  }

  #draw(distance: number): void {
    const { frame } = this.#options
    this.#dots.style.visibility = distance > 0 ? 'visible' : 'hidden'
    this.#dots.style.color = this.#options.color()
    frame.style.transform = distance > 0 ? `translateY(${distance}px)` : ''
  }

  #slideTo(distance: number): void {
    const { frame } = this.#options
    frame.style.transition = `transform ${BACK_MS}ms ease-out`
    this.#distance = 0
    if (distance > 0) this.#draw(distance)
    else frame.style.transform = ''
    setTimeout(() => {
      frame.style.transition = ''
      if (this.#isRunning) return
      this.#dots.classList.remove('is-running')
      this.#draw(0)
    }, BACK_MS)
  }
}
