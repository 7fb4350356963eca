import { randomBytes } from 'node:crypto'
import { AutomatorError } from './errors'
import type { ScreenPoint } from './finger'
import type { Phone } from './phone'

/** What a request of the protocol may use besides its parameters. */
export interface MethodContext {
  /** Opens the person's phone when it is not open. */
  phone(): Promise<Phone>
  closePhone(): Promise<void>
  /** From now on this connection gets `App.logAdded`. */
  enableLog(): void
  /** Everybody whose phone can be driven, for `Tool.getTestAccounts`. */
  accounts(): { nickName: string; openid: string }[]
  ticket: TicketOffice
  sdkVersion: string
}

export type Params = Record<string, unknown>
export type Method = (context: MethodContext, params: Params) => unknown

/** How long a login ticket lasts in DevTools. */
const TICKET_MS = 2 * 60 * 60 * 1000

/** DevTools' login ticket. Nothing here needs a login, so it guards nothing; it only lives as documented. */
export class TicketOffice {
  #ticket = randomBytes(16).toString('hex')
  #expiredTime = Date.now() + TICKET_MS

  get(): { ticket: string; expiredTime: number } {
    return { ticket: this.#ticket, expiredTime: this.#expiredTime }
  }

  set(ticket: unknown): void {
    if (typeof ticket !== 'string' || !ticket) throw new AutomatorError('A ticket is needed')
    this.#ticket = ticket
    this.#expiredTime = Date.now() + TICKET_MS
  }

  /** Ends the old ticket even if it had time left. */
  refresh(): void {
    this.set(randomBytes(16).toString('hex'))
  }
}

/** Answered by the agent inside the mini program. */
const AGENT_METHODS = [
  'App.getPageStack',
  'App.getCurrentPage',
  'App.callWxMethod',
  'App.mockWxMethod',
  'App.callFunction',
  'App.addBinding',
  'Page.getElement',
  'Page.getElements',
  'Page.getElementByXpath',
  'Page.getElementsByXpath',
  'Page.getData',
  'Page.setData',
  'Page.callMethod',
  'Page.getWindowProperties',
  'Element.getElement',
  'Element.getElements',
  'Element.getAttributes',
  'Element.getProperties',
  'Element.getDOMProperties',
  'Element.getStyles',
  'Element.getWXML',
  'Element.getOffset',
  'Element.getData',
  'Element.setData',
  'Element.callMethod',
  'Element.triggerEvent',
  'Element.dispatchEvent',
] as const

async function fingerPoints(phone: Phone, params: Params): Promise<ScreenPoint[]> {
  const { points } = (await phone.agent('Agent.fingerPoints', params)) as { points: ScreenPoint[] }
  return points
}

/**
 * A tap begins when the screen stands still, or the finger may come down where the element was a frame ago; it ends when
 * what it started has been handled once.
 */
async function tap({ phone: open }: MethodContext, params: Params): Promise<object> {
  const phone = await open()
  await settle(phone)
  await phone.finger.exclusive(async () => {
    const [point] = await fingerPoints(phone, params)
    if (point) await phone.finger.tap(point)
  })
  await settle(phone)
  return {}
}

/** The tap may have ended the mini program, or replaced it; then there is nothing to wait for. */
async function settle(phone: Phone): Promise<void> {
  if (phone.miniProgram) await phone.agent('Agent.settled', {}).catch(() => undefined)
}

const touch =
  (type: 'touchStart' | 'touchMove'): Method =>
  async ({ phone: open }, params) => {
    const phone = await open()
    await phone.finger.exclusive(async () => {
      await phone.finger.touch(type, await fingerPoints(phone, params))
    })
    await settle(phone)
    return {}
  }

/**
 * Lifts all fingers. A long press is 350 ms between two requests, so a timer for it may be due in this very moment:
 * it goes first.
 */
async function liftFinger({ phone: open }: MethodContext): Promise<object> {
  const phone = await open()
  await phone.finger.exclusive(async () => {
    await phone.agent('Agent.dueTimers', {})
    await phone.finger.touch('touchEnd', [])
  })
  await settle(phone)
  return {}
}

/** Types with the real keyboard into the focused field; the old text is selected and goes. */
async function type(phone: Phone, params: Params, text: unknown): Promise<void> {
  if (typeof text !== 'string') throw new AutomatorError('input needs a text')
  await phone.finger.exclusive(async () => {
    const field = (await phone.agent('Agent.focusForTyping', params)) as { hasText: boolean }
    if (text !== '') await phone.page.keyboard.insertText(text)
    else if (field.hasText) await phone.page.keyboard.press('Delete')
  })
  await settle(phone)
}

async function callFunction(context: MethodContext, params: Params): Promise<unknown> {
  const phone = await context.phone()
  const [argument] = Array.isArray(params['args']) ? (params['args'] as unknown[]) : []
  switch (params['functionName']) {
    case 'input.input':
    case 'textarea.input':
      await type(phone, params, argument)
      return {}
    case 'switch.tap':
      return await tap(context, params)
    default: {
      const result = await phone.agent('Element.callFunction', params)
      await settle(phone)
      return result
    }
  }
}

/** `Tool.native`: what the client names, and the marks of the controls on the phone that may be meant. */
const NATIVE_CONTROLS: Readonly<Record<string, readonly string[]>> = {
  goHome: ['go-home'],
  navigateLeft: ['navigate-back'],
  confirmModal: ['modal-confirm'],
  cancelModal: ['modal-cancel'],
  authorizeAllow: ['authorize-allow', 'privacy-agree', 'subscribe-accept'],
  authorizeCancel: ['authorize-deny', 'privacy-refuse', 'subscribe-cancel'],
  shareConfirm: ['share-send', 'share-newest'],
  shareCancel: ['share-cancel', 'share-close'],
}

async function native({ phone: open }: MethodContext, params: Params): Promise<object> {
  const phone = await open()
  const name = String(params['method'])
  if (name === 'switchTab') {
    const { url } = (params['data'] ?? {}) as { url?: unknown }
    if (typeof url !== 'string') throw new AutomatorError('switchTab needs the url of a tab')
    await phone.tapNative(['tab'], `[data-path=${JSON.stringify(url.replace(/^\//, ''))}]`)
  } else {
    const controls = Object.hasOwn(NATIVE_CONTROLS, name) ? NATIVE_CONTROLS[name] : undefined
    if (!controls) throw new AutomatorError(`The local phone has no native action ${name}`)
    const tapped = await phone.tapNative(controls)
    // DevTools shares with one chat; here the newest is picked first.
    if (tapped === 'share-newest') await phone.tapNative(['share-send'])
  }
  await settle(phone)
  return {}
}

const refuse =
  (reason: string): Method =>
  () => {
    throw new AutomatorError(reason)
  }

const forwarded = Object.fromEntries(
  AGENT_METHODS.map((name): [string, Method] => [
    name,
    async (context, params) => await (await context.phone()).agent(name, params),
  ]),
)

/** Every request that miniprogram-automator 0.12.1 can send, by its name on the wire. */
export const METHODS: Readonly<Record<string, Method>> = {
  ...forwarded,
  'Tool.getInfo': ({ sdkVersion }) => ({ SDKVersion: sdkVersion, version: 'local' }),
  'Tool.getTestAccounts': (context) => ({ accounts: context.accounts() }),
  'Tool.getTicket': ({ ticket }) => ticket.get(),
  'Tool.setTicket': ({ ticket }, params) => {
    ticket.set(params['ticket'])
    return {}
  },
  'Tool.refreshTicket': ({ ticket }) => {
    ticket.refresh()
    return {}
  },
  'Tool.native': native,
  'Tool.close': async (context) => {
    await context.closePhone()
    return {}
  },
  'Tool.enableRemoteDebug': refuse('Remote debugging needs WeChat on a real phone'),
  'Tool.stopAudits': refuse('Experience audits (体验评分) run in WeChat DevTools only'),
  'App.enableLog': (context) => {
    context.enableLog()
    return {}
  },
  'App.exit': async (context) => {
    await (await context.phone()).quitMiniProgram()
    return {}
  },
  'App.captureScreenshot': async (context) => ({
    data: (await (await context.phone()).screenshot()).toString('base64'),
  }),
  'Element.tap': tap,
  'Element.touchstart': touch('touchStart'),
  'Element.touchmove': touch('touchMove'),
  'Element.touchend': liftFinger,
  'Element.callFunction': callFunction,
  'Element.callContextMethod': refuse('The local phone has no video component'),
}
