import type { DatabasePort } from '../cloudfunctions/kernel/database'
import type { AnyTable } from '../cloudfunctions/kernel/table'
import {
  databasePort,
  type RawChanges,
  type RawCondition,
  type RawDatabase,
  type RawDocuments,
  type RawWhere,
} from '../cloudfunctions/platform/port'
import type { DatabaseDoor, DocumentDoor, Json } from '../local/cloud/in-process'
import type { CollectionDeclaration } from '../local/cloud/types'

/** Collections as the local cloud wants them declared. */
export const collectionsOf = (tables: readonly AnyTable[]): CollectionDeclaration[] =>
  tables.map(({ name, indexes, unique }) => ({
    name,
    indexes: Object.entries(indexes).map(([index, fields]) => ({
      name: index,
      fields: fields.map((field): [string, 1 | -1] =>
        typeof field === 'string' ? [field, 1] : [field[0], field[1]],
      ),
      unique: unique.includes(index),
    })),
  }))

function toOperators(condition: RawCondition): Json {
  if (typeof condition !== 'object' || condition === null) return { $eq: condition }
  return Object.fromEntries(
    Object.entries(condition).map(([operator, value]) => [`$${operator}`, value]),
  )
}

const toFilter = (where: RawWhere): Json =>
  Object.fromEntries(
    Object.entries(where).map(([path, condition]) => [path, toOperators(condition)]),
  )

const isEmpty = (changes: object): boolean => Object.keys(changes).length === 0

const toUpdate = ({ set, inc, unset }: RawChanges): Json => ({
  ...(!isEmpty(set) && { $set: set }),
  ...(!isEmpty(inc) && { $inc: inc }),
  ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((path) => [path, ''])) }),
})

const documentsOn = (door: DocumentDoor): RawDocuments => ({
  get: (collection, id) => door.get(collection, id),
  add: (collection, document) => door.insert(collection, document),
  set: (collection, document) => door.replace(collection, document),
  update: (collection, id, changes) => door.update(collection, id, toUpdate(changes)),
  remove: (collection, id) => door.remove(collection, id),
})

const rawOn = (door: DatabaseDoor): RawDatabase => ({
  ...documentsOn(door),
  find: (collection, { where, sort, limit, fields }) =>
    door.find(collection, {
      filter: toFilter(where),
      order: sort.map(([field, direction]) => ({ field, direction })),
      limit,
      fields,
    }),
  count: (collection, where) => door.count(collection, toFilter(where)),
  removeWhere: (collection, where) => door.removeWhere(collection, toFilter(where)),
  async startTransaction() {
    const tx = await door.startTransaction()
    return { ...documentsOn(tx), commit: () => tx.commit(), rollback: () => tx.abort() }
  },
})

/** What the kernel needs, on the local cloud's own database in this process. */
export const inProcessDatabase = (door: DatabaseDoor): DatabasePort => databasePort(rawOn(door))
