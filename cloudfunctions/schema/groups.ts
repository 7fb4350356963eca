import type { GroupRole, GroupType } from '../../miniprogram/contract/common'
import type { Document } from './document'

export interface GroupDoc extends Document {
  name: string
  type: GroupType
  focus: string
  cap: number
  idealMin: number
  idealMax: number
  /** Active memberships; the seat is taken here, in the transaction that makes the membership. */
  seatsTaken: number
  /** Last number given out in the waiting list. */
  waitingSeq: number
  waitingCount: number
  /** Active admins, at least one while the group is active. */
  adminIds: string[]
  status: 'active' | 'archived'
  chatBound: boolean
  /** Effective version of the rules, 0 before the first. */
  ruleVersion: number
  createdAt: number
  createdBy: string
}

/** `opengid` → group: one chat belongs to one group. */
export interface ChatDoc extends Document {
  groupId: string
  boundBy: string
  boundAt: number
}

/** `groupId:memberId`. */
export interface MembershipDoc extends Document {
  groupId: string
  memberId: string
  name: string
  role: GroupRole
  status: 'active' | 'removed'
  joinedAt: number
  joinWay: 'founder' | 'card'
  removedAt: number | null
  removedReason: string | null
  /** Last rule version confirmed, 0 for none; a projection of `acknowledgements`. */
  ackVersion: number
  ackAt: number | null
}

/** `groupId:memberId`, ordered by `seq`. */
export interface WaitingDoc extends Document {
  groupId: string
  memberId: string
  name: string
  seq: number
  at: number
}
