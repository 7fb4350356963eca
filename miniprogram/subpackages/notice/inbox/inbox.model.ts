import type { InboxRow } from '../../../contract/notice'
import { agoText } from '../../../ui/format'

export interface InboxLine {
  noticeId: string
  title: string
  text: string
  time: string
  path: string
  isRead: boolean
}

export const inboxLines = (rows: readonly InboxRow[], now: number): InboxLine[] =>
  rows.map((row) => ({
    noticeId: row.noticeId,
    title: row.title,
    text: row.text,
    time: agoText(row.at, now),
    path: row.path === '' ? '' : `/${row.path}`,
    isRead: row.isRead,
  }))
