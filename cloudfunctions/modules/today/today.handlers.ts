import { periodKey } from '../../../miniprogram/contract/calendar'
import type { TodayView } from '../../../miniprogram/contract/today'
import { companyMember, type ActorGrant } from '../../kernel/access'
import type { QueryContext } from '../../kernel/context'
import { handleQuery } from '../../kernel/define'
import type { MembershipDoc, ScoreDoc } from '../../schema/types'
import { groupsQueries } from '../groups/groups.repo'
import { groupBar } from '../groups/groups.rules'
import { pointsQueries } from '../points/points.repo'
import { boardEntry, compareEntries } from '../points/points.rules'
import { dueItems, dutyItems, newsItems } from './today.rules'

/** Members of all groups that one admin looks after, read at once. */
const ADMIN_ROWS = 1000

/** My figures in a group, from its score rows. */
function figuresOf(scores: ScoreDoc[], memberId: string, now: number): TodayView['figures'] {
  const pointsIn = (key: string) =>
    scores.flatMap((score) => boardEntry(score, key) ?? []).sort(compareEntries)
  const month = pointsIn(periodKey('month', now))
  const week = pointsIn(periodKey('week', now))
  const mine = (entries: typeof month) => entries.find((entry) => entry.memberId === memberId)
  const place = month.findIndex((entry) => entry.memberId === memberId)
  return {
    monthPoints: mine(month)?.points ?? 0,
    place: place < 0 ? null : place + 1,
    of: scores.length,
    weekPoints: mine(week)?.points ?? 0,
  }
}

/** Everything a day starts with, over all my groups, in seven reads at most. */
async function today(
  { db, grant, now }: QueryContext<ActorGrant>,
  groupId: string | undefined,
): Promise<TodayView> {
  const { memberId, companyRole } = grant.actor
  const queries = groupsQueries(db)
  const memberships = await queries.membershipsOf(memberId)
  const isKnown = memberships.some((m) => m.groupId === groupId)
  const mayLook = groupId !== undefined && (isKnown || companyRole !== null)
  const currentId = mayLook ? groupId : memberships[0]?.groupId
  const groupIds = [
    ...new Set([...memberships.map((m) => m.groupId), ...(currentId ? [currentId] : [])]),
  ]
  const adminOf = memberships.filter((m) => m.role === 'admin').map((m) => m.groupId)
  const current = memberships.find((m) => m.groupId === currentId)
  const [groups, books, team, scores, member] = await Promise.all([
    queries.groups(groupIds),
    db.getMany('rule_books', groupIds),
    adminOf.length === 0 ? Promise.resolve<MembershipDoc[]>([]) : membersOfGroups(),
    current ? scoresOf(current.groupId) : Promise.resolve(null),
    memberships.length === 0 ? db.get('members', memberId) : Promise.resolve(null),
  ])
  const group = groups.find(({ _id }) => _id === currentId)
  return {
    name: memberships[0]?.name ?? member?.name ?? '',
    group: group ? groupBar(group, current?.role ?? null) : null,
    due: dueItems(memberships, groups, books),
    duties: dutyItems(
      groups.filter(({ _id }) => adminOf.includes(_id)),
      books,
      team,
    ),
    figures: scores ? figuresOf(scores, memberId, now) : null,
    news: newsItems(groups, books),
  }

  function membersOfGroups() {
    return db.find('memberships', {
      index: 'by_group',
      where: { groupId: { in: adminOf }, status: 'active' },
      limit: ADMIN_ROWS,
    })
  }
  function scoresOf(id: string) {
    return pointsQueries(db).scoresOfGroup(id, [periodKey('month', now), periodKey('week', now)])
  }
}

export const todayHandlers = {
  ...handleQuery('today.get', {
    access: companyMember,
    run: (context, { groupId }) => today(context, groupId),
  }),
}
