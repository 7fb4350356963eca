import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Cloud } from '../cloud/types'
import type { Compiler } from '../compiler'
import type { MessageTemplate, PageConfig } from '../shared/views'
import type { World } from '../world/types'
import { handleApi } from './api'
import { personView } from './api/chats'
import { cloudFile } from './api/cloud'
import { pictureFile } from './api/files'
import { buildAssets, type Assets } from './assets'
import type { ApiContext } from './context'
import { fontFile } from './fonts'
import { guard } from './guard'
import { html, HttpError, json, send, type Answer } from './http'
import { openLive, type Live } from './live'
import { serveMiniProgram, type MiniProgram } from './mini-program'
import { miniProgramPage, phonePage, wallPage } from './pages'
import { PhoneState } from './state'

export interface ServerOptions {
  cloud: Cloud
  world: World
  /** Absent: phones without a mini program, for tests of the small WeChat itself. */
  compiler?: Compiler
  /** Root of the repository, where the browser code and the packages are. */
  root: string
  /** Folder for what only phones remember, e.g. `.local/phone`. */
  dataDir: string
  /** 0 or absent: any free port. Always on 127.0.0.1. */
  port?: number
  /** Name of the mini program on cards, menus and dialogs. */
  appName: string
  templates?: readonly MessageTemplate[]
  /** Who holds the three phones of the wall when its address does not say. */
  wall?: readonly string[]
  /** A sentence above the phones of the wall, asked for when a page opens; undefined for none. */
  hint?: () => string | undefined
  log?: (line: string) => void
  now?: () => number
}

export interface LocalServer {
  /** `http://127.0.0.1:PORT` */
  url: string
  port: number
  /** Phones reload the mini program and keep the page they are on. */
  reload(): void
  close(): Promise<void>
}

interface Parts {
  options: ServerOptions
  context: ApiContext
  assets: Assets
  miniProgram: MiniProgram | undefined
}

/** What a page needs to start: who is there, which environment, what the app is called. */
function config({ options, context, miniProgram }: Parts): PageConfig {
  const { world } = options
  return {
    people: world.people().map(personView),
    wall: [...(options.wall ?? [])],
    appName: options.appName,
    hint: options.hint?.() ?? null,
    appid: world.appid,
    environmentId: context.state.environmentId,
    broken: miniProgram?.broken() ?? null,
  }
}

async function route(parts: Parts, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const path = decodeURIComponent(url.pathname)
  const { appName } = parts.options
  if (path.startsWith('/api/')) {
    return handleApi(parts.context, path.slice('/api/'.length), request, url.searchParams)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpError(405, 'only GET')
  if (path === '/') return html(wallPage(appName))
  if (path === '/phone') return html(phonePage(appName))
  if (path === '/miniprogram') return html(miniProgramPage(appName))
  if (path === '/config') return json(config(parts))
  if (path.startsWith('/assets/')) return parts.assets.get(path.slice('/assets/'.length))
  if (path.startsWith('/fonts/')) return fontFile(parts.options.root, path.slice('/fonts/'.length))
  if (path.startsWith('/pictures/')) {
    return pictureFile(parts.context.filesDir, path.slice('/pictures/'.length))
  }
  if (path.startsWith('/cloud-files/')) {
    return cloudFile(parts.context, url.pathname + url.search)
  }
  if (path.startsWith('/mp/') && parts.miniProgram) return parts.miniProgram.get(path)
  throw new HttpError(404, 'not found')
}

/** The one place where an exception of a route becomes an answer. */
async function respond(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let answer: Answer
  try {
    guard(request, request.socket.localPort ?? 0)
    answer = await route(parts, request)
  } catch (error) {
    if (error instanceof HttpError) {
      answer = json({ errCode: error.errCode, errMsg: error.message }, error.status)
    } else if (error instanceof URIError || error instanceof SyntaxError) {
      answer = json({ errCode: -1, errMsg: 'bad request' }, 400)
    } else {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      parts.context.log(`${request.method} ${request.url}: ${text}`)
      answer = json({ errCode: -1, errMsg: 'internal error of the local server' }, 500)
    }
  }
  send(response, answer)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/**
 * Serves the phones, their API and the compiled mini program on 127.0.0.1.
 * @throws Error with code `EADDRINUSE` when the port is taken.
 */
export async function startServer(options: ServerOptions): Promise<LocalServer> {
  const log = options.log ?? (() => undefined)
  const context: ApiContext = {
    cloud: options.cloud,
    world: options.world,
    state: new PhoneState(join(options.dataDir, 'state.json')),
    appName: options.appName,
    templates: options.templates ?? [],
    filesDir: join(options.dataDir, 'pictures'),
    log,
    now: options.now ?? Date.now,
  }
  // Building may report before there is anybody to tell.
  const live: { current?: Live } = {}
  const { compiler } = options
  const [assets, miniProgram] = await Promise.all([
    buildAssets(options.root),
    compiler &&
      serveMiniProgram({
        compiler,
        onReload: () => live.current?.tell({ kind: 'reload' }),
        onBroken: (text) => {
          log(`小程序没有编译成功：\n${text}`)
          live.current?.tell({ kind: 'broken', text })
        },
        onWarning: (text) => log(`小程序编译提醒：\n${text}`),
      }),
  ])
  const parts: Parts = { options, context, assets, miniProgram }
  const server = createServer((request, response) => void respond(parts, request, response))
  live.current = openLive(server, options.world, (request) =>
    guard(request, request.socket.localPort ?? 0),
  )
  const close = async (): Promise<void> => {
    miniProgram?.close()
    live.current?.close()
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  try {
    const port = await listen(server, options.port ?? 0)
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      reload: () => live.current?.tell({ kind: 'reload' }),
      close,
    }
  } catch (error) {
    miniProgram?.close()
    live.current.close()
    throw error
  }
}
