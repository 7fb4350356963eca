import type { Deed } from '../../../components/deed-sheet/deed-sheet'
import type { GroupRole } from '../../../contract/common'
import type { GroupView } from '../../../contract/groups'

/** What this page asks before, and of whom. */
export type Act =
  | { kind: 'admin'; memberId: string; role: GroupRole }
  | { kind: 'skip' | 'out'; memberId: string }
  | { kind: 'leave' }

/** Making someone an admin gives away what only admins may. */
export const adminDeed = (name: string): Deed => ({
  title: `让${name}当管理员`,
  lines: [
    '能改群规、发布新版本',
    '能提醒、移出和加回成员',
    '能调整大家的角色，包括你的',
    '以后可以再改回成员',
  ],
  yes: '设为管理员',
  busy: '正在设置',
  isDanger: false,
  reason: null,
})

/** About somebody in the waiting list: behind the next, or out of it. */
export const waitingDeed = (kind: 'skip' | 'out', name: string): Deed =>
  kind === 'skip'
    ? {
        title: `跳过${name}`,
        lines: ['排到下一位后面，保留的席位让给下一位', '还在候补名单里'],
        yes: '跳过',
        busy: '正在跳过',
        isDanger: false,
        reason: { label: '跳过的原因', placeholder: '会记在案，例如：联系不上' },
      }
    : {
        title: `把${name}移出候补`,
        lines: ['不再候补，保留的席位让给下一位', '可以从群里的卡片重新排队'],
        yes: '移出',
        busy: '正在移出',
        isDanger: true,
        reason: { label: '移出的原因', placeholder: '会记在案，例如：已经去了别的群' },
      }

/** Going oneself. */
export const leaveDeed = (group: string): Deed => ({
  title: `退出「${group}」`,
  lines: [
    '空出你的席位，候补的人有机会加入',
    '以前的确认记录和积分都保留',
    '微信群聊不会一起退出，要在微信里自己退',
  ],
  yes: '退出',
  busy: '正在退出',
  isDanger: true,
  reason: null,
})

/** Why I cannot go, empty when I can. */
export function leaveLock({ members }: GroupView): string {
  const admins = members.filter(({ role }) => role === 'admin')
  const isLast = admins.length === 1 && admins[0]?.isMe === true
  return isLast ? '你是唯一的管理员，先指定另一位，才能退出' : ''
}
