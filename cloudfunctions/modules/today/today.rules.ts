import type { DueItem, DutyItem, TodayView } from '../../../miniprogram/contract/today'
import type { GroupDoc, MembershipDoc, RuleBookDoc } from '../../schema/types'
import { confirmBy, isConfirmed, mustConfirm, progressOf } from '../rules/rules.rules'

/** News shown at once. */
const NEWS_MAX = 5

const byId = <T extends { _id: string }>(docs: readonly T[]) =>
  new Map(docs.map((doc) => [doc._id, doc]))

/** What is due from one person, most urgent first. */
export function dueItems(
  memberships: readonly MembershipDoc[],
  groups: readonly GroupDoc[],
  books: readonly RuleBookDoc[],
): DueItem[] {
  const groupOf = byId(groups)
  const bookOf = byId(books)
  return memberships
    .flatMap((membership): DueItem[] => {
      const group = groupOf.get(membership.groupId)
      const book = bookOf.get(membership.groupId)
      if (!group || group.status !== 'active' || !book) return []
      if (!mustConfirm(membership) || isConfirmed(book, membership)) return []
      const isFirst = membership.ackVersion === 0
      return [
        {
          key: `rules:${book._id}:${book.version}`,
          kind: 'rules.acknowledge',
          title: `确认群规 v${book.version}`,
          detail: isFirst ? `共 ${book.clauses.length} 条` : `改动 ${book.changes.length} 条`,
          groupId: group._id,
          groupName: group.name,
          dueAt: confirmBy(book, membership),
          points: book.points,
          remindedAt: book.reminded[membership.memberId] ?? null,
          path: `/pages/rules/rules?g=${group._id}`,
        },
      ]
    })
    .sort((a, b) => a.dueAt - b.dueAt)
}

/** What the groups that one looks after ask of their admin. */
export function dutyItems(
  groups: readonly GroupDoc[],
  books: readonly RuleBookDoc[],
  team: readonly MembershipDoc[],
): DutyItem[] {
  const bookOf = byId(books)
  return groups.flatMap((group): DutyItem[] => {
    const book = bookOf.get(group._id)
    const base = { groupId: group._id, detail: group.name }
    const items: DutyItem[] = []
    if (!book) {
      items.push({
        ...base,
        key: `none:${group._id}`,
        kind: 'rules.none',
        title: '还没有群规',
        count: 0,
        path: `/subpackages/rules/edit/edit?g=${group._id}`,
      })
    } else {
      const { count, total } = progressOf(
        book,
        team.filter((m) => m.groupId === group._id),
      )
      if (count < total) {
        items.push({
          ...base,
          key: `pending:${group._id}`,
          kind: 'rules.pending',
          title: `${total - count} 人还没确认群规 v${book.version}`,
          count: total - count,
          path: `/subpackages/rules/roster/roster?g=${group._id}`,
        })
      }
    }
    if (group.waitingCount > 0) {
      items.push({
        ...base,
        key: `waiting:${group._id}`,
        kind: 'waiting',
        title: `${group.waitingCount} 人在候补`,
        count: group.waitingCount,
        path: `/subpackages/group/home/home?g=${group._id}`,
      })
    }
    return items
  })
}

/** What happened in the groups, newest first. */
export function newsItems(
  groups: readonly GroupDoc[],
  books: readonly RuleBookDoc[],
): TodayView['news'] {
  const groupOf = byId(groups)
  return books
    .flatMap((book) => {
      const group = groupOf.get(book._id)
      if (!group) return []
      const what =
        book.changes.length > 0 ? `改动 ${book.changes.length} 条` : `共 ${book.clauses.length} 条`
      return [
        {
          key: `book:${book._id}:${book.version}`,
          title: `群规 v${book.version} 生效`,
          detail: book.note === '' ? `${group.name} · ${what}` : `${group.name} · ${book.note}`,
          at: book.effectiveAt,
          path: `/pages/rules/rules?g=${group._id}`,
        },
      ]
    })
    .sort((a, b) => b.at - a.at)
    .slice(0, NEWS_MAX)
}
