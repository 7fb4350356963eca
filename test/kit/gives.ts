import { seatId } from '../../cloudfunctions/engines/metrics/metrics.logic'
import { waitlistId, type WaitlistDoc } from '../../cloudfunctions/engines/waitlist/waitlist.tables'
import { changeIncentive as change, credit } from '../../cloudfunctions/modules/incentives'
import type { IncentiveTerms } from '../../cloudfunctions/modules/incentives/incentives.tables'
import type { GroupDoc } from '../../cloudfunctions/modules/groups/groups.tables'
import type { Holder } from './holds'
import { commitIn } from './in-process'

/* States that no action leads to yet; where there is code for them, through that code. */

/** Replaces fields of a document that must exist. */
async function replace(holder: Holder, collection: string, id: string, fields: object) {
  const document = await holder.cloud.database.get(collection, id)
  if (!document) throw new Error(`no ${collection} ${id}`)
  await holder.cloud.database.load(collection, [{ ...document, ...fields }])
}

export async function archive(holder: Holder, groupId: string): Promise<void> {
  await replace(holder, 'groups', groupId, { status: 'archived' })
  await commitIn(holder, (work) => work.happened('group.archived', { groupId }))
}

/** Changes what confirming the rules gives. */
export const changeIncentive = (holder: Holder, changes: Partial<IncentiveTerms>) =>
  commitIn(holder, (work) => change(work, 'rules.acknowledge', changes))

/** Lets so many people wait in all whom nobody knows. */
export async function fillWaitingList(holder: Holder, groupId: string, count: number) {
  const id = waitlistId('seat', groupId)
  const list = (await holder.cloud.database.get('waitlists', id)) as unknown as WaitlistDoc
  const strangers = Array.from({ length: Math.max(0, count - list.waiters.length) }, (_, n) => ({
    ...{ id: `waiter-${n}`, name: `候补${n}`, seq: list.seq + n + 1 },
    ...{ at: holder.now(), heldUntil: null, missed: 0 },
  }))
  const waiters = [...list.waiters, ...strangers].slice(0, count)
  await replace(holder, 'waitlists', id, { waiters, seq: list.seq + strangers.length })
  await replace(holder, 'groups', groupId, { waitingCount: count })
}

export const giveConsents = (holder: Holder, memberId: string, credits: number) =>
  replace(holder, 'subscriptions', `${memberId}:todo`, { credits, granted: credits })

/** Points that other incentives will give some day, as they will: an entry, and the figures. */
export async function givePoints(
  holder: Holder,
  groupId: string,
  memberId: string,
  points: number,
  at = holder.now(),
): Promise<void> {
  const { database } = holder.cloud
  const group = (await database.get('groups', groupId)) as unknown as GroupDoc | null
  const seat = await database.get('standings', seatId('points', groupId, memberId))
  if (!group || !seat) throw new Error('nobody of that group')
  const given = await commitIn(holder, (work) =>
    credit(work, {
      incentive: {
        ...{ id: 'test', version: 1, category: 'other', title: '测试', points },
        ...{ validFrom: null, validTo: null, capPerDay: null, capPerWeek: null },
      },
      ...{ memberId, groupId, groupName: group.name, name: seat['name'] as string, at },
      source: { kind: 'test', id: `${points}@${at}`, title: `测试 ${points} 分` },
    }),
  )
  if (given !== points) throw new Error(`gave ${given} points`)
}
