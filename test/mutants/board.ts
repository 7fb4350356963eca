import type { Mutant } from '../../tools/mutants/mutant'

const BOARD = ['test/functions/board.test.ts']
const ENTRIES = ['test/functions/board.entries.test.ts']

export const mutants: Mutant[] = [
  {
    file: 'cloudfunctions/engines/metrics/metrics.views.ts',
    old: 'isManager || total < SMALL_BOARD ? total : total - Math.floor(total / 3)',
    new: 'isManager || total > 0 ? total : 0',
    why: 'the last third of a board is put on show',
    tests: BOARD,
  },
  {
    file: 'cloudfunctions/engines/metrics/metrics.handlers.ts',
    old: 'const isManager = ({ grant }: Context): boolean => grant.actor.companyRole !== null',
    new: "const isManager = ({ grant }: Context): boolean => grant.actor.companyRole === 'owner'",
    why: 'managers do not see the last third',
    tests: BOARD,
  },
  {
    file: 'cloudfunctions/engines/metrics/metrics.views.ts',
    old: 'around: me.place <= lastShown ? near.filter(({ place }) => place <= lastShown) : [me],',
    new: 'around: near,',
    why: 'neighbours of the last third are put on show',
    tests: BOARD,
  },
  {
    file: 'cloudfunctions/engines/metrics/metrics.views.ts',
    old: 'gapToNext: next ? Math.abs(next.points - me.points) : null,',
    new: 'gapToNext: next ? next.points : null,',
    why: 'the gap to the next is what the next has',
    tests: BOARD,
  },
  {
    file: 'cloudfunctions/engines/metrics/metrics.logic.ts',
    old: "next.at, id) : ''",
    new: "10 ** 13 - next.at, id) : ''",
    why: 'of equal points the later is before the earlier',
    tests: BOARD,
  },
  {
    file: 'cloudfunctions/engines/metrics/metrics.logic.ts',
    old: "return kind === 'last' ? at > 0 : value > 0",
    new: "return kind === 'last' ? at > 0 : value >= 0",
    why: 'people without points have a place',
    tests: BOARD,
  },
  {
    file: 'cloudfunctions/engines/metrics/metrics.logic.ts',
    old: 'standing?.[kind].key === key ? standing[kind].value : 0',
    new: 'standing ? standing[kind].value : 0',
    why: 'points of last week are called those of this one',
    tests: BOARD,
  },
  {
    file: 'cloudfunctions/engines/metrics/entries.handler.ts',
    old: 'cursor !== undefined && cursor < end && cursor > gte ? cursor : end',
    new: 'cursor ?? end',
    why: 'a cursor leads out of its period',
    tests: ENTRIES,
  },
  {
    file: 'cloudfunctions/engines/metrics/entries.handler.ts',
    old: 'lt: cursor !== undefined && cursor < end && cursor > gte ? cursor : end',
    new: 'lt: end',
    why: 'the cursor of entries is ignored',
    tests: ENTRIES,
  },
  {
    file: 'cloudfunctions/engines/metrics/entries.handler.ts',
    old: '...(last ? { next: last.order } : {})',
    new: '...(last && rows.length > size + 1 ? { next: last.order } : {})',
    why: 'the second page of entries is not there',
    tests: ENTRIES,
  },
  {
    file: 'cloudfunctions/engines/metrics/entries.handler.ts',
    old: 'groupId === undefined ? companyId(metric, memberId) : seatId(metric, groupId, memberId)',
    new: 'companyId(metric, memberId)',
    why: 'the figure of one group is that of all',
    tests: ENTRIES,
  },
  {
    file: 'cloudfunctions/engines/metrics/groups.deadline.ts',
    old: 'seats.filter(({ memberId }) => memberId !== null && inside.has(memberId))',
    new: 'seats.filter(({ memberId }) => memberId !== null)',
    why: 'groups are compared with the points of people who left',
    tests: BOARD,
  },
  {
    file: 'cloudfunctions/engines/metrics/groups.deadline.ts',
    old: 'Math.round((sum * 100) / members)',
    new: 'Math.round(sum * 100)',
    why: 'the largest group leads, whoever works in it',
    tests: BOARD,
  },
  {
    file: 'cloudfunctions/engines/metrics/presence.ts',
    old: '      await setCompany(work, metric, memberId, false)',
    new: '      await setCompany(work, metric, memberId, true)',
    why: 'removed people keep their place on the company’s board',
    tests: BOARD,
  },
  {
    file: 'cloudfunctions/modules/incentives/incentives.repo.ts',
    old: '        where: { memberId, order },',
    new: '        where: { memberId },',
    why: 'entries are those of all time',
    tests: ENTRIES,
  },
]
