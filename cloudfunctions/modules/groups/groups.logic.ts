import type { GroupRole } from '../../../miniprogram/contract/common'
import { AppError } from '../../kernel/errors'
import type { MEMBERSHIP } from '../../../miniprogram/contract/groups'
import type { GroupDoc, MembershipDoc, Seat } from './groups.tables'

export const seatOf = (group: GroupDoc, memberId: string): Seat | null =>
  group.seats.find((seat) => seat.memberId === memberId) ?? null

/** Where somebody stands by what is kept of their comings and goings; the waiting list is asked for itself. */
export function standingIn(membership: MembershipDoc | null): MembershipState {
  if (membership?.status === 'active') return 'in'
  const how = membership?.leftHow
  return how === 'removed' || how === 'expelled' ? how : 'out'
}

type MembershipState = (typeof MEMBERSHIP)['states'][number]

export const adminsOf = (group: GroupDoc): Seat[] =>
  group.seats.filter(({ role }) => role === 'admin')

/** @throws AppError when the group is closed. */
export function mustBeOpen(group: GroupDoc): void {
  if (group.status !== 'active') throw new AppError('conflict', '这个群已归档，不再加入新成员')
}

/** @throws AppError when an active group would be left without an admin. */
function mustKeepAdmin(group: GroupDoc, seats: Seat[]): Seat[] {
  if (group.status === 'active' && !seats.some(({ role }) => role === 'admin')) {
    throw new AppError('conflict', '群里至少要有一位管理员，请先指定另一位')
  }
  return seats
}

/** The seats after one person has another role. @throws AppError when the last admin would go. */
export const seatsWithRole = (group: GroupDoc, memberId: string, role: GroupRole): Seat[] =>
  mustKeepAdmin(
    group,
    group.seats.map((seat) => (seat.memberId === memberId ? { ...seat, role } : seat)),
  )

/** The seats after one person has gone. @throws AppError when the last admin would go. */
export const seatsWithout = (group: GroupDoc, memberId: string): Seat[] =>
  mustKeepAdmin(
    group,
    group.seats.filter((seat) => seat.memberId !== memberId),
  )
