import { routeOf } from '../../../contract/index'
import type { InboxRow } from '../../../contract/notice'
import type { RouteTarget } from '../../../contract/route'
import { agoText } from '../../../ui/format'

export interface InboxLine {
  noticeId: string
  title: string
  text: string
  time: string
  /** Null where there is nothing to open. */
  target: RouteTarget | null
  /** In place of the unread dot when nothing is to be done any more; empty while something is. */
  doneWord: string
  isNew: boolean
}

export const inboxLines = (rows: readonly InboxRow[], now: number): InboxLine[] =>
  rows.map((row) => ({
    noticeId: row.noticeId,
    title: row.title,
    text: row.text,
    time: agoText(row.at, now),
    target: routeOf(row.target.route) ? row.target : null,
    doneWord: row.isDone ? '已办' : '',
    isNew: !row.isRead && !row.isDone,
  }))
