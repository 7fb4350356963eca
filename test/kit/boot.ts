import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startCloud, type Cloud, type CollectionDeclaration } from '../../local/cloud'
import type { Clock } from '../../local/cloud/timers/clock'
import { openWorld, type Chat, type World } from '../../local/world'
import type { ErrorCode, Reply } from '../../miniprogram/contract/action'
import type { ActionName, CommandName, InputOf, OutputOf } from '../../miniprogram/contract/index'
import { actions } from '../../miniprogram/contract/index'
import { inChina } from './clock'

export const SETUP_CODE = 'setup-code-of-the-test'
/** The mutants' run builds functions of its own. */
const FUNCTIONS = resolve(process.env['FUNCTIONS_DIR'] ?? 'dist/cloudfunctions')
/** A Wednesday in the middle of every period, so that no test crosses the end of one by chance. */
const START = inChina('2026-11-18T10:00:00')

/** One line of the kernel's call log. */
export interface CallLine {
  action: string
  code: string
  reads: number
  writes: number
  ms: number
  isOverBudget: boolean
}

/** A person with a phone: calls the built `api` function as WeChat would. */
export interface TestPerson {
  personId: string
  openid: string
  /** The whole reply, errors too. */
  reply<A extends ActionName>(
    action: A,
    input: InputOf<A>,
    idempotencyKey?: string,
  ): Promise<Reply<OutputOf<A>>>
  /** The data; throws on an error reply. Commands get a fresh key. */
  call<A extends ActionName>(action: A, input: InputOf<A>): Promise<OutputOf<A>>
  /** The error code, or `ok`. */
  codeOf<A extends ActionName>(action: A, input: InputOf<A>): Promise<ErrorCode | 'ok'>
  /** Sends any event to `main`, for bad input. */
  send(event: unknown): Promise<unknown>
  /** A fresh cloudID, as after opening a card in this chat. */
  cloudIdIn(chat: Chat): string
}

export interface Product {
  cloud: Cloud
  world: World
  /** Every call so far, in order. */
  calls: CallLine[]
  /** Other lines of the functions' logs. */
  lines: string[]
  person(name: string): TestPerson
  chat(name: string, people: TestPerson[]): Chat
  /** What functions and WeChat take for the time, epoch ms; it runs on by itself. */
  now(): number
  /** Lets time pass for functions and cloudIDs. */
  pass(ms: number): void
  /** Runs the jobs of the minute timer. */
  runJobs(): Promise<void>
  /** @throws Error when a call was over the budget of its contract */
  close(): Promise<void>
}

let keys = 0
/** An idempotency key that no other intent has. */
export const freshKey = (): string => `test-key-${process.pid}-${String(++keys).padStart(8, '0')}`

/** A clock that starts at {@link START}, runs, and can be moved forward; alarms are not needed, as timers are off. */
function movableClock(): Clock & { pass(ms: number): void } {
  let shift = START - Date.now()
  return {
    now: () => Date.now() + shift,
    at: () => () => undefined,
    pass: (ms) => (shift += ms),
  }
}

/** Every call has to stay within the contract's budget, whatever a test is about. */
function mustBeWithinBudget(calls: readonly CallLine[]): void {
  const over = calls.filter((call) => call.isOverBudget)
  if (over.length === 0) return
  const lines = over.map(({ action, reads, writes }) => {
    const { cost } = actions[action as ActionName]
    return `${action}: ${reads} reads, ${writes} writes; allowed ${cost.reads} and ${cost.writes}`
  })
  throw new Error(`over the budget of the contract:\n${lines.join('\n')}`)
}

/** The calls from the n-th on, once there are so many: a function's log may come a little after its answer. */
export async function loggedCalls(
  { calls }: Pick<Product, 'calls'>,
  from: number,
  count: number,
): Promise<CallLine[]> {
  for (let wait = 0; calls.length < from + count; wait++) {
    if (wait > 200) throw new Error(`${calls.length - from} of ${count} calls in the log`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return calls.slice(from)
}

/** Starts the built functions over the real SDK on a fresh local cloud. */
export async function boot(options: { maxInstances?: number } = {}): Promise<Product> {
  if (!existsSync(join(FUNCTIONS, 'api/index.js'))) throw new Error('run `npm run build` first')
  const dir = await mkdtemp(join(tmpdir(), 'product-'))
  const calls: CallLine[] = []
  const lines: string[] = []
  const clock = movableClock()
  const world = await openWorld({
    dir: join(dir, 'world'),
    appid: 'wxtest0000000000',
    now: clock.now,
  })
  const schema = JSON.parse(
    readFileSync(join(FUNCTIONS, 'schema.json'), 'utf8'),
  ) as CollectionDeclaration[]
  const cloud = await startCloud({
    dataDir: dir,
    functionsDir: FUNCTIONS,
    collections: schema,
    world,
    timers: false,
    clock,
    environment: { SETUP_CODE, TEMPLATE_TODO: 'template-todo', TEMPLATE_SEAT: 'template-seat' },
    log(line) {
      // What is logged together comes together.
      for (const part of line.split('\n')) {
        const json = /\{"type":"call".*\}/.exec(part)
        if (json) calls.push(JSON.parse(json[0]) as CallLine)
        else lines.push(part)
      }
    },
    ...options,
  })
  return {
    cloud,
    world,
    calls,
    lines,
    person: (name) => personOf(cloud, world, name),
    chat: (name, people) => world.addChat({ name, personIds: people.map((p) => p.personId) }),
    now: clock.now,
    pass: clock.pass,
    async runJobs() {
      const reply = await cloud.fireTimer('jobs')
      if (!reply.ok) throw new Error(reply.errMsg)
      const { failed } = reply.result as { failed: string[] }
      if (failed.length > 0) throw new Error(`jobs failed: ${failed.join()}\n${lines.join('\n')}`)
    },
    async close() {
      await cloud.close()
      await world.close()
      await rm(dir, { recursive: true, force: true })
      mustBeWithinBudget(calls)
    },
  }
}

function personOf(cloud: Cloud, world: World, name: string): TestPerson {
  const { personId, openid } =
    world.people().find((person) => person.nickname === name) ?? world.addPerson({ nickname: name })
  const send = async (event: unknown) => {
    const reply = await cloud.callFunction({
      name: 'api',
      data: event,
      caller: { openid, source: 'wx_client' },
    })
    if (!reply.ok) throw new Error(reply.errMsg)
    return reply.result
  }
  const reply: TestPerson['reply'] = (action, input, idempotencyKey) => {
    const isCommand = actions[action].kind === 'command'
    const key = idempotencyKey ?? (isCommand ? freshKey() : undefined)
    return send({ action, input, ...(key ? { idempotencyKey: key } : {}) }) as never
  }
  return {
    personId,
    openid,
    send,
    reply,
    async call(action, input) {
      const answer = await reply(action, input)
      if (answer.ok) return answer.data
      const { code, message, fields } = answer.error
      throw new Error(`${action}: ${code} ${message} ${JSON.stringify(fields ?? {})}`)
    },
    async codeOf(action, input) {
      const answer = await reply(action, input)
      return answer.ok ? 'ok' : answer.error.code
    },
    cloudIdIn: (chat) => world.mintCloudId(personId, chat.chatId),
  }
}

export type { CommandName }
