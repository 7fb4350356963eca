import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startCloud } from '../../../local/cloud'
import { openWorld } from '../../../local/world'

const ROUNDS = 3

let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'crash-'))
})

afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** Runs the writer and kills it some ms after its first word. @returns the lines it said */
function writeUntilKilled(afterMs: number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [resolve('tools/run.mjs'), resolve(__dirname, 'crash-child.ts'), dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return new Promise((done) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
      said += chunk.toString()
    })
    child.on('close', () => done(said.split('\n').slice(0, -1)))
  })
}

it('loses nothing that was acknowledged when the process is killed', async () => {
  const said: string[] = []
  const delays = Array.from({ length: ROUNDS }, () => Math.floor(Math.random() * 150))
  for (const delay of delays) said.push(...(await writeUntilKilled(delay)))

  const world = await openWorld({ dir: join(dataDir, 'world'), appid: 'wx-crash' })
  const cloud = await startCloud({ dataDir, world })
  const kept = new Set(
    world
      .chats()
      .flatMap((chat) => world.messages(chat.chatId, Infinity))
      .map((m) => m.messageId),
  )
  const words = said.map((line) => line.split(' '))
  const messages = words.flatMap(([kind, id = '']) => (kind === 'message' ? [id] : []))
  const files = words.flatMap(([kind, id = '', size]) => (kind === 'file' ? [{ id, size }] : []))
  expect(messages.length).toBeGreaterThan(ROUNDS)
  expect(messages.filter((id) => !kept.has(id))).toEqual([])
  for (const { id, size } of files) {
    const [file] = await cloud.storage.temporaryUrls([{ fileID: id }])
    const response = await fetch(file?.tempFileURL ?? '', { method: 'HEAD' })
    expect([id, response.headers.get('content-length')]).toEqual([id, size])
  }
  expect(readdirSync(join(dataDir, 'storage/incoming'))).toEqual([])
  await cloud.close()
  await world.close()
}, 30_000)
