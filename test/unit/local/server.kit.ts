import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import WebSocket from 'ws'
import { startCloud, type Cloud } from '../../../local/cloud'
import { startServer, type LocalServer } from '../../../local/server'
import { openWorld, type World } from '../../../local/world'

/** Answers what it was sent, so that tests see what reaches a function. */
const ECHO = `exports.main = async (event) => {
  if (event.fail) throw new Error('no')
  return { event, openid: process.env.WX_OPENID }
}`

export interface Stage {
  cloud: Cloud
  world: World
  server: LocalServer
  lines: string[]
  /** POSTs as a person; the status and the parsed answer. */
  post(
    personId: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>
  /** Opens a person's WebSocket and collects its events. */
  listen(
    personId: string,
  ): Promise<{ events: { kind: string }[]; next(): Promise<{ kind: string }> }>
  /** Starts a second server of the same environment. */
  serveOn(port: number): Promise<LocalServer>
  close(): Promise<void>
}

/** A server on a free port with a real cloud, two people in a group and a stranger. */
export async function openStage(): Promise<Stage> {
  const dir = await mkdtemp(join(tmpdir(), 'server-test-'))
  const functionDir = join(dir, 'functions/echo')
  await mkdir(functionDir, { recursive: true })
  await writeFile(join(functionDir, 'index.js'), ECHO)
  await writeFile(join(functionDir, 'config.json'), '{"permissions":{"openapi":[]}}')
  const world = await openWorld({ dir: join(dir, 'world'), appid: 'wx0000000000000000' })
  world.addPerson({ personId: 'chen', openid: 'openid-of-chen', nickname: '陈一诺', note: '成员' })
  world.addPerson({ personId: 'lin', openid: 'openid-of-lin', nickname: '林可欣' })
  world.addPerson({ personId: 'stranger', openid: 'openid-of-stranger', nickname: '路人' })
  world.addChat({ chatId: 'group', name: '华东客户维护群', personIds: ['chen', 'lin'] })
  const cloud = await startCloud({
    dataDir: join(dir, 'cloud'),
    functionsDir: join(dir, 'functions'),
    world,
    timers: false,
  })
  const lines: string[] = []
  const options = {
    cloud,
    world,
    root: process.cwd(),
    dataDir: join(dir, 'phone'),
    appName: '销售群管家',
    templates: [{ id: 't1', title: '群规确认提醒', fields: { thing1: '事项' } }],
    log: (line: string) => void lines.push(line),
  }
  const server = await startServer(options)
  const sockets: WebSocket[] = []
  return {
    cloud,
    world,
    server,
    lines,
    async post(personId, path, body = {}, headers = {}) {
      const reply = await fetch(`${server.url}/api/${path}`, {
        method: 'POST',
        headers: { 'x-person': personId, 'content-type': 'application/json', ...headers },
        body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
      })
      return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
    },
    async listen(personId) {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/live?person=${personId}`)
      sockets.push(socket)
      const events: { kind: string }[] = []
      const waiting: ((event: { kind: string }) => void)[] = []
      socket.on('message', (data) => {
        const event = JSON.parse(String(data)) as { kind: string }
        const waiter = waiting.shift()
        if (waiter) waiter(event)
        else events.push(event)
      })
      await new Promise((resolve, reject) => {
        socket.on('open', resolve)
        socket.on('error', reject)
      })
      return {
        events,
        next: () => {
          const ready = events.shift()
          return ready ? Promise.resolve(ready) : new Promise((resolve) => waiting.push(resolve))
        },
      }
    },
    serveOn: (port) => startServer({ ...options, port }),
    async close() {
      for (const socket of sockets) socket.terminate()
      await server.close()
      await cloud.close()
      await world.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
