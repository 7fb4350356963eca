import type { JoinView } from '../../../miniprogram/contract/groups'
import type { Caller, CommandContext } from '../../kernel/context'
import { AppError, found } from '../../kernel/errors'
import { isInCompany, putIdentity, roleIn, COMPANY_SCOPE, isBarred } from '../../kernel/identity'
import { sameName } from '../../../miniprogram/contract/names'
import { mustBeOpen } from './groups.logic'
import { groupsReads } from './groups.repo'
import { groups } from './groups.tables'
import { groupBar, mayComeBack } from './groups.views'
import { seatListOf, sitDown } from './seats'

type JoinContext = CommandContext<{ caller: Caller }, unknown>

/** The caller as a member, made on the first joining. The name of someone known is kept. */
async function personOf(context: JoinContext, name: string) {
  const { tx, caller, now, newId } = context
  const { identityId } = caller
  if (caller.memberId !== null) return { memberId: caller.memberId, identityId, name: caller.name }
  const memberId = newId()
  await putIdentity(tx, caller, { memberId, name, companyRole: null, groups: {}, since: now })
  return { memberId, identityId, name }
}

/** @throws AppError for who was taken out of the company, and for who was removed from the group as somebody else. */
async function mustBeWelcome({ tx, caller }: JoinContext, groupId: string): Promise<void> {
  const { identityId, memberId } = caller
  if (await isBarred(tx, identityId, COMPANY_SCOPE)) {
    throw new AppError('permission-denied', '你已被移出公司，要回来请联系负责人')
  }
  if (memberId === null && (await isBarred(tx, identityId, groupId))) {
    throw new AppError('permission-denied', '你已被移出这个群，要回来请联系管理员')
  }
}

/**
 * Takes a seat, or a place in the waiting list when there is none. The places are counted in one document that every joining
 * writes, so two people cannot take the last one.
 */
export async function joinGroup(
  context: JoinContext,
  { groupId, name }: { groupId: string; name: string },
): Promise<JoinView> {
  const { tx, caller } = context
  const reads = groupsReads(tx)
  const group = found(await reads.group(groupId), '没有这个群')
  const role = roleIn(caller, groupId)
  if (role !== null && caller.memberId !== null) {
    return { state: 'joined', memberId: caller.memberId, group: groupBar(group, role) }
  }
  mustBeOpen(group)
  await mustBeWelcome(context, groupId)
  const before = caller.memberId === null ? null : await reads.membership(groupId, caller.memberId)
  if (!mayComeBack(before)) {
    throw new AppError('permission-denied', '你已被移出这个群，要回来请联系管理员')
  }
  const list = await seatListOf(context, groupId)
  // Those who wait will sit among the others.
  const around = [...group.seats, ...list.list.waiters]
  if (caller.memberId === null && around.some((other) => sameName(other.name, name))) {
    const message = '群里已有同名的人，加上区域或工号好区分'
    throw new AppError('invalid-argument', message, { name: message })
  }
  const person = await personOf(context, name)
  const entered = await list.enter({ id: person.memberId, name: person.name })
  if (entered === 'full') {
    throw new AppError('resource-exhausted', '候补名单也满了，请联系管理员')
  }
  if (entered === 'closed') throw new AppError('conflict', '这个群已归档，不再加入新成员')
  if (entered === 'place') {
    const how = { role: 'member', way: 'card', isNewHere: !isInCompany(caller) } as const
    const seated = await sitDown(context, group, list, person, how)
    return { state: 'joined', memberId: person.memberId, group: groupBar(seated, 'member') }
  }
  if (list.list.waiters.length !== group.waitingCount) {
    await tx.update(groups, groupId, { set: { waitingCount: list.list.waiters.length } })
  }
  return { state: 'waiting', position: entered, group: groupBar(group, null) }
}
