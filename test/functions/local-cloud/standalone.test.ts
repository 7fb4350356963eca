import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { runSdk } from '../../kit/sdk'

it('starts an empty environment for any program with the SDK and leaves nothing behind', async () => {
  const child = spawn(
    process.execPath,
    [resolve('tools/run.mjs'), resolve('local/cloud/standalone.ts'), '--port', '0', '--empty'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const { adminUrl, dataDir } = JSON.parse(line) as { adminUrl: string; dataDir: string }
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
