import type { IncomingMessage, ServerResponse } from 'node:http'

/** An answer that is not 200; thrown anywhere in a route, sent in one place. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: number
  readonly errCode: number

  constructor(status: number, message: string, errCode = -1) {
    super(message)
    this.status = status
    this.errCode = errCode
  }
}

export interface Answer {
  status?: number
  type: string
  body: string | Uint8Array
  /** Default `no-cache`: everything but fonts may change while the server runs. */
  cache?: string
}

/** Largest JSON body: WeChat's own gateway stops at about 6 MB. */
const JSON_LIMIT = 6 * 1024 * 1024
/** Largest uploaded file. */
export const UPLOAD_LIMIT = 50 * 1024 * 1024

export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer
    size += bytes.length
    if (size > limit) throw new HttpError(413, 'request body is too large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** A JSON object body; an empty body counts as `{}`. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = (await readBody(request, JSON_LIMIT)).toString('utf8')
  if (text === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new HttpError(400, 'request body is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpError(400, 'request body is not a JSON object')
  }
  return value as Record<string, unknown>
}

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status ?? 200, {
    'content-type': answer.type,
    'cache-control': answer.cache ?? 'no-cache',
    'x-content-type-options': 'nosniff',
    // Nobody else's page may frame the phones, and nobody learns of this address by a referrer.
    'content-security-policy': "frame-ancestors 'self'",
    'referrer-policy': 'same-origin',
  })
  response.end(answer.body)
}

export const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
})

export const html = (body: string): Answer => ({ type: 'text/html; charset=utf-8', body })

/** Reads a required string of a JSON body. */
export function text(body: Record<string, unknown>, name: string, max = 4096): string {
  const value = body[name]
  if (typeof value !== 'string' || value === '' || value.length > max) {
    throw new HttpError(400, `"${name}" has to be a text of 1 to ${max} characters`)
  }
  return value
}
