import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { emptyScene, plainScene, productScene } from './scenes'
import { startStage, type Stage } from './stage'

/**
 * One process with everything an end-to-end test needs, on a fresh data folder and free ports. Prints one JSON line
 * when ready, logs to stderr, and ends when its standard input closes, so that it never outlives the test.
 * `--story FILE` plays a company into the product, `--project DIR` runs another mini program, `--empty` the product before
 * it is set up.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      project: { type: 'string' },
      story: { type: 'string' },
      empty: { type: 'boolean' },
    },
  })
  const root = process.cwd()
  const scene = await (values.project
    ? plainScene(values.project)
    : values.empty || values.story === undefined
      ? emptyScene(root)
      : productScene(root, values.story))
  const dataDir = await mkdtemp(join(tmpdir(), 'e2e-'))
  const cleanUp = (): Promise<void> => rm(dataDir, { recursive: true, force: true })
  try {
    const stage = await startStage({
      root,
      dataDir,
      ...scene,
      log: (line) => console.error(line),
    })
    const ready = {
      wsEndpoint: stage.automator.wsEndpoint,
      controlUrl: `http://127.0.0.1:${stage.automator.port}/`,
      serverUrl: stage.serverUrl,
      people: scene.cast(),
      groups: scene.groups(),
    }
    console.log(JSON.stringify(ready))
    await Promise.race([ended(), forgotten(stage)])
    await stage.close()
  } finally {
    await cleanUp()
  }
}

/** A test that failed before it could close its stage would otherwise keep this process and its own for ever. */
const FORGOTTEN_AFTER_MS = 180_000

async function forgotten({ automator }: Stage): Promise<void> {
  while (automator.idleMs() < FORGOTTEN_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  console.error('Nobody asked for anything in 3 minutes')
}

function ended(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.resume().once('end', resolve).once('close', resolve)
    process.once('SIGTERM', resolve).once('SIGINT', resolve)
  })
}

await main()
process.exit(0)
