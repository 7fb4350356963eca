import { afterQuietHours } from '../../kernel/calendar'
import { hashOf } from '../../kernel/hash'
import { LEASE } from '../../kernel/schedule'
import type {
  DeliveryDoc,
  InboxMarkDoc,
  MessageDoc,
  PushDoc,
  SubscriptionDoc,
} from './notice.tables'

/** Pure decisions of messages: what is read, what is due, what an answer of WeChat means. */

/** Consents kept for one template: more than anyone needs, and a bound on a script's clicks. */
export const CREDITS_MAX = 50
/** Unread messages beyond this are shown as this many and more. */
export const UNREAD_MAX = 99
/** Tries of one send, the first included. */
export const ATTEMPTS_MAX = 6

/** What a look into the messages may find before it is cut: the most that any order by audiences costs. */
const FOUND_MAX = 2000
/** Messages that are looked through for who may not see all of what was said to an audience. */
const WIDE = 200
const KEPT = 180 * 24 * 60 * 60 * 1000

export const messageIdOf = (about: string, audience: string): string => hashOf(about, audience)
export const deliveryId = (messageId: string, memberId: string): string =>
  `${messageId}:${memberId}`
export const subscriptionId = (memberId: string, template: string): string =>
  `${memberId}:${template}`

/**
 * How many messages are asked for at once. The database may read so many of *each* audience before it has put them in order,
 * so somebody in many groups gets shorter pages, never a slower one.
 */
export const askedFor = (wanted: number, audiences: number): number =>
  Math.max(1, Math.min(wanted, Math.floor(FOUND_MAX / Math.max(1, audiences)) - 1))

/** For a page of the inbox: more for newcomers, who do not see what was said before them. */
export const pageWanted = (size: number, sinces: readonly number[], now: number): number =>
  sinces.some((since) => since > now - KEPT) ? Math.max(WIDE, size + 1) : size + 1

const stamp = (at: number): string => String(Math.max(0, at)).padStart(13, '0')

/**
 * Only what is older counts as seen by its time; what is younger is marked one by one. A message bears the time at which its
 * call began, so one that is written late must not count as seen with those beside it, nor one that was said by a clock an
 * hour back; and a look by a clock a day ahead must not reach into what is not said yet.
 */
const SETTLED_AFTER = 25 * 60 * 60 * 1000
const settled = (now: number): string => stamp(now - SETTLED_AFTER)

/** Young messages that one look marks; more stay unread until the next look. */
const ALSO_SHOWN = 100
const ALSO_KEPT = 200

/** What a phone sends back to say that it has shown these: a time, and the younger ones one by one. */
export const seenMark = (shown: readonly string[], now: number): string =>
  [settled(now), ...shown.filter((order) => order >= settled(now)).slice(0, ALSO_SHOWN)].join(',')

export type Marks = Pick<InboxMarkDoc, 'until' | 'also'>
const NOTHING: Marks = { until: stamp(0), also: [] }

/** Marks as they may be trusted: a time that has not come yet was set by a clock that was ahead. */
export const believed = (mark: Marks | null, now: number): Marks => {
  if (!mark) return NOTHING
  return mark.until > stamp(now) ? { until: NOTHING.until, also: mark.also } : mark
}

export const isRead = (order: string, { until, also }: Marks): boolean =>
  order < until || also.includes(order)

/** The marks after a look; they never go back. */
export function withSeen(mark: Marks | null, upTo: string, now: number): Marks {
  const [asked = '', ...shown] = upTo.split(',')
  const known = believed(mark, now)
  const claimed = asked < settled(now) ? asked : settled(now)
  const until = claimed > known.until ? claimed : known.until
  const also = [...new Set([...shown, ...known.also])].filter((order) => order >= until)
  return { until, also: also.sort().reverse().slice(0, ALSO_KEPT) }
}

/** One of each message, for who belongs to several of its audiences; the order stays. */
export function distinct<M extends Pick<MessageDoc, 'messageId'>>(rows: readonly M[]): M[] {
  const seen = new Set<string>()
  return rows.filter(({ messageId }) => !seen.has(messageId) && seen.add(messageId))
}

const LONGEST_THING = 20

/** A field as WeChat takes it: 20 characters in one line, never empty; else the whole message is refused. */
export function fitted(name: string, value: string): string {
  const line = value.replace(/\s+/gu, ' ').trim()
  if (line === '') return '无'
  const characters = [...line]
  if (!name.startsWith('thing') || characters.length <= LONGEST_THING) return line
  return `${characters.slice(0, LONGEST_THING - 1).join('')}…`
}

/** Nothing waits longer than a night and a bit. */
const LONGEST_WAIT = 11 * 60 * 60 * 1000
const MINUTE = 60_000

/**
 * From when on a push may be taken up. A time that nobody could have set was set by a clock that was ahead: such a push is due
 * at once.
 */
export function dueAt(row: Pick<PushDoc, 'status' | 'nextAt' | 'at'>, now: number): number {
  const latest = now + (row.status === 'sending' ? LEASE : LONGEST_WAIT)
  return row.nextAt > latest || row.at > now + MINUTE ? now : row.nextAt
}

/** The moment itself, or the end of the night when it can wait. */
export const atDecentHour = (at: number, urgent: boolean): number =>
  urgent ? at : afterQuietHours(at)

/** WeChat does not know this person any more. */
const NOBODY = ['40003']
/** The message itself cannot be sent to anybody: template, fields, page, a ban. */
const UNSENDABLE = ['40037', '47003', '41030', '43107', 'no-template']
const NO_CONSENT = '43101'

/** What is made of an answer. `unsendable`: to nobody, so the whole push ends. */
export type Outcome = 'sent' | 'no-consent' | 'hopeless' | 'unsendable' | 'again'

export type Answer = { ok: true } | { ok: false; code: string }

/** @param attempts tries of this send, this one included */
export function outcomeOf(answer: Answer, attempts: number): Outcome {
  if (answer.ok) return 'sent'
  if (answer.code === NO_CONSENT) return 'no-consent'
  if (UNSENDABLE.includes(answer.code)) return 'unsendable'
  if (NOBODY.includes(answer.code) || attempts >= ATTEMPTS_MAX) return 'hopeless'
  return 'again'
}

/**
 * Consents after an answer. A send that WeChat refused has spent none. When it says that there is none left, those that were
 * given since this one was taken are left.
 */
export function creditsAfter(
  outcome: Outcome,
  { credits, granted }: Pick<SubscriptionDoc, 'credits' | 'granted'>,
  taken: Pick<DeliveryDoc, 'granted'>,
): number {
  if (outcome === 'sent') return credits
  if (outcome === 'no-consent') return Math.max(0, Math.min(credits, granted - taken.granted))
  return Math.min(CREDITS_MAX, credits + 1)
}

/** What some sends at once mean for the push: go on, put it off where it is, or end it. */
export function verdictOf(outcomes: readonly Outcome[]): 'go-on' | 'put-off' | 'end' {
  if (outcomes.includes('unsendable')) return 'end'
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === 'again')
    ? 'put-off'
    : 'go-on'
}
