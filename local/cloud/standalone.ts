import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openWorld } from '../world'
import { startCloud } from './index'

/*
 * Starts only the cloud and prints one JSON line with its admin URL, so that any program with the real SDK can be
 * pointed at it. Options: --port N, --empty (a fresh environment that is gone afterwards), --data DIR,
 * --functions DIR, --env NAME. Lines of the cloud go to stderr.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    empty: { type: 'boolean', default: false },
    data: { type: 'string', default: '.local/cloud' },
    functions: { type: 'string' },
    env: { type: 'string', default: 'local' },
  },
})

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
