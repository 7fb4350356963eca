import type { Phone } from '../../local/automator'

const TIMEOUT_MS = 10_000
const POLL_MS = 40

interface WirePage {
  pageId: number
  path: string
}

/** Brings one phone into the state of a picture: short words for what the automation can do. */
export class PictureKit {
  readonly phone: Phone

  constructor(phone: Phone) {
    this.phone = phone
  }

  /** Opens a page with nothing below it on the stack, and waits for it. */
  async open(url: string): Promise<void> {
    await this.wx('reLaunch', { url: url.startsWith('/') ? url : `/${url}` })
    await this.waitForPage(url.replace(/^\//, '').split('?')[0] ?? '')
  }

  /** Waits until this page is in front. */
  async waitForPage(path: string): Promise<void> {
    await this.#until(`page ${path}`, async () => (await this.path()) === path || undefined)
  }

  /** Path of the page in front. */
  async path(): Promise<string> {
    return (await this.#page()).path
  }

  async wx(method: string, ...args: unknown[]): Promise<unknown> {
    const reply = await this.phone.agent('App.callWxMethod', { method, args })
    return (reply as { result?: unknown }).result
  }

  /** Answers a `wx` method by a result until {@link restore}; dotted names reach `cloud.callFunction`. */
  async mock(method: string, result: unknown): Promise<void> {
    await this.phone.agent('App.mockWxMethod', { method, result })
  }

  /** Answers a `wx` method by code that runs in the mini program. */
  async mockWith(method: string, functionDeclaration: string): Promise<void> {
    await this.phone.agent('App.mockWxMethod', { method, functionDeclaration, args: [] })
  }

  async restore(method: string): Promise<void> {
    await this.phone.agent('App.mockWxMethod', { method })
  }

  /** Waits until something on the page matches. */
  async wait(selector: string): Promise<void> {
    await this.#elementId(selector)
  }

  /** Waits until a field of the page's data has one of these values; a page without the field is not waited for. */
  async waitForData(path: string, values: readonly unknown[]): Promise<void> {
    await this.#until(`${path} ${values.join(' or ')}`, async () => {
      const { pageId } = await this.#page()
      const reply = (await this.phone.agent('Page.getData', { pageId, path })) as { data?: unknown }
      return reply.data === undefined || values.includes(reply.data) || undefined
    })
  }

  /** Taps what matches, the first or the one at this index. */
  async tap(selector: string, index = 0): Promise<void> {
    const elementId = await this.#elementId(selector, index)
    const { pageId } = await this.#page()
    const at = await this.phone.agent('Agent.fingerPoints', { elementId, pageId })
    const [point] = (at as { points: { x: number; y: number }[] }).points
    if (point) await this.phone.tap(point)
    await this.settle()
    // What was tapped stays lit for a moment.
    await this.#until('end of being pressed', async () => {
      const frames = this.phone.page.frames()
      const lit = await Promise.all(frames.map((frame) => frame.locator('.pressed').count()))
      return lit.every((count) => count === 0) || undefined
    })
  }

  async setData(data: Record<string, unknown>): Promise<void> {
    const { pageId } = await this.#page()
    await this.phone.agent('Page.setData', { pageId, data })
  }

  async scrollTo(scrollTop: number): Promise<void> {
    await this.wx('pageScrollTo', { scrollTop, duration: 0 })
  }

  /** Waits until the picture would not change any more: fonts and images are there, movement has ended. */
  async settle(): Promise<void> {
    await this.phone.agent('Agent.settled', {})
    for (const frame of this.phone.page.frames()) {
      await frame
        .evaluate(async () => {
          await document.fonts.ready
          await Promise.all(
            Array.from(document.images, (image) => image.decode().catch(() => undefined)),
          )
          const moving = document.getAnimations().filter(isEnding)
          await Promise.all(moving.map((one) => one.finished.catch(() => undefined)))
          // Skeletons shimmer for ever; only what comes to rest is waited for.
          function isEnding(one: Animation): boolean {
            return one.effect?.getComputedTiming().iterations !== Infinity
          }
        })
        .catch(() => undefined)
    }
    await this.phone.agent('Agent.settled', {})
  }

  async #page(): Promise<WirePage> {
    return (await this.phone.agent('App.getCurrentPage', {})) as WirePage
  }

  async #elementId(selector: string, index = 0): Promise<string> {
    return await this.#until(selector, async () => {
      const { pageId } = await this.#page()
      const found = await this.phone.agent('Page.getElements', { pageId, selector })
      return (found as { elements: { elementId: string }[] }).elements[index]?.elementId
    })
  }

  async #until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + TIMEOUT_MS
    for (;;) {
      const found = await look()
      if (found !== undefined) return found
      if (Date.now() > deadline) throw new Error(`no ${what} in ${TIMEOUT_MS} ms`)
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }
}
