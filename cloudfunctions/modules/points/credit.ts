import { membershipId } from '../../kernel/access'
import type { Tx } from '../../kernel/database'
import type { IncentiveRuleDoc } from '../../schema/types'
import { orderKey } from '../../kernel/order-key'
import { entryId, isValidAt, scorePatch } from './points.rules'
import { pointsWrites } from './points.repo'

export interface Credit {
  /** Read before the transaction; versions are frozen, so it cannot change meanwhile. */
  rule: IncentiveRuleDoc | null
  memberId: string
  groupId: string
  groupName: string
  /** What it is for; `kind:id` names it for good. */
  source: { kind: string; id: string; title: string }
  at: number
  /** The caller has just inserted the source's own document, which exists once: saves a read. */
  isSourceNew?: boolean
}

/**
 * Credits what a rule gives for a source, once: one ledger entry and one update of the score row (which exists since the
 * person joined). Two writes, at most one read.
 *
 * @returns the points, 0 when the rule gives none now or the source was credited before.
 */
export async function credit(tx: Tx, request: Credit): Promise<number> {
  const { rule, memberId, groupId, groupName, source, at } = request
  if (!rule || !isValidAt(rule, at) || rule.points === 0) return 0
  const points = pointsWrites(tx)
  const _id = entryId(rule._id, `${source.kind}/${source.id}`, memberId)
  if (!request.isSourceNew && (await points.entry(_id))) return 0
  await points.insertEntry({
    _id,
    memberId,
    groupId,
    groupName,
    points: rule.points,
    ruleId: rule._id,
    ruleVersion: rule.version,
    ruleText: rule.title,
    category: rule.category,
    source,
    at,
    order: orderKey(at, _id),
    corrects: null,
  })
  const updated = await points.updateScore(
    membershipId(groupId, memberId),
    scorePatch(rule.points, rule.category, at),
  )
  // Without the row the figure would be lost while the entry stays: better nothing at all.
  if (!updated) throw new Error(`no score row ${membershipId(groupId, memberId)}`)
  return rule.points
}
