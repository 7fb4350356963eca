import { PERIOD_KINDS, periodKey } from '../../../miniprogram/contract/calendar'
import { stableJson } from '../../kernel/hash'
import type { Deadline } from '../../kernel/later'
import { peopleOf } from '../../kernel/people'
import { metricOf } from './measure'
import {
  groupRowId,
  groupsBoard,
  newStanding,
  noFigures,
  placeOrder,
  valueIn,
} from './metrics.logic'
import type { Metric } from './metrics.parts'
import { groupRowOf, metricQueries, putStanding } from './metrics.repo'
import type { PeriodFigures, StandingDoc } from './metrics.tables'

/** Sums stay below this. */
const SUM_LIMIT = 10 ** 12

/** What a group came to: a head in hundredths, so that groups of different size compare; equals by the larger sum. */
function groupFigures(
  { better }: Pick<Metric, 'better'>,
  id: string,
  key: string,
  sum: number,
  members: number,
): PeriodFigures {
  const value = members === 0 ? 0 : Math.round((sum * 100) / members)
  const tie = SUM_LIMIT - Math.min(SUM_LIMIT, Math.abs(sum))
  const order = value > 0 ? placeOrder(better, value, tie, id) : ''
  return { ...noFigures(key), value, parts: { sum, members }, order }
}

type Summed = Pick<StandingDoc, 'memberId' | 'week' | 'month' | 'quarter' | 'year'>

/** The group's row in the comparison, out of the figures of who is in it. */
export function groupRow(
  metric: Pick<Metric, 'better'>,
  name: string,
  group: { groupId: string; name: string; isActive: boolean; memberIds: readonly string[] },
  seats: readonly Summed[],
  now: number,
): StandingDoc {
  const _id = groupRowId(name, group.groupId)
  const board = group.isActive ? groupsBoard(name) : null
  const row = newStanding({ _id, metric: name, memberId: null, groupId: group.groupId, board }, now)
  const inside = new Set(group.memberIds)
  const counted = seats.filter(({ memberId }) => memberId !== null && inside.has(memberId))
  for (const kind of PERIOD_KINDS) {
    const key = periodKey(kind, now)
    const sum = counted.reduce((total, seat) => total + valueIn(seat, kind, key), 0)
    row[kind] = groupFigures(metric, group.groupId, key, sum, group.memberIds.length)
  }
  return { ...row, name: group.name, groupName: group.name, asOf: now }
}

const MINUTE = 60_000

const isSame = (a: StandingDoc, b: StandingDoc): boolean =>
  stableJson({ ...a, asOf: 0 }) === stableJson({ ...b, asOf: 0 })

/** `metric:groupId:minute`. */
export const groupDeadline: Deadline<StandingDoc | null> = {
  async prepare({ db, now, registry }, ref) {
    const [name = '', groupId = ''] = ref.split(':')
    const [group, seats] = await Promise.all([
      peopleOf(registry).group(db, groupId),
      metricQueries(db).seats(name, groupId),
    ])
    if (!group) return null
    const memberIds = group.people.map(({ memberId }) => memberId)
    return groupRow(metricOf(registry, name), name, { ...group, memberIds }, seats, now)
  },
  async run({ tx, now }, _ref, row) {
    if (!row) return
    const stored = await groupRowOf(tx, row.metric, row.groupId ?? '')
    // A run that began later has seen more; one from the future had a clock that was ahead.
    const isNewer = stored !== null && stored.asOf > row.asOf && stored.asOf <= now + MINUTE
    if (stored && (isNewer || isSame(stored, row))) return
    await putStanding(tx, row)
  },
}
