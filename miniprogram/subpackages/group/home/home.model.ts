import { groupTypeText } from '../../../components/group-bar/band'
import type { GroupBar, GroupRole } from '../../../contract/common'
import type { SessionView } from '../../../contract/front'
import {
  MEMBERSHIP,
  type GroupMemberRow,
  type GroupView,
  type RemovedRow,
  type WaitingRow,
} from '../../../contract/groups'
import { REASON_MAX } from '../../../contract/limits'
import { may } from '../../../contract/index'
import type { RouteTarget } from '../../../contract/route'
import { GROUP_ROLE_NAMES } from '../../../pages/me/me.model'
import { standingOf } from '../../../services/rights'
import { agoText, dateText, dueText, momentText, spaced } from '../../../ui/format'
import { targetOf } from '../../../ui/routes'
import { bandText } from '../components/seats-band/seats-words'

export interface MemberLine {
  memberId: string
  name: string
  detail: string
  role: string
  tone: 'accent' | 'plain' | ''
  isMe: boolean
  /** Tapping opens what an admin can do. */
  canOpen: boolean
}

/** Somebody who waits; `memberId` is empty where nothing can be done about them. */
export interface WaitingLine {
  position: number
  memberId: string
  name: string
  detail: string
  /** The last has nobody to let past. */
  canSkip: boolean
}

export interface HomeContent {
  seats: GroupView['group']['seats']
  seatText: string
  bandText: string
  focus: { label: string; text: string } | null
  isChatBound: boolean
  members: MemberLine[]
  waiting: WaitingLine[]
  waitingNote: string
  /** Who was removed and may be let back in. */
  removed: { memberId: string; name: string; detail: string }[]
  removedText: string
  hasMoreRemoved: boolean
  canManage: boolean
}

const ROLE_ORDER: GroupRole[] = ['admin', 'member', 'observer']

function memberLine(row: GroupMemberRow, canManage: boolean, now: number): MemberLine {
  return {
    memberId: row.memberId,
    name: row.name,
    detail: `${dateText(row.joinedAt, now)}加入`,
    role: row.role === 'member' ? '' : GROUP_ROLE_NAMES[row.role],
    tone: row.role === 'admin' ? 'accent' : row.role === 'observer' ? 'plain' : '',
    isMe: row.isMe,
    canOpen: canManage,
  }
}

function waitingLine(row: WaitingRow, { canManage, waiting }: GroupView, now: number): WaitingLine {
  const { position, name, at, heldUntil, memberId } = row
  const held = heldUntil !== null && heldUntil > now
  return {
    position,
    memberId: (canManage && MEMBERSHIP.can('waiting', 'drop') && memberId) || '',
    name: name ?? '候补成员',
    detail: held ? `席位保留到${dueText(heldUntil, now).text}` : `${agoText(at, now)}开始候补`,
    canSkip: position < waiting.length,
  }
}

function waitingNote({ waiting, group, canManage }: GroupView): string {
  if (waiting.length === 0) return ''
  const free = group.seats.cap - group.seats.taken
  if (!canManage) return '按先后顺序，空出席位后轮到第一位'
  return free > 0
    ? `空出了 ${free} 个席位，新来的人会排在他们后面`
    : '按先后顺序。有人退出后，席位先留给第一位'
}

/** Everything the group's page shows. */
export function homeContent(view: GroupView, now: number): HomeContent {
  const { group, focus, canManage } = view
  const label = group.type === 'project' ? '项目目标' : '负责什么'
  const members = ROLE_ORDER.flatMap((role) => view.members.filter((one) => one.role === role))
  return {
    seats: group.seats,
    seatText: `${group.seats.taken}/${group.seats.cap}`,
    bandText: bandText(group.seats),
    focus: focus ? { label: `${groupTypeText(group.type)} · ${label}`, text: focus } : null,
    isChatBound: view.chatBound,
    members: members.map((row) => memberLine(row, canManage, now)),
    waiting: view.waiting.map((row) => waitingLine(row, view, now)),
    waitingNote: waitingNote(view),
    removed: view.removed.map(({ memberId, name, at, reason }) => ({
      memberId,
      name,
      detail: `${spaced(momentText(at, now))}移出 · ${reason}`,
    })),
    removedText: view.hasMoreRemoved
      ? `最近 ${view.removed.length} 人`
      : `${view.removed.length} 人`,
    hasMoreRemoved: view.hasMoreRemoved,
    canManage,
  }
}

export interface RoleChoice {
  role: GroupRole
  name: string
  text: string
  isOn: boolean
}

const ROLE_TEXT: Record<GroupRole, string> = {
  admin: '能改群规、提醒和移出成员、调整角色',
  member: '读群规、确认、得积分、上榜',
  observer: '只看，不用确认群规，也不上榜',
}

/** What an admin can do about one person. */
export interface MemberSheet {
  memberId: string
  name: string
  title: string
  roles: RoleChoice[]
  /** Why something cannot be done; empty when all can. */
  lock: string
  canRemove: boolean
}

export function memberSheet(view: GroupView, memberId: string): MemberSheet | null {
  const member = view.members.find((one) => one.memberId === memberId)
  if (!member || !view.canManage) return null
  const admins = view.members.filter(({ role }) => role === 'admin')
  const isLast = member.role === 'admin' && admins.length === 1
  return {
    memberId,
    name: member.name,
    title: member.isMe ? `${member.name}（我）` : member.name,
    roles: ROLE_ORDER.map((role) => ({
      role,
      name: GROUP_ROLE_NAMES[role],
      text: ROLE_TEXT[role],
      isOn: role === member.role,
    })),
    lock: isLast ? '群里至少要有一位管理员，先指定另一位，才能改角色或移出' : '',
    canRemove: !member.isMe && !isLast,
  }
}

/** What removing will do, before it is done. */
export const removalLines = (name: string): string[] => [
  `空出${name}的席位，候补的人有机会加入`,
  '以前的确认记录和积分都保留',
  '微信不让小程序踢人，群聊里还要手动移出',
]

/** What is wrong with a reason; empty when it can be sent. */
export function reasonIssue(reason: string): string {
  const { length } = reason.trim()
  if (length === 0) return '写一句原因，会记在案'
  return length > REASON_MAX ? `最多 ${REASON_MAX} 个字` : ''
}

/** The group after someone's role changed. */
export function withRole(view: GroupView, changed: GroupMemberRow): GroupView {
  const members = view.members.map((one) => (one.memberId === changed.memberId ? changed : one))
  return { ...view, members }
}

/** The group after someone was removed. */
export function withoutMember(
  view: GroupView,
  memberId: string,
  { group, reason, at }: { group: GroupBar; reason: string; at: number },
): GroupView {
  const gone = view.members.find((one) => one.memberId === memberId)
  const removed = gone ? [{ memberId, name: gone.name, at, reason }, ...view.removed] : view.removed
  const members = view.members.filter((one) => one.memberId !== memberId)
  return { ...view, group, members, removed }
}

/** The group after someone was let back in. */
export function withMember(view: GroupView, member: GroupMemberRow, group: GroupBar): GroupView {
  const removed = view.removed.filter((one) => one.memberId !== member.memberId)
  return { ...view, group, members: [...view.members, member], removed }
}

/** What letting someone back in does, before it is done. */
export const readmitQuestion = (name: string) => ({
  title: `把${name}加回本群`,
  content: '会占一个席位，以前的确认记录和积分都还在。如果已不在微信群聊，还要另外拉进群',
  yes: '加回',
})

/** The group with more of those who were removed; from the beginning, or after those that are listed. */
export const withRemoved = (
  view: GroupView,
  rows: readonly RemovedRow[],
  isMore: boolean,
  hasMoreRemoved: boolean,
): GroupView => ({
  ...view,
  removed: isMore ? [...view.removed, ...rows] : [...rows],
  hasMoreRemoved,
})

/** Links of an admin, or of a manager looking on. */
export function homeLinks(
  session: SessionView,
  view: GroupView,
): { key: string; icon: string; text: string; target: RouteTarget }[] {
  const g = view.group.groupId
  // The view is younger than the session: a role may have changed in between.
  const who = { ...standingOf(session), role: view.group.role }
  const roster = {
    key: 'roster',
    icon: 'check-circle',
    text: '确认名单',
    target: targetOf('rules.roster', { g }),
  }
  const edit = { key: 'edit', icon: 'edit', text: '改群规', target: targetOf('rules.edit', { g }) }
  return [
    { key: 'rules', icon: 'document', text: '群规', target: targetOf('rules.read', { g }) },
    ...(may(who, 'rules.roster') ? [roster] : []),
    ...(may(who, 'rules.edit') ? [edit] : []),
    { key: 'board', icon: 'bars', text: '榜单', target: targetOf('board', { g, scope: 'group' }) },
  ]
}
