/**
 * Days and periods as keys in Asia/Shanghai, which has had no daylight saving since 1991, hence a fixed offset. The only place
 * that turns a moment into a key, on the phone and on the server. Moments are epoch ms; one that is none throws a RangeError.
 */
import { dayjs } from '../vendor/dayjs'

const OFFSET = 8 * 60 * 60 * 1000

export const PERIOD_KINDS = ['week', 'month', 'quarter', 'year'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

const two = (n: number) => String(n).padStart(2, '0')

/** Shanghai's clock read as UTC, so that nothing depends on the zone of the phone or the server. */
function local(at: number) {
  const moment = dayjs.utc(at + OFFSET)
  if (!moment.isValid()) throw new RangeError(`Not a moment: ${at}`)
  return moment
}

/** `2026-11-21`. */
export const dayKey = (at: number): string => local(at).format('YYYY-MM-DD')

/** Hours and minutes, `20:05`. */
export const clockOf = (at: number): string => local(at).format('HH:mm')

/** Midnight in Shanghai that starts the day of `at`, epoch ms. */
export const startOfDay = (at: number): number => local(at).startOf('day').valueOf() - OFFSET

/** 1 Monday … 7 Sunday. */
export const isoWeekday = (at: number): number => local(at).isoWeekday()

/** ISO week, `2026-W47`: weeks start on Monday, week 1 holds the year's first Thursday. */
export function weekKey(at: number): string {
  const moment = local(at)
  return `${moment.isoWeekYear()}-W${two(moment.isoWeek())}`
}

/** `2026-11`. */
export const monthKey = (at: number): string => local(at).format('YYYY-MM')

/** `2026-Q4`. */
export function quarterKey(at: number): string {
  const moment = local(at)
  return `${moment.year()}-Q${moment.quarter()}`
}

/** `2026`. */
export const yearKey = (at: number): string => local(at).format('YYYY')

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
  const from = kind === 'week' ? local(at).startOf('isoWeek') : local(at).startOf(kind)
  const to = kind === 'quarter' ? from.add(3, 'month') : from.add(1, kind)
  return { from: from.valueOf() - OFFSET, to: to.valueOf() - OFFSET }
}
