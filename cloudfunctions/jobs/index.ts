import { randomId, systemNow } from '../kernel/clock'
import { housekeepingJobs } from '../kernel/housekeeping.jobs'
import { logDefect } from '../kernel/log'
import { runDueJobs } from '../kernel/schedule'
import { noticeJobs } from '../modules/notice/notice.jobs'
import { pointsJobs } from '../modules/points/points.jobs'
import { cloudDatabase } from '../platform/database'
import { platformCaller } from '../platform/identity'
import { pushMessage } from '../platform/openapi'

const JOBS = [...noticeJobs(pushMessage), ...pointsJobs, ...housekeepingJobs]

/** Called by the timer every minute; a person who calls it gets nothing done. */
export async function main(): Promise<{ failed: string[] }> {
  if (platformCaller().openid !== null) return { failed: [] }
  const db = cloudDatabase.database({ reads: 0, writes: 0 })
  const failed = await runDueJobs(JOBS, db, systemNow())
  for (const { name, error } of failed) logDefect(randomId(), name, error)
  return { failed: failed.map(({ name }) => name) }
}
