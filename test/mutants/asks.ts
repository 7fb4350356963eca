/** Wrong asks that the named tests must notice; `old` stands once in the file. */
const ASKS = 'cloudfunctions/engines/asks'
const tests = ['test/property/asks.test.ts']

export const mutants = [
  {
    file: `${ASKS}/asks.logic.ts`,
    old: 'return Math.max(ask.dueAt ?? 0, Math.max(ask.at, since) + ask.within)',
    new: 'return ask.dueAt',
    why: 'newcomers have the time of the others',
    tests,
  },
  {
    file: `${ASKS}/asks.logic.ts`,
    old: 'if (isSettled(mark) || isAwayAt(leave, now)) return false',
    new: 'if (isSettled(mark)) return false',
    why: 'who is away is reminded',
    tests,
  },
  {
    file: `${ASKS}/asks.logic.ts`,
    old: 'if (isSettled(mark) || isAwayAt(leave, now)) return false',
    new: 'if (isAwayAt(leave, now)) return false',
    why: 'who has done it is reminded',
    tests,
  },
  {
    file: `${ASKS}/asks.logic.ts`,
    old: 'if (mark?.snoozedUntil && mark.snoozedUntil > now) return false',
    new: '',
    why: 'who has put it off is reminded',
    tests,
  },
  {
    file: `${ASKS}/asks.logic.ts`,
    old: '[dueAt - 7 * DAY, dueAt - DAY, dueAt].map((point) => afterQuietHours(point))',
    new: '[dueAt - 7 * DAY, dueAt - DAY, dueAt]',
    why: 'reminders come at night',
    tests,
  },
  {
    file: `${ASKS}/asks.logic.ts`,
    old: '[dueAt - 7 * DAY, dueAt - DAY, dueAt]',
    new: '[dueAt - 7 * DAY, dueAt]',
    why: 'nobody is reminded the day before',
    tests,
  },
  {
    file: `${ASKS}/asks.logic.ts`,
    old: 'return later.find((point) => point > after) ?? null',
    new: 'return null',
    why: 'nobody is reminded once it is late',
    tests,
  },
  {
    file: `${ASKS}/asks.writes.ts`,
    old: 'if (known && isSettled(known)) return { isNew: false, mark: known }',
    new: '',
    why: 'one person is counted twice',
    tests,
  },
  {
    file: `${ASKS}/asks.writes.ts`,
    old: 'if (known && (isSettled(known) || snoozedUntil === null)) return',
    new: '',
    why: 'opening it again undoes it',
    tests,
  },
  {
    file: `${ASKS}/asks.writes.ts`,
    old: 'await never(work, REMIND, id)',
    new: '',
    why: 'the reminders of a withdrawn ask stay',
    tests,
  },
  {
    file: `${ASKS}/asks.jobs.ts`,
    old: 'if (next !== null) await sooner(work, REMIND, _id, next)',
    new: '',
    why: 'newcomers are not reminded',
    tests,
  },
  {
    file: `${ASKS}/asks.jobs.ts`,
    old: "await tx.update(asks, _id, { set: { state: 'closed' } })",
    new: 'void tx',
    why: 'a closed group still owes',
    tests,
  },
  {
    file: `${ASKS}/asks.jobs.ts`,
    old: 'if (next !== null) await later(work, REMIND, id, next)',
    new: '',
    why: 'there is one reminder only',
    tests,
  },
]
