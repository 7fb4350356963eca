import type { SessionView, Viewer } from '../../../miniprogram/contract/front'
import type { ParsedInputOf } from '../../../miniprogram/contract/index'
import { may } from '../../../miniprogram/contract/index'
import { hasPlaceFor, readWaitlist, waitingOf } from '../../engines/waitlist'
import type { Caller, QueryContext } from '../../kernel/context'
import { isInCompany, roleIn } from '../../kernel/identity'
import { readCompany } from '../company'
import { groupBar, groupsReads, mayComeBack, SEAT, type GroupDoc } from '../groups'

type Context = QueryContext<{ caller: Caller }>
type Input = ParsedInputOf<'session.open'>
type Session = Omit<SessionView, 'templates'>

/** Which group is asked for, and whether a chat proves that the caller may know of it. */
type Target =
  | { kind: 'group'; groupId: string; isProven: boolean }
  | { kind: 'none' }
  /** A chat that no group has; `groupId`: what the card named. */
  | { kind: 'not-bound'; groupId: string | null }
  | { kind: 'wrong-chat' }
  | { kind: 'expired' }

async function targetOf({ db, services }: Context, { cloudId, groupId }: Input): Promise<Target> {
  const named = (isProven: boolean): Target =>
    groupId === undefined ? { kind: 'none' } : { kind: 'group', groupId, isProven }
  if (cloudId === undefined) return named(false)
  const proof = await services.chatOf(cloudId)
  if (!proof) return groupId === undefined ? { kind: 'expired' } : named(false)
  const chat = await groupsReads(db).chat(proof.opengid)
  if (!chat) return { kind: 'not-bound', groupId: groupId ?? null }
  if (groupId !== undefined && groupId !== chat.groupId) return { kind: 'wrong-chat' }
  return { kind: 'group', groupId: chat.groupId, isProven: true }
}

const viewerOf = (caller: Caller): Viewer =>
  caller.memberId === null
    ? { kind: 'visitor' }
    : {
        kind: 'member',
        memberId: caller.memberId,
        name: caller.name,
        companyRole: caller.companyRole,
      }

/** Managers make a group for the chat; an admin ties it to a group of theirs. */
const canBindChat = (caller: Caller): boolean =>
  isInCompany(caller) &&
  (may({ role: null, companyRole: caller.companyRole }, 'groups.create') ||
    Object.values(caller.groups).some(({ role }) =>
      may({ role, companyRole: null }, 'groups.manage'),
    ))

async function withoutGroup({ db, caller }: Context, entry: Session['entry']): Promise<Session> {
  const isSetUp = caller.memberId !== null || (await readCompany(db)) !== null
  return {
    viewer: viewerOf(caller),
    entry: isSetUp ? entry : 'not-set-up',
    group: null,
    canBind: entry === 'not-bound' && canBindChat(caller),
  }
}

/** For those not in the group: what they may know of it, and what they can do. */
async function outside({ db, caller }: Context, group: GroupDoc): Promise<Session> {
  const { memberId } = caller
  const base = { viewer: viewerOf(caller), group: groupBar(group, null), canBind: false }
  const [membership, list] = await Promise.all([
    memberId === null ? null : groupsReads(db).membership(group._id, memberId),
    readWaitlist(db, SEAT, group._id),
  ])
  if (!mayComeBack(membership)) return { ...base, entry: 'removed' }
  const waiting = memberId === null ? null : waitingOf(list, memberId)
  // Whose turn has come joins like anyone who finds a seat free.
  if (waiting?.heldUntil != null) {
    return { ...base, entry: 'not-member', heldUntil: waiting.heldUntil, mustWait: false }
  }
  if (waiting) return { ...base, entry: 'waiting', position: waiting.position }
  return { ...base, entry: 'not-member', mustWait: list === null || !hasPlaceFor(list) }
}

/** A card of a group in a chat that is not bound yet: who may bind it does so in one tap, who is in the group goes on. */
async function inUnboundChat(context: Context, groupId: string | null): Promise<Session> {
  const { db, caller } = context
  const role = groupId === null ? null : roleIn(caller, groupId)
  const isHere = groupId !== null && (role !== null || caller.companyRole !== null)
  const group = isHere ? await groupsReads(db).group(groupId) : null
  if (group?.status !== 'active') return withoutGroup(context, 'not-bound')
  const canBind = may({ role, companyRole: caller.companyRole }, 'groups.manage')
  const base = { viewer: viewerOf(caller), group: groupBar(group, role), canBind }
  return { ...base, entry: canBind || role === null ? 'not-bound' : 'ok' }
}

async function sessionOf(context: Context, input: Input): Promise<Session> {
  const { db, caller } = context
  const target = await targetOf(context, input)
  if (target.kind === 'not-bound') return inUnboundChat(context, target.groupId)
  if (target.kind !== 'group') return withoutGroup(context, target.kind)
  const { groupId, isProven } = target
  const role = roleIn(caller, groupId)
  const mayRead = role !== null || caller.companyRole !== null
  const before = !mayRead && !isProven && caller.memberId !== null
  const group = mayRead || isProven || before ? await groupsReads(db).group(groupId) : null
  if (!group) return withoutGroup(context, 'none')
  if (group.status === 'archived') {
    if (!mayRead && !isProven) return withoutGroup(context, 'none')
    return {
      viewer: viewerOf(caller),
      entry: 'archived',
      group: groupBar(group, null),
      canBind: false,
    }
  }
  if (mayRead) {
    return { viewer: viewerOf(caller), entry: 'ok', group: groupBar(group, role), canBind: false }
  }
  const session = await outside(context, group)
  // Without the chat's proof only those hear of the group who have to do with it already.
  const isHeld = session.heldUntil !== undefined
  const isKnown = isHeld || session.entry === 'removed' || session.entry === 'waiting'
  return isProven || isKnown ? session : withoutGroup(context, 'none')
}

/**
 * Who looks at which group: identity, chat and group for someone who is in it. What the first page shows comes along as other
 * queries of the same call.
 */
export async function openSession(context: Context, input: Input): Promise<SessionView> {
  return { ...(await sessionOf(context, input)), templates: context.services.templateIds() }
}
