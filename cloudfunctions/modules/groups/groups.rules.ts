import { WAITING_MAX } from '../../../miniprogram/contract/limits'
import type { GroupBar, GroupRole } from '../../../miniprogram/contract/common'
import { AppError } from '../../kernel/errors'
import type { GroupDoc } from '../../schema/types'

/** What becomes of the next person who wants in. */
export type Admission = { kind: 'seat' } | { kind: 'wait'; seq: number }

/** Seats nobody sits on. */
const freeSeats = (group: GroupDoc): number => Math.max(0, group.cap - group.seatsTaken)

/** Whether someone in the waiting list may take a seat: the first as many as there are free seats. */
export const isTurn = (group: GroupDoc, ahead: number): boolean =>
  group.status === 'active' && ahead < freeSeats(group)

/**
 * A seat while there are more than people who wait (the list goes first), else a place in the waiting list.
 * @throws AppError when the group is closed or the list is full.
 */
export function admit(group: GroupDoc): Admission {
  if (group.status !== 'active') throw new AppError('conflict', '这个群已归档，不再加入新成员')
  if (group.waitingCount < freeSeats(group)) return { kind: 'seat' }
  if (group.waitingCount >= WAITING_MAX) {
    throw new AppError('resource-exhausted', '候补名单也满了，请联系管理员')
  }
  return { kind: 'wait', seq: group.waitingSeq + 1 }
}

/**
 * Whether an admin may let someone back in: not into a seat that belongs to those who wait.
 * @throws AppError when the group is closed or no seat is left.
 */
export function mustSeat(group: GroupDoc): void {
  if (group.status !== 'active') throw new AppError('conflict', '这个群已归档，不再加入新成员')
  if (freeSeats(group) === 0) throw new AppError('conflict', '席位已满，先空出一个席位')
  if (group.waitingCount >= freeSeats(group)) {
    throw new AppError('conflict', '空出的席位先留给候补的人')
  }
}

/** Admin list after a change of one person. @throws AppError when the last admin would go. */
export function adminsAfter(group: GroupDoc, memberId: string, role: GroupRole | null): string[] {
  const others = group.adminIds.filter((id) => id !== memberId)
  const next = role === 'admin' ? [...others, memberId] : others
  if (next.length === 0 && group.status === 'active') {
    throw new AppError('conflict', '群里至少要有一位管理员，请先指定另一位')
  }
  return next
}

export const groupBar = (group: GroupDoc, role: GroupRole | null): GroupBar => ({
  groupId: group._id,
  name: group.name,
  type: group.type,
  seats: {
    taken: group.seatsTaken,
    cap: group.cap,
    idealMin: group.idealMin,
    idealMax: group.idealMax,
  },
  role,
})
