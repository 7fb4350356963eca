import { DAY, dayKey, isWorkday, startOfDay, weekday } from './calendar'
import type { Work } from './groups'

/** How often things happen: a workday where nothing else is said, at a skill of 1. */
export interface Rates {
  deal: number
  /** Share of deals with a customer who buys for the first time. */
  newCustomer: number
  payment: number
  drill: number
  answer: number
  ticket: number
  /** Chance to attend and pass the Wednesday training. */
  training: number
  /** Chance to pass the Friday lesson of newcomers. */
  lesson: number
  /** Chance a Monday. */
  meeting: number
  /** Chance of a full week of daily reports. */
  report: number
  /** Chance to reach the target of a month. */
  target: number
}

const NONE: Rates = {
  deal: 0,
  newCustomer: 0,
  payment: 0,
  drill: 0,
  answer: 0,
  ticket: 0,
  training: 0,
  lesson: 0,
  meeting: 0,
  report: 0,
  target: 0,
}

export const RATES: Readonly<Record<Work, Rates>> = {
  none: NONE,
  sales: {
    ...NONE,
    deal: 0.19,
    newCustomer: 0.3,
    payment: 0.1,
    drill: 0.15,
    answer: 0.06,
    training: 0.72,
    meeting: 0.88,
    report: 0.68,
    target: 0.55,
  },
  'key-account': {
    ...NONE,
    deal: 0.13,
    newCustomer: 0.2,
    payment: 0.15,
    drill: 0.11,
    answer: 0.07,
    training: 0.66,
    meeting: 0.9,
    report: 0.7,
    target: 0.55,
  },
  project: {
    ...NONE,
    deal: 0.09,
    newCustomer: 0.35,
    payment: 0.01,
    drill: 0.1,
    answer: 0.12,
    training: 0.6,
    meeting: 0.86,
    report: 0.6,
    target: 0.5,
  },
  trainee: {
    ...NONE,
    deal: 0.015,
    newCustomer: 0.6,
    drill: 0.42,
    answer: 0.03,
    training: 0.84,
    lesson: 0.86,
    meeting: 0.94,
    report: 0.82,
    target: 0.6,
  },
  mentor: {
    ...NONE,
    drill: 0.12,
    answer: 0.32,
    training: 0.7,
    meeting: 0.95,
    report: 0.75,
    target: 0.6,
  },
  service: {
    ...NONE,
    drill: 0.05,
    answer: 0.08,
    ticket: 0.48,
    training: 0.55,
    meeting: 0.85,
    report: 0.72,
    target: 0.55,
  },
}

/** The Monday that many days ago began a week with a typhoon day and a factory stop, when little was signed. */
const BAD_WEEK_DAYS_AGO = 40

export interface Mood {
  sales: number
  other: number
  service: number
}

/** Weekends and holidays are quiet, month ends busy, one week was bad. */
export function moodOf(day: number, now: number): Mood {
  if (!isWorkday(day)) return { sales: 0.04, other: 0.03, service: 0.2 }
  const badWeek = startOfDay(now - BAD_WEEK_DAYS_AGO * DAY)
  const badMonday = badWeek - (weekday(badWeek) - 1) * DAY
  if (day >= badMonday && day < badMonday + 7 * DAY)
    return { sales: 0.15, other: 0.55, service: 1.5 }
  const isMonthEnd = dayKey(day + 5 * DAY).slice(0, 7) !== dayKey(day).slice(0, 7)
  return { sales: isMonthEnd ? 1.6 : 0.95, other: 1, service: 1 }
}
