import { nextOccurrence } from './calendar'
import type { Work } from './context'
import type { Job, JobOutcome } from './jobs'
import type { Document } from './paths'
import { table } from './table'

/** What is known of one job. */
export interface JobState {
  /** When it is due next, epoch ms. */
  next: number
  /** Somebody runs it until then, epoch ms; 0: nobody. */
  lease: number
  mark: string
  tries: number
  lastError: string | null
}

/** `schedule`: all jobs in one document, so that an idle tick costs one read for any number of them. */
export interface ScheduleDoc extends Document {
  jobs: Record<string, JobState>
}

export const schedules = table<ScheduleDoc>()('schedule', { indexes: {} })

export const SCHEDULE_ID = 'schedule'
/** A run that has not ended by then has died: another may take over. Above the function's time-out. */
export const LEASE = 90_000
const MINUTE = 60_000
const LONGEST_BACK_OFF = 60 * MINUTE

/** Field name of a job: names have dots. */
export const jobField = (name: string): string => name.replaceAll('.', '_')

/** Waits 1, 2, 4 … minutes between tries, at most an hour. */
export const backOff = (tries: number): number =>
  Math.min(LONGEST_BACK_OFF, MINUTE * 2 ** Math.min(tries - 1, 8))

const NEW: Omit<JobState, 'next'> = { lease: 0, mark: '', tries: 0, lastError: null }

/** The scheduled time that follows; jobs that run at intervals begin at once. */
function firstTime(job: Job, now: number): number {
  if (job.when === 'tick') return now
  return job.when.kind === 'every' ? now : nextOccurrence(job.when, now)
}

/**
 * The state as it should be: a time later than the schedule's own next one was set by a clock that was ahead, and so was a
 * lease longer than one can be.
 */
export function healed(job: Job, state: JobState | undefined, now: number): JobState {
  if (!state) return { ...NEW, next: firstTime(job, now) }
  if (job.when === 'tick') return state
  const latest = Math.max(
    nextOccurrence(job.when, now),
    now + LONGEST_BACK_OFF * Math.sign(state.tries),
  )
  return {
    ...state,
    next: Math.min(state.next, latest),
    lease: state.lease > now + LEASE ? 0 : state.lease,
  }
}

export const isDue = (state: JobState, now: number): boolean =>
  state.next <= now && state.lease <= now

/** What is known after a run. */
export function afterRun(job: Job, state: JobState, outcome: JobOutcome, now: number): JobState {
  const mark = outcome.mark ?? state.mark
  const base = { ...state, lease: 0, tries: 0, lastError: null, mark }
  if (!outcome.isDone || job.when === 'tick') return { ...base, next: now }
  return { ...base, next: nextOccurrence(job.when, now) }
}

/** What is known after a run that failed: tried again later, its error kept. */
export const afterFailure = (state: JobState, error: unknown, now: number): JobState => ({
  ...state,
  lease: 0,
  tries: state.tries + 1,
  lastError: errorText(error),
  next: now + backOff(state.tries + 1),
})

/** Longest error text that is kept. */
const ERROR_MAX = 300

/** What is kept of anything thrown: the SDK throws plain objects as well. */
export function errorText(error: unknown): string {
  if (error instanceof Error) return error.message.slice(0, ERROR_MAX)
  const text = typeof error === 'object' ? JSON.stringify(error) : String(error)
  return text.slice(0, ERROR_MAX)
}

/** Writes the state of one job. One read, one write. */
export async function putState(work: Work, job: Job, state: JobState): Promise<void> {
  const stored = await work.tx.get(schedules, SCHEDULE_ID)
  await work.tx.put(schedules, {
    _id: SCHEDULE_ID,
    jobs: { ...stored?.jobs, [jobField(job.name)]: state },
  })
}
