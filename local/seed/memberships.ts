import { atClock, DAY, HOUR, isWorkday, MINUTE } from './calendar'
import { RULE_PLANS, type VersionPlan } from './clauses'
import type { Acknowledgement, Membership, RuleBook, RuleVersion } from './documents'
import { idOf } from './documents'
import type { GroupPlan, MemberPlan } from './groups'
import { nameOf, type PersonId } from './people'
import type { Random } from './random'
import { writeRules, type StarterClause } from './rule-books'
import type { Timeline } from './timeline'

/** Who has yet to confirm the version in force: new here, slow, or reminded already. */
const PENDING: Readonly<Record<string, readonly PersonId[]>> = {
  huadong: ['chen-yinuo', 'fang-xiangwan', 'shen-yanqiu'],
  shouhou: ['tao-ran'],
  xunlian: ['gong-xiaochen'],
}

/** When an admin reminded whom last. */
const REMINDED: Readonly<Record<string, { personId: PersonId; daysAgo: number; clock: string }>> = {
  huadong: { personId: 'fang-xiangwan', daysAgo: 1, clock: '16:20' },
  shouhou: { personId: 'tao-ran', daysAgo: 4, clock: '10:30' },
}

/** How long people took so far who had to confirm a version of this group at the latest, hours. */
const LONGEST = 60

export interface GroupRules {
  versions: RuleVersion[]
  book: RuleBook
}

/** The admin who looks after a group in the first place. */
export const adminOf = (group: GroupPlan): PersonId => {
  const admin = group.members.find(({ role }) => role === 'admin')
  if (!admin) throw new Error(`${group.groupId} has no admin`)
  return admin.personId
}

/** Published in office hours; on a day off, the admin did it in the evening. */
function publishedAt({ daysAgo, clock }: VersionPlan, { day }: Timeline): number {
  const date = day(daysAgo)
  return atClock(date, isWorkday(date) ? clock : '20:06')
}

/** A group's 群规 with its history, or null for a group that has none yet. */
export function groupRules(
  group: GroupPlan,
  starter: readonly StarterClause[],
  points: number,
  timeline: Timeline,
): GroupRules | null {
  const plans = RULE_PLANS[group.groupId]
  if (!plans) return null
  const rules = writeRules({
    groupId: group.groupId,
    groupName: group.name,
    publishedBy: adminOf(group),
    points,
    starter,
    plans,
    momentOf: (plan) => publishedAt(plan, timeline),
  })
  const reminded = REMINDED[group.groupId]
  if (reminded) {
    const at = atClock(timeline.day(reminded.daysAgo), reminded.clock)
    rules.book.reminded[reminded.personId] = at
  }
  return rules
}

/** Moves a moment out of the night into the next morning. */
function awake(at: number, random: Random): number {
  const morning = atClock(at, '8:10')
  if (at < morning) return morning + random.int(0, 50) * MINUTE
  return at > atClock(at, '22:00') ? morning + DAY + random.int(0, 50) * MINUTE : at
}

/** When someone got round to confirming, within the time they had. */
function confirmedAt(from: number, until: number, random: Random): number {
  const hours = random.chance(0.7) ? random.next() * 6 : random.next() * LONGEST
  const at = awake(from + 4 * MINUTE + Math.floor(hours * HOUR), random)
  return at < until ? at : from + Math.floor((until - from) * (0.2 + 0.7 * random.next()))
}

function acknowledgementsOf(
  group: GroupPlan,
  { personId, role }: MemberPlan,
  membership: Membership,
  rules: GroupRules,
  random: Random,
  timeline: Timeline,
): Acknowledgement[] {
  if (role === 'observer') return []
  const isPending = PENDING[group.groupId]?.includes(personId) ?? false
  const facts: Acknowledgement[] = []
  for (const [index, { version, effectiveAt, material }] of rules.versions.entries()) {
    const next = rules.versions[index + 1]?.effectiveAt ?? timeline.settledAt
    const until = Math.min(next, membership.removedAt ?? next)
    const from = Math.max(effectiveAt, membership.joinedAt)
    const isAsked = material || facts.length === 0
    if (from >= until || (isPending && version >= rules.book.requiredVersion)) continue
    if (!isAsked && !random.chance(0.45)) continue
    const at = confirmedAt(from, until, random)
    const _id = idOf(group.groupId, version, personId)
    facts.push({ _id, groupId: group.groupId, version, memberId: personId, at })
  }
  return facts
}

/** Everyone who is or was in a group, with what they have confirmed. */
export function groupMembers(
  group: GroupPlan,
  rules: GroupRules | null,
  random: Random,
  timeline: Timeline,
): { memberships: Membership[]; acknowledgements: Acknowledgement[] } {
  const acknowledgements: Acknowledgement[] = []
  const memberships = group.members.map((member): Membership => {
    const { personId, role, joinedDaysAgo, removed } = member
    const own = random.of(personId)
    const joinedAt = atClock(timeline.day(joinedDaysAgo), '9:40') + own.int(0, 400) * MINUTE
    const membership: Membership = {
      _id: idOf(group.groupId, personId),
      groupId: group.groupId,
      memberId: personId,
      name: nameOf(personId),
      role,
      status: removed ? 'removed' : 'active',
      joinedAt: joinedDaysAgo > 2 ? joinedAt : atClock(joinedAt, '9:42'),
      joinWay: 'card',
      removedAt: removed ? atClock(timeline.day(removed.daysAgo), '17:26') : null,
      removedReason: removed?.reason ?? null,
      ackVersion: 0,
      ackAt: null,
    }
    const facts = rules ? acknowledgementsOf(group, member, membership, rules, own, timeline) : []
    acknowledgements.push(...facts)
    const last = facts[facts.length - 1]
    return last ? { ...membership, ackVersion: last.version, ackAt: last.at } : membership
  })
  return { memberships, acknowledgements }
}
