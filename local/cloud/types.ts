import type { DatabaseOptions } from './db/types'
import type { World } from '../world/types'
import type { Clock } from './timers/clock'

/** An index as `cloudfunctions/schema` declares it: field paths in order with 1, -1 or, for places, 2dsphere. */
export interface IndexDeclaration {
  name: string
  fields: [path: string, direction: 1 | -1 | '2dsphere'][]
  unique?: boolean
}

/** A collection as the built artefact `dist/cloudfunctions/schema.json` lists it. */
export interface CollectionDeclaration {
  name: string
  indexes: IndexDeclaration[]
}

export interface CloudOptions {
  /** Folder of the database, the storage and the timers' state. Created when missing. */
  dataDir: string
  /** 0 or absent: any free port. Always on 127.0.0.1. */
  port?: number
  env?: string
  /** Collections to create on start; those that exist keep their data and get missing indexes. */
  collections?: CollectionDeclaration[]
  /** Folder with one built function per sub-folder (`index.js` + `config.json`). */
  functionsDir?: string
  /** The small WeChat that answers openapi calls; absent: openapi answers -604100. */
  world?: World
  /** Most documents one query may look at before it is refused, default 2000. */
  maxScan?: number
  /** Other times than the platform's, and commits made to fail, for tests of what callers do then. */
  transactions?: Pick<DatabaseOptions, 'transactionLifetimeMs' | 'lockWaitMs' | 'failCommit'>
  /**
   * Refuses `where().update`, `where().remove`, `count` and `aggregate` of a function that has a transaction open: the
   * SDK sends them without it, so they would run outside. Default false: they run, and the log says so.
   */
  strictTransactions?: boolean
  /** Starts timers of the functions' config.json, default true. */
  timers?: boolean
  /** Environment variables that the console would give to functions. */
  environment?: Record<string, string>
  /** Most instances of one function at a time, default 3. */
  maxInstances?: number
  /** How long an instance may be idle before it is retired, default 60 s; one is always kept. */
  idleMs?: number
  /** Time for functions, timers, cloud storage URLs and openapi; the system's when absent. */
  clock?: Clock
  /** Gets one line per noteworthy event (cold start, function log, error, recovery). */
  log?: (line: string) => void
}

/** Who a function call comes from; becomes `getWXContext()`. */
export interface Caller {
  openid?: string
  source: 'wx_client' | 'timer'
}

/** `wx.cloud.callFunction` as it leaves the phone. */
export interface ClientCall {
  name: string
  /** JSON-able; anything but an object counts as empty. */
  data: unknown
  caller: Caller
  /** Top-level fields that were `wx.cloud.CloudID(id)`, with their id: the event gets what they stand for. */
  cloudIds?: Record<string, string>
}

/**
 * The answer of `wx.cloud.callFunction` before it reaches the mini program, whose `errMsg` is this one after
 * `cloud.callFunction:fail `.
 */
export type FunctionReply =
  | { ok: true; result: unknown; requestID: string }
  | { ok: false; errCode: number; errMsg: string; requestID: string }

/** Direct access for seeds and tests: plain JSON documents, no openid checks, same locks and indexes. */
export interface DirectDatabase {
  /** Inserts or replaces by `_id` in atomic batches. */
  load(collection: string, documents: Record<string, unknown>[]): Promise<void>
  get(collection: string, id: string): Promise<Record<string, unknown> | null>
  /** Every document that matches a MongoDB-style filter, without limits. */
  all(collection: string, filter?: Record<string, unknown>): Promise<Record<string, unknown>[]>
  collections(): string[]
  clear(): Promise<void>
}

/** Cloud storage for the phone's `wx.cloud.uploadFile` and `cloud://` images, and for seeds. */
export interface CloudStorage {
  /**
   * Stores a file.
   * @returns its fileID `cloud://<env>.<bucket>/<path>`
   * @throws CloudError STORAGE_SIGN_PARAM_INVALID for paths that the platform refuses
   */
  write(path: string, content: Uint8Array): Promise<string>
  /** Temporary URLs in the order asked; `tempFileURL` is empty and `status` not 0 for unknown files. */
  temporaryUrls(
    files: { fileID: string; maxAge?: number }[],
  ): Promise<
    { fileID: string; status: number; errMsg: string; maxAge: number; tempFileURL: string }[]
  >
  /** Deletes files; `status` is not 0 for unknown ones. */
  remove(fileIDs: string[]): Promise<{ fileID: string; status: number; errMsg: string }[]>
}

export interface Cloud {
  /** `http://127.0.0.1:PORT/admin`, what `TCB_CONTEXT_CNFG` gets. */
  adminUrl: string
  env: string
  database: DirectDatabase
  storage: CloudStorage
  callFunction(call: ClientCall): Promise<FunctionReply>
  /** Runs a function's timer now, as the platform would. */
  fireTimer(name: string): Promise<FunctionReply>
  /** Lets go of a function's warm instances; changed code on disk is also noticed without it. */
  reload(name: string): void
  /** Requests served and database operations by action name since start. */
  stats(): Record<string, number>
  close(): Promise<void>
}

/** `local/cloud/index.ts` exports this. */
export type StartCloud = (options: CloudOptions) => Promise<Cloud>
