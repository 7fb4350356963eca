import {
  isoWeekday,
  periodRange,
  startOfDay,
  type PeriodKind,
} from '../../../miniprogram/contract/calendar'
import { clockOffset } from './clock'
import { DAY, MINUTE, workdayFrom } from './workdays'

/** When something happens again and again, in Shanghai. Made by the functions below, which refuse what is none. */
export type Schedule =
  | { kind: 'every'; ms: number }
  | { kind: 'daily'; clock: string; workdays: boolean }
  | { kind: 'weekly'; weekday: number; clock: string }
  | { kind: 'endOf'; period: PeriodKind }

const EVERY_MAX = 366 * DAY

/**
 * Every so many ms, counted from a midnight in Shanghai, so that hours and days begin where clocks say.
 * @throws RangeError for less than a minute, the timer's own step, and for more than a year.
 */
export function every(ms: number): Schedule {
  if (!(Number.isInteger(ms) && ms >= MINUTE && ms <= EVERY_MAX)) {
    throw new RangeError(`Not an interval: ${ms}`)
  }
  return { kind: 'every', ms }
}

/**
 * Every day, or every workday, at a time.
 * @throws RangeError when the time is none.
 */
export function daily(clock: string, { workdays = false }: { workdays?: boolean } = {}): Schedule {
  clockOffset(clock)
  return { kind: 'daily', clock, workdays }
}

/**
 * Every week on a day from 1 (Monday) to 7 (Sunday) at a time.
 * @throws RangeError when the day or the time is none.
 */
export function weekly(weekday: number, clock: string): Schedule {
  clockOffset(clock)
  if (!(Number.isInteger(weekday) && weekday >= 1 && weekday <= 7)) {
    throw new RangeError(`Not a weekday: ${weekday}`)
  }
  return { kind: 'weekly', weekday, clock }
}

/** When a period is over: the first moment of the next one. */
export const endOf = (period: PeriodKind): Schedule => ({ kind: 'endOf', period })

/** Some midnight in Shanghai; the day is any. */
const ORIGIN = startOfDay(0)

function nextDaily(clock: string, workdays: boolean, after: number): number {
  const offset = clockOffset(clock)
  const midnightFrom = workdays ? workdayFrom : startOfDay
  const today = midnightFrom(after) + offset
  return today > after ? today : midnightFrom(startOfDay(after) + DAY) + offset
}

function nextWeekly(weekday: number, clock: string, after: number): number {
  const monday = startOfDay(after) - (isoWeekday(after) - 1) * DAY
  const thisWeek = monday + (weekday - 1) * DAY + clockOffset(clock)
  return thisWeek > after ? thisWeek : thisWeek + 7 * DAY
}

/** The first time after `after`, never `after` itself: who asks with the last occurrence gets the next. */
export function nextOccurrence(schedule: Schedule, after: number): number {
  switch (schedule.kind) {
    case 'every':
      return ORIGIN + (Math.floor((after - ORIGIN) / schedule.ms) + 1) * schedule.ms
    case 'daily':
      return nextDaily(schedule.clock, schedule.workdays, after)
    case 'weekly':
      return nextWeekly(schedule.weekday, schedule.clock, after)
    case 'endOf':
      return periodRange(schedule.period, after).to
  }
}
