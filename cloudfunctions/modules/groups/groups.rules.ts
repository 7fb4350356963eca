import { WAITING_MAX } from '../../../miniprogram/contract/limits'
import type { GroupBar, GroupRole } from '../../../miniprogram/contract/common'
import { AppError } from '../../kernel/errors'
import type { GroupDoc } from '../../schema/types'

/** What becomes of the next person who wants in. */
export type Admission = { kind: 'seat' } | { kind: 'wait'; seq: number }

/**
 * A seat while there is one and nobody waits for it (the list goes first), else a place in the waiting list.
 * @throws AppError when the group is closed or the list is full.
 */
export function admit(group: GroupDoc): Admission {
  if (group.status !== 'active') throw new AppError('conflict', '这个群已归档，不再加入新成员')
  if (group.seatsTaken < group.cap && group.waitingCount === 0) return { kind: 'seat' }
  if (group.waitingCount >= WAITING_MAX) {
    throw new AppError('resource-exhausted', '候补名单也满了，请联系管理员')
  }
  return { kind: 'wait', seq: group.waitingSeq + 1 }
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
