/**
 * The calendar of the contract by plain arithmetic, for comparison: no library, no time zone.
 */
import { PERIOD_KINDS, type PeriodKind } from '../../../miniprogram/contract/calendar'
const OFFSET = 8 * 60 * 60 * 1000
const DAY = 24 * 60 * 60 * 1000

const two = (n: number) => String(n).padStart(2, '0')
const local = (at: number) => new Date(at + OFFSET)

/** `2026-11-21`. */
export const dayKey = (at: number): string => local(at).toISOString().slice(0, 10)

/** Hours and minutes, `20:05`. */
export const clockOf = (at: number): string => local(at).toISOString().slice(11, 16)

/** Midnight in Shanghai that starts the day of `at`, epoch ms. */
export const startOfDay = (at: number): number => Math.floor((at + OFFSET) / DAY) * DAY - OFFSET

/** 1 Monday … 7 Sunday. */
export const isoWeekday = (at: number): number => local(at).getUTCDay() || 7

/** ISO week, `2026-W47`: weeks start on Monday, week 1 holds the year's first Thursday. */
export function weekKey(at: number): string {
  const thursday = new Date(startOfDay(at) + OFFSET + (4 - isoWeekday(at)) * DAY)
  const year = thursday.getUTCFullYear()
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7)
  return `${year}-W${two(week)}`
}

/** `2026-11`. */
export const monthKey = (at: number): string => dayKey(at).slice(0, 7)

/** `2026-Q4`. */
export const quarterKey = (at: number): string =>
  `${dayKey(at).slice(0, 4)}-Q${Math.ceil(Number(dayKey(at).slice(5, 7)) / 3)}`

/** `2026`. */
export const yearKey = (at: number): string => dayKey(at).slice(0, 4)

/** The key of the period of this kind that holds `at`. */
export function periodKey(kind: PeriodKind, at: number): string {
  if (kind === 'week') return weekKey(at)
  if (kind === 'month') return monthKey(at)
  return kind === 'quarter' ? quarterKey(at) : yearKey(at)
}

/** All four keys of a moment. */
export const periodKeys = (at: number): string[] => PERIOD_KINDS.map((kind) => periodKey(kind, at))

/** First moment of the period that holds `at` and first moment after it, epoch ms. */
export function periodRange(kind: PeriodKind, at: number): { from: number; to: number } {
  const day = local(at)
  const year = day.getUTCFullYear()
  const month = day.getUTCMonth()
  if (kind === 'week') {
    const from = startOfDay(at) - (isoWeekday(at) - 1) * DAY
    return { from, to: from + 7 * DAY }
  }
  const [first, months] =
    kind === 'month' ? [month, 1] : kind === 'quarter' ? [month - (month % 3), 3] : [0, 12]
  return {
    from: Date.UTC(year, first, 1) - OFFSET,
    to: Date.UTC(year, first + months, 1) - OFFSET,
  }
}
