import { RIGHTS, may, type Right } from '../../miniprogram/contract/index'
import { isGroupRight, type RightRole } from '../../miniprogram/contract/rights'
import type { Reader } from './database'
import { AppError } from './errors'
import { isInCompany, roleIn, type Actor, type Caller } from './identity'

/**
 * Who may use an action. The caller has been read for this check, inside the transaction for commands, so a right revoked a
 * moment ago is not used. A rule that needs more reads it through the reader of the call; what it read is the grant.
 */
export interface AccessRule<Input, Grant> {
  /** For the access matrix in the tests. */
  name: string
  check(reader: Reader, caller: Caller, input: Input): Promise<Grant> | Grant
}

export interface ActorGrant {
  actor: Actor
}

export interface OfGroup {
  groupId: string
}

/** @throws AppError `permission-denied` for visitors, for who only waits, and for who is out of every group. */
export function actorOf(caller: Caller): Actor {
  const { memberId } = caller
  if (memberId === null || !isInCompany(caller)) {
    throw new AppError('permission-denied', '请先加入一个群')
  }
  return { ...caller, memberId }
}

/** Anyone in WeChat, visitors too. */
export const everyone: AccessRule<unknown, { caller: Caller }> = {
  name: 'everyone',
  check: (_reader, caller) => ({ caller }),
}

/** Whoever has ever been here, in a group or not: for what is one's own. */
export const known: AccessRule<unknown, { caller: Caller; memberId: string }> = {
  name: 'known',
  check(_reader, caller) {
    if (caller.memberId === null) throw new AppError('permission-denied', '请先加入一个群')
    return { caller, memberId: caller.memberId }
  },
}

/** What a person reads who lacks a right that only these roles have. */
function refusalOf(roles: readonly RightRole[]): AppError {
  if (roles.includes('member')) return new AppError('permission-denied', '只有群成员能做这件事')
  if (roles.includes('admin')) return new AppError('permission-denied', '只有本群管理员能操作')
  if (roles.includes('manager')) return new AppError('permission-denied', '只有公司管理者能看')
  return new AppError('permission-denied', '只有负责人能操作')
}

/**
 * Whoever has this right in the group that the input names. A group that one is not in and one that does not exist answer the
 * same.
 */
export function inGroup(right: Right): AccessRule<OfGroup, ActorGrant> {
  return {
    name: right,
    check: (_reader, caller, { groupId }) => ({ actor: rightfulIn(caller, groupId, right) }),
  }
}

/** The caller as one who has this right in that group. @throws AppError otherwise. */
export function rightfulIn(caller: Caller, groupId: string, right: Right): Actor {
  const actor = actorOf(caller)
  const role = roleIn(actor, groupId)
  if (may({ role, companyRole: actor.companyRole }, right)) return actor
  if (role === null && actor.companyRole === null) {
    throw new AppError('not-found', '没有这个群，或你不在群里')
  }
  throw refusalOf(RIGHTS[right])
}

/** Whoever has this right in the company; a right of groups: in any group. */
export function inCompany(right: Right): AccessRule<unknown, ActorGrant> {
  const roles: readonly RightRole[] = RIGHTS[right]
  return {
    name: right,
    check(_reader, caller) {
      const actor = actorOf(caller)
      const { companyRole } = actor
      const isAllowed = isGroupRight(roles)
        ? Object.values(actor.groups).some(({ role }) => may({ role, companyRole }, right)) ||
          may({ role: null, companyRole }, right)
        : may({ role: null, companyRole }, right)
      if (!isAllowed) throw refusalOf(roles)
      return { actor }
    },
  }
}
