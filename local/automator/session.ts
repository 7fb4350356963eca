import type { RawData, WebSocket } from 'ws'
import { AutomatorError } from './errors'
import { METHODS, type MethodContext, type Params, type TicketOffice } from './methods'
import type { Phone } from './phone'

export interface SessionOptions {
  socket: WebSocket
  openPhone: () => Promise<Phone>
  closePhone: () => Promise<void>
  accounts: MethodContext['accounts']
  ticket: TicketOffice
  sdkVersion: string
  onRequest: () => void
  log: (line: string) => void
}

interface Request {
  id: string
  method: string
  params: Params
}

/** Serves one connected client until it leaves. Requests run side by side, as they do in DevTools. */
export function serveSession(options: SessionOptions): void {
  const { socket, log } = options
  let isLogEnabled = false
  let heard: Phone | undefined

  const send = (message: object): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }
  const onEvent = (method: string, params: unknown): void => {
    if (method !== 'App.logAdded' || isLogEnabled) send({ method, params })
  }
  const phone = async (): Promise<Phone> => {
    const open = await options.openPhone()
    if (open !== heard) {
      heard?.off('event', onEvent)
      heard = open.on('event', onEvent)
    }
    return open
  }
  const context: MethodContext = {
    phone,
    closePhone: options.closePhone,
    enableLog: () => (isLogEnabled = true),
    accounts: options.accounts,
    ticket: options.ticket,
    sdkVersion: options.sdkVersion,
  }

  const answer = async ({ id, method, params }: Request): Promise<void> => {
    try {
      const run = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined
      if (!run) throw new AutomatorError(`Method ${method} is not supported by the local automator`)
      send({ id, result: (await run(context, params)) ?? {} })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      if (!(error instanceof AutomatorError)) log(`automator ${method}: ${message}`)
      send({ id, error: { message } })
    }
  }

  socket.on('message', (data) => {
    options.onRequest()
    const request = readRequest(data)
    if (request) void answer(request)
    else socket.close(1007, 'not a request of the automation protocol')
  })
  socket.on('close', () => heard?.off('event', onEvent))
  // Events are wanted from the first moment, also by a client that only listens.
  void phone().catch((error: unknown) => log(`automator: no phone, ${String(error)}`))
}

function readRequest(data: RawData): Request | undefined {
  let message: unknown
  try {
    message = JSON.parse((data as Buffer).toString('utf8'))
  } catch {
    return undefined
  }
  if (message === null || typeof message !== 'object') return undefined
  const { id, method, params } = message as Partial<Request>
  if (typeof id !== 'string' || typeof method !== 'string') return undefined
  return { id, method, params: params ?? {} }
}
