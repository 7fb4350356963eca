import { randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Invocation, Invocations, InvocationSource } from '../invocations'
import { findFunction, readFunctionConfig, type FunctionConfig } from './config'
import {
  callContext,
  callEnvironment,
  codeEnvironment,
  instanceEnvironment,
  type EnvironmentFacts,
} from './environment'
import type { Instance, Outcome } from './instance'
import { InstancePool } from './pool'
import { failures, type Failure } from './replies'

export interface FunctionHostOptions {
  functionsDir: string
  facts: EnvironmentFacts
  invocations: Invocations
  maxInstances: number
  idleMs: number
  /** Variables that the console would give to functions. */
  environment: Readonly<Record<string, string>>
  /** The functions' time, when it is not the system's. */
  now?: () => number
  log: (line: string) => void
}

export interface FunctionCall {
  name: string
  /** JSON text of the event. */
  event: string
  source: InvocationSource
  chain: string
  openid?: string
}

export type CallOutcome = { requestId: string } & (
  { ok: true; json: string | undefined } | { ok: false; failure: Failure }
)

/** SCF's bound for synchronous events. */
const MAX_EVENT_BYTES = 6 * 1024 * 1024

interface Deployment {
  config: FunctionConfig
  pool: InstancePool
  version: string
}

/** Runs the built functions of one folder, each in instances of its own. */
export class FunctionHost {
  private readonly deployments = new Map<string, Deployment>()

  constructor(private readonly options: FunctionHostOptions) {}

  /** Names of all functions on disk. */
  names(): string[] {
    try {
      return readdirSync(this.options.functionsDir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .filter((name) => findFunction(this.options.functionsDir, name))
    } catch {
      return []
    }
  }

  /** The configuration a function runs with, undefined when it is not deployed. */
  config(name: string): FunctionConfig | undefined {
    return this.deployment(name)?.config
  }

  /** Instances alive per function that has run. */
  instanceCounts(): Record<string, number> {
    return Object.fromEntries([...this.deployments].map(([name, d]) => [name, d.pool.size]))
  }

  async call(call: FunctionCall): Promise<CallOutcome> {
    const requestId = randomUUID()
    let deployment: Deployment | undefined
    try {
      deployment = this.deployment(call.name)
    } catch (error) {
      return this.failed(call.name, requestId, failures.threw(messageOf(error)))
    }
    if (!deployment) return { ok: false, requestId, failure: failures.notFound() }
    if (Buffer.byteLength(call.event) > MAX_EVENT_BYTES) {
      return { ok: false, requestId, failure: failures.requestTooLarge() }
    }
    let instance: Instance
    try {
      instance = await deployment.pool.take()
    } catch (error) {
      return this.failed(call.name, requestId, failures.threw(messageOf(error)))
    }
    const invocation = this.options.invocations.begin({
      requestId,
      functionName: call.name,
      source: call.source,
      chain: call.chain,
      ...(call.openid !== undefined && { openid: call.openid }),
    })
    try {
      const outcome = await this.runIn(instance, deployment.config, invocation, call.event)
      return this.conclude(call.name, requestId, deployment.config, outcome)
    } finally {
      this.options.invocations.end(invocation)
      deployment.pool.release(instance)
    }
  }

  /** Forgets the warm instances of a function, so that the next call loads its code again. */
  reload(name: string): void {
    this.deployments.get(name)?.pool.close()
    this.deployments.delete(name)
  }

  close(): void {
    for (const { pool } of this.deployments.values()) pool.kill()
    this.deployments.clear()
  }

  private runIn(
    instance: Instance,
    config: FunctionConfig,
    invocation: Invocation,
    event: string,
  ): Promise<Outcome> {
    const { facts } = this.options
    return instance.run(
      {
        requestId: invocation.requestId,
        event,
        context: callContext(facts, invocation, config),
        env: callEnvironment(facts, invocation),
        ...(this.options.now && { now: this.options.now() }),
      },
      config.timeoutSeconds * 1000,
    )
  }

  private conclude(
    name: string,
    requestId: string,
    config: FunctionConfig,
    outcome: Outcome,
  ): CallOutcome {
    switch (outcome.kind) {
      case 'result':
        return { ok: true, requestId, json: outcome.json }
      case 'timeout':
        return this.failed(name, requestId, failures.timedOut(config.timeoutSeconds))
      case 'threw':
      case 'crashed':
        return this.failed(name, requestId, failures.threw(outcome.error))
    }
  }

  private failed(name: string, requestId: string, failure: Failure): CallOutcome {
    this.options.log(`${name} failed (${requestId}): ${failure.message}`)
    return { ok: false, requestId, failure }
  }

  /** The function's current version; instances of an older one are let go. */
  private deployment(name: string): Deployment | undefined {
    const { functionsDir } = this.options
    const found = findFunction(functionsDir, name)
    const known = this.deployments.get(name)
    if (!found) {
      if (known) this.reload(name)
      return undefined
    }
    const version = `${found.mtimeMs}:${mtimeOf(join(functionsDir, name, 'config.json'))}`
    if (known?.version === version) return known
    if (known) {
      this.options.log(`reloading ${name}`)
      this.reload(name)
    }
    const config = readFunctionConfig(functionsDir, name)
    const indexPath = resolve(found.indexPath)
    const deployment = { config, pool: this.poolFor(name, indexPath, config), version }
    this.deployments.set(name, deployment)
    return deployment
  }

  private poolFor(name: string, indexPath: string, config: FunctionConfig): InstancePool {
    const { facts, environment, maxInstances, idleMs, log } = this.options
    return new InstancePool({
      name,
      instance: {
        indexPath,
        memoryMb: config.memoryMb,
        env: {
          ...instanceEnvironment(facts, environment),
          ...codeEnvironment(dirname(indexPath)),
        },
      },
      maxInstances,
      idleMs,
      log,
    })
  }
}

function mtimeOf(file: string): number {
  try {
    return statSync(file).mtimeMs
  } catch {
    return 0
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
