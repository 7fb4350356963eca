import type { Schedule } from './calendar'
import type { JobDatabase } from './database'
import type { Work } from './context'
import type { Registry } from './registry'

/** What a job works with. */
export interface JobContext {
  db: JobDatabase
  /** Epoch ms, when this run began. */
  now: number
  registry: Registry
  newId(): string
  /** A transaction; tried again on a conflict. Whatever a job changes goes through one, and is claimed in it. */
  commit<T>(work: (work: Work) => Promise<T>): Promise<T>
  /** Whether there is time for another piece: a run ends well before the function's time-out. */
  hasTime(): boolean
  /** Where the last run stopped; empty at first. */
  mark: string
}

/** What a run came to. */
export interface JobOutcome {
  /** False: there is more to do; the job is run again at the next tick, from the mark. */
  isDone: boolean
  mark?: string
  /** What failed while the rest went on: kept with the job, which is tried again from the mark after a while. */
  failure?: unknown
}

/** Work that a timer does, in pieces that are safe to run twice. */
export interface Job {
  name: string
  /** `tick`: each time the timer fires, overlapping runs included, so it claims what it does. */
  when: Schedule | 'tick'
  run(context: JobContext): Promise<JobOutcome>
}
