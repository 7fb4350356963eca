import type { InboxRow, NewsRow } from '../../../miniprogram/contract/notice'
import { isRead, type Marks } from './notice.logic'
import type { MessageDoc } from './notice.tables'

/** Whether nothing is to be done about a message any more. */
export const isDone = (
  { state, askId }: Pick<MessageDoc, 'state' | 'askId'>,
  settled: ReadonlySet<string>,
): boolean => state === 'done' || (askId !== null && settled.has(askId))

export const inboxRow = (
  message: MessageDoc,
  marks: Marks,
  settled: ReadonlySet<string>,
): InboxRow => ({
  noticeId: message.messageId,
  title: message.title,
  text: message.text,
  target: message.target,
  at: message.at,
  isRead: isRead(message.order, marks),
  isDone: isDone(message, settled),
})

export const newsRow = ({ messageId, title, text, at, target }: MessageDoc): NewsRow => ({
  key: messageId,
  title,
  detail: text,
  at,
  target,
})
