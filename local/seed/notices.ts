import { atClock, HOUR, MINUTE } from './calendar'
import type {
  AuditEntry,
  Broadcast,
  Delivery,
  InboxMark,
  InboxRow,
  Membership,
  MessageContent,
  RuleBook,
  Subscription,
} from './documents'
import { idOf, orderOf } from './documents'
import type { GroupPlan } from './groups'
import { adminOf, type GroupRules } from './memberships'
import { MANAGERS, OWNER, type PersonId } from './people'
import type { Random } from './random'
import type { Timeline } from './timeline'

export const TEMPLATE = 'rules-due'

/** Consents to be reminded by a service notice; the phones know of the same ones. */
export const CREDITS: Partial<Record<PersonId, number>> = {
  'chen-yinuo': 1,
  'fang-xiangwan': 2,
  'lin-kexin': 3,
  'he-shuyan': 1,
  'huang-yue': 2,
  'ding-muyang': 1,
  'tao-ran': 1,
}

export interface Notices {
  outbox: (Broadcast | Delivery)[]
  inbox: InboxRow[]
  inbox_marks: InboxMark[]
  subscriptions: Subscription[]
}

/** Longest value of a `thing` field. */
const clip = (text: string): string => (text.length <= 20 ? text : `${text.slice(0, 19)}…`)

function dueMessage(book: RuleBook, version: number, isReminder: boolean): MessageContent {
  const title = isReminder ? `请确认群规 v${version}` : `群规更新到 v${version}`
  const text = isReminder
    ? `${book.groupName}的管理员提醒你读完并确认群规`
    : `${book.groupName}的群规已更新，请在 3 天内读完并确认`
  return {
    kind: TEMPLATE,
    title,
    text,
    path: `pages/rules/rules?g=${book._id}`,
    fields: { thing1: clip(title), thing2: clip(book.groupName), thing3: '读完并确认，不到两分钟' },
  }
}

/** One message to several people: what was sent, and what lies in their inbox. */
function sent(request: {
  key: string
  groupId: string
  memberIds: string[] | null
  audience: readonly string[]
  content: MessageContent
  at: number
}): Pick<Notices, 'outbox' | 'inbox'> {
  const { key, groupId, memberIds, audience, content, at } = request
  const done = { status: 'done', attempts: 0, nextAt: at, at, content, lastError: null } as const
  const broadcast: Broadcast = { _id: key, type: 'broadcast', groupId, memberIds, ...done }
  const deliveries = audience.map((memberId): Delivery => ({
    _id: idOf(key, memberId),
    type: 'delivery',
    memberId,
    wasPushed: false,
    ...done,
  }))
  const { title, text, path } = content
  return {
    outbox: [broadcast, ...deliveries],
    inbox: deliveries.map(({ _id, memberId }) => ({
      _id,
      memberId,
      title,
      text,
      path,
      at,
      order: orderOf(at, _id),
    })),
  }
}

/** Messages about versions of one group's rules, and the last reminder. */
function groupNotices(
  { groupId }: GroupPlan,
  { versions, book }: GroupRules,
  memberships: readonly Membership[],
): Pick<Notices, 'outbox' | 'inbox'>[] {
  const asked = memberships.filter((m) => m.groupId === groupId && m.role !== 'observer')
  const published = versions
    .filter(({ material }) => material)
    .map(({ version, effectiveAt }) => {
      const present = asked.filter(
        ({ joinedAt, removedAt }) =>
          joinedAt < effectiveAt && (removedAt === null || removedAt > effectiveAt),
      )
      return sent({
        key: idOf('rules-due', groupId, version),
        groupId,
        memberIds: null,
        audience: present.map(({ memberId }) => memberId),
        content: dueMessage(book, version, false),
        at: effectiveAt,
      })
    })
  const reminders = Object.entries(book.reminded).map(([memberId, at]) =>
    sent({
      key: idOf('rules-remind', groupId, book.version, book.publishedBy, at),
      groupId,
      memberIds: [memberId],
      audience: [memberId],
      content: dueMessage(book, book.version, true),
      at,
    }),
  )
  return [...published, ...reminders]
}

/** Who has confirmed has seen the messages up to then; the others have something new. */
const marksOf = (memberships: readonly Membership[]): InboxMark[] => {
  const marks = new Map<string, number>()
  for (const { memberId, ackAt } of memberships) {
    if (ackAt !== null) marks.set(memberId, Math.max(marks.get(memberId) ?? 0, ackAt))
  }
  return [...marks].map(([_id, readUntil]) => ({ _id, readUntil }))
}

export function writeNotices(
  groups: readonly GroupPlan[],
  rulesOf: (groupId: string) => GroupRules | null,
  memberships: readonly Membership[],
  timeline: Timeline,
): Notices {
  const parts = groups.flatMap((group) => {
    const rules = rulesOf(group.groupId)
    return rules ? groupNotices(group, rules, memberships) : []
  })
  return {
    outbox: parts.flatMap(({ outbox }) => outbox),
    inbox: parts.flatMap(({ inbox }) => inbox),
    inbox_marks: marksOf(memberships),
    subscriptions: Object.entries(CREDITS).map(([memberId, credits]) => ({
      _id: idOf(memberId, TEMPLATE),
      memberId,
      template: TEMPLATE,
      credits,
      updatedAt: atClock(timeline.day(3), '12:10'),
    })),
  }
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Who did what: setting up, groups, roles, rules, a removal. */
export function writeAudit(
  groups: readonly GroupPlan[],
  rulesOf: (groupId: string) => GroupRules | null,
  memberships: readonly Membership[],
  chatOf: (groupId: string) => { opengid: string; boundAt: number },
  company: { name: string; createdAt: number },
  random: Random,
): AuditEntry[] {
  const rows: Omit<AuditEntry, '_id'>[] = [
    entry(OWNER, 'company.claim', null, company.name, '', company.createdAt),
    ...MANAGERS.map((personId, index) =>
      entry(
        OWNER,
        'company.appoint',
        null,
        personId,
        'manager',
        company.createdAt + (1 + index) * HOUR,
      ),
    ),
  ]
  for (const group of groups) {
    const { groupId, name, members } = group
    const { opengid, boundAt } = chatOf(groupId)
    rows.push(entry(OWNER, 'groups.create', groupId, name, '', boundAt - MINUTE))
    rows.push(entry(OWNER, 'groups.bind', groupId, opengid, '', boundAt))
    const own = memberships.filter((membership) => membership.groupId === groupId)
    for (const { personId, role } of members) {
      const joinedAt = own.find(({ memberId }) => memberId === personId)?.joinedAt ?? boundAt
      if (role !== 'member') {
        rows.push(entry(OWNER, 'groups.setRole', groupId, personId, role, joinedAt + 5 * MINUTE))
      }
    }
    for (const { memberId, removedAt, removedReason } of own) {
      if (removedAt === null) continue
      rows.push(
        entry(adminOf(group), 'groups.remove', groupId, memberId, removedReason ?? '', removedAt),
      )
    }
    for (const { version, material, effectiveAt, publishedBy } of rulesOf(groupId)?.versions ??
      []) {
      const detail = material ? 'material' : 'minor'
      rows.push(entry(publishedBy, 'rules.publish', groupId, `v${version}`, detail, effectiveAt))
    }
  }
  return rows.sort((a, b) => a.at - b.at).map((row) => ({ _id: random.text(20, ALPHABET), ...row }))
}

const entry = (
  actorId: string,
  action: string,
  groupId: string | null,
  subject: string,
  detail: string,
  at: number,
): Omit<AuditEntry, '_id'> => ({ actorId, action, groupId, subject, detail, at })
