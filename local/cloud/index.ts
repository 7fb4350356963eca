import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AdminProtocol } from './admin'
import { openDatabase } from './db'
import { FunctionHost } from './functions/host'
import { Invocations } from './invocations'
import { OpenapiService } from './openapi'
import { startServer } from './server'
import { FileStorage } from './storage'
import { systemClock } from './timers/clock'
import { Timers } from './timers'
import type { Cloud, FunctionReply, StartCloud } from './types'
import { callFromClient, parseResult } from './functions/client-call'
import { clientReply } from './functions/replies'

export type * from './types'

const DEFAULT_ENV = 'local'
const DEFAULT_APPID = 'wx0000000000000000'

/**
 * Starts the local cloud on 127.0.0.1: the admin protocol of wx-server-sdk, a database, storage, functions and timers,
 * all state below `dataDir`.
 * @throws Error when the data folder is in use or the port is taken
 */
export const startCloud: StartCloud = async (options) => {
  const log = options.log ?? (() => undefined)
  const clock = options.clock ?? systemClock
  const env = options.env ?? DEFAULT_ENV
  await mkdir(options.dataDir, { recursive: true })
  const database = await openDatabase({
    dir: join(options.dataDir, 'database'),
    ...(options.collections && { collections: options.collections }),
    ...(options.maxScan !== undefined && { maxScan: options.maxScan }),
    log,
  })
  const storage = new FileStorage({
    dir: join(options.dataDir, 'storage'),
    env,
    now: clock.now,
    log,
  })
  await storage.open()

  const invocations = new Invocations()
  const facts = { adminUrl: '', env, appid: options.world?.appid ?? DEFAULT_APPID }
  const functions = new FunctionHost({
    functionsDir: options.functionsDir ?? join(options.dataDir, 'functions'),
    facts,
    invocations,
    maxInstances: options.maxInstances ?? 3,
    idleMs: options.idleMs ?? 60_000,
    environment: options.environment ?? {},
    log,
  })
  const openapi = new OpenapiService({
    world: options.world,
    permissionsOf: (name) => functions.config(name)?.openapi ?? [],
    now: clock.now,
    log,
  })
  const admin = new AdminProtocol({ database, storage, functions, openapi, invocations, log })
  const server = await startServer(options.port ?? 0, {
    admin: (contentType, body) => admin.answer(contentType, body),
    files: (request, url, response) => storage.serve(request, url, response),
    log,
  })
  facts.adminUrl = `${server.origin}/admin`
  storage.setOrigin(server.origin)
  const timers = new Timers({ functions, clock, log })
  if (options.timers !== false) timers.start()

  return {
    adminUrl: facts.adminUrl,
    env,
    database: database.direct,
    storage,
    callFunction: (call) =>
      callFromClient(call, { functions, world: options.world, appid: facts.appid, now: clock.now }),
    async fireTimer(name): Promise<FunctionReply> {
      const outcome = await timers.fire(name)
      if (!outcome.ok) return clientReply(outcome.failure, outcome.requestId)
      return { ok: true, result: parseResult(outcome.json), requestID: outcome.requestId }
    },
    reload: (name) => functions.reload(name),
    stats: () => ({ ...admin.stats() }),
    async close() {
      timers.stop()
      functions.close()
      await server.close()
      await database.close()
    },
  } satisfies Cloud
}
