import { TEMPLATE_KEYS } from '../../../miniprogram/contract/notice'
import type { Database, JobDatabase, Tx } from '../../kernel/database'
import { identitiesOf } from '../../kernel/identity'
import { CREDITS_MAX, deliveryId, subscriptionId } from './notice.logic'
import {
  deliveries,
  inboxMarks,
  messages,
  pushes,
  subscriptions,
  type DeliveryDoc,
  type SubscriptionDoc,
} from './notice.tables'

/** Messages to these audiences before an order key, the newest first. One read. */
export const messagesBefore = (
  db: Database,
  audiences: readonly string[],
  before: string,
  limit: number,
) =>
  db.find(messages, {
    index: 'by_audience',
    where: { audience: { in: audiences }, order: { lt: before } },
    order: 'desc',
    limit,
  })

/** Messages since an order key, the newest first: what is needed to count them. One read. */
export const messagesSince = (
  db: Database,
  audiences: readonly string[],
  since: string,
  limit: number,
) =>
  db.find(messages, {
    index: 'by_audience',
    where: { audience: { in: audiences }, order: { gte: since } },
    order: 'desc',
    limit,
    fields: ['messageId', 'kind', 'audience', 'at', 'order', 'askId', 'state'],
  })

/** What is news to these audiences, the newest first. One read. */
export const newsOf = (db: Database, audiences: readonly string[], limit: number) =>
  db.find(messages, {
    index: 'by_news',
    where: { audience: { in: audiences }, isNews: true },
    order: 'desc',
    limit,
  })

export const markOf = (db: Database | Tx, memberId: string) => db.get(inboxMarks, memberId)

/** Consents of a member by template, those that are left. One read. */
export async function creditsOf(db: Database, memberId: string): Promise<Record<string, number>> {
  const ids = TEMPLATE_KEYS.map((template) => subscriptionId(memberId, template))
  const rows = await db.getMany(subscriptions, ids)
  return Object.fromEntries(rows.map(({ template, credits }) => [template, credits]))
}

/** One more consent. One read, one write. @returns how many there are now */
export async function addCredit(
  tx: Tx,
  memberId: string,
  template: string,
  now: number,
): Promise<number> {
  const _id = subscriptionId(memberId, template)
  const known = await tx.get(subscriptions, _id)
  const credits = Math.min(CREDITS_MAX, (known?.credits ?? 0) + 1)
  const granted = (known?.granted ?? 0) + 1
  await tx.put(subscriptions, { _id, memberId, template, credits, granted, updatedAt: now })
  return credits
}

/** What is open, what has to go first at the front; also what waits yet. One read. */
export const openPushes = (db: Database, limit: number) =>
  db.find(pushes, { index: 'by_due', where: { isOpen: true }, order: 'asc', limit })

/** Which of these people have a consent left. One read. */
export async function withCredits(
  db: Database,
  memberIds: readonly string[],
  template: string,
): Promise<string[]> {
  const ids = memberIds.map((memberId) => subscriptionId(memberId, template))
  const rows: Pick<SubscriptionDoc, '_id' | 'memberId' | 'credits'>[] = await db.getMany(
    subscriptions,
    ids,
    ['memberId', 'credits'],
  )
  return rows.filter(({ credits }) => credits > 0).map(({ memberId }) => memberId)
}

/** Which of these people this message has not been tried on, or is to be tried again. One read. */
export async function notServed(
  db: Database,
  messageId: string,
  memberIds: readonly string[],
): Promise<string[]> {
  const ids = memberIds.map((memberId) => deliveryId(messageId, memberId))
  const rows: Pick<DeliveryDoc, '_id' | 'memberId' | 'status'>[] = await db.getMany(
    deliveries,
    ids,
    ['memberId', 'status'],
  )
  const served = new Set(
    rows.filter(({ status }) => status !== 'again').map(({ memberId }) => memberId),
  )
  return memberIds.filter((memberId) => !served.has(memberId))
}

/** The WeChat identities of these people. One read. */
export const addresseesOf = (db: Database, memberIds: readonly string[]) =>
  identitiesOf(db, memberIds)

/** Documents removed at once when a person is forgotten. */
const BATCH = 500

/** Forgets who somebody was: what was said to them alone, what they saw, agreed to and got. @returns whether all is gone */
export async function forget(db: JobDatabase, memberId: string): Promise<boolean> {
  const [said, got, agreed] = await Promise.all([
    db.find(messages, {
      index: 'by_audience',
      where: { audience: `member:${memberId}` },
      limit: BATCH,
      fields: ['audience'],
    }),
    db.find(deliveries, {
      index: 'by_member',
      where: { memberId },
      limit: BATCH,
      fields: ['memberId'],
    }),
    db.find(subscriptions, {
      index: 'by_member',
      where: { memberId },
      limit: BATCH,
      fields: ['memberId'],
    }),
  ])
  const idsOf = (rows: readonly { _id: string }[]) => rows.map(({ _id }) => _id)
  await db.removeMany(pushes, idsOf(said))
  await db.removeMany(messages, idsOf(said))
  await db.removeMany(deliveries, idsOf(got))
  await db.removeMany(subscriptions, idsOf(agreed))
  await db.removeMany(inboxMarks, [memberId])
  return said.length < BATCH && got.length < BATCH
}
