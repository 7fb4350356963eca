/** Rows seen above and below the chosen one. */
const DECELERATION_MS = 120
const SNAP_MS = 220
/** More movement than this is a drag; less is a tap on a row. */
const DRAG_PX = 6

export interface WheelOptions {
  /** Scrolls as a whole: its children are the rows. */
  list: HTMLElement
  /** Takes the finger; its style sheet has to say `touch-action: none`. */
  area: HTMLElement
  rowHeight(): number
  count(): number
  onStart?(): void
  onChange(index: number): void
  onEnd?(): void
  /** Tells of a change when the movement is over, not when the finger lets go. */
  tellsLate?(): boolean
}

/** One column of a picker: drag, flick, wheel and tap move it, and it always comes to rest on a row. */
export class Wheel {
  readonly #options: WheelOptions
  #index = 0
  #drag: { y: number; from: number; lastY: number; lastAt: number; speed: number } | undefined
  #wheelTimer: ReturnType<typeof setTimeout> | undefined
  #restTimer: ReturnType<typeof setTimeout> | undefined

  constructor(options: WheelOptions) {
    this.#options = options
    const { area } = options
    area.addEventListener('pointerdown', (event) => this.#down(event))
    area.addEventListener('pointermove', (event) => this.#move(event))
    area.addEventListener('pointerup', (event) => this.#up(event))
    area.addEventListener('pointercancel', (event) => this.#up(event))
    area.addEventListener('wheel', (event) => this.#wheel(event), { passive: false })
  }

  get index(): number {
    return this.#index
  }

  /** Puts a row in the middle without telling anyone. */
  set(index: number, animated = false): void {
    this.#index = this.#clamp(index)
    this.#draw(-this.#index * this.#options.rowHeight(), animated)
  }

  #clamp(index: number): number {
    return Math.min(Math.max(0, Math.round(index) || 0), Math.max(0, this.#options.count() - 1))
  }

  #draw(offset: number, animated: boolean): void {
    const { style } = this.#options.list
    style.transition = animated ? `transform ${SNAP_MS}ms cubic-bezier(.2,.7,.3,1)` : ''
    style.transform = `translateY(${offset}px)`
  }

  #down(event: PointerEvent): void {
    if (event.button > 0) return
    clearTimeout(this.#restTimer)
    this.#options.area.setPointerCapture(event.pointerId)
    const from = -this.#index * this.#options.rowHeight()
    this.#drag = { y: event.clientY, from, lastY: event.clientY, lastAt: event.timeStamp, speed: 0 }
    this.#options.onStart?.()
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag
    if (!drag) return
    const time = Math.max(1, event.timeStamp - drag.lastAt)
    drag.speed = (event.clientY - drag.lastY) / time
    drag.lastY = event.clientY
    drag.lastAt = event.timeStamp
    this.#draw(drag.from + event.clientY - drag.y, false)
  }

  #up(event: PointerEvent): void {
    const drag = this.#drag
    if (!drag) return
    this.#drag = undefined
    const height = this.#options.rowHeight()
    const moved = event.clientY - drag.y
    if (Math.abs(moved) < DRAG_PX) {
      const box = this.#options.area.getBoundingClientRect()
      const rows = Math.round((event.clientY - (box.top + box.height / 2)) / height)
      this.#rest(this.#index + rows)
    } else this.#rest(-(drag.from + moved + drag.speed * DECELERATION_MS) / height)
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault()
    clearTimeout(this.#wheelTimer)
    this.set(this.#index + Math.sign(event.deltaY), true)
    this.#wheelTimer = setTimeout(() => this.#rest(this.#index, true), DECELERATION_MS)
  }

  #rest(index: number, force = false): void {
    const { onChange, onEnd, tellsLate } = this.#options
    const before = this.#index
    this.set(index, true)
    const changes = this.#index !== before || force
    if (tellsLate?.() !== true) {
      if (changes) onChange(this.#index)
      if (tellsLate === undefined) return void onEnd?.()
    }
    clearTimeout(this.#restTimer)
    this.#restTimer = setTimeout(() => {
      if (changes && tellsLate?.() === true) onChange(this.#index)
      onEnd?.()
    }, SNAP_MS)
  }

  /** The column went away: nothing more is told. */
  stop(): void {
    clearTimeout(this.#restTimer)
    clearTimeout(this.#wheelTimer)
  }
}
