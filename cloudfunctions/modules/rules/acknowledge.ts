import type { AcknowledgeView } from '../../../miniprogram/contract/rules'
import type { MembershipGrant } from '../../kernel/access'
import type { CommandContext } from '../../kernel/context'
import { AppError } from '../../kernel/errors'
import type { IncentiveRuleDoc } from '../../schema/types'
import { credit } from '../points/credit'
import { acknowledgementId, rulesWrites } from './rules.repo'

export const ACKNOWLEDGE_RULE = 'rules.acknowledge'

/**
 * Confirms the effective version, once: the fact, its projection on the membership, and the points, in one transaction of
 * eight operations with the idempotency record.
 */
export async function acknowledge(
  { tx, grant, now, prepared }: CommandContext<MembershipGrant, { rule: IncentiveRuleDoc | null }>,
  { groupId, version }: { groupId: string; version: number },
): Promise<AcknowledgeView> {
  const { membership } = grant
  const rules = rulesWrites(tx)
  const book = await rules.book(groupId)
  if (!book) throw new AppError('not-found', '本群还没有发布群规')
  if (book.version !== version) {
    throw new AppError('conflict', `群规刚更新到 v${book.version}，请看完改动再确认`)
  }
  if (membership.ackVersion >= version) {
    return { version, at: membership.ackAt ?? now, earned: 0 }
  }
  const { memberId } = membership
  await rules.insertAcknowledgement({
    _id: acknowledgementId(groupId, version, memberId),
    groupId,
    version,
    memberId,
    at: now,
  })
  await tx.update('memberships', membership._id, { set: { ackVersion: version, ackAt: now } })
  const earned = await credit(tx, {
    rule: prepared.rule,
    memberId,
    groupId,
    groupName: book.groupName,
    source: {
      kind: 'rules',
      id: `${groupId}@${version}`,
      title: `${book.groupName}群规 v${version}`,
    },
    at: now,
    isSourceNew: true,
  })
  return { version, at: now, earned }
}
