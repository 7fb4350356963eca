import type { ParsedInputOf } from '../../../miniprogram/contract/index'
import { CONFIRM_ASK } from '../../../miniprogram/contract/rules'
import { ask, withdraw } from '../../engines/asks'
import { say } from '../../engines/notice'
import type { ActorGrant } from '../../kernel/access'
import type { CommandContext } from '../../kernel/context'
import { AppError, found } from '../../kernel/errors'
import { peopleOf } from '../../kernel/people'
import { noteFigure } from '../groups'
import { confirmAskId, CONFIRM_WITHIN } from './rules.asks'
import { diffClauses, isReordered, numberClauses, repeatedClause } from './rules.logic'
import { rulesReads } from './rules.repo'
import { ruleBooks, ruleVersions, versionId, type RuleBookDoc } from './rules.tables'

type Input = ParsedInputOf<'rules.publish'>
type Context = CommandContext<ActorGrant, { points: number }>

/** @throws AppError when somebody published in between, or two clauses are the same one. */
function checkInput(input: Input, current: RuleBookDoc | null): void {
  if ((current?.version ?? 0) !== input.baseVersion) {
    throw new AppError('conflict', `别人刚发布了 v${current?.version ?? 0}，请刷新后再改`)
  }
  const repeated = repeatedClause(input.clauses)
  if (repeated >= 0) {
    throw new AppError('invalid-argument', undefined, {
      [`clauses.${repeated}`]: '这一条和前面的是同一条',
    })
  }
}

/** The next version. The first is asked of everyone, whatever the flag says. */
function nextBook(
  { now, newId, grant, prepared }: Context,
  input: Input,
  current: RuleBookDoc | null,
  groupName: string,
): RuleBookDoc {
  const known = new Set(current?.clauses.map(({ clauseId }) => clauseId))
  const clauses = numberClauses(
    input.clauses.map(({ clauseId, kind, text }) => ({
      clauseId: clauseId !== undefined && known.has(clauseId) ? clauseId : newId(),
      kind,
      text,
    })),
  )
  const changes = diffClauses(current?.clauses ?? [], clauses)
  if (changes.length === 0 && !isReordered(current?.clauses ?? [], clauses)) {
    throw new AppError('conflict', '和现在的版本没有区别')
  }
  const isMaterial = input.material || !current
  const version = input.baseVersion + 1
  return {
    _id: input.groupId,
    groupName,
    version,
    requiredVersion: isMaterial ? version : current.requiredVersion,
    requiredAt: isMaterial ? now : current.requiredAt,
    previousRequired: isMaterial ? (current?.requiredVersion ?? 0) : current.previousRequired,
    clauses,
    changes: current ? changes : [],
    material: isMaterial,
    note: input.note,
    effectiveAt: now,
    publishedBy: grant.actor.memberId,
    points: isMaterial ? prepared.points : current.points,
  }
}

/**
 * Makes the next version effective at once. A material change asks everyone to confirm again and tells them; a minor one
 * leaves the confirmations as they are and is news.
 * @throws AppError `conflict` when someone published in between, or nothing changed.
 */
export async function publish(context: Context, input: Input): Promise<{ version: number }> {
  const { tx, registry } = context
  const { groupId } = input
  const current = await rulesReads(tx).book(groupId)
  checkInput(input, current)
  const group = found(await peopleOf(registry).group(tx, groupId), '没有这个群')
  const book = nextBook(context, input, current, group.name)
  const { version, clauses, material, note, effectiveAt, publishedBy, changes } = book
  await tx.put(ruleBooks, book)
  await tx.insert(ruleVersions, {
    _id: versionId(groupId, version),
    groupId,
    version,
    clauses,
    material,
    note,
    effectiveAt,
    publishedBy,
  })
  await noteFigure(context, groupId, 'ruleVersion', version)
  const what = current ? `改动 ${changes.length} 条` : `共 ${clauses.length} 条`
  if (material) {
    if (current) await withdraw(context, confirmAskId(groupId, current.requiredVersion), true)
    await ask(context, {
      kind: CONFIRM_ASK,
      ref: `${groupId}:${version}`,
      about: `rules:${groupId}`,
      audience: { to: 'group', groupId, part: 'acting' },
      groupId,
      groupName: group.name,
      title: `确认群规 v${version}`,
      detail: what,
      target: { route: 'rules.read', params: { g: groupId } },
      points: book.points,
      within: CONFIRM_WITHIN,
      isNews: true,
    })
  } else {
    await say(context, {
      kind: 'rules.news',
      about: `rules-minor:${groupId}`,
      audience: { to: 'group', groupId, part: 'all' },
      isNews: true,
      title: `群规 v${version} 生效`,
      text: note === '' ? what : note,
      target: { route: 'rules.read', params: { g: groupId } },
      groupId,
    })
  }
  return { version }
}
