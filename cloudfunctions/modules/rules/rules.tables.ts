import type { ClauseChange, NumberedClause } from '../../../miniprogram/contract/rules'
import { table, type Document } from '../../kernel/table'

/** `groupId`: the effective version of a group's rules. */
export interface RuleBookDoc extends Document {
  groupName: string
  version: number
  /** Confirming this version or a later one counts: the one that is asked for. */
  requiredVersion: number
  /** When that took effect. */
  requiredAt: number
  /** The one that was asked for before, 0 for none. */
  previousRequired: number
  clauses: NumberedClause[]
  changes: ClauseChange[]
  material: boolean
  note: string
  effectiveAt: number
  publishedBy: string
  /** What confirming earned when this version was published: told beforehand, credited by the incentive of the day. */
  points: number
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

export const ruleBooks = table<RuleBookDoc>()('rule_books', { indexes: {} })
export const ruleVersions = table<RuleVersionDoc>()('rule_versions', { indexes: {} })
export const acknowledgements = table<AcknowledgementDoc>()('acknowledgements', {
  indexes: { by_reader: ['groupId', 'memberId', ['version', -1]] },
})

export const versionId = (groupId: string, version: number): string => `${groupId}:${version}`
export const acknowledgementId = (groupId: string, version: number, memberId: string): string =>
  `${groupId}:${version}:${memberId}`
