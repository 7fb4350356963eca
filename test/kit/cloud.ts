import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCloud, type Cloud, type CloudOptions } from '../../local/cloud'
import { deployFunction } from './functions'

/** A cloud of a test's own: fresh folders, no timers, logs kept. */
export interface TestCloud {
  cloud: Cloud
  dataDir: string
  functionsDir: string
  /** Lines logged since the start. */
  lines: string[]
  /** Bundles and deploys a function; see `deployFunction`. */
  deploy(name: string, source: string, config?: Record<string, unknown>): Promise<void>
  /** Calls as a person of the mini program; resolves with the function's result. */
  call(name: string, data?: unknown, openid?: string): Promise<unknown>
  /** Waits until something has become true, at most 5 s; for effects that nothing announces. */
  until(condition: () => boolean): Promise<void>
  /** Stops the cloud and starts it again on the same data. */
  restart(options?: Partial<CloudOptions>): Promise<void>
  close(): Promise<void>
}

/** Starts a cloud in a temporary folder. */
export async function openTestCloud(options: Partial<CloudOptions> = {}): Promise<TestCloud> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cloud-'))
  const functionsDir = join(dataDir, 'functions')
  const lines: string[] = []
  const start = (extra: Partial<CloudOptions> = {}): Promise<Cloud> =>
    startCloud({
      dataDir,
      functionsDir,
      timers: false,
      log: (line) => lines.push(line),
      ...options,
      ...extra,
    })
  const test: TestCloud = {
    cloud: await start(),
    dataDir,
    functionsDir,
    lines,
    deploy: (name, source, config) => deployFunction(functionsDir, name, source, config),
    async call(name, data = {}, openid = 'openid-of-anyone') {
      const reply = await test.cloud.callFunction({
        name,
        data,
        caller: { openid, source: 'wx_client' },
      })
      if (!reply.ok) throw new Error(reply.errMsg)
      return reply.result
    },
    async until(condition) {
      const deadline = Date.now() + 5000
      while (!condition()) {
        if (Date.now() > deadline) throw new Error(`still not true: ${String(condition)}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    async restart(extra) {
      await test.cloud.close()
      test.cloud = await start(extra)
    },
    async close() {
      await test.cloud.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return test
}
