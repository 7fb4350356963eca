import type { Database } from './database'
import type { Document } from './paths'
import type { Indexes, Table } from './table'

/** Documents read by id during one call. */
export type Memo = Map<string, Promise<unknown>>

/** Reads each document by id once a call: queries of one batch share what they read alike. */
export function memoised(db: Database, memo: Memo): Database {
  return {
    ...db,
    get<D extends Document, I extends Indexes<D>>(table: Table<D, I>, id: string) {
      const key = `${table.name}/${id}`
      const known = memo.get(key) as Promise<D | null> | undefined
      if (known) return known
      const read = db.get(table, id)
      memo.set(key, read)
      return read
    },
  }
}
