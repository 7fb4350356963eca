import {
  CLAUSE_KINDS,
  type Clause,
  type ClauseChange,
  type NumberedClause,
  type RosterRow,
  type RuleBookView,
} from '../../../miniprogram/contract/rules'
import { REMIND_COOLDOWN } from '../../../miniprogram/contract/limits'
import type { MembershipDoc, RuleBookDoc } from '../../schema/types'

/** Time to confirm after a version took effect, or after joining. */
export const CONFIRM_WITHIN = 3 * 24 * 60 * 60 * 1000

/** Clauses in the order of their kinds with their numbers; the order within a kind is kept. */
export function numberClauses(clauses: readonly Clause[]): NumberedClause[] {
  const kinds = CLAUSE_KINDS.filter((kind) => clauses.some((clause) => clause.kind === kind))
  return kinds.flatMap((kind, section) =>
    clauses
      .filter((clause) => clause.kind === kind)
      .map((clause, index) => ({ ...clause, number: `${section + 1}.${index + 1}` })),
  )
}

/** What differs, clause by clause: in the order of the new version, removed ones last. */
export function diffClauses(
  before: readonly NumberedClause[],
  after: readonly NumberedClause[],
): ClauseChange[] {
  const old = new Map(before.map((clause) => [clause.clauseId, clause]))
  const kept = new Set(after.map(({ clauseId }) => clauseId))
  const changes = after.flatMap((clause): ClauseChange[] => {
    const was = old.get(clause.clauseId)
    if (!was) return [{ change: 'added', clause }]
    return was.text === clause.text ? [] : [{ change: 'changed', clause, before: was.text }]
  })
  const removed = before.filter(({ clauseId }) => !kept.has(clauseId))
  return [...changes, ...removed.map((clause): ClauseChange => ({ change: 'removed', clause }))]
}

/** A version that asks nothing new of anyone may be published without asking all again. */
export const isConfirmed = (book: RuleBookDoc, membership: MembershipDoc): boolean =>
  membership.ackVersion >= book.requiredVersion

/** Until when this person has to confirm. */
export const confirmBy = (book: RuleBookDoc, membership: MembershipDoc): number =>
  Math.max(book.requiredAt, membership.joinedAt) + CONFIRM_WITHIN

/** Observers read along; confirming is asked of admins and members. */
export const mustConfirm = (membership: MembershipDoc): boolean => membership.role !== 'observer'

export const progressOf = (book: RuleBookDoc, members: readonly MembershipDoc[]) => {
  const asked = members.filter(mustConfirm)
  return { count: asked.filter((m) => isConfirmed(book, m)).length, total: asked.length }
}

export const canRemind = (book: RuleBookDoc, membership: MembershipDoc, now: number): boolean =>
  !isConfirmed(book, membership) &&
  now - (book.reminded[membership.memberId] ?? 0) >= REMIND_COOLDOWN

/** The book as one person sees it. */
export function ruleBookView(
  book: RuleBookDoc,
  members: readonly MembershipDoc[],
  mine: MembershipDoc | null,
  points: number,
  canEdit: boolean,
): RuleBookView {
  const isDue = mine !== null && mustConfirm(mine) && !isConfirmed(book, mine)
  return {
    groupId: book._id,
    version: book.version,
    effectiveAt: book.effectiveAt,
    note: book.note,
    material: book.material,
    clauses: book.clauses,
    changes: book.changes,
    acknowledged: progressOf(book, members),
    mine:
      mine === null
        ? null
        : {
            version: mine.ackVersion,
            at: mine.ackAt,
            isDue,
            dueAt: isDue ? confirmBy(book, mine) : null,
            points: isDue ? points : 0,
          },
    canEdit,
  }
}

export function rosterRow(book: RuleBookDoc, membership: MembershipDoc, now: number): RosterRow {
  return {
    memberId: membership.memberId,
    name: membership.name,
    version: membership.ackVersion,
    acknowledgedAt: membership.ackAt,
    remindedAt: book.reminded[membership.memberId] ?? null,
    canRemind: canRemind(book, membership, now),
  }
}
