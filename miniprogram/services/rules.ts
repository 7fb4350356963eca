import type { AcknowledgeView, ClauseChange, RuleBookView } from '../contract/rules'
import { call } from './cloud'
import { isUnanswered, sendIntent } from './idempotency'
import { takeRules } from './session'
import { readStored, store } from './storage'

/** The effective rules; those that came along with the opening of a card cost no call. Null: none published yet. */
export function getRules(groupId: string): Promise<RuleBookView | null> {
  const rules = takeRules(groupId)
  return rules === undefined ? call('rules.get', { groupId }) : Promise.resolve(rules)
}

/** What the effective version changed since an older one. */
export async function getChanges(groupId: string, from: number): Promise<ClauseChange[]> {
  return (await call('rules.changes', { groupId, from })).changes
}

const intent = (groupId: string, version: number) => `rules.acknowledge:${groupId}:${version}`

export const acknowledge = (groupId: string, version: number): Promise<AcknowledgeView> =>
  sendIntent(intent(groupId, version), 'rules.acknowledge', { groupId, version })

/** A confirmation was sent and nobody knows whether it arrived. */
export const isAcknowledging = (groupId: string, version: number): boolean =>
  isUnanswered(intent(groupId, version))

const mark = (groupId: string) => `read:${groupId}`

/** How many clauses of this version have been read; kept so that reading goes on after an interruption. */
export function readCount(groupId: string, version: number): number {
  const stored = readStored<{ version: number; count: number }>(mark(groupId))
  return stored?.version === version ? stored.count : 0
}

export const noteRead = (groupId: string, version: number, count: number): boolean =>
  store(mark(groupId), { version, count })
