import type { ParsedInputOf } from '../../../miniprogram/contract/index'
import { audit } from '../../kernel/audit'
import type { GroupGrant } from '../../kernel/access'
import type { CommandContext } from '../../kernel/context'
import { AppError, found } from '../../kernel/errors'
import { enqueueBroadcast } from '../../kernel/outbox'
import type { RuleBookDoc } from '../../schema/types'
import { rulesDueMessage } from './messages'
import { rulesWrites, versionId } from './rules.repo'
import { diffClauses, numberClauses } from './rules.rules'

/**
 * Makes the next version effective at once. A material change asks everyone to confirm again and tells them; a minor one
 * leaves the confirmations as they are.
 * @throws AppError `conflict` when someone published in between, or nothing changed.
 */
export async function publish(
  context: CommandContext<GroupGrant, { points: number }>,
  input: ParsedInputOf<'rules.publish'>,
): Promise<{ version: number }> {
  const { tx, grant, now, newId, prepared } = context
  const { groupId, baseVersion, note } = input
  const rules = rulesWrites(tx)
  const current = await rules.book(groupId)
  if ((current?.version ?? 0) !== baseVersion) {
    throw new AppError('conflict', `别人刚发布了 v${current?.version ?? 0}，请刷新后再改`)
  }
  const group = found(await tx.get('groups', groupId), '没有这个群')
  const known = new Set(current?.clauses.map(({ clauseId }) => clauseId))
  const clauses = numberClauses(
    input.clauses.map(({ clauseId, kind, text }) => ({
      clauseId: clauseId !== undefined && known.has(clauseId) ? clauseId : newId(),
      kind,
      text,
    })),
  )
  const changes = diffClauses(current?.clauses ?? [], clauses)
  const isReordered =
    current?.clauses.map((c) => c.clauseId).join() !== clauses.map((c) => c.clauseId).join()
  if (changes.length === 0 && !isReordered) throw new AppError('conflict', '和现在的版本没有区别')
  // The first version is asked of everyone, whatever the flag says.
  const material = input.material || !current
  const version = baseVersion + 1
  const publishedBy = grant.actor.memberId
  const book: RuleBookDoc = {
    _id: groupId,
    groupName: group.name,
    version,
    requiredVersion: material ? version : current.requiredVersion,
    requiredAt: material ? now : current.requiredAt,
    clauses,
    changes: current ? changes : [],
    material,
    note,
    effectiveAt: now,
    publishedBy,
    points: prepared.points,
    reminded: material ? {} : current.reminded,
  }
  await rules.putBook(book)
  await rules.insertVersion({
    _id: versionId(groupId, version),
    groupId,
    version,
    clauses,
    material,
    note,
    effectiveAt: now,
    publishedBy,
  })
  await tx.update('groups', groupId, { set: { ruleVersion: version } })
  if (material) {
    await enqueueBroadcast(tx, {
      key: `rules-due:${groupId}:${version}`,
      groupId,
      memberIds: null,
      content: rulesDueMessage(book, 'published'),
      now,
    })
  }
  await audit(context, {
    actorId: publishedBy,
    action: 'rules.publish',
    groupId,
    subject: `v${version}`,
    detail: material ? 'material' : 'minor',
  })
  return { version }
}
