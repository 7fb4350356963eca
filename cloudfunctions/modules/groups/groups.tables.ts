import type { GroupRole, GroupType } from '../../../miniprogram/contract/common'
import { table, type Document } from '../../kernel/table'

/** Somebody who sits in a group now. */
export interface Seat {
  memberId: string
  name: string
  role: GroupRole
  /** Since when, epoch ms. */
  since: number
}

/**
 * A group with who is in it, in one document: every joining and leaving writes it, so no seat is given twice, and opening a
 * group is one read. At most 100 seats. The waiting list with the number of seats is its own (`seat:groupId`).
 */
export interface GroupDoc extends Document {
  name: string
  type: GroupType
  focus: string
  cap: number
  idealMin: number
  idealMax: number
  /** In the order of joining; at least one admin while the group is active. */
  seats: Seat[]
  /** Of the waiting list, for lists of groups. */
  waitingCount: number
  status: 'active' | 'archived'
  chatBound: boolean
  /** Small numbers that other domains show in lists of groups, by name: `ruleVersion`. */
  figures: Record<string, number>
  createdAt: number
  createdBy: string
  /** `createdAt` and `_id`, the cursor of lists. */
  order: string
}

/** `opengid` → group: one chat belongs to one group. */
export interface ChatDoc extends Document {
  groupId: string
  boundBy: string
  boundAt: number
}

/** `groupId:memberId`: how somebody came and went. Who sits there now stands in the group itself. */
export interface MembershipDoc extends Document {
  groupId: string
  memberId: string
  identityId: string
  name: string
  status: 'active' | 'left'
  joinedAt: number
  joinWay: 'founder' | 'card'
  /** How they went; null while they are in. */
  leftHow: 'removed' | 'left' | 'expelled' | null
  leftAt: number | null
  leftReason: string | null
}

export const groups = table<GroupDoc>()('groups', {
  indexes: { by_status: ['status', 'order'] },
})

export const chats = table<ChatDoc>()('chats', { indexes: {} })

export const memberships = table<MembershipDoc>()('memberships', {
  indexes: {
    by_leaving: ['groupId', 'leftHow', ['leftAt', -1]],
    by_member: ['memberId', 'status'],
  },
})

export const membershipId = (groupId: string, memberId: string): string => `${groupId}:${memberId}`
