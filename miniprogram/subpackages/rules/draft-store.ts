import { dropDraft, loadDraft, saveDraft } from '../../services/drafts'
import type { RulesDraft } from './draft.model'

/** The drafts being worked on: in memory between the pages, on the phone between visits. */
const drafts = new Map<string, RulesDraft>()
/** A version that is in force, while nobody has been told so yet. */
export interface Published {
  version: number
  /** Everyone has to confirm it. */
  asksAll: boolean
}

/** Versions on their way, and those that arrived after the person had left the page. */
const sendings = new Map<string, Promise<unknown>>()
const published = new Map<string, Published>()
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

/** A version is on its way: whoever leaves meanwhile is told on the page where they are then. */
export async function noteSending(groupId: string, work: Promise<unknown>): Promise<void> {
  sendings.set(groupId, work)
  try {
    await work
  } catch {
    // Who sent it deals with it.
  }
  if (sendings.get(groupId) === work) sendings.delete(groupId)
}

export const sendingOf = (groupId: string): Promise<unknown> | undefined => sendings.get(groupId)

export function notePublished(groupId: string, news: Published): void {
  published.set(groupId, news)
}

export const publishedOf = (groupId: string): Published | undefined => published.get(groupId)

export function forgetPublished(groupId: string): void {
  published.delete(groupId)
}
