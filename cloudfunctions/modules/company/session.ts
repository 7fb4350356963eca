import type { SessionView, Viewer } from '../../../miniprogram/contract/company'
import type { ParsedInputOf } from '../../../miniprogram/contract/index'
import type { Caller, QueryContext } from '../../kernel/context'
import type { GroupDoc, MembershipDoc } from '../../schema/types'
import { groupsQueries } from '../groups/groups.repo'
import { groupBar, isTurn } from '../groups/groups.rules'
import { rulesReads } from '../rules/rules.repo'
import { ruleBookView } from '../rules/rules.rules'

type Context = QueryContext<{ caller: Caller }>
type Input = ParsedInputOf<'session.open'>

/** Which group is asked for, and whether a chat proves that the caller may know of it. */
type Target =
  | { kind: 'group'; groupId: string; isProven: boolean }
  | { kind: 'none' }
  | { kind: 'not-bound' }
  | { kind: 'wrong-chat' }
  | { kind: 'expired' }

async function targetOf({ db, services }: Context, { cloudId, groupId }: Input): Promise<Target> {
  if (cloudId === undefined) {
    return groupId === undefined ? { kind: 'none' } : { kind: 'group', groupId, isProven: false }
  }
  const proof = await services.chatOf(cloudId)
  if (!proof) {
    return groupId === undefined ? { kind: 'expired' } : { kind: 'group', groupId, isProven: false }
  }
  const chat = await groupsQueries(db).chat(proof.opengid)
  if (!chat) return groupId === undefined ? { kind: 'not-bound' } : { kind: 'wrong-chat' }
  if (groupId !== undefined && groupId !== chat.groupId) return { kind: 'wrong-chat' }
  return { kind: 'group', groupId: chat.groupId, isProven: true }
}

const viewerOf = (caller: Caller, name: string): Viewer =>
  caller.memberId === null
    ? { kind: 'visitor' }
    : { kind: 'member', memberId: caller.memberId, name, companyRole: caller.companyRole }

/** Managers make a group for the chat; an admin ties it to a group of theirs. */
async function canBindChat({ db, caller }: Context): Promise<boolean> {
  if (caller.companyRole !== null || caller.memberId === null) return caller.companyRole !== null
  const mine = await groupsQueries(db).membershipsOf(caller.memberId)
  return mine.some(({ role }) => role === 'admin')
}

async function withoutGroup(context: Context, target: Target): Promise<Session> {
  const { db, caller } = context
  const member = caller.memberId === null ? null : await db.get('members', caller.memberId)
  const isSetUp = caller.memberId !== null || (await db.get('company', 'main')) !== null
  const kind = target.kind === 'group' ? 'none' : target.kind
  const mayBind = kind === 'not-bound' && (await canBindChat(context))
  return {
    viewer: viewerOf(caller, member?.name ?? ''),
    entry: isSetUp ? kind : 'not-set-up',
    group: null,
    canBind: mayBind,
  }
}

/** For those not in the group: what they may know of it, and what they can do. */
async function outside(context: Context, group: GroupDoc, removed: boolean): Promise<Session> {
  const { db, caller } = context
  const groups = groupsQueries(db)
  const viewer = viewerOf(caller, '')
  const base = { viewer, group: groupBar(group, null), canBind: false }
  if (removed) return { ...base, entry: 'removed' }
  const ahead = caller.memberId === null ? null : await groups.aheadOf(group._id, caller.memberId)
  // Whose turn has come joins like anyone who finds a seat free.
  if (ahead === null || isTurn(group, ahead)) return { ...base, entry: 'not-member' }
  return { ...base, entry: 'waiting', position: ahead + 1 }
}

/**
 * One call for everything that opening a card needs: who I am, the group, and the first page's data. Five reads at most for
 * someone already in: identity, chat, group, members, rule book.
 */
export async function openSession(context: Context, input: Input): Promise<SessionView> {
  return { ...(await sessionOf(context, input)), templates: context.services.templateIds() }
}

type Session = Omit<SessionView, 'templates'>

async function sessionOf(context: Context, input: Input): Promise<Session> {
  const { db, caller } = context
  const target = await targetOf(context, input)
  if (target.kind !== 'group') return withoutGroup(context, target)
  const { groupId, isProven } = target
  const groups = groupsQueries(db)
  const [group, members] = await Promise.all([groups.group(groupId), groups.membersOf(groupId)])
  const mine = members.find(({ memberId }) => memberId === caller.memberId) ?? null
  const mayKnow = mine !== null || caller.companyRole !== null || isProven
  if (!group || !mayKnow) return withoutGroup(context, { kind: 'none' })
  if (group.status === 'archived') {
    const viewer = viewerOf(caller, mine?.name ?? '')
    return { viewer, entry: 'archived', group: groupBar(group, null), canBind: false }
  }
  if (mine === null && caller.companyRole === null) {
    const membership =
      caller.memberId === null ? null : await groups.membership(groupId, caller.memberId)
    return outside(context, group, membership?.status === 'removed')
  }
  const wantsRules = input.page === 'rules'
  return {
    viewer: viewerOf(caller, mine?.name ?? ''),
    entry: 'ok',
    group: groupBar(group, mine?.role ?? null),
    canBind: false,
    ...(wantsRules ? { rules: await rulesOf(context, groupId, members, mine) } : {}),
  }
}

async function rulesOf(
  { db, caller }: Context,
  groupId: string,
  members: MembershipDoc[],
  mine: MembershipDoc | null,
) {
  const book = await rulesReads(db).book(groupId)
  const canEdit = mine?.role === 'admin' || caller.companyRole === 'owner'
  return book ? ruleBookView(book, members, mine, book.points, canEdit) : null
}
