import { PERIOD_KINDS } from '../../contract/calendar'
import type { CompanyRole, GroupRole } from '../../contract/common'
import type { MeView } from '../../contract/front'
import { may } from '../../contract/index'
import type { RouteTarget } from '../../contract/route'
import { groupTypeText } from '../../components/group-bar/band'
import { currentRangeText, dateText, PERIOD_NAMES, thousands } from '../../ui/format'
import { targetOf } from '../../ui/routes'

export const COMPANY_ROLE_NAMES: Record<CompanyRole, string> = {
  owner: '负责人',
  manager: '管理者',
}
export const GROUP_ROLE_NAMES: Record<GroupRole, string> = {
  admin: '管理员',
  member: '成员',
  observer: '观察员',
}

export interface MyGroupRow {
  groupId: string
  name: string
  detail: string
  role: string
  points: string
  isCurrent: boolean
}

export interface MeContent {
  memberId: string
  name: string
  company: string
  companyRole: string
  figures: { key: string; value: string; label: string; note: string; target: RouteTarget }[]
  groups: MyGroupRow[]
  /** `3 条未读`, empty for none. */
  unread: string
  reminders: string
  /** What the person looks after: the company, and groups as their admin. */
  duties: { key: string; icon: string; title: string; note: string; target: RouteTarget }[]
}

/** How many messages outside the mini program are left, and what zero means. */
export function remindersText(credits: Record<string, number>): string {
  const left = Object.values(credits).reduce((sum, count) => sum + count, 0)
  return left === 0 ? '你同意一次，微信才能提醒你一次' : `还能提醒 ${left} 次，同意一次多一次`
}

function dutiesOf(view: MeView): MeContent['duties'] {
  const company = !may({ role: null, companyRole: view.companyRole }, 'company.oversee')
    ? []
    : [
        {
          key: 'groups',
          icon: 'building',
          title: '全部群',
          note: '席位、群规和管理员一览',
          target: targetOf('groups.list'),
        },
      ]
  const groups = view.groups
    .filter(({ role }) => may({ role, companyRole: null }, 'groups.manage'))
    .map(({ groupId, name }) => ({
      key: groupId,
      icon: 'people',
      title: `管理「${name}」`,
      note: '成员、候补和群规确认',
      target: targetOf('groups.home', { g: groupId }),
    }))
  return [...company, ...groups]
}

export function meContent(
  view: MeView,
  currentGroupId: string | undefined,
  now: number,
): MeContent {
  return {
    memberId: view.memberId,
    name: view.name,
    company: view.companyName,
    companyRole: view.companyRole ? COMPANY_ROLE_NAMES[view.companyRole] : '',
    figures: PERIOD_KINDS.map((kind) => ({
      key: kind,
      value: thousands(view.points[kind]),
      label: PERIOD_NAMES[kind],
      note: currentRangeText(kind, now),
      target: targetOf('board.entries', { m: view.memberId, period: kind, scope: 'company' }),
    })),
    groups: view.groups.map((group) => ({
      groupId: group.groupId,
      name: group.name,
      detail: `${groupTypeText(group.type)} · ${dateText(group.joinedAt, now)}加入`,
      role: group.role === null || group.role === 'member' ? '' : GROUP_ROLE_NAMES[group.role],
      points: thousands(group.monthPoints),
      isCurrent: group.groupId === currentGroupId,
    })),
    unread: view.unread > 0 ? (view.unread > 99 ? '99+' : String(view.unread)) : '',
    reminders: remindersText(view.credits),
    duties: dutiesOf(view),
  }
}
