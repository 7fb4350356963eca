import type { IncomingMessage } from 'node:http'
import { HttpError } from './http'

/**
 * Lets only this machine's own pages in. The server is bound to 127.0.0.1, but any website open in the same browser
 * could still send it requests (CSRF), and a rebound DNS name could even read the answers; so the Host has to be a
 * loopback name and a browser's Origin has to be our own.
 */
export function guard(request: IncomingMessage, port: number): void {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
  const host = request.headers.host ?? ''
  if (!hosts.includes(host)) throw new HttpError(403, 'unknown host')
  const origin = request.headers.origin
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new HttpError(403, 'requests of other origins are refused')
  }
  const site = request.headers['sec-fetch-site']
  const navigates = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET'
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !navigates) {
    throw new HttpError(403, 'requests of other sites are refused')
  }
}
