import type NodeModule from 'node:module'
import type * as WorkerThreads from 'node:worker_threads'

/** What the host sends into an instance's thread: one call. `event` is JSON text. */
export interface CallMessage {
  requestId: string
  event: string
  context: Record<string, unknown>
  /** Environment of this call only; the instance removes it when the call has ended. */
  env: Record<string, string>
  /** What the function takes for the time at the start of the call, epoch ms; the system's time when absent. */
  now?: number
}

/** What an instance's thread answers. `result` is JSON text, absent for `undefined`. */
export type InstanceMessage =
  | { kind: 'ready'; loadMs: number }
  | { kind: 'broken'; error: string }
  | { kind: 'done'; requestId: string; result?: string }
  | { kind: 'threw'; requestId: string; error: string }

/**
 * The program of an instance's thread: loads the function once, then answers one call after another.
 * The host evaluates this function's source text in the thread, so it must not use anything outside its own body.
 */
export function instanceMain(load: NodeJS.Require, setNow: (now: number) => void): void {
  const { parentPort, workerData } = load('node:worker_threads') as typeof WorkerThreads
  const port = parentPort
  if (!port) throw new Error('instanceMain must run in a worker thread')
  type Main = (event: unknown, context: unknown) => unknown
  type Resolve = (id: string, ...rest: unknown[]) => string

  /** DevTools has the cloud install what package.json names; here the SDK stands ready, and nothing else does. */
  const lendSdk = (): void => {
    const sdk = 'wx-server-sdk'
    const modules = load('node:module') as typeof NodeModule & { _resolveFilename: Resolve }
    const resolve = modules._resolveFilename.bind(modules)
    modules._resolveFilename = (id, ...rest) => {
      try {
        return resolve(id, ...rest)
      } catch (error) {
        if (id !== sdk) throw error
        return resolve(id, load.main ?? null, false, { paths: [process.cwd()] })
      }
    }
  }

  const textOf = (error: unknown): string =>
    error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error)

  const loadMain = (): Main | undefined => {
    const startedAt = performance.now()
    try {
      const exported = load((workerData as { indexPath: string }).indexPath)
      const main = (exported as { main?: unknown } | null)?.main
      if (typeof main !== 'function') {
        throw new TypeError('index.js does not export a function named main')
      }
      port.postMessage({ kind: 'ready', loadMs: performance.now() - startedAt })
      return main as Main
    } catch (error) {
      port.postMessage({ kind: 'broken', error: textOf(error) })
      return undefined
    }
  }

  const answer = async (main: Main, call: CallMessage): Promise<InstanceMessage> => {
    if (call.now !== undefined) setNow(call.now)
    Object.assign(process.env, call.env)
    try {
      const value = await main(JSON.parse(call.event), call.context)
      const result = JSON.stringify(value)
      return {
        kind: 'done',
        requestId: call.requestId,
        ...(result !== undefined && { result }),
      }
    } catch (error) {
      return { kind: 'threw', requestId: call.requestId, error: textOf(error) }
    } finally {
      for (const key of Object.keys(call.env)) Reflect.deleteProperty(process.env, key)
    }
  }

  lendSdk()
  const main = loadMain()
  if (!main) return
  port.on('message', (call: CallMessage) => {
    void answer(main, call).then((message) => {
      port.postMessage(message)
    })
  })
}
