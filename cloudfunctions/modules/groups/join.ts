import type { JoinView } from '../../../miniprogram/contract/groups'
import { membershipId } from '../../kernel/access'
import type { Caller, CommandContext } from '../../kernel/context'
import { AppError, found } from '../../kernel/errors'
import { hashOf } from '../../kernel/hash'
import type { GroupDoc, MemberDoc } from '../../schema/types'
import { admit, groupBar, isTurn } from './groups.rules'
import { groupsReads } from './groups.repo'
import { newMembership, newScore } from './new-member'

/** `ahead`: people before the caller in the waiting list, counted before the transaction: it can only have shrunk since. */
type JoinContext = CommandContext<
  { caller: Caller },
  { known: MemberDoc | null; ahead: number | null }
>

/** The caller as a member, made on the first joining. The name of someone known is kept. */
async function memberOf({ tx, caller, prepared, now, newId }: JoinContext, name: string) {
  if (prepared.known) return { memberId: prepared.known._id, name: prepared.known.name }
  const memberId = newId()
  await tx.insert('identities', {
    _id: hashOf(caller.openid),
    memberId,
    openid: caller.openid,
    companyRole: null,
  })
  await tx.insert('members', { _id: memberId, name, companyRole: null, createdAt: now })
  return { memberId, name }
}

/**
 * Takes a seat, or a place in the waiting list when there is none. The seat is counted on the group document that every
 * joining writes, so two people cannot take the last one.
 */
export async function joinGroup(
  context: JoinContext,
  { groupId, name }: { groupId: string; name: string },
): Promise<JoinView> {
  const { tx, caller, now } = context
  const groups = groupsReads(tx)
  const group = found(await groups.group(groupId), '没有这个群')
  if (caller.memberId !== null) {
    const membership = await groups.membership(groupId, caller.memberId)
    if (membership?.status === 'active') {
      return { state: 'joined', memberId: caller.memberId, group: groupBar(group, membership.role) }
    }
    if (membership?.status === 'removed') {
      throw new AppError('permission-denied', '你已被移出这个群，要回来请联系管理员')
    }
    const waiting = await groups.waiting(groupId, caller.memberId)
    if (waiting) {
      const { ahead, known } = context.prepared
      if (!known || ahead === null || !isTurn(group, ahead)) {
        throw new AppError('conflict', '你已经在候补名单里了，空出席位后按先后顺序轮到你')
      }
      await tx.remove('waiting_list', waiting._id)
      return takeSeat(context, group, { memberId: known._id, name: known.name }, -1)
    }
  }
  const admission = admit(group)
  const member = await memberOf(context, name)
  if (admission.kind === 'wait') {
    await tx.insert('waiting_list', {
      _id: membershipId(groupId, member.memberId),
      groupId,
      ...member,
      seq: admission.seq,
      at: now,
    })
    await tx.update('groups', groupId, {
      set: { waitingSeq: admission.seq },
      inc: { waitingCount: 1 },
    })
    // Everyone in the list came before.
    return { state: 'waiting', position: group.waitingCount + 1, group: groupBar(group, null) }
  }
  return takeSeat(context, group, member, 0)
}

/** Sits a person down; `waiting` is what that changes in the number of those who wait. */
async function takeSeat(
  { tx, now }: JoinContext,
  group: GroupDoc,
  member: { memberId: string; name: string },
  waiting: number,
): Promise<JoinView> {
  await tx.update('groups', group._id, { inc: { seatsTaken: 1, waitingCount: waiting } })
  await tx.insert('memberships', newMembership(group, member, 'member', 'card', now))
  await tx.insert('scores', newScore(group, member, now))
  return {
    state: 'joined',
    memberId: member.memberId,
    group: groupBar({ ...group, seatsTaken: group.seatsTaken + 1 }, 'member'),
  }
}
