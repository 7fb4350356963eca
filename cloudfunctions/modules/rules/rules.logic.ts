import {
  CLAUSE_KINDS,
  type Clause,
  type ClauseChange,
  type NumberedClause,
} from '../../../miniprogram/contract/rules'

/** Clauses in the order of their kinds with their numbers; the order within a kind is kept. */
export function numberClauses(clauses: readonly Clause[]): NumberedClause[] {
  const kinds = CLAUSE_KINDS.filter((kind) => clauses.some((clause) => clause.kind === kind))
  return kinds.flatMap((kind, section) =>
    clauses
      .filter((clause) => clause.kind === kind)
      .map((clause, index) => ({ ...clause, number: `${section + 1}.${index + 1}` })),
  )
}

/** What differs, clause by clause, its kind included: in the order of the new version, removed ones last. */
export function diffClauses(
  before: readonly NumberedClause[],
  after: readonly NumberedClause[],
): ClauseChange[] {
  const old = new Map(before.map((clause) => [clause.clauseId, clause]))
  const kept = new Set(after.map(({ clauseId }) => clauseId))
  const changes = after.flatMap((clause): ClauseChange[] => {
    const was = old.get(clause.clauseId)
    if (!was) return [{ change: 'added', clause }]
    const isSame = was.text === clause.text && was.kind === clause.kind
    return isSame ? [] : [{ change: 'changed', clause, before: was.text }]
  })
  const removed = before.filter(({ clauseId }) => !kept.has(clauseId))
  return [...changes, ...removed.map((clause): ClauseChange => ({ change: 'removed', clause }))]
}

/** The first id that two clauses of one version share, or null: such a version could not be compared with another. */
export function repeatedClause(clauses: readonly { clauseId?: string | undefined }[]): number {
  const seen = new Set<string>()
  return clauses.findIndex(({ clauseId }) => {
    if (clauseId === undefined) return false
    if (seen.has(clauseId)) return true
    seen.add(clauseId)
    return false
  })
}

/** Whether two versions list the same clauses in another order. */
export const isReordered = (
  before: readonly NumberedClause[],
  after: readonly NumberedClause[],
): boolean => before.map((c) => c.clauseId).join() !== after.map((c) => c.clauseId).join()
