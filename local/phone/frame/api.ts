import type { InboxView, LiveEvent, PageConfig } from '../../shared/views'

export interface ApiFailure {
  errCode: number
  errMsg: string
}

/** WeChat's code for a phone without network (error codes of the cloud, -6010xx). */
export const NETWORK_FAILURE: ApiFailure = {
  errCode: -601003,
  errMsg: 'request:fail network error',
}

const isBinary = (body: unknown): body is Blob =>
  Object.prototype.toString.call(body) === '[object Blob]'

export async function loadConfig(): Promise<PageConfig> {
  const reply = await fetch('/config')
  if (!reply.ok) throw new Error(`the local server answered ${reply.status}`)
  return (await reply.json()) as PageConfig
}

/** The local server's API for the person holding this phone. */
export class Api {
  readonly personId: string

  constructor(personId: string) {
    this.personId = personId
  }

  /**
   * Posts a JSON object, or a Blob as it is. `path` may be the bare name of a call.
   * @throws ApiFailure as the server sends it, or `NETWORK_FAILURE` when the server cannot be reached.
   */
  async post<T = unknown>(path: string, body: unknown = {}): Promise<T> {
    const binary = isBinary(body)
    let reply: Response
    try {
      reply = await fetch(path.startsWith('/api/') ? path : `/api/${path}`, {
        method: 'POST',
        headers: {
          'x-person': encodeURIComponent(this.personId),
          'content-type': binary ? body.type || 'application/octet-stream' : 'application/json',
        },
        body: binary ? body : JSON.stringify(body),
      })
    } catch {
      throw NETWORK_FAILURE
    }
    const value = (await reply.json()) as T
    if (!reply.ok) throw value
    return value
  }

  inbox(): Promise<InboxView> {
    return this.post<InboxView>('inbox')
  }

  /** Events of the server; reconnects while the page lives, and tells when it is back. */
  listen(onEvent: (event: LiveEvent) => void, onBack: () => void): void {
    let opened = false
    const connect = (): void => {
      const socket = new WebSocket(
        `ws://${location.host}/live?person=${encodeURIComponent(this.personId)}`,
      )
      socket.onopen = () => {
        if (opened) onBack()
        opened = true
      }
      socket.onmessage = ({ data }) => onEvent(JSON.parse(String(data)) as LiveEvent)
      socket.onclose = () => setTimeout(connect, 1000)
    }
    connect()
  }
}
