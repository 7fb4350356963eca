import type { PointCategory } from '../../miniprogram/contract/points'
import type { Document } from './document'

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
