import type { CompanyDoc, IdentityDoc, MemberDoc } from './company'
import type { GroupDoc, ChatDoc, MembershipDoc, WaitingDoc } from './groups'
import type { RuleBookDoc, RuleVersionDoc, AcknowledgementDoc } from './rules'
import type {
  IncentiveRuleDoc,
  RuleSetDoc,
  LedgerDoc,
  ScoreDoc,
  BoardDoc,
  BoardPageDoc,
  GroupsBoardDoc,
} from './points'
import type { OutboxDoc, InboxDoc, InboxMarkDoc, SubscriptionDoc } from './notice'
import type { IdempotencyDoc, ScheduleDoc, AuditDoc } from './system'

export type * from './document'
export type * from './company'
export type * from './groups'
export type * from './rules'
export type * from './points'
export type * from './notice'
export type * from './system'

/** Every collection with the type of its documents. */
export interface Collections {
  company: CompanyDoc
  identities: IdentityDoc
  members: MemberDoc
  groups: GroupDoc
  chats: ChatDoc
  memberships: MembershipDoc
  waiting_list: WaitingDoc
  rule_books: RuleBookDoc
  rule_versions: RuleVersionDoc
  acknowledgements: AcknowledgementDoc
  incentive_rules: IncentiveRuleDoc
  incentive_rule_sets: RuleSetDoc
  points_ledger: LedgerDoc
  scores: ScoreDoc
  boards: BoardDoc
  board_pages: BoardPageDoc
  group_boards: GroupsBoardDoc
  idempotency: IdempotencyDoc
  outbox: OutboxDoc
  inbox: InboxDoc
  inbox_marks: InboxMarkDoc
  subscriptions: SubscriptionDoc
  schedule: ScheduleDoc
  audit: AuditDoc
}

export type CollectionName = keyof Collections
