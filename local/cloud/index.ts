import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AdminProtocol } from './admin'
import { openDatabase } from './db'
import { callFromClient, parseResult } from './functions/client-call'
import { FunctionHost } from './functions/host'
import { clientReply } from './functions/replies'
import { Invocations } from './invocations'
import { OpenapiService } from './openapi'
import { Activities } from './openapi/activities'
import { startServer } from './server'
import { FileStorage } from './storage'
import { Timers } from './timers'
import { systemClock, type Clock } from './timers/clock'
import type { Cloud, CloudOptions, StartCloud } from './types'
import { Visits } from './visits'

export type * from './types'

const DEFAULT_ENV = 'local'
const DEFAULT_APPID = 'wx0000000000000000'

/** What has been started so far; closed in reverse order, also when a later part fails to start. */
class Parts {
  private readonly closers: (() => unknown)[] = []

  add<Part extends { close: () => unknown }>(part: Part): Part {
    this.closers.push(() => part.close())
    return part
  }

  async close(): Promise<void> {
    for (const close of this.closers.splice(0).reverse()) await close()
  }
}

/**
 * Starts the local cloud on 127.0.0.1: the admin protocol of wx-server-sdk, a database, storage, functions and timers,
 * all state below `dataDir`.
 * @throws Error when the data folder is in use, the port is taken or a trigger is not valid
 */
export const startCloud: StartCloud = async (options) => {
  const parts = new Parts()
  try {
    return await startParts(options, parts)
  } catch (error) {
    await parts.close()
    throw error
  }
}

async function startParts(options: CloudOptions, parts: Parts): Promise<Cloud> {
  const log = options.log ?? (() => undefined)
  const clock = options.clock ?? systemClock
  const { world } = options
  const facts = {
    adminUrl: '',
    env: options.env ?? DEFAULT_ENV,
    appid: world?.appid ?? DEFAULT_APPID,
  }
  await mkdir(options.dataDir, { recursive: true })
  const database = parts.add(
    await openDatabase({
      dir: join(options.dataDir, 'database'),
      ...(options.collections && { collections: options.collections }),
      ...(options.maxScan !== undefined && { maxScan: options.maxScan }),
      ...options.transactions,
      log,
    }),
  )
  const storage = new FileStorage({
    dir: join(options.dataDir, 'storage'),
    env: facts.env,
    now: clock.now,
  })
  await storage.open()
  const invocations = new Invocations()
  const functions = functionHost(options, facts, invocations, parts)
  const visits = new Visits(clock.now)
  const openapi = openapiService(options, functions, visits, clock, parts)
  const admin = new AdminProtocol({
    database,
    storage,
    functions,
    openapi,
    invocations,
    strictTransactions: options.strictTransactions ?? false,
    log,
  })
  const server = parts.add(
    await startServer(options.port ?? 0, {
      admin: (contentType, body) => admin.answer(contentType, body),
      files: (request, url, response) => storage.serve(request, url, response),
      log,
    }),
  )
  facts.adminUrl = `${server.origin}/admin`
  storage.setOrigin(server.origin)
  const timers = parts.add(new Timers({ functions, clock, log }))
  if (options.timers !== false) timers.start()

  return {
    adminUrl: facts.adminUrl,
    env: facts.env,
    database: database.direct,
    storage,
    callFunction: (call) =>
      callFromClient(call, { functions, world, appid: facts.appid, visits, now: clock.now }),
    async fireTimer(name) {
      const outcome = await timers.fire(name)
      if (!outcome.ok) return clientReply(outcome.failure, outcome.requestId)
      return { ok: true, result: parseResult(outcome.json), requestID: outcome.requestId }
    },
    reload(name) {
      functions.reload(name)
      if (options.timers !== false) timers.rearm(name)
    },
    stats: () => ({ ...database.stats(), ...admin.stats() }),
    close: () => parts.close(),
  }
}

function functionHost(
  options: CloudOptions,
  facts: { adminUrl: string; env: string; appid: string },
  invocations: Invocations,
  parts: Parts,
): FunctionHost {
  return parts.add(
    new FunctionHost({
      functionsDir: options.functionsDir ?? join(options.dataDir, 'functions'),
      facts,
      invocations,
      maxInstances: options.maxInstances ?? 3,
      idleMs: options.idleMs ?? 60_000,
      environment: options.environment ?? {},
      ...(options.clock && { now: options.clock.now }),
      log: options.log ?? (() => undefined),
    }),
  )
}

function openapiService(
  options: CloudOptions,
  functions: FunctionHost,
  visits: Visits,
  clock: Clock,
  parts: Parts,
): OpenapiService {
  return new OpenapiService({
    world: options.world,
    activities: parts.add(new Activities(join(options.dataDir, 'activities.jsonl'), clock.now)),
    visits,
    permissionsOf: (name) => functions.config(name)?.openapi ?? [],
    now: clock.now,
    log: options.log ?? (() => undefined),
  })
}
