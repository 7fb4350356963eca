import * as v from '../vendor/valibot'
import { command, query } from './action'
import {
  CloudId,
  Cursor,
  Id,
  optionalText,
  PageSize,
  text,
  type GroupBar,
  type GroupRole,
  type Page,
} from './common'
import { contract } from './domain'
import { FOCUS_MAX, GROUP_CAP_DEFAULT, GROUP_CAP_MAX, GROUP_CAP_MIN, REASON_MAX } from './limits'
import { GroupName, PersonName } from './names'
import { machine } from './machine'
import { GROUP_ADMINS, GROUP_READERS } from './rights'

export const CreateGroup = v.strictObject({
  name: GroupName,
  type: v.picklist(['function', 'project']),
  /** What the group is for, e.g. 客户维护 or the project's goal. */
  focus: optionalText(FOCUS_MAX, 'post'),
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
  reason: text(REASON_MAX, 'reason'),
})

export const ReadmitMember = v.strictObject({ groupId: Id, memberId: Id })

export const SetGroupRole = v.strictObject({
  groupId: Id,
  memberId: Id,
  role: v.picklist(['admin', 'member', 'observer']),
})

export const LeaveGroup = v.strictObject({ groupId: Id })

/** Takes someone out of the waiting list (`out`), or lets them wait behind the next (`skip`). */
export const MoveWaiting = v.strictObject({
  groupId: Id,
  memberId: Id,
  move: v.picklist(['skip', 'out']),
  reason: text(REASON_MAX, 'reason'),
})

export const GetGroup = v.strictObject({ groupId: Id })

export const ListGroups = v.strictObject({ cursor: Cursor, size: PageSize })

export const ListRemoved = v.strictObject({ groupId: Id, cursor: Cursor, size: PageSize })

/** A group as managers see it in the list of all. */
export interface GroupRow extends GroupBar {
  admins: string[]
  waiting: number
  /** Some chat opens this group. */
  chatBound: boolean
  ruleVersion: number
}

/**
 * Where a person stands with a group, and what may happen to them there: the server refuses by it, the phone offers by it. Whoever
 * was removed comes back by an admin, whoever was taken out of the company not by a group.
 */
export const MEMBERSHIP = machine({
  out: { join: 'in', wait: 'waiting' },
  waiting: { join: 'in', quit: 'out', drop: 'out' },
  in: { leave: 'out', remove: 'removed', expel: 'expelled' },
  removed: { readmit: 'in', expel: 'expelled' },
  expelled: {},
})

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

export interface WaitingRow {
  position: number
  /** For admins, owner and managers; null for members. */
  memberId: string | null
  name: string | null
  at: number
  /** A seat is held for this person until then, epoch ms; null while none is. */
  heldUntil: number | null
}

export interface GroupView {
  group: GroupBar
  focus: string
  chatBound: boolean
  members: GroupMemberRow[]
  /** In order; admins and managers see names, members only the count. */
  waiting: WaitingRow[]
  /** The latest removed, for admins only; `groups.removed` has the rest. */
  removed: RemovedRow[]
  /** More were removed than are listed here. */
  hasMoreRemoved: boolean
  canManage: boolean
}

export const groupContract = contract({
  actions: {
    'groups.create': command<GroupBar>()(
      CreateGroup,
      { reads: 7, writes: 10 },
      { intent: ({ cloudId, ...rest }) => ({ ...rest, bindsChat: cloudId !== undefined }) },
    ),
    'groups.bind': command<GroupBar>()(
      BindChat,
      { reads: 7, writes: 4 },
      { intent: ({ groupId }) => groupId },
    ),
    'groups.join': command<JoinView>()(
      JoinGroup,
      { reads: 13, writes: 12 },
      { intent: ({ groupId, name }) => ({ groupId, name }) },
    ),
    'groups.leave': command<{ groupId: string }>()(LeaveGroup, { reads: 12, writes: 13 }),
    'groups.leaveWaiting': command<{ groupId: string }>()(LeaveWaiting, { reads: 6, writes: 7 }),
    'groups.moveWaiting': command<{ memberId: string }>()(MoveWaiting, { reads: 6, writes: 9 }),
    'groups.remove': command<{ memberId: string; group: GroupBar }>()(RemoveMember, {
      reads: 12,
      writes: 13,
    }),
    /** Back in after a removal: what the person did before is theirs again. */
    'groups.readmit': command<{ member: GroupMemberRow; group: GroupBar }>()(ReadmitMember, {
      reads: 13,
      writes: 12,
    }),
    'groups.setRole': command<GroupMemberRow>()(
      SetGroupRole,
      { reads: 7, writes: 6 },
      { state: true },
    ),
    'groups.get': query<GroupView>()(GetGroup, { reads: 5 }),
    /** Everyone who was removed, the latest first; for admins. */
    'groups.removed': query<Page<RemovedRow>>()(ListRemoved, { reads: 2 }),
    /** Managers: every group; others: their own. */
    'groups.list': query<Page<GroupRow>>()(ListGroups, { reads: 3 }),
  },
  rights: {
    'groups.read': GROUP_READERS,
    'groups.manage': GROUP_ADMINS,
    'groups.create': ['manager', 'owner'],
    'groups.leave': ['admin', 'member', 'observer'],
  },
  routes: {
    'groups.home': {
      page: 'subpackages/group/home/home',
      query: ['g'],
      title: '群资料',
      icon: 'people',
      offered: ['group'],
    },
    'groups.join': {
      page: 'subpackages/group/join/join',
      query: ['g'],
      title: '加入本群',
      icon: 'people',
    },
    'groups.bind': {
      page: 'subpackages/group/bind/bind',
      query: ['g'],
      title: '绑定群聊',
      icon: 'chat',
    },
    'groups.create': {
      page: 'subpackages/group/create/create',
      query: [],
      title: '新建群',
      icon: 'plus',
      roles: ['manager', 'owner'],
      offered: ['workbench'],
    },
    'groups.list': {
      page: 'subpackages/group/list/list',
      query: [],
      title: '全部群',
      icon: 'building',
      roles: ['manager', 'owner'],
      offered: ['workbench'],
    },
  },
})
