import type { Mutant } from '../../tools/mutants/mutant'

const TODAY = ['test/functions/today.test.ts']

const MODULE = 'cloudfunctions/modules/today'

export const mutants: Mutant[] = [
  {
    file: `${MODULE}/today.rules.ts`,
    old: '.sort((a, b) => a.dueAt - b.dueAt)',
    new: '',
    why: 'the most urgent is not first',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.rules.ts`,
    old: "if (!group || group.status !== 'active' || !book) return []",
    new: 'if (!group || !book) return []',
    why: 'a closed group still asks',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.rules.ts`,
    old: 'if (!mustConfirm(membership) || isConfirmed(book, membership)) return []',
    new: 'if (isConfirmed(book, membership)) return []',
    why: 'observers are asked',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.rules.ts`,
    old: 'if (!mustConfirm(membership) || isConfirmed(book, membership)) return []',
    new: 'if (!mustConfirm(membership)) return []',
    why: 'what is done stays due',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.rules.ts`,
    old: 'const isFirst = membership.ackVersion === 0',
    new: 'const isFirst = true',
    why: 'a next version hides how much changed',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.rules.ts`,
    old: 'remindedAt: book.reminded[membership.memberId] ?? null,',
    new: 'remindedAt: null,',
    why: 'a reminder is not seen',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.rules.ts`,
    old: 'if (count < total) {',
    new: 'if (count <= total) {',
    why: 'an admin reads that nobody has not confirmed',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.rules.ts`,
    old: 'team.filter((m) => m.groupId === group._id),',
    new: 'team,',
    why: 'people of another group count as not confirmed',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.rules.ts`,
    old: 'if (group.waitingCount > 0) {',
    new: 'if (group.waitingCount > 2) {',
    why: 'an admin does not hear of who waits',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.rules.ts`,
    old: '.sort((a, b) => b.at - a.at)',
    new: '.sort((a, b) => a.at - b.at)',
    why: 'the oldest news are first',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.handlers.ts`,
    old: 'const mayLook = groupId !== undefined && (isKnown || companyRole !== null)',
    new: 'const mayLook = groupId !== undefined',
    why: 'anybody looks at any group',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.handlers.ts`,
    old: 'const mayLook = groupId !== undefined && (isKnown || companyRole !== null)',
    new: 'const mayLook = groupId !== undefined && isKnown',
    why: 'a manager cannot look at a group',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.handlers.ts`,
    old: "m.role === 'admin').map((m) => m.groupId)",
    new: "m.role !== 'observer').map((m) => m.groupId)",
    why: 'members get the duties of admins',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.handlers.ts`,
    old: 'place: place < 0 ? null : place + 1,',
    new: 'place: place + 1,',
    why: 'who has no points is in place 0',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.handlers.ts`,
    old: 'weekPoints: mine(week)?.points ?? 0,',
    new: 'weekPoints: mine(month)?.points ?? 0,',
    why: 'points of the month are called those of the week',
    tests: TODAY,
  },
  {
    file: `${MODULE}/today.handlers.ts`,
    old: 'const place = month.findIndex((entry) => entry.memberId === memberId)',
    new: 'const place = month.findIndex((entry) => entry.memberId !== memberId)',
    why: 'the place is another person’s',
    tests: TODAY,
  },
]
