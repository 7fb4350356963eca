import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  openDatabase,
  type Database,
  type DatabaseOptions,
  type DatabaseReply,
} from '../../../local/cloud/db'

type Fields = Record<string, unknown>

/** The embedded database as a test drives it: documents as objects, no server between. */
export interface Bench {
  db: Database
  dir: string
  lines: string[]
  act(action: string, request?: Fields): Promise<DatabaseReply>
  insert(collection: string, ...documents: Fields[]): Promise<unknown[]>
  find(collection: string, filter: Fields, options?: Fields): Promise<Fields[]>
  ids(collection: string, filter: Fields, options?: Fields): Promise<unknown[]>
  count(collection: string, filter: Fields): Promise<number>
  update(collection: string, filter: Fields, data: Fields, options?: Fields): Promise<number>
  remove(collection: string, filter: Fields, options?: Fields): Promise<number>
  aggregate(collection: string, ...stages: Fields[]): Promise<Fields[]>
  begin(): Promise<string>
  commit(transactionId: string): Promise<unknown>
  abort(transactionId: string): Promise<unknown>
  reopen(options?: Partial<DatabaseOptions>): Promise<void>
  close(): Promise<void>
}

const text = (value: unknown): string => JSON.stringify(value)

/** Opens a database in a temporary folder of its own. */
export async function openBench(options: Partial<DatabaseOptions> = {}): Promise<Bench> {
  const dir = await mkdtemp(join(tmpdir(), 'database-'))
  const lines: string[] = []
  const open = (extra: Partial<DatabaseOptions> = {}) =>
    openDatabase({ dir, log: (line) => lines.push(line), ...options, ...extra })
  const parse = (list: unknown) => (list as string[]).map((item) => JSON.parse(item) as Fields)
  const bench: Bench = {
    db: await open(),
    dir,
    lines,
    act: (action, request = {}) => bench.db.execute(`database.${action}`, request),
    async insert(collectionName, ...documents) {
      const reply = await bench.act('insertDocument', { collectionName, data: documents.map(text) })
      return reply.data?.insertedIds as unknown[]
    },
    async find(collectionName, filter, extra = {}) {
      const request = { collectionName, queryType: 'WHERE', query: text(filter), ...extra }
      return parse((await bench.act('getDocument', request)).data?.list)
    },
    async ids(collection, filter, extra) {
      return (await bench.find(collection, filter, extra)).map(({ _id }) => _id)
    },
    async count(collectionName, filter) {
      const request = { collectionName, queryType: 'WHERE', query: text(filter) }
      return (await bench.act('calculateDocument', request)).data?.total as number
    },
    async update(collectionName, filter, data, extra = {}) {
      const request = {
        collectionName,
        query: text(filter),
        data: text(data),
        merge: true,
        ...extra,
      }
      return (await bench.act('modifyDocument', request)).data?.updated as number
    },
    async remove(collectionName, filter, extra = {}) {
      const request = { collectionName, query: text(filter), ...extra }
      return (await bench.act('removeDocument', request)).data?.deleted as number
    },
    async aggregate(collectionName, ...stages) {
      const list = stages.flatMap((stage) =>
        Object.entries(stage).map(([stageKey, value]) => ({ stageKey, stageValue: text(value) })),
      )
      return parse(
        (await bench.act('aggregateDocuments', { collectionName, stages: list })).data?.list,
      )
    },
    begin: async () => (await bench.act('startTransaction')).transactionId as string,
    commit: (transactionId) => bench.act('commitTransaction', { transactionId }),
    abort: (transactionId) => bench.act('abortTransaction', { transactionId }),
    async reopen(extra) {
      await bench.db.close()
      bench.db = await open(extra)
    },
    async close() {
      await bench.db.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
  return bench
}
