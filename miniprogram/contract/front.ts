import * as v from '../vendor/valibot'
import { query } from './action'
import { CloudId, Id, type CompanyRole, type GroupBar } from './common'
import type { PeriodKind } from './calendar'
import { contract } from './domain'
import type { TemplateKey } from './notice'
import type { RouteTarget } from './route'

/** What a screen starts with: who looks at which group, what is due, what is mine. */

/** Who is looking. A visitor is in no group yet and sees demo figures, never a login wall. */
export type Viewer =
  | { kind: 'visitor' }
  | { kind: 'member'; memberId: string; name: string; companyRole: CompanyRole | null }

/**
 * What became of the card or the group that was asked for.
 * - `ok`: in it. `none`: nothing was asked for and the person is in no group.
 * - `not-set-up`: the company has no owner yet.
 * - `not-bound`: this chat has no group yet; `canBind` says who is looking.
 * - `wrong-chat`: the card belongs to another group than this chat's.
 * - `not-member`: in the chat, not in the group: may join, also from the waiting list when the turn has come. `removed`: was removed by an admin.
 * - `waiting`: in the waiting list. `archived`: the group is closed. `expired`: the proof of the chat was too old.
 */
export type EntryState =
  | 'ok'
  | 'none'
  | 'not-set-up'
  | 'not-bound'
  | 'wrong-chat'
  | 'not-member'
  | 'removed'
  | 'waiting'
  | 'archived'
  | 'expired'

export interface SessionView {
  viewer: Viewer
  entry: EntryState
  /** The group to show; present for `ok`, and without role for those that may join or wait. */
  group: GroupBar | null
  /** May bind this chat to a group: managers, and admins of any group (`not-bound`). */
  canBind: boolean
  /** Place in the waiting list from 1 (`waiting`). */
  position?: number
  /** Of who may join (`not-member`): a seat is held for them until then, epoch ms. */
  heldUntil?: number
  /** Of who may join: no seat is free for them, joining leads into the waiting list. */
  mustWait?: boolean
  /** Ids to ask consent for by `wx.requestSubscribeMessage`; a key without an id is not configured. */
  templates: Partial<Record<TemplateKey, string>>
}

export const OpenSession = v.strictObject({
  /** From `wx.getGroupEnterInfo`, when the mini program was opened in a group chat. */
  cloudId: v.optional(CloudId),
  /** The group that the card names, or that the person looked at last. */
  groupId: v.optional(Id),
})

export interface MyGroupView extends GroupBar {
  joinedAt: number
  /** Points in this group and the current month. */
  monthPoints: number
}

export interface MeView {
  memberId: string
  name: string
  companyName: string
  companyRole: CompanyRole | null
  groups: MyGroupView[]
  /** Points in all groups, left ones too, by the current period of each kind. */
  points: Record<PeriodKind, number>
  unread: number
  /** Sends left by template key; 0 means reminders only arrive inside the mini program. */
  credits: Record<string, number>
}

/** Something that is expected of me, from any module. */
export interface DueItem {
  askId: string
  /** e.g. `rules.confirm`. */
  kind: string
  title: string
  detail: string
  groupId: string | null
  groupName: string
  dueAt: number | null
  points: number
  /** Somebody or the schedule has reminded me last, epoch ms. */
  remindedAt: number | null
  target: RouteTarget
}

/** Something an admin has to look after. */
export interface DutyItem {
  key: string
  kind: 'pending' | 'none' | 'waiting'
  title: string
  detail: string
  groupId: string
  count: number
  target: RouteTarget
}

export interface TodayView {
  name: string
  group: GroupBar | null
  due: DueItem[]
  duties: DutyItem[]
}

export const GetToday = v.strictObject({ groupId: v.optional(Id) })

export const frontContract = contract({
  actions: {
    /** Identity, chat, group; of who is not in the group also how they left it and where they wait. */
    'session.open': query<SessionView>()(OpenSession, { reads: 5 }),
    'me.get': query<MeView>()(v.strictObject({}), { reads: 9 }),
    /** Identity, asks, marks, groups: with any number of modules. */
    'today.get': query<TodayView>()(GetToday, { reads: 4 }),
  },
  rights: {},
  routes: {
    today: {
      page: 'pages/today/today',
      query: ['g'],
      title: '今日',
      icon: 'calendar',
      isTab: true,
    },
    me: { page: 'pages/me/me', query: [], title: '我的', icon: 'person', isTab: true },
    privacy: {
      page: 'subpackages/company/privacy/privacy',
      query: [],
      title: '隐私与数据',
      icon: 'lock',
    },
    /** The product with invented figures, for visitors. */
    demo: {
      page: 'subpackages/visitor/demo/demo',
      query: [],
      title: '示例',
      icon: 'star',
    },
  },
})
