import type { PointCategory } from '../../../miniprogram/contract/board'
import type { Document } from '../../kernel/paths'
import { table } from '../../kernel/table'

/** What an incentive gives, and when. */
export interface IncentiveTerms {
  category: PointCategory
  title: string
  points: number
  /** Epoch ms; null: open. */
  validFrom: number | null
  validTo: number | null
  /** Most points that it gives one person in a day and in a week; null: no bound. */
  capPerDay: number | null
  capPerWeek: number | null
}

/** An incentive that somebody changed; without a document the default of its domain holds. */
export interface IncentiveDoc extends Document, IncentiveTerms {
  version: number
}

export const incentives = table<IncentiveDoc>()('incentives', { indexes: {} })

/**
 * `incentive:source:memberId`: append-only, so a source is credited once per incentive and person. `corrects:<entry>`: takes an
 * entry back, once.
 */
export interface LedgerDoc extends Document {
  memberId: string
  groupId: string
  groupName: string
  points: number
  incentiveId: string
  incentiveVersion: number
  incentiveTitle: string
  category: PointCategory
  source: { kind: string; id: string; title: string }
  at: number
  /** `at` in 13 digits + `_id`: unique and sortable, the cursor of lists. */
  order: string
  /** Id of the entry that this one corrects, else null. */
  corrects: string | null
}

export const pointsLedger = table<LedgerDoc>()('points_ledger', {
  indexes: {
    by_member: ['memberId', 'order'],
    by_seat: ['memberId', 'groupId', 'order'],
  },
})
