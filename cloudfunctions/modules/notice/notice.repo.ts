import { TEMPLATE_KEYS } from '../../../miniprogram/contract/notice'
import type { Database, Tx } from '../../kernel/database'
import { orderKey } from '../../kernel/order-key'

/** Unread messages beyond this are shown as this many. */
export const UNREAD_MAX = 99

export const subscriptionId = (memberId: string, template: string): string =>
  `${memberId}:${template}`

export const noticeQueries = (db: Database) => ({
  inbox: (memberId: string, before: string, limit: number) =>
    db.find('inbox', {
      index: 'by_member',
      where: { memberId, order: { lt: before } },
      orderBy: [['order', 'desc']],
      limit,
    }),
  /** Up to when the person has seen everything, 0 for never. */
  readUntil: async (memberId: string) => (await db.get('inbox_marks', memberId))?.readUntil ?? 0,
  /** Messages since then, at most {@link UNREAD_MAX}. */
  unread: async (memberId: string) => {
    const since = orderKey((await noticeQueries(db).readUntil(memberId)) + 1, '')
    const rows = await db.find('inbox', {
      index: 'by_member',
      where: { memberId, order: { gt: since } },
      limit: UNREAD_MAX,
      fields: ['memberId'],
    })
    return rows.length
  },
  credits: (memberId: string) =>
    db.find('subscriptions', {
      index: 'by_member',
      where: { memberId },
      limit: TEMPLATE_KEYS.length,
    }),
})

export const noticeWrites = (tx: Tx) => ({
  markRead: (memberId: string, readUntil: number) =>
    tx.put('inbox_marks', { _id: memberId, readUntil }),
  credit: (memberId: string, template: string) =>
    tx.get('subscriptions', subscriptionId(memberId, template)),
  putCredits: (memberId: string, template: string, credits: number, now: number) =>
    tx.put('subscriptions', {
      _id: subscriptionId(memberId, template),
      memberId,
      template,
      credits,
      updatedAt: now,
    }),
})
