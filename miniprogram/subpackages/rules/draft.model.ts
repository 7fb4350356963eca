import {
  CLAUSE_KINDS,
  type Clause,
  type ClauseChange,
  type ClauseKind,
  type NumberedClause,
  type RuleBookView,
} from '../../contract/rules'
import type { InputOf } from '../../contract/index'
import { fingerprint } from '../../services/fingerprint'

/** A version being written. Kept on the phone until it is published or thrown away. */
export interface RulesDraft {
  groupId: string
  /** The version it started from, 0 for the first. */
  base: number
  /** The clauses of that version. */
  was: NumberedClause[]
  /** By kind; the id of a new clause is our own and never sent. */
  clauses: Clause[]
  material: boolean
  note: string
  /** Mark of what was sent and not answered; empty for none. */
  sent: string
}

/** Clauses in the order of their kinds; the order within a kind is kept. */
export const byKind = <C extends Clause>(clauses: readonly C[]): C[] =>
  CLAUSE_KINDS.flatMap((kind) => clauses.filter((clause) => clause.kind === kind))

/** Clauses with their numbers: second kind in use, third clause of it: `2.3`. */
export function numbered(clauses: readonly Clause[]): NumberedClause[] {
  const kinds = CLAUSE_KINDS.filter((kind) => clauses.some((clause) => clause.kind === kind))
  const counts = new Map<ClauseKind, number>()
  return byKind(clauses).map((clause) => {
    const place = (counts.get(clause.kind) ?? 0) + 1
    counts.set(clause.kind, place)
    return { ...clause, number: `${kinds.indexOf(clause.kind) + 1}.${place}` }
  })
}

const plain = ({ clauseId, kind, text }: Clause): Clause => ({ clauseId, kind, text })

/** A draft of the next version; the first one starts from given clauses or from nothing. */
export function startDraft(
  groupId: string,
  book: RuleBookView | null,
  starter: readonly Omit<Clause, 'clauseId'>[] = [],
): RulesDraft {
  const fresh = starter.map((clause, index) => ({ ...clause, clauseId: `start-${index}` }))
  return {
    groupId,
    base: book?.version ?? 0,
    was: book?.clauses ?? [],
    clauses: byKind(book ? book.clauses.map(plain) : fresh),
    material: true,
    note: '',
    sent: '',
  }
}

/** The same for two versions with the same words in the same order. */
export const markOf = ({ clauses, note }: { clauses: readonly Clause[]; note: string }): string =>
  fingerprint(JSON.stringify([byKind(clauses).map(({ kind, text }) => [kind, text]), note.trim()]))

/** What the draft changes, as the server will tell it: in the order of the draft, removed ones last. */
export function changesOf(draft: RulesDraft): ClauseChange[] {
  const old = new Map(draft.was.map((clause) => [clause.clauseId, clause]))
  const kept = new Set(draft.clauses.map(({ clauseId }) => clauseId))
  const changes = numbered(draft.clauses).flatMap((clause): ClauseChange[] => {
    const before = old.get(clause.clauseId)
    if (!before) return [{ change: 'added', clause }]
    const isSame = before.text === clause.text && before.kind === clause.kind
    return isSame ? [] : [{ change: 'changed', clause, before: before.text }]
  })
  const removed = draft.was.filter(({ clauseId }) => !kept.has(clauseId))
  return [...changes, ...removed.map((clause): ClauseChange => ({ change: 'removed', clause }))]
}

/** Clauses that stayed but stand in another order or under another kind. */
export function isReordered(draft: RulesDraft): boolean {
  const now = new Map(draft.clauses.map((clause) => [clause.clauseId, clause]))
  const before = draft.was.filter(({ clauseId }) => now.has(clauseId))
  const known = new Set(before.map(({ clauseId }) => clauseId))
  const after = draft.clauses.filter(({ clauseId }) => known.has(clauseId))
  return after.some(
    (clause, index) =>
      before[index]?.clauseId !== clause.clauseId || before[index].kind !== clause.kind,
  )
}

export const hasChanges = (draft: RulesDraft): boolean =>
  changesOf(draft).length > 0 || isReordered(draft)

const withClauses = (draft: RulesDraft, clauses: readonly Clause[]): RulesDraft => ({
  ...draft,
  clauses: byKind(clauses),
})

/** A new clause at the end of its kind. */
export const addClause = (draft: RulesDraft, clause: Clause): RulesDraft =>
  withClauses(draft, [...draft.clauses, clause])

export const setText = (draft: RulesDraft, clauseId: string, text: string): RulesDraft =>
  withClauses(
    draft,
    draft.clauses.map((clause) => (clause.clauseId === clauseId ? { ...clause, text } : clause)),
  )

/** After editing: without words a clause is none, so an old one gets its words back and a new one goes. */
export function settleClause(draft: RulesDraft, clauseId: string): RulesDraft {
  const text = draft.clauses.find((one) => one.clauseId === clauseId)?.text.trim()
  const before = draft.was.find((one) => one.clauseId === clauseId)?.text
  if (text === undefined) return draft
  if (text === '' && before === undefined) return removeClause(draft, clauseId)
  return setText(draft, clauseId, text || (before ?? ''))
}

/** Moves a clause to the end of another kind. */
export function setKind(draft: RulesDraft, clauseId: string, kind: ClauseKind): RulesDraft {
  const clause = draft.clauses.find((one) => one.clauseId === clauseId)
  if (!clause || clause.kind === kind) return draft
  return withClauses(draft, [...without(draft, clauseId), { ...clause, kind }])
}

const without = (draft: RulesDraft, clauseId: string) =>
  draft.clauses.filter((clause) => clause.clauseId !== clauseId)

export const removeClause = (draft: RulesDraft, clauseId: string): RulesDraft =>
  withClauses(draft, without(draft, clauseId))

/** Brings a removed clause back to where it stood. */
export function restoreClause(draft: RulesDraft, clauseId: string): RulesDraft {
  const clause = draft.was.find((one) => one.clauseId === clauseId)
  if (!clause || draft.clauses.some((one) => one.clauseId === clauseId)) return draft
  const ids = draft.clauses.map((one) => one.clauseId)
  const order = insertAll(
    ids,
    draft.was.map((one) => one.clauseId),
    new Set([...ids, clauseId]),
  )
  const known = new Map([...draft.clauses, plain(clause)].map((one) => [one.clauseId, one]))
  return withClauses(
    draft,
    order.flatMap((id) => known.get(id) ?? []),
  )
}

/** Puts a clause at a place of its kind, from 0. */
export function moveTo(draft: RulesDraft, clauseId: string, place: number): RulesDraft {
  const clause = draft.clauses.find((one) => one.clauseId === clauseId)
  if (!clause) return draft
  const siblings = without(draft, clauseId).filter(({ kind }) => kind === clause.kind)
  const others = without(draft, clauseId).filter(({ kind }) => kind !== clause.kind)
  const at = Math.max(0, Math.min(place, siblings.length))
  return withClauses(draft, [...others, ...siblings.slice(0, at), clause, ...siblings.slice(at)])
}

/** Place of a clause among those of its kind, and how many there are. */
export function placeOf(draft: RulesDraft, clauseId: string): { place: number; of: number } {
  const clause = draft.clauses.find((one) => one.clauseId === clauseId)
  const siblings = draft.clauses.filter(({ kind }) => kind === clause?.kind)
  return { place: siblings.findIndex((one) => one.clauseId === clauseId), of: siblings.length }
}

/** What is sent. The order is the draft's, so that `fields` of an error lead back to the clause. */
export function inputOf(draft: RulesDraft): InputOf<'rules.publish'> {
  const known = new Set(draft.was.map(({ clauseId }) => clauseId))
  return {
    groupId: draft.groupId,
    baseVersion: draft.base,
    clauses: draft.clauses.map(({ clauseId, kind, text }) =>
      known.has(clauseId) ? { clauseId, kind, text } : { kind, text },
    ),
    material: draft.material,
    note: draft.note,
  }
}

/** What the server found wrong, by clause; `rest` has what concerns no clause. */
export function errorsByClause(
  draft: RulesDraft,
  fields: Record<string, string>,
): { clauses: Record<string, string>; rest: string[] } {
  const clauses: Record<string, string> = {}
  const rest: string[] = []
  for (const [path, text] of Object.entries(fields)) {
    const index = /^clauses\.(\d+)(?:\.|$)/.exec(path)?.[1]
    const clause = index === undefined ? undefined : draft.clauses[Number(index)]
    if (clause) clauses[clause.clauseId] ??= text
    else rest.push(text)
  }
  return { clauses, rest }
}

/** `order` with every missing id of `other` put behind its nearest predecessor there. Only ids in `wanted`. */
export function insertAll(
  order: readonly string[],
  other: readonly string[],
  wanted: ReadonlySet<string>,
): string[] {
  const result = order.filter((id) => wanted.has(id))
  let after = -1
  for (const id of other) {
    const at = result.indexOf(id)
    if (at >= 0) after = at
    else if (wanted.has(id)) {
      after += 1
      result.splice(after, 0, id)
    }
  }
  return result
}
