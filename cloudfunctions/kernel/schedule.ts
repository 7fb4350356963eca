import type { JobDatabase } from './database'

export interface JobContext {
  db: JobDatabase
  /** Epoch ms. */
  now: number
  /** What the last run returned, 0 at first. */
  mark: number
}

/** Work that a timer does. It must be safe to run twice: a run that dies is simply run again. */
export interface Job {
  name: string
  /** Shortest time between two runs; {@link EVERY_TICK} for each time the timer fires. */
  everyMs: number
  /** @returns the mark for the next run. */
  run(context: JobContext): Promise<number>
}

/** For jobs that run whenever the timer fires. */
export const EVERY_TICK = 0

/** Timers fire early by a little at times; a run this close to its time counts as due. */
const EARLY = 5_000

/**
 * Runs the jobs that are due. A function has one timer (WeChat's limit), so that one ticks every minute and this decides. A
 * failing job does not keep the others from running.
 *
 * @returns the names of the jobs that failed, with their errors.
 */
export async function runDueJobs(
  jobs: readonly Job[],
  db: JobDatabase,
  now: number,
): Promise<{ name: string; error: unknown }[]> {
  const failed: { name: string; error: unknown }[] = []
  for (const job of jobs) {
    const state = (await db.get('schedule', job.name)) ?? { _id: job.name, lastAt: 0, mark: 0 }
    if (now - state.lastAt < job.everyMs - EARLY) continue
    try {
      const mark = await job.run({ db, now, mark: state.mark })
      await db.put('schedule', { _id: job.name, lastAt: now, mark })
    } catch (error) {
      failed.push({ name: job.name, error })
    }
  }
  return failed
}
