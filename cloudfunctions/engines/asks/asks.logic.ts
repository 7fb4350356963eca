import type { RosterRow } from '../../../miniprogram/contract/asks'
import { REMIND_COOLDOWN } from '../../../miniprogram/contract/limits'
import { afterQuietHours } from '../../kernel/calendar'
import type { GroupPerson } from '../../kernel/people'
import type { AskDoc, AskMarkDoc, LeaveDoc } from './asks.tables'

const MINUTE = 60_000
const DAY = 24 * 60 * 60 * 1000

/** By when a person has to: the time of the ask, later for who came later. */
export function dueFor(ask: Pick<AskDoc, 'dueAt' | 'within' | 'at'>, since: number): number | null {
  if (ask.within === null) return ask.dueAt
  return Math.max(ask.dueAt ?? 0, Math.max(ask.at, since) + ask.within)
}

export const isSettled = (mark: AskMarkDoc | undefined): boolean =>
  mark?.state === 'done' || mark?.state === 'excused'

export const isAwayAt = (leave: LeaveDoc | undefined, at: number): boolean =>
  leave?.ranges.some(({ from, to }) => at >= from && at < to) ?? false

/**
 * When a person is reminded of what is due then: seven days and one day before, when it is due, and each day from then on; never
 * at night. Points before `after` have passed.
 * @returns the first later than `after`, or null for what has no time.
 */
export function nextReminder(dueAt: number | null, after: number): number | null {
  if (dueAt === null) return null
  const points = [dueAt - 7 * DAY, dueAt - DAY, dueAt].map((point) => afterQuietHours(point))
  const next = points.find((point) => point > after)
  if (next !== undefined) return next
  const days = Math.floor((after - dueAt) / DAY) + 1
  const later = [days - 1, days, days + 1].map((n) => afterQuietHours(dueAt + n * DAY))
  return later.find((point) => point > after) ?? null
}

/** One of the audience with what is known of them. */
export interface Addressee {
  person: GroupPerson
  mark: AskMarkDoc | undefined
  leave: LeaveDoc | undefined
}

/** Whether the schedule has a reminder for this person that they have not had. */
export function isReminderDue(
  ask: AskDoc,
  { person, mark, leave }: Addressee,
  now: number,
): boolean {
  if (isSettled(mark) || isAwayAt(leave, now)) return false
  if (mark?.snoozedUntil && mark.snoozedUntil > now) return false
  const last = Math.max(ask.at, person.since, ask.reminded[person.memberId] ?? 0)
  const point = nextReminder(dueFor(ask, person.since), last)
  return point !== null && point <= now
}

/** When the schedule has something to say next to any of them; null when all have done it, or nothing has a time. */
export function nextReminderOf(
  ask: AskDoc,
  addressees: readonly Addressee[],
  now: number,
): number | null {
  const times = addressees
    .filter(({ mark }) => !isSettled(mark))
    .flatMap(
      ({ person }) => nextReminder(dueFor(ask, person.since), Math.max(now, person.since)) ?? [],
    )
  return times.length === 0 ? null : Math.min(...times)
}

/** People whose reminders are kept; the oldest go first. */
const REMINDED_MAX = 300

/** Who was reminded when, with these people now. */
export function remindedAlso(
  { reminded }: Pick<AskDoc, 'reminded'>,
  memberIds: readonly string[],
  now: number,
): Record<string, number> {
  const all = { ...reminded, ...Object.fromEntries(memberIds.map((id) => [id, now])) }
  const latest = Object.entries(all).sort(([, a], [, b]) => b - a)
  return Object.fromEntries(latest.slice(0, REMINDED_MAX))
}

export const isLate = (ask: AskDoc, { person, mark }: Addressee, now: number): boolean => {
  const due = dueFor(ask, person.since)
  return !isSettled(mark) && due !== null && due < now
}

/** A person may be asked by another once in a while, and not when there is nothing left to ask. */
export function canRemind(ask: AskDoc, { person, mark }: Addressee, now: number): boolean {
  const last = ask.reminded[person.memberId] ?? 0
  // A reminder from the future was written by a clock that was ahead.
  const isWrong = last > now + MINUTE
  return !isSettled(mark) && (isWrong || now - last >= REMIND_COOLDOWN)
}

export function rosterRow(ask: AskDoc, addressee: Addressee, now: number): RosterRow {
  const { person, mark, leave } = addressee
  const isAway = isAwayAt(leave, now)
  return {
    memberId: person.memberId,
    name: person.name,
    state: mark?.state ?? 'open',
    at: mark?.at ?? null,
    dueAt: dueFor(ask, person.since),
    isLate: mark?.isLate === true || isLate(ask, addressee, now),
    isAway,
    remindedAt: ask.reminded[person.memberId] ?? null,
    canRemind: ask.state === 'open' && !isAway && canRemind(ask, addressee, now),
  }
}

/**
 * Time from the asking until this share of the people had done it, ms: T50 and T90.
 * @returns null while fewer have.
 */
export function timeUntil(
  ask: AskDoc,
  addressees: readonly Addressee[],
  share: number,
): number | null {
  const needed = Math.ceil(addressees.length * share)
  if (needed === 0) return null
  const times = addressees
    .flatMap(({ person, mark }) =>
      mark?.state === 'done' && mark.at !== null ? [mark.at - Math.max(ask.at, person.since)] : [],
    )
    .sort((a, b) => a - b)
  return times[needed - 1] ?? null
}

/** Who of these people have done it, of how many: the words in the title of a card. */
export function progressOf(
  marks: readonly AskMarkDoc[],
  people: readonly GroupPerson[],
): { count: number; total: number } {
  const done = new Set(marks.filter((mark) => isSettled(mark)).map(({ memberId }) => memberId))
  return { count: people.filter(({ memberId }) => done.has(memberId)).length, total: people.length }
}

/** Overdue first, then by when it is due; what has no time last. */
export const byDue = (a: { dueAt: number | null; at: number }, b: typeof a): number =>
  (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER) || a.at - b.at
