import { spawn } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildFunctions } from '../../tools/build-functions'
import { startCloud, type Cloud, type CollectionDeclaration } from '../../local/cloud'
import { openWorld } from '../../local/world'
import { inChina, ManualClock } from './clock'

const SOURCES = [
  ...['cloudfunctions', 'typings', 'tsconfig.base.json', 'miniprogram/contract'],
  ...['miniprogram/vendor', 'miniprogram/app.json'],
]

/** A copy of the server's sources, to try a domain in. */
export interface Workshop {
  root: string
  /** Puts a folder of this repository to a place in the copy. */
  add(from: string, to: string): void
  /** Replaces a piece of a central file. @returns how many lines are new or changed */
  edit(file: string, piece: string, by: string): number
  /** What the compiler says of the copy; empty when it has nothing to say. */
  types(): Promise<string>
  build(): Promise<void>
  close(): Promise<void>
}

/** New or changed lines of a text. */
function newLines(before: string, after: string): number {
  const left = before.split('\n')
  return after.split('\n').filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  }).length
}

export async function openWorkshop(): Promise<Workshop> {
  const root = await mkdtemp(join(tmpdir(), 'workshop-'))
  for (const path of SOURCES) cpSync(path, join(root, path), { recursive: true })
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
  return {
    root,
    add: (from, to) => cpSync(from, join(root, to), { recursive: true }),
    edit(file, piece, by) {
      const path = join(root, file)
      const before = readFileSync(path, 'utf8')
      if (before.split(piece).length !== 2) throw new Error(`${file} has no single ${piece}`)
      const after = before.replace(piece, () => by)
      writeFileSync(path, after)
      return newLines(before, after)
    },
    types: () =>
      new Promise((done, fail) => {
        const tsc = resolve('node_modules/typescript/bin/tsc')
        const compiler = spawn(process.execPath, [
          ...[tsc, '-p', join(root, 'cloudfunctions'), '--composite', 'false'],
          ...['--incremental', 'false', '--emitDeclarationOnly', 'false', '--noEmit'],
        ])
        let said = ''
        compiler.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
        compiler.on('error', fail)
        compiler.on('close', () => done(said))
      }),
    build: () => buildFunctions({ root }),
    close: () => rm(root, { recursive: true, force: true }),
  }
}

/** What `api` answers. */
export type Answer =
  { ok: true; data: Record<string, unknown> } | { ok: false; error: { code: string } }

/** Built functions on a cloud with a clock that is moved by hand. */
export interface Running {
  cloud: Cloud
  clock: ManualClock
  lines: string[]
  send(openid: string, action: string, input: object): Promise<Answer>
  /** The data. @throws Error on a refusal. */
  call(openid: string, action: string, input: object): Promise<Record<string, unknown>>
  /** Names of what failed in a tick. */
  tick(): Promise<string[]>
  addPerson(name: string): string
  close(): Promise<void>
}

export async function run(root: string, setupCode: string): Promise<Running> {
  const functionsDir = join(root, 'dist/cloudfunctions')
  const world = await openWorld({ dir: join(root, 'world'), appid: 'wxtest0000000000' })
  const clock = new ManualClock(inChina('2026-11-28T10:00:00'))
  const lines: string[] = []
  const schema = readFileSync(join(functionsDir, 'schema.json'), 'utf8')
  const cloud = await startCloud({
    ...{ dataDir: join(root, 'data'), functionsDir, world, clock, timers: false },
    collections: JSON.parse(schema) as CollectionDeclaration[],
    environment: { SETUP_CODE: setupCode },
    log: (line) => lines.push(line),
  })
  let keys = 0
  const send: Running['send'] = async (openid, action, input) => {
    const key = `plugged-key-${String(++keys).padStart(8, '0')}`
    const caller = { openid, source: 'wx_client' as const }
    const data = { action, input, idempotencyKey: key }
    const reply = await cloud.callFunction({ name: 'api', data, caller })
    if (!reply.ok) throw new Error(reply.errMsg)
    return reply.result as Answer
  }
  return {
    ...{ cloud, clock, lines, send },
    async call(openid, action, input) {
      const answer = await send(openid, action, input)
      if (!answer.ok) throw new Error(`${action}: ${JSON.stringify(answer)}\n${lines.join('\n')}`)
      return answer.data
    },
    async tick() {
      const reply = await cloud.fireTimer('jobs')
      if (!reply.ok) throw new Error(reply.errMsg)
      return (reply.result as { failed: string[] }).failed
    },
    addPerson: (nickname) => world.addPerson({ nickname }).openid,
    async close() {
      await cloud.close()
      await world.close()
    },
  }
}
