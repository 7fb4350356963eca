/** Wrong waiting lists that the named tests must notice; `old` stands once in the file. */
const LOGIC = 'cloudfunctions/engines/waitlist/waitlist.logic.ts'
const FACE = 'cloudfunctions/engines/waitlist/index.ts'
const tests = ['test/property/waitlist.test.ts']

export const mutants = [
  {
    file: LOGIC,
    old: 'Math.max(0, list.quota - list.taken - held(list).length)',
    new: 'Math.max(0, list.quota - list.taken)',
    why: 'places that are held are given to others',
    tests,
  },
  {
    file: LOGIC,
    old: 'list: { ...without(list, person.id), taken: list.taken + 1 } }',
    new: 'list: without(list, person.id) }',
    why: 'who takes an offer is not counted',
    tests,
  },
  {
    file: LOGIC,
    old: 'if (freePlaces(list) > 0 && isFirst) {',
    new: 'if (isFirst) {',
    why: 'newcomers sit down on nothing',
    tests,
  },
  {
    file: LOGIC,
    old: 'if (!list.isOpen || waits || freePlaces(list) === 0) return null',
    new: 'if (!list.isOpen) return null',
    why: 'a place is taken past the list',
    tests,
  },
  {
    file: LOGIC,
    old: 'taken: Math.max(0, list.taken - 1),',
    new: 'taken: list.taken,',
    why: 'a place that is given up stays taken',
    tests,
  },
  {
    file: LOGIC,
    old: 'waiters[index + 1] = { ...skipped, heldUntil: null }',
    new: 'waiters[index + 1] = skipped',
    why: 'who is skipped keeps the place',
    tests,
  },
  {
    file: LOGIC,
    old: 'const MISSED_MAX = 2',
    new: 'const MISSED_MAX = 3',
    why: 'a place waits for ever for who never comes',
    tests,
  },
  {
    file: LOGIC,
    old: 'w.heldUntil !== null && w.heldUntil <= now)',
    new: 'w.heldUntil !== null && w.heldUntil < now)',
    why: 'an offer outlives its time',
    tests,
  },
  {
    file: LOGIC,
    old: '[...list.waiters.filter(({ id }) => !ids.has(id)), ...back]',
    new: '[...back, ...list.waiters.filter(({ id }) => !ids.has(id))]',
    why: 'who let an offer run out is first again',
    tests,
  },
  {
    file: LOGIC,
    old: '[...list.waiters.filter((w) => !isLast(w)), ...list.waiters.filter(isLast)]',
    new: 'list.waiters.filter((w) => !isLast(w))',
    why: 'a place stays free beside somebody who waits',
    tests,
  },
  {
    file: LOGIC,
    old: 'if (waiter.heldUntil !== null) continue',
    new: '',
    why: 'a second place is offered to one person',
    tests,
  },
  {
    file: LOGIC,
    old: 'times.length === 0 ? null : Math.min(...times)',
    new: 'times.length === 0 ? null : Math.max(...times)',
    why: 'offers run out with the last of them',
    tests,
  },
  {
    file: FACE,
    old: 'if (next === null) await never(work, EXPIRE, list._id)',
    new: 'if (next === null) return list',
    why: 'the time of an offer that was taken stays',
    tests,
  },
  {
    file: FACE,
    old: 'for (const waiter of offered) await kindOf.offered(work, ref, waiter)',
    new: '',
    why: 'nobody is told of the offer',
    tests,
  },
]
