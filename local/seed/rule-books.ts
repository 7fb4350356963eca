import { clauseName, type Edit, type VersionPlan } from './clauses'
import type {
  Clause,
  ClauseChange,
  ClauseKind,
  NumberedClause,
  RuleBook,
  RuleVersion,
} from './documents'
import { idOf } from './documents'

const KINDS: readonly ClauseKind[] = [
  'conduct',
  'talk',
  'process',
  'discipline',
  'feedback',
  'reward',
]

export type StarterClause = Omit<Clause, 'clauseId'>

/** The starter book with the names that edits use. */
function nameClauses(starter: readonly StarterClause[]): Clause[] {
  const places = new Map<ClauseKind, number>()
  return starter.map(({ kind, text }) => {
    const place = (places.get(kind) ?? 0) + 1
    places.set(kind, place)
    return { clauseId: clauseName(kind, place), kind, text }
  })
}

const kindOf = (clauseId: string): ClauseKind => {
  const kind = KINDS.find((one) => clauseId.startsWith(`${one}-`))
  if (!kind) throw new Error(`${clauseId} names no kind of clause`)
  return kind
}

/** @throws Error when an edit names a clause that is not there, or adds one that is. */
function editClauses(clauses: readonly Clause[], edits: readonly Edit[]): Clause[] {
  const next = [...clauses]
  const find = (clauseId: string): number => {
    const index = next.findIndex((clause) => clause.clauseId === clauseId)
    if (index < 0) throw new Error(`the rule book has no clause ${clauseId}`)
    return index
  }
  for (const edit of edits) {
    if ('remove' in edit) {
      next.splice(find(edit.remove), 1)
    } else if ('set' in edit) {
      const index = find(edit.set)
      next[index] = { ...next[index]!, text: edit.text }
    } else {
      if (next.some((clause) => clause.clauseId === edit.add)) {
        throw new Error(`the rule book has a clause ${edit.add} already`)
      }
      const clause = { clauseId: edit.add, kind: kindOf(edit.add), text: edit.text }
      next.splice(edit.after === undefined ? next.length : find(edit.after) + 1, 0, clause)
    }
  }
  return next
}

/** In the order of kinds, numbered `kind.place`. */
export function numberClauses(clauses: readonly Clause[]): NumberedClause[] {
  const used = KINDS.filter((kind) => clauses.some((clause) => clause.kind === kind))
  return used.flatMap((kind, section) =>
    clauses
      .filter((clause) => clause.kind === kind)
      .map((clause, place) => ({ ...clause, number: `${section + 1}.${place + 1}` })),
  )
}

/** In the order of the new version, removed ones last. */
export function diffClauses(
  before: readonly NumberedClause[],
  after: readonly NumberedClause[],
): ClauseChange[] {
  const changes: ClauseChange[] = []
  for (const clause of after) {
    const was = before.find((old) => old.clauseId === clause.clauseId)
    if (!was) changes.push({ change: 'added', clause })
    else if (was.text !== clause.text) changes.push({ change: 'changed', clause, before: was.text })
  }
  for (const clause of before) {
    if (!after.some((kept) => kept.clauseId === clause.clauseId)) {
      changes.push({ change: 'removed', clause })
    }
  }
  return changes
}

/** Every version of a group's rules, and the one in force. */
export function writeRules(request: {
  groupId: string
  groupName: string
  publishedBy: string
  points: number
  starter: readonly StarterClause[]
  plans: readonly VersionPlan[]
  momentOf: (plan: VersionPlan) => number
}): { versions: RuleVersion[]; book: RuleBook } {
  const { groupId, groupName, publishedBy, points, plans, momentOf } = request
  let clauses = nameClauses(request.starter)
  let required = { version: 0, at: 0 }
  const versions = plans.map(({ material, note, edits, ...plan }, index): RuleVersion => {
    const version = index + 1
    const effectiveAt = momentOf({ ...plan, material, note, edits })
    clauses = numberClauses(editClauses(clauses, edits)).map(({ number: _, ...clause }) => clause)
    if (material) required = { version, at: effectiveAt }
    return {
      _id: idOf(groupId, version),
      groupId,
      version,
      clauses: numberClauses(clauses),
      material,
      note,
      effectiveAt,
      publishedBy,
    }
  })
  const last = versions[versions.length - 1]
  if (!last) throw new Error(`${groupId} has no version of its rules`)
  const before = versions[versions.length - 2]
  return {
    versions,
    book: {
      _id: groupId,
      groupName,
      version: last.version,
      requiredVersion: required.version,
      requiredAt: required.at,
      clauses: last.clauses,
      changes: before ? diffClauses(before.clauses, last.clauses) : [],
      material: last.material,
      note: last.note,
      effectiveAt: last.effectiveAt,
      publishedBy,
      points,
      reminded: {},
    },
  }
}
