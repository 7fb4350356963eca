import type { GroupRole } from '../../../miniprogram/contract/common'
import { membershipId } from '../../kernel/access'
import type { GroupDoc, MembershipDoc, ScoreDoc } from '../../schema/types'

interface Person {
  memberId: string
  name: string
}

export const newMembership = (
  group: GroupDoc,
  { memberId, name }: Person,
  role: GroupRole,
  joinWay: MembershipDoc['joinWay'],
  now: number,
): MembershipDoc => ({
  _id: membershipId(group._id, memberId),
  groupId: group._id,
  memberId,
  name,
  role,
  status: 'active',
  joinedAt: now,
  joinWay,
  removedAt: null,
  removedReason: null,
  ackVersion: 0,
  ackAt: null,
})

/** The row that credits go to: it exists from joining on, so that a credit never has to make it. */
export const newScore = (group: GroupDoc, { memberId, name }: Person, now: number): ScoreDoc => ({
  _id: membershipId(group._id, memberId),
  groupId: group._id,
  memberId,
  name,
  groupName: group.name,
  isActive: true,
  periods: {},
  updatedAt: now,
})
