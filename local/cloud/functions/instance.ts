import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { installPlatformDate } from './platform-date'
import { instanceMain, type CallMessage, type InstanceMessage } from './instance-main'

/** How one call of an instance ended. */
export type Outcome =
  | { kind: 'result'; json: string | undefined }
  | { kind: 'threw'; error: string }
  | { kind: 'timeout' }
  /** The thread ended under the call: an error outside the promise chain, `process.exit`, out of memory. */
  | { kind: 'crashed'; error: string }

export interface InstanceOptions {
  indexPath: string
  memoryMb: number
  env: Record<string, string>
  onLine: (line: string) => void
}

const PROGRAM = `(${instanceMain.toString()})(require, (${installPlatformDate.toString()})())`

/** One warm copy of a function in a thread of its own. It takes one call at a time and never comes back once gone. */
export class Instance {
  /** Epoch ms of the last time a call ended, for retiring. */
  idleSince = Date.now()
  /** Reserved for a call; only the pool changes it, so that no call can slip in before the last one is concluded. */
  busy = false
  gone = false
  /** Resolves with the load time in ms; rejects when the function's code cannot be loaded. */
  readonly ready: Promise<number>

  private readonly worker: Worker
  private settle: ((outcome: Outcome) => void) | undefined
  private lastError = 'the function instance exited'
  private endedByHost = false

  constructor(private readonly options: InstanceOptions) {
    this.worker = new Worker(PROGRAM, {
      eval: true,
      env: options.env,
      workerData: { indexPath: options.indexPath },
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
      stdout: true,
      stderr: true,
      execArgv: [],
    })
    this.worker.unref()
    forwardLines(this.worker.stdout, options.onLine)
    forwardLines(this.worker.stderr, options.onLine)
    this.ready = this.listen()
    this.ready.catch(() => undefined)
  }

  /** Runs one call; the caller must have reserved the instance. */
  run(call: CallMessage, timeoutMs: number): Promise<Outcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.finish({ kind: 'timeout' })
        this.end()
      }, timeoutMs)
      this.settle = (outcome) => {
        clearTimeout(timer)
        resolve(outcome)
      }
      this.worker.postMessage(call)
    })
  }

  /** Ends the thread at once, whatever it is doing. */
  end(): void {
    this.gone = true
    this.endedByHost = true
    void this.worker.terminate()
  }

  private listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.worker.on('message', (message: InstanceMessage) => {
        if (message.kind === 'ready') resolve(message.loadMs)
        else if (message.kind === 'broken') {
          reject(new Error(message.error))
          this.end()
        } else if (message.kind === 'threw') this.finish({ kind: 'threw', error: message.error })
        else this.finish({ kind: 'result', json: message.result })
      })
      this.worker.on('error', (error) => {
        this.lastError = error.stack ?? String(error)
      })
      this.worker.on('exit', () => {
        this.gone = true
        if (!this.endedByHost && !this.settle) {
          this.options.onLine(`instance ended between calls: ${this.lastError}`)
        }
        reject(new Error(this.lastError))
        this.finish({ kind: 'crashed', error: this.lastError })
      })
    })
  }

  private finish(outcome: Outcome): void {
    const settle = this.settle
    this.settle = undefined
    this.idleSince = Date.now()
    settle?.(outcome)
  }
}

function forwardLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine)
}
