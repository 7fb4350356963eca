import type { GroupRole } from '../../miniprogram/contract/common'

/** What domains may tell each other, closed: each is heard in the transaction in which it happens. */
export interface Facts {
  /** Somebody took a seat, for the first time or again. */
  'member.joined': {
    groupId: string
    memberId: string
    name: string
    role: GroupRole
    groupName: string
  }
  /** Somebody lost the seat or gave it up. */
  'member.left': { groupId: string; memberId: string; identityId: string }
  /** Into the company: the first group, or the first after having been out of all. */
  'member.arrived': { memberId: string }
  /** Out of the last group and without a role in the company. */
  'member.departed': { memberId: string }
  'role.changed': { groupId: string; memberId: string; role: GroupRole }
  'group.created': { groupId: string; name: string }
  'group.archived': { groupId: string }
}
export type FactName = keyof Facts
