import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a handler answers; `body` undefined is an empty body. */
export interface HttpReply {
  status?: number
  headers?: Record<string, string>
  body?: string | Uint8Array
}

export interface HttpHandlers {
  /** `POST /admin`: one call of the admin protocol. */
  admin: (contentType: string, body: Buffer) => Promise<HttpReply>
  /** Anything else: uploads and downloads of the storage. */
  files: (request: IncomingMessage, url: URL, response: ServerResponse) => Promise<void>
  log: (line: string) => void
}

/** The gateway's bound for one request, beyond what any documented call needs. */
const MAX_BODY_BYTES = 64 * 1024 * 1024

export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  origin: string
  close: () => Promise<void>
}

/** Listens on 127.0.0.1 only. */
export async function startServer(port: number, handlers: HttpHandlers): Promise<RunningServer> {
  const server = createServer((request, response) => {
    route(request, response, handlers).catch((error: unknown) => {
      handlers.log(`request failed: ${error instanceof Error ? error.message : String(error)}`)
      if (response.headersSent) response.destroy()
      else send(response, { status: 500 })
    })
  })
  // Longer than the SDK's idle limit for kept sockets (4.8 s), so that it never reuses a socket we are closing.
  server.keepAliveTimeout = 60_000
  await listen(server, port)
  const address = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: HttpHandlers,
): Promise<void> {
  const path = request.url ?? '/'
  if (request.method === 'POST' && (path === '/admin' || path.startsWith('/admin?'))) {
    // Programs with the SDK send no Origin; a web page that tries its luck on this port does.
    if (request.headers.origin !== undefined) return send(response, { status: 403 })
    const body = await readBody(request)
    if (!body) return send(response, { status: 413 })
    send(response, await handlers.admin(request.headers['content-type'] ?? '', body))
    return
  }
  await handlers.files(request, new URL(path, 'http://localhost'), response)
}

export function send(response: ServerResponse, reply: HttpReply): void {
  const body = reply.body ?? ''
  response.writeHead(reply.status ?? 200, {
    ...reply.headers,
    'content-length': typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength,
  })
  response.end(body)
}

/** The whole body, or undefined when it is larger than the bound. */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_BODY_BYTES) chunks.push(chunk)
    })
    request.on('end', () => {
      if (size > MAX_BODY_BYTES) resolve(undefined)
      else resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))
    })
    request.on('error', reject)
  })
}
