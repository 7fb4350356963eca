import {
  clockOf,
  dayKey,
  isoWeekday,
  periodRange,
  startOfDay,
  weekKey,
  type PeriodKind,
} from '../contract/calendar'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEKDAYS = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日']

const daysBetween = (from: number, to: number) =>
  Math.round((startOfDay(to) - startOfDay(from)) / DAY)

/** `周三`. */
export const weekdayText = (at: number): string => WEEKDAYS[isoWeekday(at)] ?? ''

/** `11月21日`, with the year when it is not this one. */
export function dateText(at: number, now = Date.now()): string {
  const [year = '', month = '', day = ''] = dayKey(at).split('-')
  const text = `${Number(month)}月${Number(day)}日`
  return year === dayKey(now).slice(0, 4) ? text : `${year}年${text}`
}

/** When something happened: `今天 18:20`, `昨天 18:20`, `11月21日`. */
export function momentText(at: number, now = Date.now()): string {
  const days = daysBetween(at, now)
  if (days === 0) return `今天 ${clockOf(at)}`
  if (days === 1) return `昨天 ${clockOf(at)}`
  return dateText(at, now)
}

/** A space between a figure and the word that follows. */
export const spaced = (text: string): string => (/\d$/.test(text) ? `${text} ` : text)

export type DueTone = 'overdue' | 'today' | 'later'

/** When something is due, and how pressing that is: `逾期 1 天`, `今天 20:00`, `明天 09:00`, `周三`, `11月28日`. */
export function dueText(dueAt: number, now = Date.now()): { text: string; tone: DueTone } {
  if (dueAt <= now) {
    const late = now - dueAt
    if (late >= DAY) return { text: `逾期 ${Math.floor(late / DAY)} 天`, tone: 'overdue' }
    if (late >= HOUR) return { text: `逾期 ${Math.floor(late / HOUR)} 小时`, tone: 'overdue' }
    return { text: '刚刚逾期', tone: 'overdue' }
  }
  const days = daysBetween(now, dueAt)
  if (days === 0) return { text: `今天 ${clockOf(dueAt)}`, tone: 'today' }
  if (days === 1) return { text: `明天 ${clockOf(dueAt)}`, tone: 'later' }
  if (weekKey(now) === weekKey(dueAt)) return { text: weekdayText(dueAt), tone: 'later' }
  if (days < 7) return { text: `下${weekdayText(dueAt)}`, tone: 'later' }
  return { text: dateText(dueAt, now), tone: 'later' }
}

/** How long ago, for reminders: `刚刚`, `20 分钟前`, `3 小时前`, then as `momentText`. */
export function agoText(at: number, now = Date.now()): string {
  const gone = now - at
  if (gone < MINUTE) return '刚刚'
  if (gone < HOUR) return `${Math.floor(gone / MINUTE)} 分钟前`
  if (gone < 12 * HOUR && daysBetween(at, now) === 0) return `${Math.floor(gone / HOUR)} 小时前`
  return momentText(at, now)
}

/** `1,234`; minus as `−`, which is as wide as `+`. */
export function thousands(value: number): string {
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return value < 0 ? `−${digits}` : digits
}

/** `+5`, `−3`, `0`. */
export const signed = (value: number): string =>
  value > 0 ? `+${thousands(value)}` : thousands(value)

/** Hundredths as `12.5`: at most two decimals, no trailing zeros. */
export function hundredths(value: number): string {
  const [whole = '0', part = ''] = (Math.abs(value) / 100).toFixed(2).split('.')
  const decimals = part.replace(/0+$/, '')
  const text = thousands(Number(whole)) + (decimals ? `.${decimals}` : '')
  return value < 0 ? `−${text}` : text
}

export const PERIOD_NAMES: Record<PeriodKind, string> = {
  week: '本周',
  month: '本月',
  quarter: '本季',
  year: '本年',
}

/** `11月1日–11月30日`, both days included. */
export function rangeText(range: { from: number; to: number }, now = Date.now()): string {
  return `${dateText(range.from, now)}–${dateText(range.to - 1, now)}`
}

/** The current period of a kind in words, for pages that know only the kind. */
export const currentRangeText = (kind: PeriodKind, now = Date.now()): string =>
  rangeText(periodRange(kind, now), now)

/** `早上好`, by the clock in Shanghai. */
export function greeting(now = Date.now()): string {
  const hour = Number(clockOf(now).slice(0, 2))
  if (hour < 5) return '夜深了'
  if (hour < 11) return '早上好'
  if (hour < 13) return '中午好'
  return hour < 18 ? '下午好' : '晚上好'
}

const NUMERALS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** `三` for 3; up to ten, as headings need. */
export const numeral = (value: number): string => NUMERALS[value] ?? String(value)
