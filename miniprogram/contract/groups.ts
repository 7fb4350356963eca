import * as v from '../vendor/valibot'
import { command, query } from './action'
import { CloudId, Id, optionalText, text, type GroupBar, type GroupRole } from './common'
import type { GroupRow } from './company'
import { FOCUS_MAX, GROUP_CAP_DEFAULT, GROUP_CAP_MAX, GROUP_CAP_MIN, REASON_MAX } from './limits'
import { GroupName, PersonName } from './names'

export const CreateGroup = v.strictObject({
  name: GroupName,
  type: v.picklist(['function', 'project']),
  /** What the group is for, e.g. 客户维护 or the project's goal. */
  focus: optionalText(FOCUS_MAX),
  cap: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(GROUP_CAP_MIN), v.maxValue(GROUP_CAP_MAX)),
    GROUP_CAP_DEFAULT,
  ),
  /** Binds the chat it was opened in, when given. */
  cloudId: v.optional(CloudId),
})

export const BindChat = v.strictObject({ groupId: Id, cloudId: CloudId })

export const JoinGroup = v.strictObject({
  groupId: Id,
  /** Proof of being in the group's chat. */
  cloudId: CloudId,
  /** The name colleagues see; kept from the first joining, later ones may repeat it. */
  name: PersonName,
})

export const LeaveWaiting = v.strictObject({ groupId: Id })

export const RemoveMember = v.strictObject({
  groupId: Id,
  memberId: Id,
  reason: text(REASON_MAX),
})

export const ReadmitMember = v.strictObject({ groupId: Id, memberId: Id })

export const SetGroupRole = v.strictObject({
  groupId: Id,
  memberId: Id,
  role: v.picklist(['admin', 'member', 'observer']),
})

export const GetGroup = v.strictObject({ groupId: Id })

export type JoinView =
  | { state: 'joined'; memberId: string; group: GroupBar }
  | { state: 'waiting'; position: number; group: GroupBar }

export interface GroupMemberRow {
  memberId: string
  name: string
  role: GroupRole
  joinedAt: number
  isMe: boolean
}

export interface RemovedRow {
  memberId: string
  name: string
  /** When, epoch ms, and why. */
  at: number
  reason: string
}

export interface GroupView {
  group: GroupBar
  focus: string
  chatBound: boolean
  members: GroupMemberRow[]
  /** In order; admins and managers see names, members only the count. */
  waiting: { position: number; name: string | null; at: number }[]
  /** Who was removed, the latest first; for admins only. */
  removed: RemovedRow[]
  canManage: boolean
}

export const groupActions = {
  'groups.create': command<GroupBar>()(CreateGroup, { reads: 6, writes: 6 }),
  'groups.bind': command<GroupBar>()(BindChat, { reads: 7, writes: 4 }),
  'groups.join': command<JoinView>()(JoinGroup, { reads: 9, writes: 7 }),
  'groups.leaveWaiting': command<{ groupId: string }>()(LeaveWaiting, { reads: 4, writes: 3 }),
  'groups.remove': command<{ memberId: string; group: GroupBar }>()(RemoveMember, {
    reads: 7,
    writes: 5,
  }),
  /** Back in after a removal: what the person did before is theirs again. */
  'groups.readmit': command<{ member: GroupMemberRow; group: GroupBar }>()(ReadmitMember, {
    reads: 7,
    writes: 5,
  }),
  'groups.setRole': command<GroupMemberRow>()(SetGroupRole, { reads: 5, writes: 4 }),
  'groups.get': query<GroupView>()(GetGroup, { reads: 6 }),
  /** Managers: every group; others: their own. */
  'groups.list': query<{ rows: GroupRow[] }>()(v.strictObject({}), { reads: 4 }),
}
