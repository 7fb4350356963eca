import type { JobDatabase } from './database'
import type { Job } from './schedule'

const HOUR = 60 * 60 * 1000
/** Answers of commands are kept for retries this long. */
const KEEP = 48 * HOUR
const BATCH = 500

/** Forgets idempotency records that no phone will ask for any more. */
async function prune(db: JobDatabase, now: number): Promise<void> {
  const old = await db.find('idempotency', {
    index: 'by_age',
    where: { at: { lt: now - KEEP } },
    limit: BATCH,
    fields: ['at'],
  })
  await db.removeMany(
    'idempotency',
    old.map(({ _id }) => _id),
  )
}

export const housekeepingJobs: Job[] = [
  {
    name: 'housekeeping.idempotency',
    everyMs: HOUR,
    async run({ db, now }) {
      await prune(db, now)
      return now
    },
  },
]
