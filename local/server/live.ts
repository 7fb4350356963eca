import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { LiveEvent } from '../shared/views'
import type { World } from '../world/types'

export interface Live {
  tell(event: LiveEvent): void
  close(): void
}

/** Whether an event is this person's business: messages of own chats, own notices. */
function concerns(world: World, personId: string, event: LiveEvent): boolean {
  if (event.kind === 'message') {
    return world.chat(event.message.chatId)?.personIds.includes(personId) ?? false
  }
  if (event.kind === 'notice') return event.notice.personId === personId
  return true
}

/** The WebSocket `/live?person=ID`: each phone hears the events of the person holding it. */
export function openLive(
  server: Server,
  world: World,
  guard: (request: IncomingMessage) => void,
): Live {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 })
  const people = new Map<WebSocket, string>()

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const personId = url.searchParams.get('person') ?? ''
    try {
      guard(request)
    } catch {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    if (url.pathname !== '/live' || !world.person(personId)) {
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      people.set(opened, personId)
      opened.on('close', () => people.delete(opened))
      opened.on('error', () => opened.terminate())
    })
  }
  server.on('upgrade', onUpgrade)

  const tell = (event: LiveEvent): void => {
    for (const [socket, personId] of people) {
      if (socket.readyState === WebSocket.OPEN && concerns(world, personId, event)) {
        socket.send(JSON.stringify(event))
      }
    }
  }
  const stopListening = world.onEvent(tell)

  return {
    tell,
    close() {
      stopListening()
      server.off('upgrade', onUpgrade)
      for (const socket of people.keys()) socket.terminate()
      sockets.close()
    },
  }
}
