import type { RouteTarget } from '../../../miniprogram/contract/route'
import { audienceKey, audienceOf, type Audience } from '../../kernel/audience'
import type { Work } from '../../kernel/context'
import { later, never } from '../../kernel/later'
import { say, unsay } from '../notice'
import { askId, askMarks, asks, markId, type AskDoc, type AskMarkDoc } from './asks.tables'
import { dueFor, isSettled, nextReminder } from './asks.logic'

/** Something to be expected of people. */
export interface NewAsk {
  kind: string
  /** With the kind it names the ask for good. */
  ref: string
  about: string
  audience: Audience
  groupId: string | null
  groupName: string
  title: string
  detail: string
  target: RouteTarget
  points?: number
  /** By when, epoch ms. */
  dueAt?: number
  /** Or how long each has, ms: newcomers from the day they come. */
  within?: number
  /** It is news too, for the whole group: who only reads along learns of it. */
  isNews?: boolean
}

/** The deadline of an ask's reminders. */
export const REMIND = 'asks.remind'

/**
 * Asks: one document for an audience of any size, one message, and the time of the first reminder. Three to five writes in the
 * caller's transaction.
 */
export async function ask(work: Work, given: NewAsk): Promise<AskDoc> {
  const { kind, ref, dueAt, within, points = 0, audience, isNews = false, ...rest } = given
  const kindOf = work.registry.find('asks', kind)
  if (!kindOf) throw new Error(`no domain brings the ask ${kind}`)
  const document: AskDoc = {
    _id: askId(kind, ref),
    kind,
    ...rest,
    audience: audienceKey(audience),
    points,
    at: work.now,
    dueAt: dueAt ?? (within === undefined ? null : work.now + within),
    within: within ?? null,
    state: 'open',
    closedAt: null,
    reminded: {},
  }
  await work.tx.insert(asks, document)
  const { title, text, fields } = kindOf.words(document, 'start')
  await say(work, {
    kind: 'asks.due',
    about: document.about,
    audience,
    title,
    text,
    target: document.target,
    askId: document._id,
    groupId: document.groupId,
    push: { template: kindOf.template, fields },
  })
  if (isNews && audience.to === 'group') await tellGroup(work, document, title)
  const first = nextReminder(document.dueAt, work.now)
  if (first !== null) await later(work, REMIND, document._id, first)
  return document
}

/** What happened, for the whole group and for as long as it is news: reminders take the place of what is asked, not of this. */
const tellGroup = (work: Work, { about, groupId, detail, target }: AskDoc, title: string) =>
  say(work, {
    kind: 'asks.news',
    about: `${about}:news`,
    audience: { to: 'group', groupId: groupId ?? '', part: 'all' },
    isNews: true,
    title,
    text: detail,
    target,
    groupId,
  })

/** The kind of message that reminds; it is pushed to those alone whom the ask has written down as reminded with it. */
export const REMINDER = 'asks.reminder'

/**
 * Reminds: everybody who has been written down as reminded now, in one message that takes the place of the first; or some people by
 * name, each by themselves.
 */
export async function sayReminder(
  work: Work,
  ask: AskDoc,
  memberIds: readonly string[] | null,
): Promise<void> {
  const kindOf = work.registry.find('asks', ask.kind)
  if (!kindOf) throw new Error(`no domain brings the ask ${ask.kind}`)
  const { title, text, fields } = kindOf.words(ask, 'reminder')
  await say(work, {
    kind: REMINDER,
    about: memberIds === null ? ask.about : `${ask.about}:named`,
    audience:
      memberIds === null
        ? audienceOf(ask.audience)
        : memberIds.map((memberId) => ({ to: 'member', memberId })),
    title,
    text,
    target: ask.target,
    askId: ask._id,
    groupId: ask.groupId,
    push: { template: kindOf.template, fields },
  })
}

/** What the message about who is late is about. */
export const overdueAbout = ({ about }: Pick<AskDoc, 'about'>): string => `${about}:overdue`

/** Nobody is late any more: those who look after the group need not look. */
export async function unsayOverdue(work: Work, ask: AskDoc): Promise<void> {
  if (ask.groupId === null) return
  await unsay(work, overdueAbout(ask), { to: 'group', groupId: ask.groupId, part: 'admins' })
}

/**
 * Calls an ask off, or closes it when a newer one takes its place; what was done stays.
 * @param isReplaced a newer ask about the same thing follows in this transaction: its message replaces the old one.
 */
export async function withdraw(work: Work, id: string, isReplaced = false): Promise<void> {
  const stored = await work.tx.get(asks, id)
  if (!stored || stored.state === 'closed') return
  await work.tx.update(asks, id, { set: { state: 'closed', closedAt: work.now } })
  await never(work, REMIND, id)
  if (stored.dueAt !== null && stored.dueAt <= work.now) await unsayOverdue(work, stored)
  if (!isReplaced) await unsay(work, stored.about, audienceOf(stored.audience))
}

/** What became of a settling. */
export type Settled = { isNew: true; mark: AskMarkDoc } | { isNew: false; mark: AskMarkDoc }

/**
 * A person has done it. Each writes a mark of their own, so a hundred may do it at once. One read, one write.
 * @param since when the person came into the audience.
 * @param value what the domain wants to know of it later.
 */
export async function settle(
  { tx, now }: Work,
  ask: AskDoc,
  memberId: string,
  since: number,
  value: number | null = null,
): Promise<Settled> {
  const _id = markId(ask._id, memberId)
  const known = await tx.get(askMarks, _id)
  if (known && isSettled(known)) return { isNew: false, mark: known }
  const due = dueFor(ask, since)
  const mark: AskMarkDoc = {
    _id,
    askId: ask._id,
    memberId,
    state: 'done',
    seenAt: known?.seenAt ?? now,
    at: now,
    isLate: due !== null && now > due,
    value,
    snoozedUntil: null,
  }
  await tx.put(askMarks, mark)
  return { isNew: true, mark }
}

/** Remembers that it was opened, or puts it off; what is settled stays as it is. One read, at most one write. */
export async function note(
  { tx, now }: Work,
  ask: AskDoc,
  memberId: string,
  snoozedUntil: number | null,
): Promise<void> {
  const _id = markId(ask._id, memberId)
  const known = await tx.get(askMarks, _id)
  if (known && (isSettled(known) || snoozedUntil === null)) return
  await tx.put(askMarks, {
    _id,
    askId: ask._id,
    memberId,
    state: 'seen',
    seenAt: known?.seenAt ?? now,
    at: null,
    isLate: false,
    value: null,
    snoozedUntil,
  })
}
