import type { MembershipDoc } from '../schema/types'
import type { Actor, Caller } from './context'
import type { Reader } from './database'
import { AppError } from './errors'

/**
 * Who may use an action. A rule reads what it needs through the reader of the call, inside the transaction for commands,
 * so that a right revoked a moment ago is not used, and hands on what it read as the grant.
 */
export interface AccessRule<Input, Grant> {
  /** For the access matrix in the tests. */
  name: string
  check(reader: Reader, caller: Caller, input: Input): Promise<Grant>
}

export interface ActorGrant {
  actor: Actor
}

export interface GroupGrant extends ActorGrant {
  /** Null for a manager or owner who is not in the group. */
  membership: MembershipDoc | null
}

export interface MembershipGrant extends ActorGrant {
  membership: MembershipDoc
}

interface OfGroup {
  groupId: string
}

export const membershipId = (groupId: string, memberId: string): string => `${groupId}:${memberId}`

function actorOf(caller: Caller): Actor {
  if (caller.memberId === null) throw new AppError('permission-denied', '请先加入一个群')
  return { ...caller, memberId: caller.memberId }
}

const isManager = (caller: Caller) => caller.companyRole !== null

/**
 * The membership that gives a right in a group. A group that one is not in and a group that does not exist answer the
 * same; who was removed is told so.
 */
async function membershipOf(reader: Reader, actor: Actor, groupId: string) {
  const membership = await reader.get('memberships', membershipId(groupId, actor.memberId))
  if (membership?.status === 'removed') throw new AppError('permission-denied', '你已不在这个群')
  return membership
}

/** Anyone in WeChat, visitors too. */
export const everyone: AccessRule<unknown, { caller: Caller }> = {
  name: 'everyone',
  check: (_reader, caller) => Promise.resolve({ caller }),
}

/** Members of the company. */
export const companyMember: AccessRule<unknown, ActorGrant> = {
  name: 'companyMember',
  check: (_reader, caller) => Promise.resolve().then(() => ({ actor: actorOf(caller) })),
}

/** Owner and managers. */
export const companyManager: AccessRule<unknown, ActorGrant> = {
  name: 'companyManager',
  async check(_reader, caller) {
    const actor = actorOf(caller)
    if (!isManager(actor)) throw new AppError('permission-denied', '只有公司管理者能看')
    return Promise.resolve({ actor })
  },
}

/** The owner. */
export const companyOwner: AccessRule<unknown, ActorGrant> = {
  name: 'companyOwner',
  async check(_reader, caller) {
    const actor = actorOf(caller)
    if (actor.companyRole !== 'owner') throw new AppError('permission-denied', '只有负责人能操作')
    return Promise.resolve({ actor })
  },
}

/** Active members of the group. */
export const groupMember: AccessRule<OfGroup, MembershipGrant> = {
  name: 'groupMember',
  async check(reader, caller, { groupId }) {
    const actor = actorOf(caller)
    const membership = await membershipOf(reader, actor, groupId)
    if (!membership) throw new AppError('not-found', '没有这个群，或你不在群里')
    return { actor, membership }
  },
}

/** Active members of the group, owner and managers. */
export const groupReader: AccessRule<OfGroup, GroupGrant> = {
  name: 'groupReader',
  async check(reader, caller, { groupId }) {
    const actor = actorOf(caller)
    const membership = await reader.get('memberships', membershipId(groupId, actor.memberId))
    if (membership?.status === 'active') return { actor, membership }
    if (isManager(actor)) return { actor, membership: null }
    if (membership) throw new AppError('permission-denied', '你已不在这个群')
    throw new AppError('not-found', '没有这个群，或你不在群里')
  },
}

/** Admins of the group and the owner. */
export const groupAdmin: AccessRule<OfGroup, GroupGrant> = {
  name: 'groupAdmin',
  async check(reader, caller, input) {
    const grant = await groupReader.check(reader, caller, input)
    if (grant.membership?.role === 'admin' || grant.actor.companyRole === 'owner') return grant
    throw new AppError('permission-denied', '只有本群管理员能操作')
  },
}

/** Admins of the group, owner and managers: who may see names that concern the group's upkeep. */
export const groupOverseer: AccessRule<OfGroup, GroupGrant> = {
  name: 'groupOverseer',
  async check(reader, caller, input) {
    const grant = await groupReader.check(reader, caller, input)
    if (grant.membership?.role === 'admin' || isManager(grant.actor)) return grant
    throw new AppError('permission-denied', '只有管理员能看')
  },
}
