import type { Clause, RuleBookView } from '../../contract/rules'
import { byKind, hasChanges, insertAll, markOf, startDraft, type RulesDraft } from './draft.model'

/** How a draft found on the phone stands to the version in force. */
export type DraftStanding =
  | 'fresh'
  /** Work of an earlier visit. */
  | 'resumed'
  /** What was sent without an answer is in force. */
  | 'published'
  /** The same, and it has been edited since: goes on from the new version. */
  | 'carried'
  /** Someone else published meanwhile. */
  | 'newer'

const isEqual = (a: Clause | undefined, b: Clause | undefined) =>
  a?.text === b?.text && a?.kind === b?.kind

const idsOf = (clauses: readonly Clause[]) => clauses.map(({ clauseId }) => clauseId)
const byId = (clauses: readonly Clause[]) => new Map(clauses.map((one) => [one.clauseId, one]))

/** Our own published clauses came back with the server's ids: takes those over. */
function carryOn(draft: RulesDraft, book: RuleBookView): RulesDraft {
  const known = byId(draft.clauses)
  const free = book.clauses.filter(({ clauseId }) => !known.has(clauseId))
  const clauses = draft.clauses.map((clause) => {
    if (book.clauses.some(({ clauseId }) => clauseId === clause.clauseId)) return clause
    const at = free.findIndex((one) => isEqual(one, clause))
    const [same] = at < 0 ? [] : free.splice(at, 1)
    return same ? { ...clause, clauseId: same.clauseId } : clause
  })
  return { ...draft, base: book.version, was: book.clauses, clauses, sent: '' }
}

/** Which draft to go on with, given what the phone kept and what is in force. */
export function settleDraft(
  groupId: string,
  book: RuleBookView | null,
  kept: RulesDraft | undefined,
): { draft: RulesDraft | null; standing: DraftStanding } {
  const fresh = book ? startDraft(groupId, book) : null
  if (!kept) return { draft: fresh, standing: 'fresh' }
  if (kept.base === (book?.version ?? 0)) {
    return hasChanges(kept)
      ? { draft: kept, standing: 'resumed' }
      : { draft: fresh, standing: 'fresh' }
  }
  if (!book || kept.sent === '' || kept.sent !== markOf(book)) {
    return { draft: kept, standing: 'newer' }
  }
  return kept.sent === markOf(kept)
    ? { draft: fresh, standing: 'published' }
    : { draft: carryOn(kept, book), standing: 'carried' }
}

/**
 * Puts my changes on top of a version that someone else published meanwhile. Where both changed the same clause my words
 * stay and the clause is named in `clashes`; what one of us removed while the other changed it stays, too.
 */
export function mergeDraft(
  draft: RulesDraft,
  book: RuleBookView,
): { draft: RulesDraft; clashes: string[] } {
  const base = byId(draft.was)
  const mine = byId(draft.clauses)
  const theirs = byId(book.clauses)
  const result = new Map<string, Clause>()
  const clashes: string[] = []
  for (const id of new Set([...theirs.keys(), ...mine.keys()])) {
    const [was, my, their] = [base.get(id), mine.get(id), theirs.get(id)]
    const iChanged = !isEqual(was, my)
    const theyChanged = !isEqual(was, their)
    const kept = iChanged ? my : their
    // Both did something to it, and not the same.
    const isClash = iChanged && theyChanged && !isEqual(my, their)
    if (isClash) clashes.push(id)
    const clause = isClash ? (my ?? their) : kept
    if (clause) result.set(id, { clauseId: id, kind: clause.kind, text: clause.text })
  }
  const wanted = new Set(result.keys())
  const common = (clauses: readonly Clause[]) =>
    idsOf(clauses).filter((id) => base.has(id) && theirs.has(id))
  const theyReordered = common(book.clauses).join() !== common(draft.was).join()
  const [spine, other] = theyReordered
    ? [book.clauses, draft.clauses]
    : [draft.clauses, book.clauses]
  const clauses = insertAll(idsOf(spine), idsOf(other), wanted).flatMap(
    (id) => result.get(id) ?? [],
  )
  return {
    draft: {
      ...draft,
      base: book.version,
      was: book.clauses,
      clauses: byKind(clauses),
      sent: '',
    },
    clashes,
  }
}
