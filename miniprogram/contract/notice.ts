import * as v from '../vendor/valibot'
import { command, query } from './action'
import { Cursor, PageSize, type Page } from './common'

/** Subscription message templates by what they tell; the ids are configuration. */
export const TEMPLATE_KEYS = ['rules-due'] as const
export type TemplateKey = (typeof TEMPLATE_KEYS)[number]

export const GrantCredits = v.strictObject({
  /** One accepted request is one message. */
  templates: v.pipe(v.array(v.picklist(TEMPLATE_KEYS)), v.minLength(1), v.maxLength(3)),
})

export const GetInbox = v.strictObject({ cursor: Cursor, size: PageSize })

export interface InboxRow {
  noticeId: string
  title: string
  text: string
  /** Page to open, without leading slash. */
  path: string
  at: number
  isRead: boolean
}

export const noticeActions = {
  'notice.grant': command<{ credits: Record<string, number> }>()(GrantCredits, {
    reads: 5,
    writes: 4,
  }),
  'notice.inbox': query<Page<InboxRow>>()(GetInbox, { reads: 3 }),
  'notice.read': command<{ unread: number }>()(v.strictObject({}), { reads: 2, writes: 2 }),
}
