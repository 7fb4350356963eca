import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'

const sdkPath = createRequire(resolve('package.json')).resolve('wx-server-sdk')

/**
 * Runs statements against a cloud through the real wx-server-sdk (`cloud`, initialised) in a thread of its own, as a
 * program that is not a cloud function: no user, no token.
 * @returns what the statements return; rejects with `{errCode, code, errMsg}` of what they throw
 */
export function runSdk(adminUrl: string, statements: string): Promise<unknown> {
  const program = `
    const { parentPort } = require('node:worker_threads')
    const cloud = require(${JSON.stringify(sdkPath)})
    cloud.init({ env: 'local' })
    const run = async () => { ${statements} }
    run().then(
      (value) => parentPort.postMessage({ value }),
      (error) => parentPort.postMessage({
        error: { errCode: error.errCode, code: error.code, errMsg: error.errMsg ?? String(error) },
      }),
    )
  `
  const worker = new Worker(program, {
    eval: true,
    env: {
      TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
      TENCENTCLOUD_RUNENV: 'SCF',
      TENCENTCLOUD_REGION: 'ap-shanghai',
      TENCENTCLOUD_SECRETID: 'test',
      TENCENTCLOUD_SECRETKEY: 'test',
      SCF_NAMESPACE: 'local',
      TCB_ENV: 'local',
    },
  })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (message: { value?: unknown; error?: object }) => {
      void worker.terminate()
      if (message.error) reject(message.error)
      else resolve(message.value)
    })
  })
}
