import { every } from './calendar'
import type { Database } from './database'
import type { Job, JobContext } from './jobs'
import type { Document } from './paths'
import type { AnyTable, Table } from './table'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const BATCH = 500

/** Queries by a table whose documents' type is not known; its retention was declared with names of its own. */
type AnyFind = (table: AnyTable, find: object) => Promise<Document[]>

async function prune({ db, now, hasTime }: JobContext, table: AnyTable): Promise<boolean> {
  const { keep } = table
  if (!keep) return true
  const find = db.find as unknown as AnyFind & Database['find']
  while (hasTime()) {
    const old = await (find as AnyFind)(table, {
      index: keep.index,
      where: { [keep.field]: { lt: now - keep.days * DAY } },
      order: 'asc',
      limit: BATCH,
      fields: [keep.field],
    })
    await db.removeMany(
      table as unknown as Table,
      old.map(({ _id }) => _id),
    )
    if (old.length < BATCH) return true
  }
  return false
}

/** Removes what is older than its table keeps it, as much as has become old: it keeps up whatever is written. */
export const retentionJob: Job = {
  name: 'kernel.retention',
  when: every(HOUR),
  async run(context) {
    let isDone = true
    for (const table of context.registry.tables) {
      if (table.keep) isDone = (await prune(context, table)) && isDone
    }
    return { isDone }
  },
}
