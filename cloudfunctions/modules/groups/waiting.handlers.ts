import { inGroup, known } from '../../kernel/access'
import type { Work } from '../../kernel/context'
import { handleCommand } from '../../kernel/define'
import { AppError } from '../../kernel/errors'
import { say } from '../../engines/notice'
import { waiterOf, type OpenWaitlist } from '../../engines/waitlist'
import { groups } from './groups.tables'
import { groupsReads } from './groups.repo'
import { seatListOf } from './seats'

/** The number in lists of groups follows the waiting list. */
const noteWaiting = ({ tx }: Work, groupId: string, { list }: OpenWaitlist) =>
  tx.update(groups, groupId, { set: { waitingCount: list.waiters.length } })

/** What an admin does in the list; whom it concerns is told. */
async function tellMoved(
  work: Work,
  groupId: string,
  memberId: string,
  move: 'skip' | 'out',
  reason: string,
) {
  const name = (await groupsReads(work.tx).group(groupId))?.name ?? ''
  const title = move === 'out' ? '你已不在候补名单里' : '候补位置后移了一位'
  await say(work, {
    kind: 'groups.seat',
    about: `seat:${groupId}`,
    audience: { to: 'member', memberId },
    title,
    text: `${name}的管理员：${reason}`,
    target: { route: 'groups.join', params: { g: groupId } },
    groupId: null,
    push: {
      template: 'seat',
      fields: { thing1: name, thing2: title, thing3: reason },
    },
  })
}

export const waitingHandlers = {
  ...handleCommand('groups.leaveWaiting', {
    access: known,
    async run(context, { groupId }) {
      const list = await seatListOf(context, groupId).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'not-found') return null
        throw error
      })
      if (await list?.takeOut(context.grant.memberId)) await noteWaiting(context, groupId, list!)
      return { groupId }
    },
  }),
  ...handleCommand('groups.moveWaiting', {
    access: inGroup('groups.manage'),
    async run(context, { groupId, memberId, move, reason }) {
      const list = await seatListOf(context, groupId)
      if (!waiterOf(list.list, memberId)) throw new AppError('not-found', '这个人不在候补名单里')
      if (move === 'out') {
        await list.takeOut(memberId)
        await noteWaiting(context, groupId, list)
      } else if (list.list.waiters.at(-1)?.id === memberId) {
        throw new AppError('conflict', '这个人已经是最后一位')
      } else await list.skip(memberId)
      await tellMoved(context, groupId, memberId, move, reason)
      return { memberId }
    },
  }),
}
