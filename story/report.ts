import type { Stage } from './stage'
import type { ActionTally } from './tally'

const row = (name: string, { calls, reads, writes }: ActionTally): string => {
  const each = (count: number) => (calls === 0 ? 0 : count / calls).toFixed(1)
  return [
    name.padEnd(22),
    String(calls).padStart(9),
    String(reads).padStart(10),
    String(writes).padStart(10),
    each(reads).padStart(9),
    each(writes).padStart(9),
  ].join('')
}

/** A table of what the story cost: calls, reads and writes by action, the timer's runs, seconds. */
export function reportOf({ tally, company }: Stage, seconds: number): string {
  const actions = [...tally.actions].sort(([, a], [, b]) => b.calls - a.calls)
  const all: ActionTally = { calls: 0, reads: 0, writes: 0 }
  for (const [, { calls, reads, writes }] of [...actions, ['', tally.jobs] as const]) {
    all.calls += calls
    all.reads += reads
    all.writes += writes
  }
  const over = new Set(tally.overBudget)
  return [
    `${company.people.length} people, ${company.groups.length} groups, ${company.age} days`,
    'action'.padEnd(22) +
      ['calls', 'reads', 'writes'].map((t, n) => t.padStart(n ? 10 : 9)).join('') +
      ['reads/1', 'writes/1'].map((title) => title.padStart(9)).join(''),
    ...actions.map(([name, tally_]) => row(name, tally_)),
    row('(timer)', tally.jobs),
    row('all', all),
    ...[...over].map((line) => `above its cost: ${line}`),
    `${seconds.toFixed(1)} s, ${Math.round(all.calls / seconds)} calls a second`,
    '',
  ].join('\n')
}
