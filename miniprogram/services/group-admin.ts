import type { GroupBar, GroupRole } from '../contract/common'
import type { GroupMemberRow, RemovedRow } from '../contract/groups'
import type { InputOf } from '../contract/index'
import { call } from './cloud'
import { fingerprint } from './fingerprint'
import { newKey, sendIntent } from './idempotency'

/** A new group; with a proof of the chat it is bound to that chat. */
export const createGroup = (input: InputOf<'groups.create'>): Promise<GroupBar> =>
  sendIntent('groups.create', 'groups.create', input)

/** From now on cards opened in that chat lead to this group. */
export const bindChat = (groupId: string, cloudId: string): Promise<GroupBar> =>
  sendIntent(`groups.bind:${groupId}`, 'groups.bind', { groupId, cloudId })

/** Frees the seat; what the person did stays. */
export const removeMember = (
  groupId: string,
  memberId: string,
  reason: string,
): Promise<{ memberId: string; group: GroupBar }> =>
  sendIntent(`groups.remove:${groupId}:${memberId}:${fingerprint(reason)}`, 'groups.remove', {
    groupId,
    memberId,
    reason,
  })

/** Takes a seat for someone who was removed at that time; after another removal it is another intent. */
export const readmitMember = (
  groupId: string,
  { memberId, at }: RemovedRow,
): Promise<{ member: GroupMemberRow; group: GroupBar }> =>
  sendIntent(`groups.readmit:${groupId}:${memberId}:${at}`, 'groups.readmit', { groupId, memberId })

/** A state, not a deed: asked for twice it is the same, and an old key must not answer for a later change back. */
export const setRole = (
  groupId: string,
  memberId: string,
  role: GroupRole,
): Promise<GroupMemberRow> => call('groups.setRole', { groupId, memberId, role }, newKey())
