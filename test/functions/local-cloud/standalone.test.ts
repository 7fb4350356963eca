import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { runSdk } from '../../kit/sdk'

let child: ChildProcess

/** Starts the cloud as the npm script does and reads the one line it prints. */
async function start(...options: string[]): Promise<{ adminUrl: string; dataDir: string }> {
  const spawned = spawn(
    process.execPath,
    [resolve('tools/run.mjs'), resolve('local/cloud/standalone.ts'), '--port', '0', ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  child = spawned
  const [line] = (await once(createInterface({ input: spawned.stdout }), 'line')) as [string]
  return JSON.parse(line) as { adminUrl: string; dataDir: string }
}

afterEach(async () => {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
})

it('starts an empty environment for any program with the SDK and leaves nothing behind', async () => {
  const { adminUrl, dataDir } = await start('--empty')
  expect(new URL(adminUrl)).toMatchObject({ hostname: '127.0.0.1', pathname: '/admin' })
  const statements = `
    const db = cloud.database()
    await db.createCollection('guests')
    await db.collection('guests').add({ data: { name: '来客' } })
    return (await db.collection('guests').count()).total
  `
  await expect(runSdk(adminUrl, statements)).resolves.toBe(1)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(existsSync(dataDir)).toBe(false)
})

it('creates the collections and indexes of a file, which no SDK can create', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'collections-'))
  try {
    const file = join(dir, 'collections.json')
    const indexes = [
      { name: 'email', fields: [['email', 1]], unique: true },
      { name: 'at', fields: [['at', '2dsphere']] },
    ]
    await writeFile(file, JSON.stringify([{ name: 'guests', indexes }, { name: 'plain' }]))
    const { adminUrl } = await start('--empty', '--collections', file)
    const statements = `
      const db = cloud.database()
      const guests = db.collection('guests')
      await guests.add({ data: { _id: 'here', at: db.Geo.Point(113, 23) } })
      const twice = await guests.add({ data: { name: '也没有邮箱' } }).catch(({ errMsg }) => errMsg)
      const near = db.command.geoNear({ geometry: db.Geo.Point(113, 23) })
      const plain = (await db.collection('plain').count()).total
      return { twice, near: (await guests.where({ at: near }).get()).data.length, plain }
    `
    await expect(runSdk(adminUrl, statements)).resolves.toEqual({
      twice: expect.stringMatching(/E11000 duplicate key error.* index: email/) as string,
      near: 1,
      plain: 0,
    })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})

it('is only slow without an index where nobody could declare one', async () => {
  const { adminUrl } = await start('--empty')
  const statements = `
    const db = cloud.database()
    await db.createCollection('many')
    await db.collection('many').add({ data: Array.from({ length: 2500 }, (_, i) => ({ i })) })
    return (await db.collection('many').where({ i: db.command.gte(2400) }).count()).total
  `
  await expect(runSdk(adminUrl, statements)).resolves.toBe(100)
})
