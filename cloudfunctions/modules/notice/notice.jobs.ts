import type { JobDatabase } from '../../kernel/database'
import { orderKey } from '../../kernel/order-key'
import { EVERY_TICK, type Job } from '../../kernel/schedule'
import type {
  BroadcastDoc,
  DeliveryDoc,
  MembershipDoc,
  MessageKind,
  OutboxDoc,
} from '../../schema/types'
import { groupsQueries } from '../groups/groups.repo'
import { isConfirmed, mustConfirm } from '../rules/rules.rules'
import { subscriptionId } from './notice.repo'

/** Rows handled in one run: a run must end well before the function's time-out. */
const BATCH = 50
const ATTEMPTS_MAX = 6
const MINUTE = 60_000

/** Sends one subscription message. `spent` also when the platform says that the person has no consent left. */
export type Push = (message: {
  openid: string
  template: string
  path: string
  fields: Record<string, string>
}) => Promise<'sent' | 'no-credit' | 'failed'>

const due = (db: JobDatabase, now: number): Promise<OutboxDoc[]> =>
  db.find('outbox', {
    index: 'by_due',
    where: { status: 'pending', nextAt: { lt: now + 1 } },
    orderBy: [['nextAt', 'asc']],
    limit: BATCH,
  })

/** Waits 1, 2, 4 … minutes between attempts. */
const backOff = (attempts: number): number => MINUTE * 2 ** Math.min(attempts, 8)

/** Who of the group a kind of message still concerns at sending time. */
type Concern = (db: JobDatabase, groupId: string) => Promise<(member: MembershipDoc) => boolean>

/** A new kind of message says here whom it leaves in peace by now. */
const CONCERNS: Record<MessageKind, Concern> = {
  'rules-due': async (db, groupId) => {
    const book = await db.get('rule_books', groupId)
    return (member) => mustConfirm(member) && (book === null || !isConfirmed(book, member))
  },
}

async function audience(db: JobDatabase, broadcast: BroadcastDoc): Promise<MembershipDoc[]> {
  const { groupId, memberIds, content } = broadcast
  const [concerns, members] = await Promise.all([
    CONCERNS[content.kind](db, groupId),
    groupsQueries(db).membersOf(groupId),
  ])
  return members.filter((m) => concerns(m) && (memberIds?.includes(m.memberId) ?? true))
}

/** One delivery a person. Safe to run again: the ids are the same. */
async function fanOut(db: JobDatabase, broadcast: BroadcastDoc, now: number): Promise<void> {
  for (const { memberId } of await audience(db, broadcast)) {
    const _id = `${broadcast._id}:${memberId}`
    if (await db.get('outbox', _id)) continue
    const delivery: DeliveryDoc = {
      _id,
      type: 'delivery',
      memberId,
      content: broadcast.content,
      status: 'pending',
      attempts: 0,
      nextAt: now,
      at: broadcast.at,
      wasPushed: false,
      lastError: null,
    }
    await db.put('outbox', delivery)
  }
  await db.update('outbox', broadcast._id, { set: { status: 'done' } })
}

async function putInbox(db: JobDatabase, { _id, memberId, content, at }: DeliveryDoc) {
  const { title, text, path } = content
  await db.put('inbox', { _id, memberId, title, text, path, at, order: orderKey(at, _id) })
}

/**
 * The inbox always; a subscription message only with a consent. The row is marked `sending` before the message goes out, so that
 * a run that dies in between never sends it twice.
 */
async function deliver(db: JobDatabase, delivery: DeliveryDoc, push: Push, now: number) {
  const { _id, memberId, content } = delivery
  await putInbox(db, delivery)
  const credits = await db.get('subscriptions', subscriptionId(memberId, content.kind))
  const [identity] = await db.find('identities', {
    index: 'by_member',
    where: { memberId },
    limit: 1,
  })
  if (!credits || credits.credits <= 0 || !identity) {
    await db.update('outbox', _id, { set: { status: 'done' } })
    return
  }
  await db.update('outbox', _id, { set: { status: 'sending' } })
  const outcome = await push({
    openid: identity.openid,
    template: content.kind,
    path: content.path,
    fields: content.fields,
  })
  if (outcome === 'failed') return retry(db, delivery, now)
  await db.update('subscriptions', credits._id, {
    set: { credits: outcome === 'sent' ? credits.credits - 1 : 0, updatedAt: now },
  })
  await db.update('outbox', _id, { set: { status: 'done', wasPushed: outcome === 'sent' } })
}

async function retry(db: JobDatabase, row: OutboxDoc, now: number): Promise<void> {
  const attempts = row.attempts + 1
  const status = attempts >= ATTEMPTS_MAX ? 'failed' : 'pending'
  await db.update('outbox', row._id, {
    set: { status, attempts, nextAt: now + backOff(attempts), lastError: 'push failed' },
  })
}

/** Sends what is due; broadcasts first become deliveries, which go out in the same run when they fit. */
export async function sendOutbox(db: JobDatabase, push: Push, now: number): Promise<void> {
  const rows = await due(db, now)
  for (const row of rows) if (row.type === 'broadcast') await fanOut(db, row, now)
  const deliveries = rows.some(({ type }) => type === 'broadcast') ? await due(db, now) : rows
  for (const row of deliveries) if (row.type === 'delivery') await deliver(db, row, push, now)
}

export const noticeJobs = (push: Push): Job[] => [
  {
    name: 'notice.send',
    everyMs: EVERY_TICK,
    async run({ db, now }) {
      await sendOutbox(db, push, now)
      return now
    },
  },
]
