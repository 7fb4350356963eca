import type { RuleBookView } from '../../../miniprogram/contract/rules'
import { confirmAskId } from './rules.asks'
import type { RuleBookDoc } from './rules.tables'

/** Where the reader stands with the ask; null for who reads along without being in the group. */
export interface MyConfirmation {
  /** When the required version was confirmed; null while it was not. */
  at: number | null
  /** A confirmation is asked of me, and by when. */
  isDue: boolean
  dueAt: number | null
}

/** The book as one person sees it. */
export const ruleBookView = (
  book: RuleBookDoc,
  acknowledged: { count: number; total: number },
  mine: MyConfirmation | null,
  lastVersion: number,
  canEdit: boolean,
): RuleBookView => ({
  groupId: book._id,
  version: book.version,
  effectiveAt: book.effectiveAt,
  note: book.note,
  material: book.material,
  clauses: book.clauses,
  changes: book.changes,
  acknowledged,
  askId: confirmAskId(book._id, book.requiredVersion),
  mine: mine && {
    version: lastVersion,
    at: mine.at,
    isDue: mine.isDue,
    dueAt: mine.isDue ? mine.dueAt : null,
    points: mine.isDue ? book.points : 0,
  },
  canEdit,
})
