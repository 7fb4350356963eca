import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { Browser } from 'playwright-core'
import { bundleAgent } from './agent-bundle'
import { dateScript } from './clock'
import { AutomatorError } from './errors'
import { TicketOffice } from './methods'
import { Phone, REFERENCE_DEVICE, type Device } from './phone'
import { serveSession } from './session'

export type { Device, Problem } from './phone'
export { Phone, REFERENCE_DEVICE } from './phone'

export interface AutomatorOptions {
  /** 9420 is what WeChat DevTools uses; 0 takes a free port. */
  port: number
  /** Where the phones are served, e.g. `http://127.0.0.1:5200`. */
  serverUrl: string
  browser: Browser
  /** Whose phone is driven when the address names nobody. */
  firstPerson: string
  /** Repository root: the agent is bundled from `local/phone/automation`. */
  root: string
  /** Everybody in the small WeChat, for `testAccounts()`. */
  accounts?: () => { nickName: string; openid: string }[]
  device?: Partial<Device>
  /** How far the phones' clocks are ahead of this machine's, ms. */
  clockOffset?: number
  log?: (line: string) => void
  /** Answers plain HTTP requests on the same port; the harness adds its WeChat actions here. */
  onRequest?: (request: IncomingMessage, response: ServerResponse) => void
}

export interface Automator {
  port: number
  wsEndpoint: string
  /** The person's phone; opens it when it is not open yet. */
  phone(personId: string): Promise<Phone>
  /** How long no client has asked for anything, ms. */
  idleMs(): number
  /** Another phone of the same person, of its own kind and not driven by clients; its opener closes it. */
  openExtraPhone(personId: string, device: Partial<Device>): Promise<Phone>
  close(): Promise<void>
}

/** The base library version that the local WeChat claims to be; the client refuses less than 2.7.3. */
const SDK_VERSION = '3.12.0'

/** Answers the miniprogram-automator protocol on loopback. Each person has one phone, however many clients drive it. */
export async function startAutomator(options: AutomatorOptions): Promise<Automator> {
  const log = options.log ?? (() => undefined)
  const { clockOffset = 0 } = options
  const scripts = [await bundleAgent(options.root)]
  if (clockOffset !== 0) scripts.push(dateScript(clockOffset))
  const phones = new Map<string, Promise<Phone>>()
  const newPhone = (personId: string, own: Partial<Device> = {}): Promise<Phone> => {
    const { browser, serverUrl } = options
    const device = { ...REFERENCE_DEVICE, ...options.device, ...own }
    return Phone.open({ browser, serverUrl, personId, scripts, device, log })
  }
  const openPhone = (personId: string): Promise<Phone> => {
    const open = phones.get(personId)
    if (open) return open
    const opening = newPhone(personId)
    phones.set(personId, opening)
    opening.catch(() => phones.delete(personId))
    return opening
  }
  const closePhone = async (personId: string): Promise<void> => {
    const phone = phones.get(personId)
    phones.delete(personId)
    await (await phone)?.close()
  }

  let lastRequestAt = Date.now()
  const ticket = new TicketOffice()
  const http = createServer(
    options.onRequest ?? ((_request, response) => response.writeHead(426).end('WebSocket only\n')),
  )
  const sockets = new WebSocketServer({
    server: http,
    // Automator clients are programs; only a web page in somebody's browser sends an Origin.
    verifyClient: ({ req }: { req: IncomingMessage }) => req.headers.origin === undefined,
  })
  sockets.on('connection', (socket, request) => {
    const personId = personOf(request) ?? options.firstPerson
    serveSession({
      socket,
      openPhone: () => openPhone(personId),
      closePhone: () => closePhone(personId),
      accounts: options.accounts ?? (() => []),
      ticket,
      sdkVersion: SDK_VERSION,
      onRequest: () => (lastRequestAt = Date.now()),
      log,
    })
  })
  const port = await listen(http, options.port)
  return {
    port,
    wsEndpoint: `ws://127.0.0.1:${port}`,
    phone: openPhone,
    openExtraPhone: newPhone,
    idleMs: () => Date.now() - lastRequestAt,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      await new Promise((resolve) => http.close(resolve))
      await Promise.all([...phones.keys()].map(closePhone))
    },
  }
}

const personOf = (request: IncomingMessage): string | null =>
  new URL(request.url ?? '/', 'ws://127.0.0.1').searchParams.get('person')

async function listen(http: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new AutomatorError(`Port ${port} is in use`) : error)
    })
    http.listen(port, '127.0.0.1', resolve)
  })
  return (http.address() as AddressInfo).port
}
