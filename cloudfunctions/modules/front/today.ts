import type { DueItem, DutyItem, TodayView } from '../../../miniprogram/contract/front'
import { byDue, dueFor, openAround, progressOf, type OpenAsk } from '../../engines/asks'
import type { QueryContext } from '../../kernel/context'
import { roleIn } from '../../kernel/identity'
import type { Registry } from '../../kernel/registry'
import { groupBar, groupsQueries, type GroupDoc } from '../groups'

/** Asks of mine as rows, the most urgent first. */
function dueItems(open: readonly OpenAsk[], memberId: string): DueItem[] {
  return open
    .filter(({ isMine }) => isMine)
    .map(({ ask, since }) => ({ ask, at: ask.at, dueAt: dueFor(ask, since) }))
    .sort(byDue)
    .map(({ ask, dueAt }) => ({
      askId: ask._id,
      kind: ask.kind,
      title: ask.title,
      detail: ask.detail,
      groupId: ask.groupId,
      groupName: ask.groupName,
      dueAt,
      points: ask.points,
      remindedAt: ask.reminded[memberId] ?? null,
      target: ask.target,
    }))
}

/** What the groups that one looks after ask of their admin. */
function dutyItems(registry: Registry, group: GroupDoc, open: readonly OpenAsk[]): DutyItem[] {
  const acting = group.seats.filter(({ role }) => role !== 'observer')
  const pending = open
    .filter(({ ask, marks }) => ask.groupId === group._id && marks !== null)
    .flatMap(({ ask, marks }): DutyItem[] => {
      const { count, total } = progressOf(marks ?? [], acting)
      const kind = registry.find('asks', ask.kind)
      if (count >= total || !kind) return []
      return [
        {
          key: `pending:${ask._id}`,
          kind: 'pending',
          title: `${total - count} 人还没${ask.title}`,
          detail: group.name,
          groupId: group._id,
          count: total - count,
          target: { route: kind.roster, params: { g: group._id, ask: ask._id } },
        },
      ]
    })
  const { _id: groupId, name, waitingCount, figures } = group
  const others = registry.all('duties').flatMap(([key, dutyOf]): DutyItem[] => {
    const duty = dutyOf({ groupId, name, waitingCount, figures })
    return duty ? [{ ...duty, key: `${key}:${groupId}`, groupId }] : []
  })
  return [...others, ...pending]
}

/** Everything a day starts with over all groups and modules: asks, marks and groups beside the identity. */
export async function today(
  { db, grant: { memberId }, caller, registry, now }: QueryContext<{ memberId: string }>,
  groupId: string | undefined,
): Promise<TodayView> {
  const { companyRole, name } = caller
  const mine = Object.keys(caller.groups)
  const mayLook = groupId !== undefined && (mine.includes(groupId) || companyRole !== null)
  const currentId = mayLook ? groupId : mine[0]
  const adminOf = mine.filter((id) => roleIn(caller, id) === 'admin')
  const [open, groups] = await Promise.all([
    openAround(db, caller, adminOf, now),
    groupsQueries(db).groups([...new Set([...mine, ...(currentId ? [currentId] : [])])]),
  ])
  const current = groups.find(({ _id }) => _id === currentId)
  const closed = new Set(groups.filter((g) => g.status !== 'active').map((g) => g._id))
  const alive = open.filter(({ ask }) => ask.groupId === null || !closed.has(ask.groupId))
  return {
    name,
    group: current ? groupBar(current, roleIn(caller, current._id)) : null,
    due: dueItems(alive, memberId),
    duties: groups
      .filter(({ _id, status }) => adminOf.includes(_id) && status === 'active')
      .flatMap((group) => dutyItems(registry, group, alive)),
  }
}
