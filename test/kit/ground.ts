import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCloud, type Cloud } from '../../local/cloud'
import { workOf } from '../../cloudfunctions/kernel/call'
import type { Work } from '../../cloudfunctions/kernel/context'
import type { DatabasePort, JobDatabase, Meter } from '../../cloudfunctions/kernel/database'
import type { Domain } from '../../cloudfunctions/kernel/domain'
import { kernel } from '../../cloudfunctions/kernel/index'
import { createRegistry, type Registry } from '../../cloudfunctions/kernel/registry'
import type { AnyTable } from '../../cloudfunctions/kernel/table'
import { runTick, type TickReport } from '../../cloudfunctions/kernel/tick'
import { inTransaction } from '../../cloudfunctions/kernel/transaction'
import { fragile, type FragilePort } from './fragile-port'
import { inChina } from './clock'

/** Domains on the real SDK and a cloud of their own, without functions: for tests of the server's ground. */
export interface Ground {
  registry: Registry
  port: FragilePort
  cloud: Cloud
  /** What is stored, without limits. */
  stored: Cloud['database']
  /** What reading and transactions of this ground have used. */
  meter: Meter
  newId(): string
  db(): JobDatabase
  /** A transaction of a process that lives; `through`: of one that may be killed. */
  commit<T>(work: (work: Work) => Promise<T>, through?: DatabasePort): Promise<T>
  /** What the timer does, by the clock; `elapsed`: how time passes within the run, 0 at first. */
  tick(options?: { port?: FragilePort; elapsed?: () => number }): Promise<TickReport>
  /** Another process on the same data: it may die alone. */
  process(): FragilePort
  clock: { now: number }
  close(): Promise<void>
}

/** The module that needs to know where the cloud is before it is loaded. */
interface Platform {
  cloudDatabase: DatabasePort
}

const declared = ({ name, indexes, unique }: AnyTable) => ({
  name,
  indexes: Object.entries(indexes).map(([index, fields]) => ({
    name: index,
    fields: fields.map((field): [string, 1 | -1] =>
      typeof field === 'string' ? [field, 1] : [field[0], field[1]],
    ),
    unique: unique.includes(index),
  })),
})

/** The SDK reads where the cloud is with each request, so it may be loaded for several in turn. */
function databaseAt(adminUrl: string): DatabasePort {
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'test',
    TENCENTCLOUD_SECRETKEY: 'test',
    SCF_NAMESPACE: 'local',
    TCB_ENV: 'local',
  })
  return jest.requireActual<Platform>('../../cloudfunctions/platform/database').cloudDatabase
}

/** Starts a cloud with the collections of these domains; one at a time in a test file. */
export async function openGround(
  domains: readonly Domain[],
  { now = inChina('2026-11-25T10:00:00') } = {},
): Promise<Ground> {
  const registry = createRegistry(domains.includes(kernel) ? domains : [kernel, ...domains])
  const dataDir = await mkdtemp(join(tmpdir(), 'ground-'))
  const collections = registry.tables.map(declared)
  const cloud = await startCloud({ dataDir, collections, timers: false })
  const database = databaseAt(cloud.adminUrl)
  const clock = { now }
  const port = fragile(database)
  const meter: Meter = { reads: 0, writes: 0 }
  let ids = 0
  const newId = () => `id${String(++ids).padStart(8, '0')}`
  return {
    registry,
    port,
    cloud,
    stored: cloud.database,
    meter,
    newId,
    db: () => database.database(meter),
    commit: (work, through = database) =>
      inTransaction(through, meter, (tx) => work(workOf(tx, clock.now, newId, registry))),
    tick: (options = {}) =>
      runTick(registry, {
        database: options.port ?? port,
        now: () => clock.now,
        newId,
        elapsed: options.elapsed ?? (() => 0),
      }),
    process: () => fragile(database),
    clock,
    async close() {
      await cloud.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
