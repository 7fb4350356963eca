import { periodKey, PERIOD_KINDS, type PeriodKind } from '../../miniprogram/contract/calendar'
import type {
  AcknowledgementDoc,
  AuditDoc,
  BoardDoc,
  ChatDoc,
  GroupDoc,
  IdentityDoc,
  InboxDoc,
  IncentiveRuleDoc,
  LedgerDoc,
  MemberDoc,
  MembershipDoc,
  OutboxDoc,
  RuleBookDoc,
  RuleVersionDoc,
  ScoreDoc,
  SubscriptionDoc,
  WaitingDoc,
} from '../../cloudfunctions/schema/types'
import type { Product, TestPerson } from './boot'

/*
 * What the database holds, in the words of the business. Only this file knows how documents look: a change of theirs is a
 * change here and nowhere else in the tests of the domains.
 */

type Holder = Pick<Product, 'cloud' | 'now'>

const all = async <T>(
  { cloud }: Holder,
  collection: string,
  filter: Record<string, unknown> = {},
) => (await cloud.database.all(collection, filter)) as unknown as T[]

const one = async <T>({ cloud }: Holder, collection: string, id: string) =>
  (await cloud.database.get(collection, id)) as unknown as T | null

/** Replaces fields of a document that must exist. */
async function change(holder: Holder, collection: string, id: string, fields: object) {
  const document = await one<object>(holder, collection, id)
  if (!document) throw new Error(`no ${collection} ${id}`)
  await holder.cloud.database.load(collection, [{ ...document, ...fields }])
}

/** The company's name and owner, null before set-up. */
export async function companyOf(holder: Holder) {
  const company = await one<{ name: string; ownerId: string }>(holder, 'company', 'main')
  return company && { name: company.name, ownerId: company.ownerId }
}

/** Who a WeChat user is: the same role wherever it is kept, or this throws. */
export async function identityOf(holder: Holder, { openid }: TestPerson) {
  const [identity] = await all<IdentityDoc>(holder, 'identities', { openid })
  if (!identity) return null
  const member = await one<MemberDoc>(holder, 'members', identity.memberId)
  if (member?.companyRole !== identity.companyRole) throw new Error('two roles of one person')
  return { memberId: identity.memberId, name: member.name, role: identity.companyRole }
}

/** How many people the company knows. */
export const countPeople = async (holder: Holder) => (await all(holder, 'members')).length

/** Seats, waiting list and admins as a group counts them. */
export async function seatsOf(holder: Holder, groupId: string) {
  const group = await one<GroupDoc>(holder, 'groups', groupId)
  if (!group) return null
  const { seatsTaken, cap, waitingCount, adminIds, ruleVersion } = group
  return { taken: seatsTaken, cap, waiting: waitingCount, admins: adminIds, ruleVersion }
}

export const countGroups = async (holder: Holder) => (await all(holder, 'groups')).length

export async function membershipOf(holder: Holder, groupId: string, memberId: string) {
  const [found] = await all<MembershipDoc>(holder, 'memberships', { groupId, memberId })
  if (!found) return null
  const { name, role, status, joinedAt, joinWay, removedAt, removedReason, ackVersion } = found
  return {
    name,
    role,
    status,
    joinedAt,
    joinWay,
    removedAt,
    reason: removedReason,
    confirmed: ackVersion,
  }
}

/** Names in the order in which they wait; two never have the same number, or this throws. */
export async function waitingOf(holder: Holder, groupId: string) {
  const rows = await all<WaitingDoc>(holder, 'waiting_list', { groupId })
  if (new Set(rows.map(({ seq }) => seq)).size < rows.length) throw new Error('two with one number')
  return rows.sort((a, b) => a.seq - b.seq).map(({ name }) => name)
}

/** How many chats open a group. */
export const chatsOf = async (holder: Holder, groupId: string) =>
  (await all<ChatDoc>(holder, 'chats', { groupId })).length

/** The effective rules. */
export async function bookOf(holder: Holder, groupId: string) {
  const book = await one<RuleBookDoc>(holder, 'rule_books', groupId)
  if (!book) return null
  const { version, requiredVersion, requiredAt, material, note, points, reminded, clauses } = book
  return { version, requiredVersion, requiredAt, material, note, points, reminded, clauses }
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

/** Entries of a person, oldest first. */
export async function ledgerOf(holder: Holder, memberId: string) {
  const entries = await all<LedgerDoc>(holder, 'points_ledger', { memberId })
  return entries
    .sort((a, b) => a.at - b.at)
    .map(({ points, ruleId, ruleVersion, ruleText, category, groupId, source, at }) => ({
      points,
      rule: `${ruleId} v${ruleVersion}`,
      ruleText,
      category,
      groupId,
      source: source.title,
      at,
    }))
}

/** Points of a person in a group by running period, null without a row; `isShown`: has a place on boards. */
export async function scoreOf(holder: Holder, groupId: string, memberId: string) {
  const [score] = await all<ScoreDoc>(holder, 'scores', { groupId, memberId })
  if (!score) return null
  const pointsIn = (kind: PeriodKind) =>
    score.periods[periodKey(kind, holder.now()).replaceAll('-', '_')]?.points ?? 0
  const points = Object.fromEntries(PERIOD_KINDS.map((kind) => [kind, pointsIn(kind)]))
  return { isShown: score.isActive, ...(points as Record<PeriodKind, number>) }
}

/** The company's board of a running period as the timer left it: names and points in order. */
export async function boardOf(holder: Holder, kind: PeriodKind) {
  const board = await one<BoardDoc>(holder, 'boards', `company:${periodKey(kind, holder.now())}`)
  return board && board.top.map(({ name, points }) => `${name} ${points}`)
}

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

/** Messages in a person's inbox, oldest first. */
export async function messagesTo(holder: Holder, memberId: string) {
  const rows = await all<InboxDoc>(holder, 'inbox', { memberId })
  return rows.sort((a, b) => a.at - b.at).map(({ title }) => title)
}

/** Messages on their way, not yet made one for each person: what, and to whom (null: everyone in the group). */
export async function announced(holder: Holder) {
  const rows = await all<OutboxDoc>(holder, 'outbox', { type: 'broadcast', status: 'pending' })
  return rows.flatMap((row) =>
    row.type === 'broadcast' ? [{ title: row.content.title, to: row.memberIds }] : [],
  )
}

/** How the sending to one person stands, newest first: state, tries, and whether it reached WeChat. */
export async function sendingsTo(holder: Holder, memberId: string) {
  const rows = await all<OutboxDoc>(holder, 'outbox', { type: 'delivery', memberId })
  return rows
    .sort((a, b) => b.at - a.at)
    .flatMap((row) =>
      row.type === 'delivery'
        ? [{ state: row.status, tries: row.attempts, wasPushed: row.wasPushed }]
        : [],
    )
}

/** Sends that a person still agrees to. */
export async function consentsOf(holder: Holder, memberId: string) {
  const [row] = await all<SubscriptionDoc>(holder, 'subscriptions', { memberId })
  return row?.credits ?? 0
}

/** Answers of commands that are kept for retries. */
export const countAnswers = async (holder: Holder) => (await all(holder, 'idempotency')).length

/* States that no action leads to yet. */

export const archive = (holder: Holder, groupId: string) =>
  change(holder, 'groups', groupId, { status: 'archived' })

export const changeIncentive = (holder: Holder, changes: Partial<IncentiveRuleDoc>) =>
  change(holder, 'incentive_rules', 'rules.acknowledge', changes)

export const fillWaitingList = (holder: Holder, groupId: string, waitingCount: number) =>
  change(holder, 'groups', groupId, { waitingCount })

export const giveConsents = (holder: Holder, memberId: string, credits: number) =>
  change(holder, 'subscriptions', `${memberId}:rules-due`, { credits })

/** An entry that other rules will make some day, with its score: as `credit` would write them. */
export async function givePoints(
  holder: Holder,
  groupId: string,
  memberId: string,
  points: number,
  at = holder.now(),
) {
  const [score] = await all<ScoreDoc>(holder, 'scores', { groupId, memberId })
  if (!score) throw new Error('no score row')
  const _id = `test:${points}@${at}:${memberId}`
  const source = { kind: 'test', id: String(at), title: `测试 ${points} 分` }
  await holder.cloud.database.load('points_ledger', [
    {
      ...{ _id, memberId, groupId, groupName: score.groupName, points, ruleId: 'test' },
      ...{ ruleVersion: 1, ruleText: '测试', category: 'other', source, at, corrects: null },
      order: `${String(at).padStart(13, '0')}:${_id}`,
    },
  ])
  const periods = { ...score.periods }
  for (const kind of PERIOD_KINDS) {
    const key = periodKey(kind, at).replaceAll('-', '_')
    const known = periods[key] ?? { points: 0, at: 0, by: {} }
    const by = { ...known.by, other: (known.by.other ?? 0) + points }
    periods[key] = { points: known.points + points, at, by }
  }
  await holder.cloud.database.load('scores', [{ ...score, periods, updatedAt: at }])
}
