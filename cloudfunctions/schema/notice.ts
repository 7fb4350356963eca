import type { Document } from './document'

/** Why a message goes out. */
export type MessageKind = 'rules-due'

/** What a message says; `fields` are the subscription template's. */
export interface MessageContent {
  kind: MessageKind
  title: string
  text: string
  path: string
  fields: Record<string, string>
}

interface OutboxBase extends Document {
  /** `sending` rows whose sender died are not sent again: at most once. */
  status: 'pending' | 'sending' | 'done' | 'failed'
  attempts: number
  nextAt: number
  at: number
  content: MessageContent
  /** Why it was not sent, for support. */
  lastError: string | null
}

/** One message to several people of a group; `jobs` makes a delivery of each. */
export interface BroadcastDoc extends OutboxBase {
  type: 'broadcast'
  groupId: string
  /** Null: everyone active in the group. */
  memberIds: string[] | null
}

/** `broadcastId:memberId`: one message to one person. */
export interface DeliveryDoc extends OutboxBase {
  type: 'delivery'
  memberId: string
  /** Whether it went out as a subscription message too; else it is in the inbox only. */
  wasPushed: boolean
}

export type OutboxDoc = BroadcastDoc | DeliveryDoc

export interface InboxDoc extends Document {
  memberId: string
  title: string
  text: string
  path: string
  at: number
  /** `at` in 13 digits + `_id`. */
  order: string
}

/** `memberId`: everything in the inbox up to here has been seen. */
export interface InboxMarkDoc extends Document {
  readUntil: number
}

/** `memberId:templateKey`: sends the person has agreed to. */
export interface SubscriptionDoc extends Document {
  memberId: string
  template: string
  credits: number
  updatedAt: number
}
