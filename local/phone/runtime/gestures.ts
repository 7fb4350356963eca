import { Event as FrameworkEvent, type Element } from 'glass-easel'
import { domOf, frameworkElementOf } from './backend'
import type { Touch } from './event-object'
import { listenToTouches, type TouchInput } from './touch-source'

/** Farther than this from where it went down, a finger scrolls or drags and does not tap. */
const TAP_DISTANCE_PX = 10
const LONG_PRESS_MS = 350

/** DOM events that reach the mini program as they are. */
const DOM_EVENTS = [
  'transitionstart',
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
] as const

/** DOM node that was tapped, for built-in components; handlers of the mini program do not see it. */
export const TAP_TARGET = Symbol('tap target')

interface Press {
  element: Element
  touch: Touch
  startedAt: number
  isTap: boolean
  longPressHandled: boolean
  timer: ReturnType<typeof setTimeout>
}

export interface GestureOptions {
  /** A tap is about to reach the mini program: APIs that need a gesture are open for a moment. */
  onTap(): void
  /** Sees every touch before the mini program does; true means it was taken. */
  onTouch(input: TouchInput): boolean
}

/** Raises an event as the platform does for a finger; `handled` says whether some listener ran. */
export function dispatch(
  element: Element,
  type: string,
  detail: unknown,
  extraFields: Record<string, unknown>,
): { handled: boolean; prevented: boolean } {
  let handled = false
  const event = new FrameworkEvent(type, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    extraFields,
    handleListenerReturn: (result) => {
      handled = true
      return result as boolean
    },
  })
  element.dispatchEvent(event)
  return { handled, prevented: event.defaultPrevented() }
}

/** On a canvas, touches also say where they are from its corner. */
function withCanvasPlace(element: Element, touches: Touch[]): Touch[] {
  const canvas = domOf(element)?.closest('wx-canvas')
  if (!canvas) return touches
  const { left, top } = canvas.getBoundingClientRect()
  return touches.map((touch) => ({ ...touch, x: touch.clientX - left, y: touch.clientY - top }))
}

function point(touch: Touch): { x: number; y: number } {
  return { x: touch.pageX, y: touch.pageY }
}

/** Recognises touches, taps and long presses in one page's document and sends them to the page's elements. */
export class Gestures {
  readonly #options: GestureOptions
  #press: Press | undefined

  constructor(dom: Document, options: GestureOptions) {
    this.#options = options
    listenToTouches(dom, (input) => this.#touch(input))
    for (const type of DOM_EVENTS) {
      dom.addEventListener(type, (event) => this.#domEvent(event), true)
    }
  }

  /** A component took the finger for a drag of its own: no tap will follow. */
  cancelTap(): void {
    const press = this.#press
    if (!press) return
    clearTimeout(press.timer)
    press.isTap = false
  }

  #domEvent(event: Event): void {
    const target = event.target as globalThis.Element | null
    const element = frameworkElementOf(target)
    if (!element) return
    const { propertyName, animationName, elapsedTime } = event as TransitionEvent & AnimationEvent
    const detail = { elapsedTime, ...(propertyName ? { propertyName } : { animationName }) }
    dispatch(element, event.type, detail, {})
  }

  #touch(input: TouchInput): void {
    const element = frameworkElementOf(input.target)
    if (!element) return
    const touch = input.changedTouches[0]
    if (!touch) return
    const taken = this.#options.onTouch(input)
    if (input.phase === 'touchstart') this.#start(element, touch, input)
    else if (input.phase === 'touchmove') this.#move(touch, taken)
    const touches = withCanvasPlace(element, input.touches)
    const changedTouches = withCanvasPlace(element, input.changedTouches)
    const { prevented } = dispatch(element, input.phase, point(touch), { touches, changedTouches })
    if (prevented && input.phase === 'touchmove') input.preventDefault()
    if (input.phase === 'touchend') this.#end(input)
    else if (input.phase === 'touchcancel') this.cancelTap()
  }

  #start(element: Element, touch: Touch, input: TouchInput): void {
    this.cancelTap()
    if (input.touches.length > 1) return
    const press: Press = {
      element,
      touch,
      startedAt: input.timeStamp,
      isTap: true,
      longPressHandled: false,
      timer: setTimeout(() => this.#longPress(press), LONG_PRESS_MS),
    }
    this.#press = press
  }

  #longPress(press: Press): void {
    if (!press.isTap) return
    const fields = { touches: [press.touch], changedTouches: [press.touch] }
    press.longPressHandled = dispatch(
      press.element,
      'longpress',
      point(press.touch),
      fields,
    ).handled
    dispatch(press.element, 'longtap', point(press.touch), fields)
  }

  #move(touch: Touch, taken: boolean): void {
    const press = this.#press
    if (!press?.isTap) return
    const dx = touch.clientX - press.touch.clientX
    const dy = touch.clientY - press.touch.clientY
    if (taken || Math.hypot(dx, dy) > TAP_DISTANCE_PX) this.cancelTap()
  }

  #end(input: TouchInput): void {
    const press = this.#press
    this.#press = undefined
    if (!press) return
    clearTimeout(press.timer)
    if (!press.isTap || press.longPressHandled) return
    this.tap(press.element, input.changedTouches[0] ?? press.touch, input.target)
  }

  /** Sends a tap as if a finger had made it; also used by test automation. */
  tap(element: Element, touch: Touch, target?: Node): void {
    // A disabled button swallows taps meant for it.
    if (domOf(element)?.closest('wx-button[disabled]')) return
    this.#options.onTap()
    dispatch(element, 'tap', point(touch), {
      touches: [],
      changedTouches: [touch],
      _userTap: true,
      ...(target ? { [TAP_TARGET]: target } : {}),
    })
  }
}
