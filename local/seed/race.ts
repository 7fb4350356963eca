import { atClock, dayKey, daysBetween, isWorkday, startOfMonth } from './calendar'
import type { LedgerEntry, Membership } from './documents'
import { idOf } from './documents'
import { entryOf, ownerOf, type LedgerContext } from './entries'
import type { PointEvent } from './events'
import type { PersonId } from './people'
import type { Random } from './random'
import { ANSWERS, SCENES } from './sources'

/** Whose place is within reach of the next one: confirming the 群规 then moves the board before one's eyes. */
const RUNNER: { groupId: string; memberId: PersonId } = {
  groupId: 'huadong',
  memberId: 'chen-yinuo',
}
/** Less than what confirming earns. */
const NEAR = 4
/** A race that is further apart than these few drills and answers stays as it is. */
const EXTRA_MAX = 8

/** Points of this month by active member of the group. */
function monthPoints(
  entries: readonly LedgerEntry[],
  { memberships, timeline }: LedgerContext,
): Map<string, number> {
  const from = startOfMonth(timeline.now)
  const points = new Map<string, number>()
  for (const { groupId, memberId, status } of memberships) {
    if (groupId === RUNNER.groupId && status === 'active') points.set(memberId, 0)
  }
  for (const { groupId, memberId, at, points: earned } of entries) {
    const known = points.get(memberId)
    if (groupId !== RUNNER.groupId || at < from || known === undefined) continue
    points.set(memberId, known + earned)
  }
  return points
}

/** Who has to gain how much: the runner on the one in front, or the second on a runner who leads. */
function gainOf(points: ReadonlyMap<string, number>): { memberId: string; gain: number } {
  const mine = points.get(RUNNER.memberId) ?? 0
  const others = [...points].filter(([memberId]) => memberId !== RUNNER.memberId)
  const ahead = others.map(([, theirs]) => theirs).filter((theirs) => theirs > mine)
  if (ahead.length > 0) {
    const gap = Math.min(...ahead) - mine
    return { memberId: RUNNER.memberId, gain: Math.max(0, gap - NEAR) }
  }
  const [second] = others.sort(([, a], [, b]) => b - a)
  return second
    ? { memberId: second[0], gain: mine - second[1] + 1 }
    : { memberId: RUNNER.memberId, gain: 0 }
}

/** Noons and evenings of this month's workdays, in any order. */
function freeMoments({ timeline }: LedgerContext, random: Random): number[] {
  const days = daysBetween(startOfMonth(timeline.now), timeline.now).filter(isWorkday)
  const moments = days.flatMap((day) => [atClock(day, '12:37'), atClock(day, '18:12')])
  return random.shuffle(moments.filter((at) => at < timeline.quietSince))
}

/** A few more drills and answers of this month that leave the runner close behind another. */
export function closeRace(entries: readonly LedgerEntry[], context: LedgerContext): LedgerEntry[] {
  const { memberships, groups, incentives } = context
  const random = context.random.of('race')
  const known = new Set(entries.map(({ _id }) => _id))
  const extra: LedgerEntry[] = []
  for (const at of freeMoments(context, random)) {
    const { memberId, gain } = gainOf(monthPoints([...entries, ...extra], context))
    if (gain <= 0 || extra.length === EXTRA_MAX) break
    const event = gain > 3 ? drill(at, random) : answer(at, random)
    const id = idOf(RUNNER.groupId, memberId)
    const membership = memberships.find(({ _id }) => _id === id) as Membership
    const entry = entryOf(ownerOf(membership, groups), event, incentives)
    if (!entry || known.has(entry._id)) continue
    known.add(entry._id)
    extra.push(entry)
  }
  return extra
}

function drill(at: number, random: Random): PointEvent {
  const { id, title } = random.pick(SCENES)
  return {
    ruleId: 'script.drill',
    source: {
      kind: 'drill',
      id: `${id}-${dayKey(at)}`,
      title: `话术演练：${title}（${random.int(84, 96)} 分）`,
    },
    at,
  }
}

const answer = (at: number, random: Random): PointEvent => ({
  ruleId: 'feedback.answer',
  source: { kind: 'answer', id: `Q${at}`, title: `答复：${random.pick(ANSWERS)}` },
  at,
})
