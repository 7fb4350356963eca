import type { AskDoc, AskMarkDoc } from '../../cloudfunctions/engines/asks'
import type { StandingDoc } from '../../cloudfunctions/engines/metrics/metrics.tables'
import type {
  DeliveryDoc,
  MessageDoc,
  SubscriptionDoc,
} from '../../cloudfunctions/engines/notice/notice.tables'
import { waitlistId, type WaitlistDoc } from '../../cloudfunctions/engines/waitlist/waitlist.tables'
import type { AuditDoc } from '../../cloudfunctions/kernel/audit'
import type { IdentityDoc } from '../../cloudfunctions/kernel/identity'
import type {
  ChatDoc,
  GroupDoc,
  MembershipDoc,
} from '../../cloudfunctions/modules/groups/groups.tables'
import type { LedgerDoc } from '../../cloudfunctions/modules/incentives/incentives.tables'
import type {
  AcknowledgementDoc,
  RuleBookDoc,
  RuleVersionDoc,
} from '../../cloudfunctions/modules/rules/rules.tables'
import { periodKey, PERIOD_KINDS, type PeriodKind } from '../../miniprogram/contract/calendar'
import type { Product, TestPerson } from './boot'

/*
 * What the database holds, in the words of the business. Only this file and `gives.ts` know how documents look: a change of
 * theirs is a change there and nowhere else in the tests of the domains.
 */

export type Holder = Pick<Product, 'cloud' | 'now'>

const all = async <T>(
  { cloud }: Holder,
  collection: string,
  filter: Record<string, unknown> = {},
) => (await cloud.database.all(collection, filter)) as unknown as T[]

const one = async <T>({ cloud }: Holder, collection: string, id: string) =>
  (await cloud.database.get(collection, id)) as unknown as T | null

/** The company's name and owner, null before set-up. */
export async function companyOf(holder: Holder) {
  const company = await one<{ name: string; ownerId: string }>(holder, 'company', 'main')
  return company && { name: company.name, ownerId: company.ownerId }
}

/** Who a WeChat user is, and the role in each group by its id. */
export async function identityOf(holder: Holder, { openid }: TestPerson) {
  const [identity] = await all<IdentityDoc>(holder, 'identities', { openid })
  if (!identity) return null
  const { memberId, name, companyRole } = identity
  const groups = Object.entries(identity.groups).map(([id, { role }]) => [id, role] as const)
  return { memberId, name, role: companyRole, groups: Object.fromEntries(groups) }
}

/** How many people the company knows. */
export const countPeople = async (holder: Holder) => (await all(holder, 'identities')).length

/** Who has a place in a group by the group and who by the person have to be the same, whoever may be on the way out. */
async function mustAgree(holder: Holder, { _id, seats }: GroupDoc): Promise<void> {
  for (const { memberId, groups } of await all<IdentityDoc>(holder, 'identities')) {
    const place = groups[_id]
    const seat = seats.find((one) => one.memberId === memberId)
    if (place && (place.role !== seat?.role || place.since !== seat.since)) {
      throw new Error(`two places of one person: ${JSON.stringify([place, seat])}`)
    }
  }
}

/** Seats, waiting list and admins of a group; its documents say the same or this throws. */
export async function seatsOf(holder: Holder, groupId: string) {
  const group = await one<GroupDoc>(holder, 'groups', groupId)
  if (!group) return null
  await mustAgree(holder, group)
  const list = await one<WaitlistDoc>(holder, 'waitlists', waitlistId('seat', groupId))
  if (list?.taken !== group.seats.length || list.quota !== group.cap) {
    throw new Error(`seats ${group.seats.length}/${group.cap}, list ${JSON.stringify(list)}`)
  }
  if (list.waiters.length !== group.waitingCount) throw new Error('two lengths of one list')
  return {
    ...{ taken: group.seats.length, cap: group.cap, waiting: group.waitingCount },
    admins: group.seats.flatMap(({ role, memberId }) => (role === 'admin' ? [memberId] : [])),
    ruleVersion: group.figures['ruleVersion'] ?? 0,
  }
}

export const countGroups = async (holder: Holder) => (await all(holder, 'groups')).length

/** How somebody came and went; the role of who sits in the group. */
export async function membershipOf(holder: Holder, groupId: string, memberId: string) {
  const [found] = await all<MembershipDoc>(holder, 'memberships', { groupId, memberId })
  if (!found) return null
  const { name, status, joinedAt, joinWay, leftHow, leftAt, leftReason } = found
  const group = await one<GroupDoc>(holder, 'groups', groupId)
  const seat = group?.seats.find((one) => one.memberId === memberId)
  if ((status === 'active') !== (seat !== undefined)) throw new Error('half in a group')
  const role = seat?.role ?? null
  return { name, role, status, joinedAt, joinWay, leftHow, leftAt, reason: leftReason }
}

/** Who waits in order, with until when a seat is held; two never have the same number, or this throws. */
export async function waitersOf(holder: Holder, groupId: string) {
  const list = await one<WaitlistDoc>(holder, 'waitlists', waitlistId('seat', groupId))
  const waiters = list?.waiters ?? []
  if (new Set(waiters.map(({ seq }) => seq)).size < waiters.length) {
    throw new Error('two with one number')
  }
  return waiters.map(({ name, heldUntil }) => ({ name, heldUntil }))
}

/** Names in the order in which they wait. */
export const waitingOf = async (holder: Holder, groupId: string) =>
  (await waitersOf(holder, groupId)).map(({ name }) => name)

/** How many chats open a group. */
export const chatsOf = async (holder: Holder, groupId: string) =>
  (await all<ChatDoc>(holder, 'chats', { groupId })).length

/** The effective rules. */
export async function bookOf(holder: Holder, groupId: string) {
  const book = await one<RuleBookDoc>(holder, 'rule_books', groupId)
  if (!book) return null
  const { version, requiredVersion, requiredAt, material, note, points, clauses } = book
  return { version, requiredVersion, requiredAt, material, note, points, clauses }
}

/** Every version that was published, oldest first. */
export async function versionsOf(holder: Holder, groupId: string) {
  const versions = await all<RuleVersionDoc>(holder, 'rule_versions', { groupId })
  return versions
    .sort((a, b) => a.version - b.version)
    .map(({ version, material, note, publishedBy, clauses }) => ({
      version,
      material,
      note,
      publishedBy,
      texts: clauses.map(({ text }) => text),
    }))
}

/** Confirmations in a group: who which version. */
export async function confirmationsOf(holder: Holder, groupId: string) {
  const facts = await all<AcknowledgementDoc>(holder, 'acknowledgements', { groupId })
  return facts.map(({ memberId, version, at }) => ({ memberId, version, at }))
}

/** What is or was expected in a group, oldest first; `reminded`: how many. */
export async function asksOf(holder: Holder, groupId: string) {
  const asks = await all<AskDoc>(holder, 'asks', { groupId })
  return asks
    .sort((a, b) => a.at - b.at)
    .map(({ _id, state, audience, points, dueAt, reminded }) => ({
      ...{ askId: _id, state, audience, points, dueAt },
      reminded: Object.keys(reminded).length,
    }))
}

/** Where somebody stands with an ask. */
export async function markOf(holder: Holder, askId: string, memberId: string) {
  const mark = await one<AskMarkDoc>(holder, 'ask_marks', `${askId}:${memberId}`)
  if (!mark) return null
  const { state, seenAt, at, isLate, value, snoozedUntil } = mark
  return { state, seenAt, at, isLate, value, snoozedUntil }
}

/** Entries of a person, oldest first. */
export async function ledgerOf(holder: Holder, memberId: string) {
  const entries = await all<LedgerDoc>(holder, 'points_ledger', { memberId })
  return entries
    .sort((a, b) => a.at - b.at)
    .map((entry) => ({
      points: entry.points,
      incentive: `${entry.incentiveId} v${entry.incentiveVersion}`,
      text: entry.incentiveTitle,
      category: entry.category,
      groupId: entry.groupId,
      source: entry.source.title,
      at: entry.at,
    }))
}

async function standingOf(holder: Holder, id: string) {
  const standing = await one<StandingDoc>(holder, 'standings', id)
  if (!standing) return null
  const pointsIn = (kind: PeriodKind) =>
    standing[kind].key === periodKey(kind, holder.now()) ? standing[kind].value : 0
  const points = Object.fromEntries(PERIOD_KINDS.map((kind) => [kind, pointsIn(kind)]))
  return { isShown: standing.board !== null, ...(points as Record<PeriodKind, number>) }
}

/** Points of a person in a group by running period, null without figures; `isShown`: has a place on boards. */
export const scoreOf = (holder: Holder, groupId: string, memberId: string) =>
  standingOf(holder, `points:${groupId}:${memberId}`)

/** The same of the person in the whole company. */
export const companyScoreOf = (holder: Holder, memberId: string) =>
  standingOf(holder, `points:${memberId}`)

/** Who did what to whom, oldest first. */
export async function auditTrail(holder: Holder, action?: string) {
  const entries = await all<AuditDoc>(holder, 'audit', action === undefined ? {} : { action })
  return entries
    .sort((a, b) => a.at - b.at)
    .map(({ actorId, action, groupId, subject, detail }) => ({
      actorId,
      action,
      groupId,
      subject,
      detail,
    }))
}

/** What was said and still holds, oldest first: what, and to which audience. */
export async function announced(holder: Holder) {
  const rows = await all<MessageDoc>(holder, 'messages', { state: 'live' })
  return rows.sort((a, b) => a.at - b.at).map(({ title, audience }) => ({ title, to: audience }))
}

/** How sends to one person stand, newest first: what became of them, and how many tries. */
export async function sendingsTo(holder: Holder, memberId: string) {
  const rows = await all<DeliveryDoc>(holder, 'deliveries', { memberId })
  return rows
    .sort((a, b) => b.at - a.at)
    .map(({ status, attempts, code }) => ({ status, attempts, code }))
}

/** Sends that a person still agrees to. */
export async function consentsOf(holder: Holder, memberId: string, template = 'todo') {
  const row = await one<SubscriptionDoc>(holder, 'subscriptions', `${memberId}:${template}`)
  return row?.credits ?? 0
}

/** Answers of commands that are kept for retries. */
export const countAnswers = async (holder: Holder) => (await all(holder, 'idempotency')).length

/** In which collections a text stands somewhere, in any document. */
export async function placesOf({ cloud }: Holder, text: string): Promise<string[]> {
  const found: string[] = []
  for (const name of cloud.database.collections()) {
    const documents = JSON.stringify(await cloud.database.all(name))
    if (documents.includes(text)) found.push(name)
  }
  return found
}
