import { Controller } from './controller'
import type { TouchInput } from '../../runtime/touch-source'

/** Class segment that hovering owns, apart from the template's own classes. */
const HOVER_SEGMENT = 3

/** `hover-class` with its delays, shared by view, button and navigator. */
export class HoverController extends Controller {
  #timer: ReturnType<typeof setTimeout> | undefined
  #stayTimer: ReturnType<typeof setTimeout> | undefined
  #applied = ''
  #stopWatching: (() => void) | undefined

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.on('touchstart', (event) => {
      const { hoverClass } = this.data
      if (!this.canHover() || typeof hoverClass !== 'string') return
      if (hoverClass === '' || hoverClass === 'none' || hoverTaken.has(event)) return
      if (this.flag('hoverStopPropagation')) hoverTaken.add(event)
      this.#press(hoverClass)
    })
  }

  readonly defaultHoverClass: string = ''

  /** A disabled button does not light up. */
  canHover(): boolean {
    return true
  }

  #press(hoverClass: string): void {
    clearTimeout(this.#timer)
    this.#release()
    this.#timer = setTimeout(() => {
      this.#applied = hoverClass
      this.component.setNodeClass(hoverClass, HOVER_SEGMENT)
      // The default class has a style of its own wherever the component stands; others come from the author.
      if (hoverClass === this.defaultHoverClass) this.host.classList.add('wx-hover')
    }, this.num('hoverStartTime'))
    this.#stopWatching?.()
    let moved = 0
    this.#stopWatching = this.page.onTouch((input: TouchInput) => {
      if (input.phase === 'touchmove' && ++moved < 4) return
      if (input.phase === 'touchstart') return
      this.#stopWatching?.()
      this.#stopWatching = undefined
      if (input.phase !== 'touchend') clearTimeout(this.#timer)
      clearTimeout(this.#stayTimer)
      this.#stayTimer = setTimeout(() => this.#release(), this.num('hoverStayTime'))
    })
  }

  #release(): void {
    if (this.#applied === '') return
    this.#applied = ''
    this.component.setNodeClass('', HOVER_SEGMENT)
    this.host.classList.remove('wx-hover')
  }

  override detached(): void {
    clearTimeout(this.#timer)
    // A tap often removes what was tapped before its light goes out.
    clearTimeout(this.#stayTimer)
    this.#stopWatching?.()
  }
}

/** Touches for which an inner element asked its ancestors not to light up. */
const hoverTaken = new WeakSet<object>()

export function hoverProperties(hoverClass: string, start: number, stay: number) {
  return {
    hoverClass: { type: String, value: hoverClass },
    hoverStartTime: { type: Number, value: start },
    hoverStayTime: { type: Number, value: stay },
    hoverStopPropagation: Boolean,
  } as const
}
