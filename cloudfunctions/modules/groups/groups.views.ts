import type { GroupBar, GroupRole } from '../../../miniprogram/contract/common'
import type {
  GroupMemberRow,
  GroupRow,
  RemovedRow,
  WaitingRow,
} from '../../../miniprogram/contract/groups'
import type { Waiter } from '../../engines/waitlist'
import { MEMBERSHIP } from '../../../miniprogram/contract/groups'
import { adminsOf, standingIn } from './groups.logic'
import type { GroupDoc, MembershipDoc, Seat } from './groups.tables'

export const groupBar = (group: GroupDoc, role: GroupRole | null): GroupBar => ({
  groupId: group._id,
  name: group.name,
  type: group.type,
  seats: {
    taken: group.seats.length,
    cap: group.cap,
    idealMin: group.idealMin,
    idealMax: group.idealMax,
  },
  role,
})

export const groupRow = (group: GroupDoc, role: GroupRole | null): GroupRow => ({
  ...groupBar(group, role),
  admins: adminsOf(group).map(({ name }) => name),
  waiting: group.waitingCount,
  chatBound: group.chatBound,
  ruleVersion: group.figures['ruleVersion'] ?? 0,
})

export const memberRow = ({ memberId, name, role, since }: Seat, meId: string): GroupMemberRow => ({
  memberId,
  name,
  role,
  joinedAt: since,
  isMe: memberId === meId,
})

/** Names are for those who look after groups; members see how many wait. */
export const waitingRow = (
  { id, name, at, heldUntil }: Waiter,
  index: number,
  seesNames: boolean,
): WaitingRow => ({
  position: index + 1,
  memberId: seesNames ? id : null,
  name: seesNames ? name : null,
  at,
  heldUntil,
})

export const removedRow = ({ memberId, name, leftAt, leftReason }: MembershipDoc): RemovedRow => ({
  memberId,
  name,
  at: leftAt ?? 0,
  reason: leftReason ?? '',
})

/** Whether somebody who is not in the group may join by themselves. */
export const mayComeBack = (membership: MembershipDoc | null): boolean =>
  MEMBERSHIP.can(standingIn(membership), 'join')
