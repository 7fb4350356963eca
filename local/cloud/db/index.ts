import { randomBytes } from 'node:crypto'
import { ClassicLevel } from 'classic-level'
import type { DirectDatabase } from '../types'
import { type Document, parseEjson, stringifyEjson } from './ejson'
import { collectionNotExist, duplicateKey, invalidParam } from './errors'
import type { Database, DatabaseOptions, DatabaseReply, OperationStats } from './types'

export { DatabaseError } from './errors'
export type { Database, DatabaseOptions, DatabaseReply, OperationStats } from './types'

/** Opens (or creates) the database in a folder; one process at a time. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const level = new ClassicLevel(options.dir)
  await level.open()
  const names = new Set((options.collections ?? []).map((declaration) => declaration.name))
  const counts: Record<string, number> = {}
  const keyOf = (collection: string, id: unknown) => `${collection}/${String(id)}`
  const need = (collection: string) => {
    if (!names.has(collection)) throw collectionNotExist(collection)
  }
  const direct: DirectDatabase = {
    async load(collection, documents) {
      names.add(collection)
      for (const doc of documents) await level.put(keyOf(collection, doc._id), stringifyEjson(doc))
    },
    async get(collection, id) {
      const text = await level.get(keyOf(collection, id))
      return text === undefined ? null : (parseEjson(text) as Document)
    },
    async all(collection) {
      const range = { gte: `${collection}/`, lt: `${collection}0` }
      return (await level.values(range).all()).map((text) => parseEjson(text) as Document)
    },
    collections: () => [...names],
    clear: () => level.clear(),
  }
  const insert = async (collection: string, texts: string[]): Promise<DatabaseReply> => {
    const insertedIds: unknown[] = []
    for (const text of texts) {
      const doc = parseEjson(text) as Document
      const id = doc._id ?? randomBytes(16).toString('hex')
      if (level.getSync(keyOf(collection, id)) !== undefined) {
        throw duplicateKey(collection, '_id_', JSON.stringify({ _id: id }))
      }
      await level.put(keyOf(collection, id), stringifyEjson({ ...doc, _id: id }))
      insertedIds.push(id)
    }
    return { data: { insertedIds } }
  }
  return {
    direct,
    async execute(action, request) {
      counts[action] = (counts[action] ?? 0) + 1
      const collection = String(request.collectionName)
      need(collection)
      if (action === 'database.insertDocument') return insert(collection, request.data as string[])
      if (action === 'database.getDocument' && request.queryType === 'DOC') {
        const query = parseEjson(String(request.query)) as Document
        const text = level.getSync(keyOf(collection, query._id))
        return { data: { list: text === undefined ? [] : [text] } }
      }
      throw invalidParam(`${action} is not supported`)
    },
    lastOperation: (): OperationStats | null => null,
    stats: () => ({ ...counts }),
    close: () => level.close(),
  }
}
