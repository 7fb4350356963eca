import type { ClauseChange, NumberedClause } from '../../miniprogram/contract/rules'
import type { Document } from './document'

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
