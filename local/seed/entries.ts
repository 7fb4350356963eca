import type { LedgerEntry, Membership } from './documents'
import { idOf, orderOf } from './documents'
import type { PointEvent } from './events'
import type { GroupPlan } from './groups'
import type { Incentives } from './incentives'
import type { Random } from './random'
import type { Timeline } from './timeline'

export interface Owner {
  memberId: string
  groupId: string
  groupName: string
}

export interface LedgerContext {
  groups: readonly GroupPlan[]
  memberships: readonly Membership[]
  incentives: Incentives
  timeline: Timeline
  random: Random
}

/** The entry that a source earns by the rule of its day; null where the rule gave nothing then. */
export function entryOf(
  owner: Owner,
  event: PointEvent,
  incentives: Incentives,
): LedgerEntry | null {
  const rule = incentives.at(event.ruleId, event.at)
  if (!rule) return null
  const { source, at } = event
  const _id = idOf(rule.id, `${source.kind}/${source.id}`, owner.memberId)
  return {
    _id,
    ...owner,
    points: rule.points,
    ruleId: rule.id,
    ruleVersion: rule.version,
    ruleText: rule.title,
    category: rule.category,
    source,
    at,
    order: orderOf(at, _id),
    corrects: null,
  }
}

/** @throws Error naming a group that is not there. */
export const ownerOf = ({ memberId, groupId }: Membership, groups: readonly GroupPlan[]): Owner => {
  const group = groups.find((one) => one.groupId === groupId)
  if (!group) throw new Error(`there is no group ${groupId}`)
  return { memberId, groupId, groupName: group.name }
}
