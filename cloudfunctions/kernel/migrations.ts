import { every } from './calendar'
import type { Job, JobContext } from './jobs'
import { errorText } from './schedule'
import type { Table } from './table'

const HOUR = 60 * 60 * 1000
const BATCH = 200

/**
 * Where the walk is: versions that are through by table, the last document looked at of the tables in work, and what failed on
 * the way through them.
 */
interface Progress {
  through: Record<string, number>
  after: Record<string, string>
  failed: Record<string, string>
}

const progressOf = (mark: string): Progress => ({
  ...{ through: {}, after: {}, failed: {} },
  ...(mark === '' ? {} : (JSON.parse(mark) as Partial<Progress>)),
})

/**
 * Brings the outdated documents of one table up to date, each in a transaction of its own.
 * @returns whether the walk came to its end; then it begins anew for what failed.
 */
async function migrateTable(
  { db, commit, hasTime }: JobContext,
  table: Table,
  progress: Progress,
): Promise<boolean> {
  const { name } = table
  while (hasTime()) {
    const page = await db.outdated(table, progress.after[name] ?? '', BATCH)
    for (const id of page.ids) {
      try {
        await commit(async ({ tx }) => {
          // Reading migrates, writing stamps.
          const document = await tx.get(table, id)
          if (document) await tx.put(table, document)
        })
      } catch (error) {
        // The log says why; the others do not wait for it.
        progress.failed[name] = `${name}/${id}: ${errorText(error)}`
      }
    }
    if (page.last === null) {
      delete progress.after[name]
      return true
    }
    progress.after[name] = page.last
  }
  return false
}

/**
 * Writes documents in their newest version that nobody has read and written since it came: resumable, in order, once a
 * version. A document whose migration throws stays as it is and is tried again later; the others go on.
 */
export const migrationJob: Job = {
  name: 'kernel.migrate',
  when: every(HOUR),
  async run(context) {
    const progress = progressOf(context.mark)
    const failures: string[] = []
    let isDone = true
    for (const table of context.registry.tables) {
      const { name, version } = table
      if (version <= (progress.through[name] ?? 1)) continue
      const isAtEnd = await migrateTable(context, table as unknown as Table, progress)
      const failed = progress.failed[name]
      if (isAtEnd && failed !== undefined) {
        failures.push(failed)
        delete progress.failed[name]
      } else if (isAtEnd) progress.through[name] = version
      else isDone = false
    }
    const mark = JSON.stringify(progress)
    return failures.length === 0
      ? { isDone, mark }
      : { isDone, mark, failure: new Error(failures.join('; ')) }
  },
}
