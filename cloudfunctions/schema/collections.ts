import type { CollectionName } from './types'

type Direction = 1 | -1

export interface IndexDeclaration {
  name: string
  fields: [path: string, direction: Direction][]
  unique?: boolean
}

const index = (name: string, ...fields: (string | [string, Direction])[]): IndexDeclaration => ({
  name,
  fields: fields.map((field) => (typeof field === 'string' ? [field, 1] : field)),
})

/**
 * Indexes by collection, beside the `_id` index that every collection has. Every query of a `*.repo.ts` names the index it
 * uses; the local database refuses a query that would scan without one.
 */
export const INDEXES: Record<CollectionName, IndexDeclaration[]> = {
  company: [],
  identities: [index('by_member', 'memberId')],
  members: [index('by_role', 'companyRole')],
  groups: [index('by_status', 'status', 'createdAt')],
  chats: [],
  memberships: [
    index('by_group', 'groupId', 'status', 'joinedAt'),
    index('by_member', 'memberId', 'status', 'joinedAt'),
    index('by_removal', 'groupId', 'status', ['removedAt', -1]),
  ],
  waiting_list: [index('by_group', 'groupId', 'seq'), index('by_member', 'memberId')],
  rule_books: [],
  rule_versions: [],
  acknowledgements: [],
  incentive_rules: [],
  incentive_rule_sets: [],
  points_ledger: [
    index('by_member', 'memberId', ['order', -1]),
    index('by_group_member', 'groupId', 'memberId', ['order', -1]),
  ],
  scores: [
    index('by_group', 'groupId', 'isActive'),
    index('by_member', 'memberId'),
    index('by_update', 'updatedAt'),
  ],
  boards: [],
  board_pages: [],
  group_boards: [],
  idempotency: [index('by_age', 'at')],
  outbox: [index('by_due', 'status', 'nextAt')],
  inbox: [index('by_member', 'memberId', ['order', -1])],
  inbox_marks: [],
  subscriptions: [index('by_member', 'memberId')],
  schedule: [],
  audit: [index('by_group', 'groupId', ['at', -1])],
}

/** Closed to clients: only cloud functions reach the database. The same rule for every collection. */
export const SECURITY_RULE = { read: false, write: false } as const

/** What a deployment creates or compares. */
export const collections = Object.entries(INDEXES).map(([name, indexes]) => ({
  name,
  indexes,
  securityRule: SECURITY_RULE,
}))
