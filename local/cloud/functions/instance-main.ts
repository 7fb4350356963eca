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
export function instanceMain(load: (id: string) => unknown, setNow: (now: number) => void): void {
  const { parentPort, workerData } = load('node:worker_threads') as typeof WorkerThreads
  const port = parentPort
  if (!port) throw new Error('instanceMain must run in a worker thread')
  type Main = (event: unknown, context: unknown) => unknown

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

  const main = loadMain()
  if (!main) return
  port.on('message', (call: CallMessage) => {
    void answer(main, call).then((message) => {
      port.postMessage(message)
    })
  })
}
