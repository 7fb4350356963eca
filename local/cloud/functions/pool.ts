import { Instance, type InstanceOptions } from './instance'

export interface PoolOptions {
  name: string
  instance: Omit<InstanceOptions, 'onLine'>
  maxInstances: number
  /** How long an instance may be idle before it is retired; one is always kept warm. */
  idleMs: number
  log: (line: string) => void
}

interface Waiter {
  resolve: (instance: Instance) => void
  reject: (error: unknown) => void
}

/**
 * The instances of one version of one function: grows by demand up to a bound, hands an instance to one call at a
 * time, retires idle ones. Replaced as a whole when the function's code changes.
 */
export class InstancePool {
  private readonly instances = new Set<Instance>()
  private readonly waiters: Waiter[] = []
  private starting = 0
  private closed = false
  private readonly retireTimer: NodeJS.Timeout

  constructor(private readonly options: PoolOptions) {
    this.retireTimer = setInterval(() => this.retireIdle(), Math.max(50, options.idleMs / 4))
    this.retireTimer.unref()
  }

  /** Instances alive now, starting ones included. */
  get size(): number {
    return this.instances.size
  }

  /** A ready instance reserved for the caller, who must give it back with `release`. */
  take(): Promise<Instance> {
    if (this.closed) return Promise.reject(new Error('the function host is closed'))
    const idle = this.newestIdle()
    if (idle) {
      idle.busy = true
      return Promise.resolve(idle)
    }
    return new Promise((resolve, reject) => {
      this.waiters.push({ resolve, reject })
      this.grow()
    })
  }

  release(instance: Instance): void {
    instance.busy = false
    if (instance.gone || this.closed) {
      this.drop(instance)
      this.grow()
      return
    }
    const waiter = this.waiters.shift()
    if (!waiter) return
    instance.busy = true
    waiter.resolve(instance)
  }

  /** Ends idle instances now and busy ones when their call ends. */
  close(): void {
    this.closed = true
    clearInterval(this.retireTimer)
    for (const instance of this.instances) if (!instance.busy) this.drop(instance)
    for (const waiter of this.waiters.splice(0)) {
      waiter.reject(new Error('the function host is closed'))
    }
  }

  /** Ends every instance at once, also in the middle of a call. */
  kill(): void {
    this.close()
    for (const instance of this.instances) this.drop(instance)
  }

  /** The one used last, so that the others can grow old and be retired. */
  private newestIdle(): Instance | undefined {
    let newest: Instance | undefined
    for (const instance of this.instances) {
      if (instance.busy) continue
      if (instance.gone) this.instances.delete(instance)
      else if (!newest || instance.idleSince > newest.idleSince) newest = instance
    }
    return newest
  }

  private grow(): void {
    if (this.closed) return
    while (this.starting < this.waiters.length && this.instances.size < this.options.maxInstances) {
      this.start()
    }
  }

  private start(): void {
    const { name, log } = this.options
    const startedAt = performance.now()
    const instance = new Instance({
      ...this.options.instance,
      onLine: (line) => log(`[${name}] ${line}`),
    })
    instance.busy = true
    this.instances.add(instance)
    this.starting += 1
    instance.ready.then(
      (loadMs) => {
        this.starting -= 1
        const totalMs = Math.round(performance.now() - startedAt)
        log(`cold start of ${name}: ${totalMs} ms (load ${Math.round(loadMs)} ms)`)
        this.release(instance)
      },
      (error: unknown) => {
        this.starting -= 1
        this.drop(instance)
        this.waiters.shift()?.reject(error)
        this.grow()
      },
    )
  }

  private drop(instance: Instance): void {
    this.instances.delete(instance)
    if (!instance.gone) instance.end()
  }

  private retireIdle(): void {
    const before = Date.now() - this.options.idleMs
    const idle = [...this.instances].filter((instance) => !instance.busy)
    idle.sort((a, b) => b.idleSince - a.idleSince)
    const keep = this.instances.size > idle.length ? 0 : 1
    for (const instance of idle.slice(keep)) {
      if (instance.idleSince > before) continue
      this.options.log(`retired an idle instance of ${this.options.name}`)
      this.drop(instance)
    }
  }
}
