import { workOf } from './call'
import type { Work } from './context'
import type { DatabasePort, JobDatabase, Meter } from './database'
import { runDeadlines } from './deadline-run'
import type { Job, JobContext } from './jobs'
import type { Registry } from './registry'
import {
  afterFailure,
  afterRun,
  healed,
  isDue,
  jobField,
  LEASE,
  putState,
  SCHEDULE_ID,
  schedules,
  type JobState,
} from './schedule'
import { inTransaction } from './transaction'

export interface TickPorts {
  database: DatabasePort
  /** The clock that time is read from: times in documents. */
  now(): number
  newId(): string
  /** Time that has passed in this process, ms; runs end by it. */
  elapsed(): number
}

export interface TickReport extends Meter {
  ms: number
  failed: { name: string; error: unknown }[]
}

/**
 * A tick begins nothing new after this, ms: well below the time-out of 60 s. Deadlines and the jobs of every tick leave time
 * for what comes after them, however much they have to do.
 */
const TIME_LIMITS = { deadlines: 15_000, ticks: 30_000, schedule: 40_000 } as const

/** What all jobs of one tick share. */
export interface Tick {
  db: JobDatabase
  now: number
  registry: Registry
  newId(): string
  commit<T>(work: (work: Work) => Promise<T>): Promise<T>
  hasTime(): boolean
  failed: { name: string; error: unknown }[]
}

/** Takes the lease, unless another run holds it. */
function claim(tick: Tick, job: Job): Promise<JobState | null> {
  return tick.commit(async (work) => {
    const stored = await work.tx.get(schedules, SCHEDULE_ID)
    const state = healed(job, stored?.jobs[jobField(job.name)], tick.now)
    if (!isDue(state, tick.now)) return null
    const claimed = { ...state, lease: tick.now + LEASE }
    await putState(work, job, claimed)
    return claimed
  })
}

/** Gives the lease back with what is known now, unless it was lost: then another run knows better. */
function release(tick: Tick, job: Job, { lease }: JobState, next: JobState): Promise<void> {
  return tick.commit(async (work) => {
    const stored = await work.tx.get(schedules, SCHEDULE_ID)
    if (stored?.jobs[jobField(job.name)]?.lease === lease) await putState(work, job, next)
  })
}

async function runScheduled(tick: Tick, job: Job): Promise<void> {
  const state = await claim(tick, job)
  if (!state) return
  const { db, now, registry, newId, commit, hasTime } = tick
  const context: JobContext = { db, now, registry, newId, commit, hasTime, mark: state.mark }
  let next: JobState
  try {
    const outcome = await job.run(context)
    const after = afterRun(job, state, outcome, now)
    const { failure } = outcome
    if (failure !== undefined) tick.failed.push({ name: job.name, error: failure })
    next =
      failure === undefined ? after : afterFailure({ ...after, tries: state.tries }, failure, now)
  } catch (error) {
    tick.failed.push({ name: job.name, error })
    next = afterFailure(state, error, now)
  }
  await release(tick, job, state, next)
}

/** Jobs that are due, the longest waiting first; states that a wrong clock left behind are set right on the way. */
async function dueJobs(tick: Tick, jobs: readonly Job[]): Promise<Job[]> {
  const stored = await tick.db.get(schedules, SCHEDULE_ID)
  const states = jobs.map((job) => {
    const known = stored?.jobs[jobField(job.name)]
    return { job, known, state: healed(job, known, tick.now) }
  })
  const changed = states.filter(
    ({ known, state }) => known?.next !== state.next || known.lease !== state.lease,
  )
  if (changed.length > 0) {
    await tick.commit(async (work) => {
      const fresh = await work.tx.get(schedules, SCHEDULE_ID)
      const set = changed.map(({ job }) => {
        const field = jobField(job.name)
        return [field, healed(job, fresh?.jobs[field], tick.now)] as const
      })
      await work.tx.put(schedules, {
        _id: SCHEDULE_ID,
        jobs: { ...fresh?.jobs, ...Object.fromEntries(set) },
      })
    })
  }
  return states
    .filter(({ state }) => isDue(state, tick.now))
    .sort((a, b) => a.state.next - b.state.next)
    .map(({ job }) => job)
}

async function guarded(tick: Tick, name: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    tick.failed.push({ name, error })
  }
}

/**
 * What one firing of the timer does: deadlines that have come, the jobs of every tick, then those whose time it is. A function
 * has one timer (WeChat's limit); it may fire late, twice, or while the last run still goes on, so everything is claimed.
 * What fails does not keep the others from running.
 */
export async function runTick(registry: Registry, ports: TickPorts): Promise<TickReport> {
  const start = ports.elapsed()
  const meter: Meter = { reads: 0, writes: 0 }
  const now = ports.now()
  const { newId } = ports
  const until = (part: keyof typeof TIME_LIMITS) => () =>
    ports.elapsed() - start < TIME_LIMITS[part]
  const tick: Tick = {
    db: ports.database.database(meter),
    now,
    registry,
    newId,
    commit: (work) =>
      inTransaction(ports.database, meter, (tx) => work(workOf(tx, now, newId, registry))),
    hasTime: until('schedule'),
    failed: [],
  }
  const jobs = registry.domains.flatMap((domain) => domain.jobs ?? [])
  await guarded(tick, 'deadlines', () => runDeadlines({ ...tick, hasTime: until('deadlines') }))
  for (const job of jobs.filter(({ when }) => when === 'tick')) {
    const context: JobContext = { ...tick, hasTime: until('ticks'), mark: '' }
    await guarded(tick, job.name, () => job.run(context))
  }
  await guarded(tick, 'schedule', async () => {
    for (const job of await dueJobs(
      tick,
      jobs.filter(({ when }) => when !== 'tick'),
    )) {
      if (tick.hasTime()) await guarded(tick, job.name, () => runScheduled(tick, job))
    }
  })
  return { ...meter, ms: ports.elapsed() - start, failed: tick.failed }
}
