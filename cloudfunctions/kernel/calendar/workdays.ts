import table from 'chinese-days/dist/chinese-days.json'
import { dayKey, isoWeekday, startOfDay } from '../../../miniprogram/contract/calendar'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/**
 * The State Council's tables by day key. The table itself, not the package's functions: those read dates in the zone of the
 * machine, and a cloud function's is not Shanghai.
 */
const holidays: Record<string, string> = table.holidays
const makeUpDays: Record<string, string> = table.workdays
const KNOWN_YEARS = new Set(Object.keys(holidays).map((day) => Number(day.slice(0, 4))))

/**
 * Whether public holidays and make-up days (调休) of a year are known. The table of a year comes out in the November before; until
 * the package has it, `isWorkday` answers Monday to Friday.
 */
export const knows = (year: number): boolean => KNOWN_YEARS.has(year)

/**
 * Midnight in Shanghai that starts a day.
 * @throws RangeError when it is no day of the calendar.
 */
export function startOfKey(day: string): number {
  const at = Date.parse(`${day}T00:00:00+08:00`)
  // Date.parse takes the 30th of February for the 2nd of March.
  if (Number.isNaN(at) || dayKey(at) !== day) throw new RangeError(`Not a day: ${day}`)
  return at
}

/** Whether people work on a day (`2026-10-10`): weekends and public holidays are off, make-up days are not. */
export function isWorkday(day: string): boolean {
  const weekday = isoWeekday(startOfKey(day))
  if (Object.hasOwn(makeUpDays, day)) return true
  return weekday <= 5 && !Object.hasOwn(holidays, day)
}

/** Midnight of the first workday from the day of `at` on, that day included. */
export function workdayFrom(at: number): number {
  let midnight = startOfDay(at)
  while (!isWorkday(dayKey(midnight))) midnight += DAY
  return midnight
}
