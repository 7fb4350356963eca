import type { Database, Tx } from '../../../../cloudfunctions/kernel/database'
import { table, type Document } from '../../../../cloudfunctions/kernel/table'

/**
 * What the compiler must refuse, checked by the compiler itself: a line under `@ts-expect-error` that compiles is an error.
 * Nothing here runs.
 */
interface BookDoc extends Document {
  groupId: string
  version: number
  state: 'draft' | 'live'
  at: number
  tags: string[]
  periods: Record<string, { points: number; at: number }>
  owner: { memberId: string } | null
}

const books = table<BookDoc>()('books', {
  indexes: { by_group: ['groupId', 'state', ['at', -1]], by_tag: ['tags', 'at'], by_age: ['at'] },
})

// @ts-expect-error an index on a field that no document has
table<BookDoc>()('books', { indexes: { by_group: ['gruopId'] } })

export async function whatCompiles(tx: Tx, db: Database): Promise<void> {
  await tx.update(books, 'b', {
    set: { version: 2, 'periods.2026_11': { points: 3, at: 0 } },
    inc: { version: 1 },
  })
  await tx.update(books, 'b', {
    set: { owner: null, 'owner.memberId': 'm' },
    unset: ['periods.2026_11'],
  })
  const rows = await db.find(books, {
    index: 'by_group',
    where: { groupId: 'g', state: { in: ['live'] } },
    order: 'desc',
    limit: 10,
    fields: ['version'],
  })
  rows[0]?.version.toFixed()
  // @ts-expect-error a field that was not asked for
  rows[0]?.state.trim()
  await db.find(books, { index: 'by_tag', where: { tags: 'x' }, limit: 1 })
}

export async function whatDoesNot(tx: Tx, db: Database): Promise<void> {
  // @ts-expect-error a field that no document has
  await tx.update(books, 'b', { set: { versoin: 2 } })
  // @ts-expect-error a value of another type
  await tx.update(books, 'b', { set: { version: 'two' } })
  // @ts-expect-error adding to what is no number
  await tx.update(books, 'b', { inc: { state: 1 } })
  // @ts-expect-error a path into nothing
  await tx.update(books, 'b', { set: { 'owner.memberName': 'm' } })
  // @ts-expect-error removing a field that no document has
  await tx.update(books, 'b', { unset: ['versoin'] })
  // @ts-expect-error a document without a field
  await tx.insert(books, { _id: 'b', groupId: 'g' })
  // @ts-expect-error an index that the table does not declare
  await db.find(books, { index: 'by_owner', where: {}, limit: 1 })
  // @ts-expect-error a condition on a field that is not in the index
  await db.find(books, { index: 'by_group', where: { version: 1 }, limit: 1 })
  // @ts-expect-error a value that the field never has
  await db.find(books, { index: 'by_group', where: { groupId: 'g', state: 'gone' }, limit: 1 })
  // @ts-expect-error a query without its index
  await db.find(books, { where: { groupId: 'g' }, limit: 1 })
  // @ts-expect-error an order by anything but the index's own
  await db.find(books, { index: 'by_age', where: {}, order: 'version', limit: 1 })
  // @ts-expect-error a field that no document has
  await db.find(books, { index: 'by_age', where: {}, limit: 1, fields: ['versoin'] })
}
