import { EventEmitter } from 'node:events'
import type { Browser, BrowserContext, ConsoleMessage, Frame, Page } from 'playwright-core'
import { AutomatorError } from './errors'
import { Finger, type ScreenPoint } from './finger'

/** Something a quiet phone does not print. */
export interface Problem {
  kind: 'warning' | 'error' | 'exception'
  text: string
  /** Where it was printed, e.g. `/mp/pages/rules/rules.js:12`. */
  at: string
}

export interface PhoneOptions {
  browser: Browser
  serverUrl: string
  personId: string
  /** Scripts that run in every frame before its own, first of all the agent's. */
  scripts: readonly string[]
  device: Device
  log: (line: string) => void
}

/** What kind of phone a person holds. */
export interface Device {
  width: number
  height: number
  theme: 'light' | 'dark'
  /** WeChat's font setting, 16 is standard. */
  fontSize: number
  pixelRatio: number
}

/** A mid-size phone; the design's reference. */
export const REFERENCE_DEVICE: Device = {
  width: 375,
  height: 812,
  theme: 'light',
  fontSize: 16,
  pixelRatio: 2,
}

const FRAME_TIMEOUT_MS = 20_000
const POLL_MS = 20

/** The part of the phone page's own interface that the automator uses. */
interface PhoneFrame {
  launch(): void
}

type AgentReply = { result: unknown } | { error: string }

/** Globals of the browser's windows; this file is checked without the DOM's types. */
interface BrowserWindow {
  phoneFrame?: PhoneFrame
  __automationAgent?: { call(method: string, params: object): Promise<AgentReply> }
}

interface PhoneEvents {
  /** An event of the automation protocol that the mini program raised. */
  event: [method: string, params: unknown]
}

/** One person's phone: a Chromium page that shows the small WeChat with the mini program inside. */
export class Phone extends EventEmitter<PhoneEvents> {
  readonly personId: string
  readonly page: Page
  readonly finger: Finger
  readonly problems: Problem[] = []
  readonly #context: BrowserContext
  readonly #url: string

  private constructor(context: BrowserContext, page: Page, options: PhoneOptions) {
    super()
    this.personId = options.personId
    this.page = page
    this.finger = new Finger(page)
    this.#context = context
    this.#url = phoneUrl(options)
    page.on('console', (message) => this.#onConsole(message, options.log))
    page.on('pageerror', (error) => {
      this.#addProblem(
        { kind: 'exception', text: error.stack ?? error.message, at: '' },
        options.log,
      )
    })
  }

  static async open(options: PhoneOptions): Promise<Phone> {
    const { width, height, theme, pixelRatio } = options.device
    const context = await options.browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: pixelRatio,
      colorScheme: theme,
      hasTouch: true,
      isMobile: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    })
    const page = await context.newPage()
    const phone = new Phone(context, page, options)
    await context.exposeBinding('__automatorEvent', (_source, method: string, params: unknown) => {
      phone.emit('event', method, params)
    })
    for (const script of options.scripts) await context.addInitScript(script)
    await phone.#start()
    return phone
  }

  async #start(): Promise<void> {
    await this.page.goto(this.#url)
    await this.page.waitForFunction(() => (globalThis as BrowserWindow).phoneFrame !== undefined)
  }

  #onConsole(message: ConsoleMessage, log: (line: string) => void): void {
    const type = message.type()
    if (type !== 'warning' && type !== 'error') return
    const { url, lineNumber } = message.location()
    const at = url ? `${new URL(url).pathname}:${lineNumber + 1}` : ''
    this.#addProblem({ kind: type, text: message.text(), at }, log)
  }

  #addProblem(problem: Problem, log: (line: string) => void): void {
    this.problems.push(problem)
    log(`${this.personId} ${problem.kind}: ${problem.text} ${problem.at}`)
  }

  /** The mini program's frame while it runs, in front or behind the chats. */
  get miniProgram(): Frame | undefined {
    return this.page.frames().find((frame) => isMiniProgram(frame))
  }

  /** Waits until a mini program runs, e.g. after a card was tapped. */
  async waitForMiniProgram(): Promise<Frame> {
    const deadline = Date.now() + FRAME_TIMEOUT_MS
    for (;;) {
      const frame = this.miniProgram
      if (frame) return frame
      if (Date.now() > deadline) {
        throw new AutomatorError(`The mini program does not open on the phone of ${this.personId}`)
      }
      await this.page.waitForTimeout(POLL_MS)
    }
  }

  /** DevTools always has the mini program running, so a client may ask without having opened it: then it is started. */
  async #running(): Promise<Frame> {
    if (!this.miniProgram) {
      await this.page.evaluate(() => (globalThis as BrowserWindow).phoneFrame?.launch())
    }
    return await this.waitForMiniProgram()
  }

  /** Asks the agent in the mini program's frame. */
  async agent(method: string, params: object): Promise<unknown> {
    const frame = await this.#running()
    let reply: AgentReply
    try {
      reply = await frame.evaluate(
        async ([name, body]) => {
          const agent = (globalThis as BrowserWindow).__automationAgent
          if (!agent) return { error: 'The automation agent is missing in the mini program' }
          return await agent.call(name, body)
        },
        [method, params] as const,
      )
    } catch (error) {
      throw new AutomatorError(`The mini program was closed during ${method}: ${String(error)}`)
    }
    if ('error' in reply) throw new AutomatorError(reply.error)
    return reply.result
  }

  /**
   * Taps the native control with one of these `data-native` marks, in the mini program or in WeChat around it.
   * @returns the mark it had
   */
  async tapNative(names: readonly string[], extra = ''): Promise<string | null> {
    const selector = names.map((name) => `[data-native="${name}"]${extra}`).join(', ')
    const deadline = Date.now() + NATIVE_TIMEOUT_MS
    for (;;) {
      for (const frame of this.page.frames().reverse()) {
        const control = frame.locator(selector).filter({ visible: true }).last()
        if ((await control.count()) > 0) {
          const name = await control.getAttribute('data-native')
          await control.tap({ timeout: NATIVE_TIMEOUT_MS })
          return name
        }
      }
      if (Date.now() > deadline)
        throw new AutomatorError(`The phone shows no ${names.join(' or ')}`)
      await this.page.waitForTimeout(POLL_MS)
    }
  }

  async tap(point: ScreenPoint): Promise<void> {
    await this.finger.exclusive(() => this.finger.tap(point))
  }

  /** PNG of the whole screen. */
  async screenshot(): Promise<Buffer> {
    return await this.page.screenshot({ type: 'png', animations: 'disabled' })
  }

  /** Ends the mini program: its realm is destroyed, the phone is back at its chats. */
  async quitMiniProgram(): Promise<void> {
    await this.#start()
  }

  async close(): Promise<void> {
    this.removeAllListeners()
    await this.#context.close()
  }
}

const NATIVE_TIMEOUT_MS = 3000

const isMiniProgram = (frame: Frame): boolean =>
  frame.url().startsWith('http') && new URL(frame.url()).pathname === '/miniprogram'

function phoneUrl({ serverUrl, personId, device }: PhoneOptions): string {
  const url = new URL('/phone', serverUrl)
  url.searchParams.set('person', personId)
  url.searchParams.set('theme', device.theme)
  url.searchParams.set('fontSize', String(device.fontSize))
  return url.href
}
