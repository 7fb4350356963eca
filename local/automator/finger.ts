import type { CDPSession, Page } from 'playwright-core'

/** CSS px of the whole phone page. */
export interface ScreenPoint {
  x: number
  y: number
}

/**
 * Real touches of the browser: gesture recognition, hit testing and clicks happen as under a finger. One gesture at a
 * time, because a phone's screen knows which fingers are down.
 */
export class Finger {
  readonly #page: Page
  #cdp: Promise<CDPSession> | undefined
  #queue: Promise<unknown> = Promise.resolve()

  constructor(page: Page) {
    this.#page = page
  }

  /** Runs after every gesture begun before. */
  async exclusive<T>(gesture: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(gesture)
    this.#queue = done.catch(() => undefined)
    return await done
  }

  async tap({ x, y }: ScreenPoint): Promise<void> {
    await this.#page.touchscreen.tap(x, y)
  }

  async touch(
    type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
    points: ScreenPoint[],
  ): Promise<void> {
    this.#cdp ??= this.#page.context().newCDPSession(this.#page)
    const touchPoints = points.map(({ x, y }, id) => ({ x, y, id }))
    await (await this.#cdp).send('Input.dispatchTouchEvent', { type, touchPoints })
  }
}
