import { say } from '../../engines/notice'
import type { WaitlistKind } from '../../engines/waitlist'
import type { Work } from '../../kernel/context'
import type { Database } from '../../kernel/database'
import { domain } from '../../kernel/domain'
import type { PeoplePort } from '../../kernel/people'
import { groupHandlers } from './groups.handlers'
import { adminsOf } from './groups.logic'
import { groupsReads } from './groups.repo'
import { chats, groups as groupTable, memberships } from './groups.tables'
import { mayComeBack } from './groups.views'
import { SEAT } from './seats'

export { groupsQueries, groupsReads } from './groups.repo'
export { groupBar } from './groups.views'
export { SEAT, standUp } from './seats'
export type { GroupDoc } from './groups.tables'
export { mayComeBack }

/** Writes a small number that lists of groups show. One write. */
export const noteFigure = ({ tx }: Work, groupId: string, name: string, value: number) =>
  tx.update(groupTable, groupId, { set: { [`figures.${name}`]: value } })

/** Groups in which somebody still sits, a few at a time. One read. */
export async function seatsOf(db: Database, memberId: string, limit: number): Promise<string[]> {
  const rows = await db.find(memberships, {
    index: 'by_member',
    where: { memberId, status: 'active' },
    limit,
    fields: ['groupId'],
  })
  return rows.map(({ groupId }) => groupId)
}

/** Groups that somebody was removed from and may not join by themselves, at most so many. One read. */
export async function removedFrom(
  db: Database,
  memberId: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.find(memberships, {
    index: 'by_member',
    where: { memberId, status: 'left' },
    limit,
  })
  return rows.filter((membership) => !mayComeBack(membership)).map(({ groupId }) => groupId)
}

const people: PeoplePort = {
  async group(reader, groupId) {
    const group = await groupsReads(reader).group(groupId)
    if (!group) return null
    const { name, status, seats } = group
    return { groupId, name, isActive: status === 'active', people: seats }
  },
}

/** How long a freed seat is held for the first who waits, ms. */
const HOLD = 24 * 60 * 60 * 1000

async function tell(work: Work, groupId: string, memberId: string, title: string, text: string) {
  const name = (await groupsReads(work.tx).group(groupId))?.name ?? ''
  await say(work, {
    kind: 'groups.seat',
    about: `seat:${groupId}`,
    audience: { to: 'member', memberId },
    title,
    text: `${name}：${text}`,
    target: { route: 'groups.join', params: { g: groupId } },
    groupId: null,
    push: {
      template: 'seat',
      fields: { thing1: name, thing2: title, thing3: text },
    },
  })
}

const seatWaiting: WaitlistKind = {
  hold: HOLD,
  offered: (work, groupId, { id }) =>
    tell(work, groupId, id, '有空席位了', '席位为你保留 24 小时，从群里的卡片点「加入」'),
  expired: (work, groupId, { id }, isOut) =>
    isOut
      ? tell(work, groupId, id, '席位已让给下一位', '两次都没来得及加入，要候补请再点卡片')
      : tell(work, groupId, id, '席位已让给下一位', '你排到了候补名单的最后'),
  async resized({ tx }, groupId, waiting) {
    await tx.update(groupTable, groupId, { set: { waitingCount: waiting } })
  },
}

/** Comings and goings of one person that are looked at together. */
const MEMBERSHIPS_READ = 1000

/** Groups with their seats, chats and roles. */
export const groups = domain({
  name: 'groups',
  tables: [groupTable, chats, memberships],
  handlers: groupHandlers,
  provides: { people },
  waitlists: { [SEAT]: seatWaiting },
  duties: {
    'groups.waiting': ({ groupId, name, waitingCount }) =>
      waitingCount === 0
        ? null
        : {
            kind: 'waiting',
            title: `${waitingCount} 人在候补`,
            detail: name,
            count: waitingCount,
            target: { route: 'groups.home', params: { g: groupId } },
          },
  },
  messages: { 'groups.seat': { template: 'seat' } },
  async owns(db, memberId) {
    const mine = await db.find(memberships, {
      index: 'by_member',
      where: { memberId, status: 'active' },
      limit: 1000,
    })
    const rows = await db.getMany(
      groupTable,
      mine.map(({ groupId }) => groupId),
    )
    const alone = rows.filter(
      (group) =>
        group.status === 'active' &&
        adminsOf(group).length === 1 &&
        adminsOf(group)[0]?.memberId === memberId,
    )
    return alone.length === 0
      ? []
      : [
          {
            kind: 'groups.lastAdmin',
            title: `唯一的管理员：${alone.map(({ name }) => name).join('、')}`,
            count: alone.length,
          },
        ]
  },
  /**
   * Names in what is kept of comings and goings, and by which WeChat user it was; whoever still sits somewhere is taken out
   * first.
   */
  async erase({ db, memberId, commit }) {
    const rows = await db.find(memberships, {
      index: 'by_member',
      where: { memberId },
      limit: MEMBERSHIPS_READ,
    })
    const named = rows.filter(({ name }) => name !== '')
    const gone = named.filter(({ status }) => status === 'left')
    for (const { _id } of gone) {
      await commit(async ({ tx }) => {
        await tx.update(memberships, _id, { set: { name: '', identityId: '', leftReason: null } })
      })
    }
    return gone.length === named.length && rows.length < MEMBERSHIPS_READ
  },
})
