import type { CallRecord } from '../cloudfunctions/kernel/log'
import type { TickReport } from '../cloudfunctions/kernel/tick'

/** What calls of one action came to. */
export interface ActionTally {
  calls: number
  reads: number
  writes: number
}

/** What the story cost the product. */
export interface Tally {
  actions: Map<string, ActionTally>
  /** Runs of the timer. */
  jobs: ActionTally
  /** Calls above the cost that the contract states. */
  overBudget: string[]
  /** Somebody only looks whether all is right: that is no part of what the story costs. */
  isPaused: boolean
  called(record: CallRecord): void
  ticked(report: TickReport): void
}

export function createTally(): Tally {
  const tally: Tally = {
    actions: new Map(),
    jobs: { calls: 0, reads: 0, writes: 0 },
    overBudget: [],
    isPaused: false,
    called({ action, reads, writes, isOverBudget }) {
      if (isOverBudget) tally.overBudget.push(`${action}: ${reads} reads, ${writes} writes`)
      if (tally.isPaused) return
      const known = tally.actions.get(action) ?? { calls: 0, reads: 0, writes: 0 }
      tally.actions.set(action, known)
      add(known, reads, writes)
    },
    ticked: ({ reads, writes }) => add(tally.jobs, reads, writes),
  }
  return tally
}

function add(to: ActionTally, reads: number, writes: number): void {
  to.calls++
  to.reads += reads
  to.writes += writes
}
