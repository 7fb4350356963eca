import type { PointCategory } from '../../miniprogram/contract/points'
import type { CompanyRole, GroupRole, GroupType } from '../../miniprogram/contract/common'
import type { ClauseChange, NumberedClause } from '../../miniprogram/contract/rules'

/** Every document has a string `_id`; composed ids join their parts with `:`. */
export interface Document {
  _id: string
}

/** `main`: the company of this environment. */
export interface CompanyDoc extends Document {
  name: string
  ownerId: string
  createdAt: number
}

/** `sha256(openid)` → who that is. The only collection that holds an openid, for sending messages. */
export interface IdentityDoc extends Document {
  memberId: string
  openid: string
  companyRole: CompanyRole | null
}

export interface MemberDoc extends Document {
  name: string
  companyRole: CompanyRole | null
  createdAt: number
}

export interface GroupDoc extends Document {
  name: string
  type: GroupType
  focus: string
  cap: number
  idealMin: number
  idealMax: number
  /** Active memberships; the seat is taken here, in the transaction that makes the membership. */
  seatsTaken: number
  /** Last number given out in the waiting list. */
  waitingSeq: number
  waitingCount: number
  /** Active admins, at least one while the group is active. */
  adminIds: string[]
  status: 'active' | 'archived'
  chatBound: boolean
  /** Effective version of the rules, 0 before the first. */
  ruleVersion: number
  createdAt: number
  createdBy: string
}

/** `opengid` → group: one chat belongs to one group. */
export interface ChatDoc extends Document {
  groupId: string
  boundBy: string
  boundAt: number
}

/** `groupId:memberId`. */
export interface MembershipDoc extends Document {
  groupId: string
  memberId: string
  name: string
  role: GroupRole
  status: 'active' | 'removed'
  joinedAt: number
  joinWay: 'founder' | 'card'
  removedAt: number | null
  removedReason: string | null
  /** Last rule version confirmed, 0 for none; a projection of `acknowledgements`. */
  ackVersion: number
  ackAt: number | null
}

/** `groupId:memberId`, ordered by `seq`. */
export interface WaitingDoc extends Document {
  groupId: string
  memberId: string
  name: string
  seq: number
  at: number
}

/** `groupId`: the effective version of a group's rules. */
export interface RuleBookDoc extends Document {
  groupName: string
  version: number
  /** Confirming this version or a later one counts. */
  requiredVersion: number
  /** When the required version took effect. */
  requiredAt: number
  clauses: NumberedClause[]
  changes: ClauseChange[]
  material: boolean
  note: string
  effectiveAt: number
  publishedBy: string
  /** What confirming earned when this version was published: told beforehand, credited by the rule of the day. */
  points: number
  /** When each person was reminded of this version last. */
  reminded: Record<string, number>
}

/** `groupId:version`: frozen. */
export interface RuleVersionDoc extends Document {
  groupId: string
  version: number
  clauses: NumberedClause[]
  material: boolean
  note: string
  effectiveAt: number
  publishedBy: string
}

/** `groupId:version:memberId`: append-only. */
export interface AcknowledgementDoc extends Document {
  groupId: string
  version: number
  memberId: string
  at: number
}

/** `ruleId`: the effective version of one incentive rule. */
export interface IncentiveRuleDoc extends Document {
  version: number
  category: PointCategory
  title: string
  points: number
  /** Epoch ms; null: open. */
  validFrom: number | null
  validTo: number | null
}

/** `current`: the incentive rules in one text, as a board states them. */
export interface RuleSetDoc extends Document {
  version: number
  text: string
}

/** `ruleId:source:memberId`: append-only, so a source is credited once per rule. */
export interface LedgerDoc extends Document {
  memberId: string
  groupId: string
  groupName: string
  points: number
  ruleId: string
  ruleVersion: number
  ruleText: string
  category: PointCategory
  source: { kind: string; id: string; title: string }
  at: number
  /** `at` in 13 digits + `_id`: unique and sortable, the cursor of lists. */
  order: string
  /** Id of the entry that this one corrects, else null. */
  corrects: string | null
}

export interface PeriodScore {
  points: number
  /** When this value was reached: earlier wins a tie. */
  at: number
  by: Partial<Record<PointCategory, number>>
}

/**
 * `groupId:memberId`: the fold of the ledger by period. One document a member and group, so that a credit is one
 * write for all four periods and a group's board is one read. Period keys have `_` for `-` (field names).
 */
export interface ScoreDoc extends Document {
  groupId: string
  memberId: string
  name: string
  groupName: string
  /** Of the group; those who left keep their figures but have no place. */
  isActive: boolean
  periods: Record<string, PeriodScore>
  updatedAt: number
}

export interface BoardEntry {
  memberId: string
  name: string
  groupName: string
  points: number
  at: number
  by: Partial<Record<PointCategory, number>>
}

/** `company:2026-11`: head of a rolled-up board. */
export interface BoardDoc extends Document {
  periodKey: string
  total: number
  top: BoardEntry[]
  /** Points and time of the last entry of each page but the last: where a score belongs. */
  bounds: [points: number, at: number][]
  asOf: number
  ruleVersion: number
  ruleText: string
}

/** `company:2026-11:3`: entries of one page in order, with the neighbours of its edges. */
export interface BoardPageDoc extends Document {
  /** Place of the first entry. */
  first: number
  entries: BoardEntry[]
  before: BoardEntry[]
  after: BoardEntry[]
}

/** `groups:2026-11`: groups compared a head. */
export interface GroupsBoardDoc extends Document {
  rows: { groupId: string; name: string; members: number; points: number }[]
  asOf: number
}

/** `sha256(openid, action, key)`: a command's answer, kept 48 h. */
export interface IdempotencyDoc extends Document {
  inputHash: string
  data: unknown
  at: number
}

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

/** Job name: when it ran last. */
export interface ScheduleDoc extends Document {
  lastAt: number
  /** Where an incremental job goes on. */
  mark: number
}

/** Append-only: who did what to whom. */
export interface AuditDoc extends Document {
  actorId: string
  action: string
  groupId: string | null
  subject: string
  detail: string
  at: number
}

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
