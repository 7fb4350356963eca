import type { JobContext } from '../../kernel/jobs'
import { LEASE } from '../../kernel/schedule'
import {
  atDecentHour,
  creditsAfter,
  deliveryId,
  dueAt,
  outcomeOf,
  subscriptionId,
  type Answer,
  type Outcome,
} from './notice.logic'
import {
  deliveries,
  messages,
  pushes,
  subscriptions,
  type DeliveryDoc,
  type PushDoc,
} from './notice.tables'

const HOUR = 60 * 60_000

type Commit = Pick<JobContext, 'commit'>

/** What a sender changes of its push. */
export type PushChange = Partial<
  Pick<
    PushDoc,
    'status' | 'isOpen' | 'nextAt' | 'owner' | 'cursor' | 'retryFrom' | 'attempts' | 'lastCode'
  >
>

/**
 * Takes a push, so that no other run sends it while this one lives.
 * @returns null when it is not this run's turn, it is night, or the message has been called off.
 */
export function claimPush(
  { commit, now }: Commit & Pick<JobContext, 'now'>,
  id: string,
  owner: string,
): Promise<PushDoc | null> {
  return commit(async ({ tx }) => {
    const row = await tx.get(pushes, id)
    if (!row?.isOpen || dueAt(row, now) > now) return null
    const start = atDecentHour(now, row.urgent)
    if (start > now) {
      await tx.update(pushes, id, { set: { status: 'pending', nextAt: start, owner: null } })
      return null
    }
    const message = await tx.get(messages, id)
    if (message?.messageId !== row.messageId || message.state === 'done') {
      const set = { isOpen: false, status: 'failed', lastCode: 'message-gone' } as const
      await tx.update(pushes, id, { set: { ...set, owner: null } })
      return null
    }
    const set = { status: 'sending', nextAt: now + LEASE, owner } as const
    await tx.update(pushes, id, { set })
    return { ...row, ...set }
  })
}

/** A row that cannot even be read as a push: it waits by itself, with the reason, and is looked at again in an hour. */
export function setAside(
  { commit, now }: Commit & Pick<JobContext, 'now'>,
  id: string,
  lastCode: string,
): Promise<boolean> {
  const set = { status: 'pending', nextAt: now + HOUR, owner: null, lastCode } as const
  return commit(({ tx }) => tx.update(pushes, id, { set }))
}

/** @returns false when the push has been taken from this run: by a newer message, or another run. */
export function changePush(
  { commit }: Commit,
  { _id, owner }: Pick<PushDoc, '_id' | 'owner'>,
  set: PushChange,
): Promise<boolean> {
  return commit(async ({ tx }) => {
    const row = await tx.get(pushes, _id)
    if (!row?.isOpen || row.owner !== owner) return false
    return tx.update(pushes, _id, { set })
  })
}

/**
 * Takes one consent for one person, before the send: whoever comes second finds the claim.
 * @returns null when the person has got it, has no consent, or the message has been replaced meanwhile.
 */
export function claimDelivery(
  { commit, now }: Commit & Pick<JobContext, 'now'>,
  { _id, messageId, owner, template }: PushDoc,
  memberId: string,
): Promise<DeliveryDoc | null> {
  return commit(async ({ tx }) => {
    const push = await tx.get(pushes, _id)
    if (push?.messageId !== messageId || push.owner !== owner) return null
    const id = deliveryId(messageId, memberId)
    const before = await tx.get(deliveries, id)
    if (before && before.status !== 'again') return null
    const consent = await tx.get(subscriptions, subscriptionId(memberId, template))
    if (!consent || consent.credits <= 0) return null
    const claim: DeliveryDoc = {
      _id: id,
      memberId,
      template,
      status: 'claimed',
      attempts: (before?.attempts ?? 0) + 1,
      code: before?.code ?? null,
      granted: consent.granted,
      at: now,
    }
    await tx.put(deliveries, claim)
    await tx.update(subscriptions, consent._id, {
      set: { credits: consent.credits - 1, updatedAt: now },
    })
    return claim
  })
}

/** A send with what came of it. */
export interface Sent {
  delivery: DeliveryDoc
  answer: Answer
}

/** Writes down what WeChat answered, and gives back the consents that it did not spend. */
export function settle(
  { commit, now }: Commit & Pick<JobContext, 'now'>,
  sent: readonly Sent[],
): Promise<Outcome[]> {
  return commit(async ({ tx }) => {
    const outcomes: Outcome[] = []
    for (const { delivery, answer } of sent) {
      const outcome = outcomeOf(answer, delivery.attempts)
      outcomes.push(outcome)
      const status = outcome === 'sent' || outcome === 'again' ? outcome : 'refused'
      const code = answer.ok ? null : answer.code
      await tx.update(deliveries, delivery._id, { set: { status, code } })
      if (outcome === 'sent') continue
      const consent = await tx.get(
        subscriptions,
        subscriptionId(delivery.memberId, delivery.template),
      )
      if (!consent) continue
      const credits = creditsAfter(outcome, consent, delivery)
      await tx.update(subscriptions, consent._id, { set: { credits, updatedAt: now } })
    }
    return outcomes
  })
}
