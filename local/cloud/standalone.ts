import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openWorld } from '../world'
import { declarations } from './declarations'
import { startCloud } from './index'

/*
 * Starts only the cloud and prints one JSON line with its admin URL, so that any program with the real SDK can be
 * pointed at it. Options: --port N, --empty (a fresh environment that is gone afterwards), --data DIR,
 * --collections FILE (JSON as in dist/cloudfunctions/schema.json: collections with indexes, which no SDK can create),
 * --functions DIR, --env NAME. Lines of the cloud go to stderr.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    empty: { type: 'boolean', default: false },
    data: { type: 'string', default: '.local/cloud' },
    collections: { type: 'string' },
    functions: { type: 'string' },
    env: { type: 'string', default: 'local' },
  },
})

const declared = await declarations(values.collections)
const dataDir = values.empty ? await mkdtemp(join(tmpdir(), 'cloud-')) : values.data
const log = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
const world = await openWorld({ dir: join(dataDir, 'world'), appid: 'wx0000000000000000', log })
const cloud = await startCloud({
  dataDir,
  env: values.env,
  port: Number(values.port),
  world,
  ...declared,
  ...(values.functions !== undefined && { functionsDir: values.functions }),
  log,
})
process.stdout.write(
  `${JSON.stringify({ adminUrl: cloud.adminUrl, env: cloud.env, dataDir, pid: process.pid })}\n`,
)

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await cloud.close()
  await world.close()
  if (values.empty) await rm(dataDir, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
