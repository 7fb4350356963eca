import * as v from '../vendor/valibot'
import { command, query } from './action'
import { Id, optionalText, text } from './common'
import { CLAUSES_MAX, CLAUSE_TEXT_MAX, NOTE_MAX } from './limits'

/** Kinds of clauses in the order a rule book shows them. */
export const CLAUSE_KINDS = [
  'conduct',
  'talk',
  'process',
  'discipline',
  'feedback',
  'reward',
] as const
export type ClauseKind = (typeof CLAUSE_KINDS)[number]

/** One numbered sentence of the 群规. `clauseId` stays the same over versions, the number follows the place. */
export interface Clause {
  clauseId: string
  kind: ClauseKind
  text: string
}

/** A clause with its number, e.g. `2.3`: second kind in use, third clause of it. */
export interface NumberedClause extends Clause {
  number: string
}

export type ClauseChange =
  | { change: 'added'; clause: NumberedClause }
  | { change: 'removed'; clause: NumberedClause }
  | { change: 'changed'; clause: NumberedClause; before: string }

export interface RuleBookView {
  groupId: string
  version: number
  /** Epoch ms. */
  effectiveAt: number
  /** Why this version, in the admin's words; may be empty. */
  note: string
  /** Asks everyone to confirm again. */
  material: boolean
  clauses: NumberedClause[]
  /** Differences to the version before. */
  changes: ClauseChange[]
  acknowledged: { count: number; total: number }
  /** My state; null for managers who are not in the group. */
  mine: {
    /** Last version I confirmed, 0 for none. */
    version: number
    at: number | null
    /** A confirmation is asked of me. */
    isDue: boolean
    /** When it has to be done, epoch ms. */
    dueAt: number | null
    /** What confirming earns. */
    points: number
  } | null
  canEdit: boolean
}

export const GetRules = v.strictObject({ groupId: Id })

export const GetRuleChanges = v.strictObject({
  groupId: Id,
  /** The version to compare the effective one with. */
  from: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100000)),
})

export const AcknowledgeRules = v.strictObject({
  groupId: Id,
  /** The version that was read. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100000)),
})

export const PublishRules = v.strictObject({
  groupId: Id,
  /** The version that was edited, 0 for the first: a newer one in between is a conflict. */
  baseVersion: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100000)),
  clauses: v.pipe(
    v.array(
      v.strictObject({
        /** Absent for a new clause. */
        clauseId: v.optional(Id),
        kind: v.picklist(CLAUSE_KINDS),
        text: text(CLAUSE_TEXT_MAX),
      }),
    ),
    v.minLength(1),
    v.maxLength(CLAUSES_MAX),
  ),
  material: v.boolean(),
  note: optionalText(NOTE_MAX),
})

export const RemindRules = v.strictObject({
  groupId: Id,
  /** Absent: everyone who has not confirmed. */
  memberIds: v.optional(v.pipe(v.array(Id), v.minLength(1), v.maxLength(100))),
})

export interface RosterRow {
  memberId: string
  name: string
  /** Last version confirmed, 0 for none. */
  version: number
  acknowledgedAt: number | null
  remindedAt: number | null
  canRemind: boolean
}

export interface RosterView {
  version: number
  requiredVersion: number
  confirmed: RosterRow[]
  pending: RosterRow[]
}

export interface AcknowledgeView {
  version: number
  at: number
  /** 0 when this version had been confirmed before. */
  earned: number
}

export const ruleActions = {
  'rules.get': query<RuleBookView | null>()(GetRules, { reads: 4 }),
  'rules.changes': query<{ from: number; to: number; changes: ClauseChange[] }>()(GetRuleChanges, {
    reads: 5,
  }),
  'rules.acknowledge': command<AcknowledgeView>()(AcknowledgeRules, { reads: 7, writes: 5 }),
  'rules.publish': command<{ version: number }>()(PublishRules, { reads: 7, writes: 6 }),
  'rules.roster': query<RosterView>()(GetRules, { reads: 4 }),
  'rules.remind': command<{ reminded: string[]; skipped: string[] }>()(RemindRules, {
    reads: 6,
    writes: 3,
  }),
  /** Clauses to start a first rule book from. */
  'rules.starter': query<{ clauses: Omit<Clause, 'clauseId'>[] }>()(GetRules, { reads: 2 }),
}
