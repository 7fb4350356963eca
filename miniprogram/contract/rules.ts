import * as v from '../vendor/valibot'
import { command, query } from './action'
import { Id, optionalText, text } from './common'
import { contract } from './domain'
import { CLAUSES_MAX, CLAUSE_TEXT_MAX, NOTE_MAX } from './limits'
import { GROUP_ADMINS, GROUP_OVERSEERS, GROUP_READERS } from './rights'

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
  /** The ask that confirming settles: its roster and its reminders. */
  askId: string
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
        text: text(CLAUSE_TEXT_MAX, 'rules'),
      }),
    ),
    v.minLength(1),
    v.maxLength(CLAUSES_MAX),
  ),
  material: v.boolean(),
  note: optionalText(NOTE_MAX, 'rules'),
})

export interface AcknowledgeView {
  version: number
  at: number
  /** 0 when this version had been confirmed before. */
  earned: number
}

/** The kind of ask that a confirmation is. */
export const CONFIRM_ASK = 'rules.confirm'

export const ruleContract = contract({
  actions: {
    /** Of who has not confirmed what was asked lately: when they last did. */
    'rules.get': query<RuleBookView | null>()(GetRules, { reads: 5 }),
    'rules.changes': query<{ from: number; to: number; changes: ClauseChange[] }>()(
      GetRuleChanges,
      { reads: 3 },
    ),
    'rules.acknowledge': command<AcknowledgeView>()(AcknowledgeRules, { reads: 11, writes: 9 }),
    'rules.publish': command<{ version: number }>()(PublishRules, { reads: 9, writes: 15 }),
    /** Clauses to start a first rule book from. */
    'rules.starter': query<{ clauses: Omit<Clause, 'clauseId'>[] }>()(GetRules, { reads: 1 }),
  },
  rights: {
    'rules.read': GROUP_READERS,
    'rules.acknowledge': ['admin', 'member'],
    'rules.edit': GROUP_ADMINS,
    'rules.roster': GROUP_OVERSEERS,
  },
  routes: {
    'rules.read': {
      page: 'pages/rules/rules',
      query: ['g'],
      title: '群规',
      icon: 'document',
      isTab: true,
    },
    'rules.edit': {
      page: 'subpackages/rules/edit/edit',
      query: ['g'],
      title: '编辑群规',
      icon: 'edit',
      roles: GROUP_ADMINS,
      offered: ['group', 'workbench'],
    },
    'rules.publish': {
      page: 'subpackages/rules/publish/publish',
      query: ['g'],
      title: '发布群规',
      icon: 'document',
    },
    'rules.roster': {
      page: 'subpackages/rules/roster/roster',
      query: ['g', 'ask'],
      title: '确认名单',
      icon: 'check-circle',
      roles: GROUP_OVERSEERS,
      offered: ['group', 'workbench'],
    },
  },
})
