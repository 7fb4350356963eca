import * as v from '../vendor/valibot'
import { command, query } from './action'
import { Cursor, Id, PageSize, type Page } from './common'
import { contract } from './domain'
import type { RouteTarget } from './route'

/**
 * Subscription templates of all modules: an account holds 25, one tap asks for at most 3, so modules share these. The ids
 * are configuration (`TEMPLATE_TODO`), the fields are those of the template in WeChat's console.
 */
export const TEMPLATES = {
  /** Something is expected of you: 事项, 来自, 说明. */
  todo: { title: '待办提醒', fields: ['thing1', 'thing2', 'thing3'] },
  /** A seat or a place in a list has changed: 群名称, 结果, 说明. */
  seat: { title: '席位变动', fields: ['thing1', 'thing2', 'thing3'] },
} as const
export type TemplateKey = keyof typeof TEMPLATES
export const TEMPLATE_KEYS = Object.keys(TEMPLATES) as TemplateKey[]
/** Most templates that all modules together may declare. */
export const TEMPLATES_MAX = 8

export const GrantCredits = v.strictObject({
  /** One accepted request is one message. */
  templates: v.pipe(v.array(v.picklist(TEMPLATE_KEYS)), v.minLength(1), v.maxLength(3)),
})

export const GetInbox = v.strictObject({ cursor: Cursor, size: PageSize })

export const ReadInbox = v.strictObject({
  /** `upTo` of the view that was shown. */
  upTo: v.pipe(
    v.string(),
    v.maxLength(6000),
    v.regex(/^\d{13}(,\d{13}:[A-Za-z0-9_-]{1,40}){0,100}$/),
  ),
})

export interface InboxRow {
  noticeId: string
  title: string
  text: string
  target: RouteTarget
  at: number
  isRead: boolean
  /** Nothing is to be done any more: I have done it, or it was called off. */
  isDone: boolean
}

export interface InboxView extends Page<InboxRow> {
  /** What was shown here, to send back as it is by `notice.read`: only what somebody has seen counts as read. */
  upTo: string
}

/** What happened in my groups lately. */
export interface NewsRow {
  key: string
  title: string
  detail: string
  at: number
  target: RouteTarget
}

/** The latest of my groups, and how many messages wait unread. */
export interface NewsView {
  rows: NewsRow[]
  /** At most 99; what I have done since does not count. */
  unread: number
  /** There are more than that: to be shown as 「99+」. */
  hasMore: boolean
}

export const GetNews = v.strictObject({ groupId: v.optional(Id) })

export const noticeContract = contract({
  actions: {
    'notice.grant': command<{ credits: Record<string, number> }>()(GrantCredits, {
      reads: 6,
      writes: 5,
    }),
    'notice.inbox': query<InboxView>()(GetInbox, { reads: 5 }),
    'notice.read': command<{ readUntil: number }>()(
      ReadInbox,
      { reads: 4, writes: 3 },
      { state: true },
    ),
    /** Identity, news, marks, what came since, and, where that has asks, which of them are settled or closed. */
    'notice.news': query<NewsView>()(GetNews, { reads: 6 }),
  },
  rights: {},
  routes: {
    'notice.inbox': {
      page: 'subpackages/notice/inbox/inbox',
      query: [],
      title: '消息',
      icon: 'bell',
      offered: ['workbench'],
    },
  },
})
