import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import automator from 'miniprogram-automator'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import { E2ePhone } from './e2e-phone'

const ROOT = resolve(__dirname, '../..')
/** Pictures that tests take, also those of a failed wait. */
const PICTURES = join(ROOT, '.cache/e2e')
const START_TIMEOUT_MS = 60_000
/** Where WeChat DevTools listens when started with `cli auto --project . --auto-port 9420`. */
const DEVTOOLS = 'ws://127.0.0.1:9420'

/** What the stage process prints when it is ready. */
interface Ready {
  wsEndpoint: string
  controlUrl: string
  serverUrl: string
  people: Record<string, string>
  groups: Record<string, string>
}

export interface E2eOptions {
  /** Folder of another mini program instead of the product. */
  project?: string
  /** The product before anybody set it up; the code is `E2E-CODE`. */
  empty?: boolean
}

/** A running WeChat with three people in it. */
export interface E2e {
  member: E2ePhone
  admin: E2ePhone
  manager: E2ePhone
  wechat: WeChatClient
  /** Address of the automator; `?person=ID` chooses whose phone is driven. */
  wsEndpoint: string
  /** True in WeChat DevTools: one person only, and {@link WeChatClient} refuses. */
  isDevTools: boolean
  /** Person ids by what they stand for: `member`, `newcomer`, `visitor`… (`story/personas.ts`). */
  people: Readonly<Record<string, string>>
  /** Ids of groups by their names in the story: `huadong`… */
  groups: Readonly<Record<string, string>>
  /** Another person's phone, by person id or by what they stand for. */
  as(who: string): Promise<E2ePhone>
  /** Another client on the same person's phone, as bare as the automator gives it. */
  connect(personId: string): Promise<MiniProgram>
  /** Fails when any phone printed a warning or error or had an uncaught exception since the last call. */
  expectQuiet(): Promise<void>
  close(): Promise<void>
}

export interface CardInput {
  title: string
  path: string
  withShareTicket: boolean
  /** Where the picture of a card that was shared from a page is served. */
  imageUrl?: string
}

/** What people do in WeChat around the mini program; see `local/automator/wechat.ts`. */
export interface WeChatClient {
  post(personId: string, chatName: string, body: string | CardInput): Promise<void>
  cards(
    chatName: string,
  ): Promise<{ messageId: string; personId: string | null; card: CardInput }[]>
  texts(chatName: string): Promise<string[]>
  notices(
    personId: string,
  ): Promise<{ templateId: string; data: Record<string, { value: string }>; page: string }[]>
  /** Taps the newest card whose title contains `title`. */
  openCard(personId: string, chatName: string, title?: string): Promise<void>
  openNotice(personId: string): Promise<void>
  leave(personId: string): Promise<void>
  quit(personId: string): Promise<void>
  setNetwork(personId: string, type: 'wifi' | 'none'): Promise<void>
  tapNative(personId: string, name: string): Promise<void>
  takeProblems(personId: string): Promise<{ kind: string; text: string; at: string }[]>
}

/**
 * Starts one process with cloud, small WeChat, server, Chromium and automator, and connects three people to it. In the
 * product it is a Friday, 10:30 in Shanghai.
 * With `WX_E2E=devtools` it connects to a running WeChat DevTools instead (`WX_E2E_WS` overrides the address).
 */
export async function startE2e(options: E2eOptions = {}): Promise<E2e> {
  mkdirSync(PICTURES, { recursive: true })
  if (process.env['WX_E2E'] === 'devtools') return await connectDevTools()
  const { child, ready } = await startStageProcess(options)
  const phones = new Map<string, E2ePhone>()
  const connect = (personId: string): Promise<MiniProgram> =>
    automator.connect({ wsEndpoint: `${ready.wsEndpoint}/?person=${encodeURIComponent(personId)}` })
  const { people, groups } = ready
  const as = async (who: string): Promise<E2ePhone> => {
    const personId = people[who] ?? who
    const open = phones.get(personId) ?? new E2ePhone(personId, await connect(personId), PICTURES)
    phones.set(personId, open)
    return open
  }
  const wechat = wechatClient(ready.controlUrl)
  const [member, admin, manager] = await Promise.all([as('member'), as('admin'), as('manager')])
  return {
    member,
    admin,
    manager,
    wechat,
    wsEndpoint: ready.wsEndpoint,
    people,
    groups,
    isDevTools: false,
    as,
    connect,
    expectQuiet: () => expectQuiet(wechat, [...phones.values()]),
    async close() {
      for (const phone of phones.values()) {
        for (const path of phone.pictures) process.stderr.write(`picture: ${path}\n`)
        phone.program.disconnect()
      }
      await end(child)
    },
  }
}

/** A stack below this many lines says nothing new about a phone's problem. */
const PROBLEM_LINES = 4

async function expectQuiet(wechat: WeChatClient, phones: E2ePhone[]): Promise<void> {
  const times = new Map<string, number>()
  for (const phone of phones) {
    for (const { kind, text, at } of await wechat.takeProblems(phone.personId)) {
      const short = text.split('\n').slice(0, PROBLEM_LINES).join('\n')
      const line = `${phone.personId} ${kind}: ${short} ${at}`.trim()
      times.set(line, (times.get(line) ?? 0) + 1)
    }
  }
  if (times.size === 0) return
  const lines = Array.from(times, ([line, n]) => (n > 1 ? `${n}× ${line}` : line))
  throw new Error(`The phones were not quiet:\n${lines.join('\n')}`)
}

/** Runs the stage as a child; its end of standard input ends it. */
async function startStageProcess(
  options: E2eOptions,
): Promise<{ child: ChildProcess; ready: Ready }> {
  const args = ['tools/run.mjs', 'local/automator/e2e.ts']
  if (options.project) args.push('--project', options.project)
  if (options.empty) args.push('--empty')
  if (!options.project && !options.empty) args.push('--story', 'story/index.ts')
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-20_000)))
  const ready = await new Promise<Ready>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The stage did not start in ${START_TIMEOUT_MS} ms:\n${log}`))
    }, START_TIMEOUT_MS)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The stage ended with ${code}:\n${log}`))
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return
      clearTimeout(timer)
      resolve(JSON.parse(line) as Ready)
    })
  })
  return { child, ready }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.stdin?.end()
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await exited
  clearTimeout(timer)
}

function wechatClient(controlUrl: string): WeChatClient {
  const call = async (action: string, args: unknown[]): Promise<unknown> => {
    const response = await fetch(controlUrl, {
      method: 'POST',
      body: JSON.stringify({ action, args }),
    })
    const { result, error } = (await response.json()) as { result?: unknown; error?: string }
    if (error !== undefined) throw new Error(`wechat.${action}: ${error}`)
    return result
  }
  return new Proxy({} as WeChatClient, {
    // A thenable would be awaited by mistake when the client is returned from an async function.
    get: (_target, action) =>
      typeof action === 'string' && action !== 'then'
        ? (...args: unknown[]) => call(action, args)
        : undefined,
  })
}

async function connectDevTools(): Promise<E2e> {
  const wsEndpoint = process.env['WX_E2E_WS'] ?? DEVTOOLS
  const connect = (): Promise<MiniProgram> => automator.connect({ wsEndpoint })
  const phone = new E2ePhone('devtools', await connect(), PICTURES)
  const wechat = new Proxy({} as WeChatClient, {
    get: (_target, action) => () =>
      Promise.reject(new Error(`wechat.${String(action)} works on the local WeChat only`)),
  })
  return {
    member: phone,
    admin: phone,
    manager: phone,
    wechat,
    wsEndpoint,
    people: {},
    groups: {},
    isDevTools: true,
    as: () => Promise.resolve(phone),
    connect,
    expectQuiet() {
      const exceptions = phone.takeExceptions()
      if (exceptions.length === 0) return Promise.resolve()
      return Promise.reject(new Error(`Uncaught: ${exceptions.join('; ')}`))
    },
    close() {
      phone.program.disconnect()
      return Promise.resolve()
    },
  }
}
