import type { GroupRole } from '../../../miniprogram/contract/common'
import { waitlistIn, type OpenWaitlist } from '../../engines/waitlist'
import type { Work } from '../../kernel/context'
import { AppError, found } from '../../kernel/errors'
import {
  enterGroup,
  exitGroup,
  identityById,
  roleIn,
  type IdentityDoc,
} from '../../kernel/identity'
import { seatsWithout } from './groups.logic'
import {
  groups,
  membershipId,
  memberships,
  type GroupDoc,
  type MembershipDoc,
} from './groups.tables'

/** What the seats of a group are called in the waiting list engine. */
export const SEAT = 'seat'

export async function seatListOf(work: Work, groupId: string): Promise<OpenWaitlist> {
  return found(await waitlistIn(work, SEAT, groupId), '没有这个群')
}

interface Person {
  memberId: string
  identityId: string
  name: string
}

/**
 * Sits somebody down for whom the list has a place: the group, how they came, what they may do, and who else hears of it.
 * @returns the group as it is now.
 */
export async function sitDown(
  work: Work,
  group: GroupDoc,
  list: OpenWaitlist,
  person: Person,
  how: { role: GroupRole; way: MembershipDoc['joinWay']; isNewHere: boolean },
): Promise<GroupDoc> {
  const { tx, now } = work
  const { memberId, identityId, name } = person
  const seated: GroupDoc = {
    ...group,
    seats: [...group.seats, { memberId, name, role: how.role, since: now }],
    waitingCount: list.list.waiters.length,
  }
  await tx.update(groups, group._id, {
    set: { seats: seated.seats, waitingCount: seated.waitingCount },
  })
  await tx.put(memberships, {
    _id: membershipId(group._id, memberId),
    groupId: group._id,
    memberId,
    identityId,
    name,
    status: 'active',
    joinedAt: now,
    joinWay: how.way,
    leftHow: null,
    leftAt: null,
    leftReason: null,
  })
  await enterGroup(tx, identityId, group._id, { role: how.role, since: now })
  await work.happened('member.joined', {
    groupId: group._id,
    groupName: group.name,
    memberId,
    name,
    role: how.role,
  })
  if (how.isNewHere) await work.happened('member.arrived', { memberId })
  return seated
}

/** Whether somebody who loses this place is out of the company. */
const isLastPlace = ({ companyRole, groups: places }: IdentityDoc, groupId: string): boolean =>
  companyRole === null && Object.keys(places).every((id) => id === groupId)

/**
 * Frees the seat of somebody who is in the group: it is offered to the first who waits. What they did stays.
 * @returns the group as it is now.
 * @throws AppError when the last admin would go.
 */
export async function standUp(
  work: Work,
  group: GroupDoc,
  membership: MembershipDoc,
  how: { how: 'removed' | 'left' | 'expelled'; reason: string | null },
): Promise<GroupDoc> {
  const { tx, now } = work
  const { memberId, identityId } = membership
  if (membership.status !== 'active') throw new AppError('not-found', '这个人不在群里')
  const seats = seatsWithout(group, memberId)
  await tx.update(groups, group._id, { set: { seats } })
  await tx.update(memberships, membership._id, {
    set: { status: 'left', leftHow: how.how, leftAt: now, leftReason: how.reason },
  })
  const identity = await identityById(tx, identityId)
  const wasPlaced = identity !== null && roleIn(identity, group._id) !== null
  if (wasPlaced) await exitGroup(tx, identityId, group._id)
  await (await seatListOf(work, group._id)).giveUp()
  await work.happened('member.left', { groupId: group._id, memberId, identityId })
  if (wasPlaced && isLastPlace(identity, group._id)) {
    await work.happened('member.departed', { memberId })
  }
  return { ...group, seats }
}
