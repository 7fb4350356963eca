import type { Touch } from './event-object'

export type TouchPhase = 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel'

/** Fingers as a gesture listener sees them; `target` is where the first finger went down. */
export interface TouchInput {
  phase: TouchPhase
  target: Node
  touches: Touch[]
  changedTouches: Touch[]
  timeStamp: number
  /** Stops the browser's own reaction, scrolling first of all. */
  preventDefault(): void
  /** The input came from a mouse: the browser does not scroll by dragging. */
  isMouse: boolean
}

const MOUSE_IDENTIFIER = 0
/** After a real touch the browser sends mouse events as well; they are ignored for so long. */
const EMULATED_MOUSE_MS = 1000
/**
 * Epoch ms, over all documents: when a touch changes the page, its mouse events reach the document of the next page, where
 * they would tap whatever has come up under the finger.
 */
let lastRealTouch = Number.NEGATIVE_INFINITY

interface Point {
  clientX: number
  clientY: number
  pageX: number
  pageY: number
}

function touchOf(point: Point, identifier: number, force = 1): Touch {
  const { pageX, pageY, clientX, clientY } = point
  return { identifier, pageX, pageY, clientX, clientY, force }
}

/** Turns real touches, and the mouse as one finger, into one stream of touches per document. */
export function listenToTouches(dom: Document, listener: (input: TouchInput) => void): void {
  let target: Node | null = null

  const realTouch = (event: TouchEvent): void => {
    lastRealTouch = Date.now()
    if (event.type === 'touchstart' && event.touches.length === event.changedTouches.length) {
      target = event.target as Node
    }
    if (!target) return
    const list = (touches: TouchList): Touch[] =>
      [...touches].map((touch) => touchOf(touch, touch.identifier, touch.force))
    listener({
      phase: event.type as TouchPhase,
      target,
      touches: list(event.touches),
      changedTouches: list(event.changedTouches),
      timeStamp: event.timeStamp,
      preventDefault: () => event.cancelable && event.preventDefault(),
      isMouse: false,
    })
    if (event.touches.length === 0) target = null
  }
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    dom.addEventListener(type, realTouch, { capture: true, passive: false })
  }

  let isDown = false
  const mouse = (phase: TouchPhase, event: MouseEvent): void => {
    if (!target) return
    const touch = touchOf(event, MOUSE_IDENTIFIER)
    listener({
      phase,
      target,
      touches: phase === 'touchend' || phase === 'touchcancel' ? [] : [touch],
      changedTouches: [touch],
      timeStamp: event.timeStamp,
      preventDefault: () => event.preventDefault(),
      isMouse: true,
    })
  }
  dom.addEventListener(
    'mousedown',
    (event) => {
      if (event.button !== 0 || Date.now() - lastRealTouch < EMULATED_MOUSE_MS) return
      target = event.target as Node
      isDown = true
      mouse('touchstart', event)
    },
    true,
  )
  dom.addEventListener(
    'mousemove',
    (event) => {
      if (!isDown) return
      // The button was released outside the browser's window.
      if (event.buttons === 0) {
        isDown = false
        mouse('touchcancel', event)
      } else mouse('touchmove', event)
    },
    true,
  )
  dom.addEventListener(
    'mouseup',
    (event) => {
      if (!isDown) return
      isDown = false
      mouse('touchend', event)
      target = null
    },
    true,
  )
}
