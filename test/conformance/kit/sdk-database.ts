import wxServerSdk from 'wx-server-sdk'
import type { CloudOptions, CollectionDeclaration } from '../../../local/cloud'
import { openTestCloud, type TestCloud } from '../../kit/cloud'

type Make = (...args: unknown[]) => unknown

/** The names that `db.command` of wx-server-sdk 4.0.2 has. */
export const COMMANDS = [
  ...['eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'nin', 'all', 'elemMatch', 'exists', 'size'],
  ...['mod', 'geoNear', 'geoWithin', 'geoIntersects', 'and', 'nor', 'or', 'not', 'expr'],
  ...['jsonSchema', 'text', 'set', 'remove', 'inc', 'mul', 'push', 'pull', 'pullAll', 'pop'],
  ...['shift', 'unshift', 'addToSet', 'rename', 'bit', 'max', 'min'],
] as const

/** The operators that `db.command.aggregate` has. */
export const OPERATORS = [
  ...['abs', 'add', 'ceil', 'divide', 'exp', 'floor', 'ln', 'log', 'log10', 'mod', 'multiply'],
  ...['pow', 'sqrt', 'subtract', 'trunc', 'arrayElemAt', 'arrayToObject', 'concatArrays', 'filter'],
  ...['in', 'indexOfArray', 'isArray', 'map', 'range', 'reduce', 'reverseArray', 'size', 'slice'],
  ...['zip', 'and', 'not', 'or', 'cmp', 'eq', 'gt', 'gte', 'lt', 'lte', 'neq', 'cond', 'ifNull'],
  ...['switch', 'dateFromParts', 'dateFromString', 'dayOfMonth', 'dayOfWeek', 'dayOfYear'],
  ...['isoDayOfWeek', 'isoWeek', 'isoWeekYear', 'millisecond', 'minute', 'month', 'second', 'hour'],
  ...['week', 'year', 'dateToString', 'literal', 'mergeObjects', 'objectToArray'],
  ...['allElementsTrue', 'anyElementTrue', 'setDifference', 'setEquals', 'setIntersection'],
  ...['setIsSubset', 'setUnion', 'concat', 'indexOfBytes', 'indexOfCP', 'split', 'strLenBytes'],
  ...['strLenCP', 'strcasecmp', 'substr', 'substrBytes', 'substrCP', 'toLower', 'toUpper', 'meta'],
  ...['addToSet', 'avg', 'first', 'last', 'max', 'min', 'push', 'stdDevPop', 'stdDevSamp', 'sum'],
  ...['let'],
] as const

export type Operators = Record<(typeof OPERATORS)[number], Make> & { pipeline(): Pipeline }

/** `db.command`. */
export type Commands = Record<(typeof COMMANDS)[number], Make> & {
  aggregate: Operators
  project: Record<'slice' | 'elemMatch', Make>
}

type StageName =
  | 'addFields'
  | 'bucket'
  | 'bucketAuto'
  | 'count'
  | 'geoNear'
  | 'group'
  | 'limit'
  | 'lookup'
  | 'match'
  | 'project'
  | 'replaceRoot'
  | 'sample'
  | 'skip'
  | 'sort'
  | 'sortByCount'
  | 'unwind'

/** A chain of aggregation stages. */
export type Pipeline = Record<StageName, (spec?: unknown) => Pipeline> & {
  end(): Promise<{ list: Record<string, unknown>[] }>
  done(): unknown
}

export interface SdkQuery {
  where(condition: unknown): SdkQuery
  orderBy(path: string, direction: string): SdkQuery
  skip(count: number): SdkQuery
  limit(count: number): SdkQuery
  field(projection: unknown): SdkQuery
  get(): Promise<{ data: Record<string, unknown>[] }>
  count(): Promise<{ total: number }>
  update(options: { data: unknown; multi?: boolean }): Promise<{ stats: { updated: number } }>
  remove(options?: { multi?: boolean }): Promise<{ stats: { removed: number } }>
}

export interface SdkDocument {
  get(): Promise<{ data: Record<string, unknown> | null }>
  field(projection: unknown): SdkDocument
  set(options: {
    data: unknown
  }): Promise<{ _id: string; stats: { updated: number; created: number } }>
  update(options: { data: unknown }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}

export interface SdkCollection extends SdkQuery {
  doc(id: string | number): SdkDocument
  add(options: { data: unknown }): Promise<{ _id: string; _ids: string[] }>
  aggregate(): Pipeline
}

export interface SdkTransaction {
  collection(name: string): SdkCollection
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}

export interface SdkDatabase {
  command: Commands
  Geo: Record<string, new (...args: never[]) => unknown>
  RegExp(spec: { regexp: string; options?: string }): unknown
  serverDate(spec?: { offset: number }): unknown
  collection(name: string): SdkCollection
  createCollection(name: string): Promise<unknown>
  startTransaction(): Promise<SdkTransaction>
  runTransaction(run: (transaction: SdkTransaction) => unknown, times?: number): Promise<unknown>
}

interface Sdk {
  init(options: Record<string, unknown>): void
  database(options?: Record<string, unknown>): SdkDatabase
}

export interface SdkBench {
  test: TestCloud
  db: SdkDatabase
  /** Another handle on the same database, with other options. */
  database(options: Record<string, unknown>): SdkDatabase
  /** Empties a collection and puts these documents there, in this order. */
  fill(collection: string, documents: Record<string, unknown>[]): Promise<void>
  close(): Promise<void>
}

/** Sets the environment of a cloud function, by which the SDKs find their cloud. */
export function pointSdkAt(adminUrl: string): void {
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'test',
    TENCENTCLOUD_SECRETKEY: 'test',
    SCF_NAMESPACE: 'local',
    TCB_ENV: 'local',
  })
}

/** Starts a local cloud and points the real wx-server-sdk of this process at it. */
export async function openSdkBench(
  collections: CollectionDeclaration[],
  options: Partial<CloudOptions> = {},
): Promise<SdkBench> {
  const test = await openTestCloud({ collections, ...options })
  pointSdkAt(test.cloud.adminUrl)
  const sdk = wxServerSdk as unknown as Sdk
  sdk.init({ env: 'local' })
  return {
    test,
    db: sdk.database(),
    database: (options) => sdk.database(options),
    async fill(collection, documents) {
      const old = await test.cloud.database.all(collection)
      const target = sdk.database().collection(collection)
      if (old.length > 0) await target.where({}).remove()
      if (documents.length > 0) await target.add({ data: documents })
    },
    close: () => test.close(),
  }
}
