import { atClock } from './calendar'
import type { Artefacts } from './artefacts'
import { planChats, type ChatPlan } from './chats'
import { announceDeals, castOf, talk, type MessagePlan } from './conversations'
import type {
  Acknowledgement,
  Group,
  LedgerEntry,
  Membership,
  SeedDocuments,
  Waiting,
} from './documents'
import { identityId, idOf } from './documents'
import type { LedgerContext } from './entries'
import { COMPANY_AGE, GROUPS } from './groups'
import { createIncentives, type RuleAt } from './incentives'
import { writeLedger, writeScores } from './ledger'
import { adminOf, groupMembers, groupRules, type GroupRules } from './memberships'
import { writeAudit, writeNotices } from './notices'
import { MANAGERS, nameOf, openidsOf, OWNER, type PersonId } from './people'
import { createRandom, type Random } from './random'
import { ENDING, STORIES, type StoryFacts } from './stories'
import { createTimeline, type Timeline } from './timeline'

export const COMPANY = '屿川智能装备'

const IDEAL = { min: 10, max: 15 } as const

/** Everything the seed will write, made without writing anything. */
export interface SeedPlan {
  documents: SeedDocuments
  openids: Map<PersonId, string>
  chats: (ChatPlan & { messages: MessagePlan[] })[]
  /** Every version of an incentive rule there has been, with the moment it took effect. */
  ruleHistory: (RuleAt & { from: number })[]
}

/** People of the company: those in groups, in waiting lists, and those who run it. */
function writeMembers(
  memberships: readonly Membership[],
  waiting: readonly Waiting[],
  openids: ReadonlyMap<PersonId, string>,
  createdAt: number,
): Pick<SeedDocuments, 'members' | 'identities'> {
  const since = new Map<string, number>(
    [OWNER, ...MANAGERS].map((personId) => [personId, createdAt]),
  )
  for (const { memberId, joinedAt } of memberships) {
    since.set(memberId, Math.min(since.get(memberId) ?? joinedAt, joinedAt))
  }
  for (const { memberId, at } of waiting) if (!since.has(memberId)) since.set(memberId, at)
  const ids = [...since.keys()] as PersonId[]
  const roleOf = (personId: PersonId) =>
    personId === OWNER ? 'owner' : MANAGERS.includes(personId) ? 'manager' : null
  return {
    members: ids.map((personId) => ({
      _id: personId,
      name: nameOf(personId),
      companyRole: roleOf(personId),
      createdAt: since.get(personId) ?? createdAt,
    })),
    identities: ids.map((personId) => {
      const openid = openids.get(personId) ?? ''
      return { _id: identityId(openid), memberId: personId, openid, companyRole: roleOf(personId) }
    }),
  }
}

function writeWaiting(timeline: Timeline): Waiting[] {
  return GROUPS.flatMap(({ groupId, waiting }) =>
    waiting.map(({ personId, daysAgo }, index) => ({
      _id: idOf(groupId, personId),
      groupId,
      memberId: personId,
      name: nameOf(personId),
      seq: index + 1,
      at: atClock(timeline.day(daysAgo), '10:12'),
    })),
  )
}

function writeGroups(
  memberships: readonly Membership[],
  rulesOf: (groupId: string) => GroupRules | null,
  chats: readonly ChatPlan[],
): Group[] {
  return GROUPS.map(({ groupId, name, type, focus, cap, waiting }) => {
    const active = memberships.filter((m) => m.groupId === groupId && m.status === 'active')
    const chat = chatOf(chats, groupId)
    return {
      _id: groupId,
      name,
      type,
      focus,
      cap,
      idealMin: IDEAL.min,
      idealMax: IDEAL.max,
      seatsTaken: active.length,
      waitingSeq: waiting.length,
      waitingCount: waiting.length,
      adminIds: active.filter(({ role }) => role === 'admin').map(({ memberId }) => memberId),
      status: 'active',
      chatBound: true,
      ruleVersion: rulesOf(groupId)?.book.version ?? 0,
      createdAt: chat.boundAt,
      createdBy: OWNER,
    }
  })
}

function chatOf(chats: readonly ChatPlan[], groupId: string): ChatPlan {
  const chat = chats.find((one) => one.groupId === groupId)
  if (!chat) throw new Error(`${groupId} has no chat`)
  return chat
}

interface Talked {
  timeline: Timeline
  memberships: readonly Membership[]
  acknowledgements: readonly Acknowledgement[]
  waiting: readonly Waiting[]
  entries: readonly LedgerEntry[]
  rulesOf: (groupId: string) => GroupRules | null
}

function factsOf(talked: Talked): StoryFacts {
  const { memberships, rulesOf } = talked
  const active = (groupId: string) =>
    memberships.filter((m) => m.groupId === groupId && m.status === 'active')
  const rules = (groupId: string) => {
    const found = rulesOf(groupId)
    if (!found) throw new Error(`${groupId} has no rules to talk about`)
    return found
  }
  return {
    ...talked,
    rulesOf: rules,
    membersOf: (groupId) => active(groupId).map(({ memberId }) => memberId as PersonId),
    progressOf(groupId) {
      const asked = active(groupId).filter(({ role }) => role !== 'observer')
      const { requiredVersion } = rules(groupId).book
      const done = asked.filter(({ ackVersion }) => ackVersion >= requiredVersion)
      return `${done.length}/${asked.length}`
    },
  }
}

/** Messages of one chat, oldest first: its story, everyday talk, and the deals of the ledger. */
function writeMessages(chat: ChatPlan, talked: Talked, random: Random): MessagePlan[] {
  const { timeline, memberships, entries } = talked
  const messages = STORIES[chat.chatId]?.(factsOf(talked)) ?? []
  const until = timeline.quietSince - ENDING
  const { groupId } = chat
  const group = GROUPS.find((one) => one.groupId === groupId)
  if (group) {
    const silent = group.members.filter(({ work }) => work === 'none' || work === 'mentor')
    const cast = castOf(
      adminOf(group),
      memberships.filter((m) => m.groupId === groupId),
      silent.map(({ personId }) => personId),
    )
    const own = entries.filter((entry) => entry.groupId === groupId)
    messages.push(...talk(chat, cast, until, timeline, random.of('talk')))
    messages.push(...announceDeals(own, cast, until, timeline, random.of('deals')))
  } else if (chat.type === 3) {
    const [admin, , ...others] = chat.personIds
    if (!admin) throw new Error(`nobody is in ${chat.chatId}`)
    const members = others.map((personId) => ({ personId, since: 0 }))
    messages.push(...talk(chat, { admin, members }, until, timeline, random.of('talk')))
  }
  return messages.sort((a, b) => a.at - b.at)
}

/** The same seed number and the same moment always make the same plan. */
export function planSeed(seed: number, now: number, artefacts: Artefacts): SeedPlan {
  const random = createRandom(`seed-${seed}`)
  const timeline = createTimeline(now)
  const createdAt = atClock(timeline.day(COMPANY_AGE), '9:30')
  const openids = openidsOf(random.of('openids'))
  const incentives = createIncentives(artefacts.acknowledgeRule, (daysAgo) => timeline.day(daysAgo))
  const chats = planChats(random.of('chats'), timeline)
  const { points } = artefacts.acknowledgeRule
  const rules = new Map(
    GROUPS.map((group) => [group.groupId, groupRules(group, artefacts.starter, points, timeline)]),
  )
  const rulesOf = (groupId: string) => rules.get(groupId) ?? null
  const joined = GROUPS.map((group) =>
    groupMembers(group, rulesOf(group.groupId), random.of(`members/${group.groupId}`), timeline),
  )
  const memberships = joined.flatMap((part) => part.memberships)
  const acknowledgements = joined.flatMap((part) => part.acknowledgements)
  const books = [...rules.values()].flatMap((part) => part?.book ?? [])
  const context: LedgerContext = { groups: GROUPS, memberships, incentives, timeline, random }
  const entries = writeLedger(context, acknowledgements, books)
  const waiting = writeWaiting(timeline)
  const talked = { timeline, memberships, acknowledgements, waiting, entries, rulesOf }
  const company = { name: COMPANY, createdAt }
  return {
    documents: {
      incentive_rules: incentives.rules,
      incentive_rule_sets: [incentives.set],
      ...writeMembers(memberships, waiting, openids, createdAt),
      groups: writeGroups(memberships, rulesOf, chats),
      chats: GROUPS.map(({ groupId }) => {
        const { opengid, boundAt } = chatOf(chats, groupId)
        return { _id: opengid, groupId, boundBy: OWNER, boundAt }
      }),
      memberships,
      waiting_list: waiting,
      rule_versions: [...rules.values()].flatMap((part) => part?.versions ?? []),
      rule_books: books,
      acknowledgements,
      points_ledger: entries,
      scores: writeScores(context, entries),
      ...writeNotices(GROUPS, rulesOf, memberships, timeline),
      audit: writeAudit(
        GROUPS,
        rulesOf,
        memberships,
        (groupId) => chatOf(chats, groupId),
        company,
        random.of('audit'),
      ),
      company: [{ _id: 'main', name: COMPANY, ownerId: OWNER, createdAt }],
    },
    openids,
    chats: chats.map((chat) => ({
      ...chat,
      messages: writeMessages(chat, talked, random.of(`chat/${chat.chatId}`)),
    })),
    ruleHistory: incentives.history,
  }
}
