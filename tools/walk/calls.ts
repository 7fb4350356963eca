import type { Page, Request } from 'playwright-core'

/** A page that waits longer than this for its cloud is looked at as it is. */
const PATIENCE_MS = 10_000
const POLL_MS = 20

const isCall = (request: Request): boolean =>
  new URL(request.url()).pathname === '/api/callFunction'

/** The calls of functions that a phone waits for; the first one also waits for the function to be loaded. */
export class PendingCalls {
  readonly #pending = new Set<Request>()

  constructor(page: Page) {
    page.on('request', (request) => {
      if (isCall(request)) this.#pending.add(request)
    })
    page.on('requestfinished', (request) => this.#pending.delete(request))
    page.on('requestfailed', (request) => this.#pending.delete(request))
  }

  /** Settles until no call is left, for one answer may be the question of the next. */
  async ended(settle: () => Promise<void>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS
    await settle()
    while (this.#pending.size > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      if (this.#pending.size === 0) await settle()
    }
  }
}
