import type { TemplateKey } from '../../../miniprogram/contract/notice'
import type { RouteTarget } from '../../../miniprogram/contract/route'
import { table, type Document } from '../../kernel/table'

/**
 * `hash(about, audience)`: what was said last about a thing to an audience. One document for all who belong to it; who has
 * read it is in their own marks.
 */
export interface MessageDoc extends Document {
  /** One saying, whatever the number of its audiences: who belongs to several sees it once. */
  messageId: string
  kind: string
  /** What it is about; null: about nothing that could be said anew. */
  about: string | null
  /**
   * Key of the audience. One a document, not a list: an index over lists gives no order, so each look into the inbox would
   * read all messages ever said.
   */
  audience: string
  title: string
  text: string
  target: RouteTarget
  at: number
  /** `at` in 13 digits, then the message. */
  order: string
  /** The ask it reminds of: nothing is to be done any more once that is settled. */
  askId: string | null
  groupId: string | null
  isNews: boolean
  /** `done`: called off. */
  state: 'live' | 'done'
}

export const messages = table<MessageDoc>()('messages', {
  indexes: {
    by_audience: ['audience', 'order'],
    by_news: ['audience', 'isNews', 'order'],
    by_age: ['at'],
  },
  keep: { index: 'by_age', field: 'at', days: 180 },
})

/** `memberId`: what somebody has seen. */
export interface InboxMarkDoc extends Document {
  /** A time in 13 digits: what was said before has been seen. A day ago and more, so that all of it had been written. */
  until: string
  /** Order keys of younger ones that were seen: one that was written late is not among them. */
  also: string[]
}

export const inboxMarks = table<InboxMarkDoc>()('inbox_marks', { indexes: {} })

/** `memberId:template`: sends that somebody has agreed to. */
export interface SubscriptionDoc extends Document {
  memberId: string
  template: string
  credits: number
  /** Consents ever given: tells one that came after a send had begun from those before. */
  granted: number
  updatedAt: number
}

export const subscriptions = table<SubscriptionDoc>()('subscriptions', {
  indexes: { by_member: ['memberId'] },
})

/** The `_id` of its message: a push that waits is replaced together with it. */
export interface PushDoc extends Document {
  messageId: string
  kind: string
  about: string | null
  audience: string
  askId: string | null
  groupId: string | null
  target: RouteTarget
  template: TemplateKey
  fields: Record<string, string>
  /** Also at night. */
  urgent: boolean
  /** There is something to do yet. */
  isOpen: boolean
  /** `failed`: given up for everyone who had not got it; `lastCode` says why. */
  status: 'pending' | 'sending' | 'done' | 'failed'
  /** Due from then on, epoch ms; while it is being sent: when its sender counts as dead. */
  nextAt: number
  /** Who sends it now. */
  owner: string | null
  /** Where in the audience it is. */
  cursor: string
  /** The first page with somebody to try again. */
  retryFrom: string | null
  /** Times that it was put off without anybody having got it. */
  attempts: number
  /** The last code of WeChat that was no success, or our own error. */
  lastCode: string | null
  at: number
}

export const pushes = table<PushDoc>()('pushes', {
  indexes: { by_due: ['isOpen', 'nextAt'], by_age: ['at'] },
  keep: { index: 'by_age', field: 'at', days: 60 },
})

/**
 * `messageId:memberId`: written before the send, so nobody gets a message twice. `claimed` rows of a sender that died stay:
 * nobody knows whether it went out.
 */
export interface DeliveryDoc extends Document {
  memberId: string
  template: string
  status: 'claimed' | 'sent' | 'again' | 'refused'
  attempts: number
  /** What WeChat said when it did not send. */
  code: string | null
  /** `granted` of the consents when this one was taken. */
  granted: number
  at: number
}

export const deliveries = table<DeliveryDoc>()('deliveries', {
  indexes: { by_member: ['memberId'], by_age: ['at'] },
  keep: { index: 'by_age', field: 'at', days: 60 },
})
