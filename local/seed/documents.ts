import { createHash } from 'node:crypto'

/**
 * The documents that the seed writes, in plain shapes of its own: the seed stands on the built artefacts, not on the
 * product's source. `test/functions/seed.test.ts` holds them against the types and the pure functions of the source.
 */
export type CompanyRole = 'owner' | 'manager'
export type GroupRole = 'admin' | 'member' | 'observer'
export type GroupType = 'function' | 'project'
export type Category = 'rules' | 'sales' | 'training' | 'script' | 'feedback' | 'work' | 'other'
export type ClauseKind = 'conduct' | 'talk' | 'process' | 'discipline' | 'feedback' | 'reward'

interface Document {
  _id: string
}

export interface Company extends Document {
  name: string
  ownerId: string
  createdAt: number
}

export interface Identity extends Document {
  memberId: string
  openid: string
  companyRole: CompanyRole | null
}

export interface Member extends Document {
  name: string
  companyRole: CompanyRole | null
  createdAt: number
}

export interface Group extends Document {
  name: string
  type: GroupType
  focus: string
  cap: number
  idealMin: number
  idealMax: number
  seatsTaken: number
  waitingSeq: number
  waitingCount: number
  adminIds: string[]
  status: 'active' | 'archived'
  chatBound: boolean
  ruleVersion: number
  createdAt: number
  createdBy: string
}

export interface BoundChat extends Document {
  groupId: string
  boundBy: string
  boundAt: number
}

export interface Membership extends Document {
  groupId: string
  memberId: string
  name: string
  role: GroupRole
  status: 'active' | 'removed'
  joinedAt: number
  joinWay: 'founder' | 'card'
  removedAt: number | null
  removedReason: string | null
  ackVersion: number
  ackAt: number | null
}

export interface Waiting extends Document {
  groupId: string
  memberId: string
  name: string
  seq: number
  at: number
}

export interface Clause {
  clauseId: string
  kind: ClauseKind
  text: string
}

export interface NumberedClause extends Clause {
  number: string
}

export type ClauseChange =
  | { change: 'added'; clause: NumberedClause }
  | { change: 'removed'; clause: NumberedClause }
  | { change: 'changed'; clause: NumberedClause; before: string }

export interface RuleVersion extends Document {
  groupId: string
  version: number
  clauses: NumberedClause[]
  material: boolean
  note: string
  effectiveAt: number
  publishedBy: string
}

export interface RuleBook extends Document {
  groupName: string
  version: number
  requiredVersion: number
  requiredAt: number
  clauses: NumberedClause[]
  changes: ClauseChange[]
  material: boolean
  note: string
  effectiveAt: number
  publishedBy: string
  points: number
  reminded: Record<string, number>
}

export interface Acknowledgement extends Document {
  groupId: string
  version: number
  memberId: string
  at: number
}

export interface IncentiveRule extends Document {
  version: number
  category: Category
  title: string
  points: number
  validFrom: number | null
  validTo: number | null
}

export interface RuleSet extends Document {
  version: number
  text: string
}

export interface Source {
  kind: string
  id: string
  title: string
}

export interface LedgerEntry extends Document {
  memberId: string
  groupId: string
  groupName: string
  points: number
  ruleId: string
  ruleVersion: number
  ruleText: string
  category: Category
  source: Source
  at: number
  order: string
  corrects: string | null
}

export interface PeriodScore {
  points: number
  at: number
  by: Partial<Record<Category, number>>
}

export interface Score extends Document {
  groupId: string
  memberId: string
  name: string
  groupName: string
  isActive: boolean
  periods: Record<string, PeriodScore>
  updatedAt: number
}

export interface MessageContent {
  kind: 'rules-due'
  title: string
  text: string
  path: string
  fields: Record<string, string>
}

interface OutboxRow extends Document {
  status: 'done'
  attempts: number
  nextAt: number
  at: number
  content: MessageContent
  lastError: null
}

export interface Broadcast extends OutboxRow {
  type: 'broadcast'
  groupId: string
  memberIds: string[] | null
}

export interface Delivery extends OutboxRow {
  type: 'delivery'
  memberId: string
  wasPushed: boolean
}

export interface InboxRow extends Document {
  memberId: string
  title: string
  text: string
  path: string
  at: number
  order: string
}

export interface InboxMark extends Document {
  readUntil: number
}

export interface Subscription extends Document {
  memberId: string
  template: string
  credits: number
  updatedAt: number
}

export interface AuditEntry extends Document {
  actorId: string
  action: string
  groupId: string | null
  subject: string
  detail: string
  at: number
}

/** Documents by collection, in the order they are loaded: the company last, so that it marks a whole seed. */
export interface SeedDocuments {
  incentive_rules: IncentiveRule[]
  incentive_rule_sets: RuleSet[]
  members: Member[]
  identities: Identity[]
  groups: Group[]
  chats: BoundChat[]
  memberships: Membership[]
  waiting_list: Waiting[]
  rule_versions: RuleVersion[]
  rule_books: RuleBook[]
  acknowledgements: Acknowledgement[]
  points_ledger: LedgerEntry[]
  scores: Score[]
  outbox: (Broadcast | Delivery)[]
  inbox: InboxRow[]
  inbox_marks: InboxMark[]
  subscriptions: Subscription[]
  audit: AuditEntry[]
  company: Company[]
}

/** Composed ids join their parts with `:`. */
export const idOf = (...parts: (string | number)[]): string => parts.join(':')

/** Sortable by time and unique: 13 digits, then the id. */
export const orderOf = (at: number, id: string): string => `${String(at).padStart(13, '0')}:${id}`

/** Id of an identity: SHA-256 of the openid with its length in front. */
export const identityId = (openid: string): string =>
  createHash('sha256').update(`${openid.length}:`).update(openid).digest('hex')
