import type { AcknowledgeView } from '../../../miniprogram/contract/rules'
import { getAsk, settle } from '../../engines/asks'
import type { ActorGrant } from '../../kernel/access'
import type { CommandContext } from '../../kernel/context'
import { AppError, found } from '../../kernel/errors'
import { credit, type Incentive } from '../incentives'
import { confirmAskId } from './rules.asks'
import { rulesReads } from './rules.repo'
import { acknowledgementId, acknowledgements } from './rules.tables'

export const ACKNOWLEDGE_INCENTIVE = 'rules.acknowledge'

/**
 * Confirms the effective version. What is asked for is the required version: it is settled once, with one fact and its points; a
 * version that changes nothing material asks nothing more of who confirmed before.
 */
export async function acknowledge(
  work: CommandContext<ActorGrant, { incentive: Incentive | null }>,
  { groupId, version }: { groupId: string; version: number },
): Promise<AcknowledgeView> {
  const { tx, grant, caller, now, prepared } = work
  const { memberId } = grant.actor
  const book = await rulesReads(tx).book(groupId)
  if (!book) throw new AppError('not-found', '本群还没有发布群规')
  if (book.version !== version) {
    throw new AppError('conflict', `群规刚更新到 v${book.version}，请看完改动再确认`)
  }
  const ask = found(await getAsk(tx, confirmAskId(groupId, book.requiredVersion)))
  const since = caller.groups[groupId]?.since ?? now
  const { isNew, mark } = await settle(work, ask, memberId, since, version)
  if (!isNew) return { version, at: mark.at ?? now, earned: 0 }
  await tx.insert(acknowledgements, {
    _id: acknowledgementId(groupId, version, memberId),
    groupId,
    version,
    memberId,
    at: now,
  })
  const earned = await credit(work, {
    incentive: prepared.incentive,
    memberId,
    name: caller.name,
    groupId,
    groupName: book.groupName,
    source: {
      kind: 'rules',
      id: `${groupId}@${book.requiredVersion}`,
      title: `${book.groupName}群规 v${version}`,
    },
    at: now,
    isSourceNew: true,
  })
  return { version, at: now, earned }
}
