import { dropDraft, loadDraft, saveDraft } from '../../services/drafts'
import type { RulesDraft } from './draft.model'

/** The drafts being worked on: in memory between the pages, on the phone between visits. */
const drafts = new Map<string, RulesDraft>()
/** What the server found wrong, by group and clause, until the clause is edited. */
const errors = new Map<string, Record<string, string>>()

const slot = (groupId: string) => `rules:${groupId}`

export const draftOf = (groupId: string): RulesDraft | undefined =>
  drafts.get(groupId) ?? loadDraft<RulesDraft>(slot(groupId))

/** @returns whether it will survive leaving the mini program. */
export function keepDraft(draft: RulesDraft): boolean {
  drafts.set(draft.groupId, draft)
  return saveDraft(slot(draft.groupId), draft)
}

export function discardDraft(groupId: string): void {
  drafts.delete(groupId)
  errors.delete(groupId)
  dropDraft(slot(groupId))
}

export const errorsOf = (groupId: string): Record<string, string> => errors.get(groupId) ?? {}

export function noteErrors(groupId: string, found: Record<string, string>): void {
  errors.set(groupId, found)
}

/** The clause has been edited: what was wrong with it no longer counts. */
export function forgetError(groupId: string, clauseId: string): void {
  const { [clauseId]: _gone, ...rest } = errorsOf(groupId)
  errors.set(groupId, rest)
}
