import { isWorkday as isWorkdayKey } from '../cloudfunctions/kernel/calendar'
import { dayKey, isoWeekday, startOfDay } from '../miniprogram/contract/calendar'

export { dayKey, isoWeekday, startOfDay }

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** `11月21日`. */
export function dayText(at: number): string {
  const [, month = 0, day = 0] = dayKey(at).split('-').map(Number)
  return `${month}月${day}日`
}

export const monthOf = (at: number): number => Number(dayKey(at).split('-')[1])

/** Minutes since midnight of `9:30`. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** A moment on the day of `at`. */
export const atClock = (at: number, clock: string): number =>
  startOfDay(at) + minutesOf(clock) * MINUTE

/** Whether offices work that day: 调休 included. */
export const isWorkday = (at: number): boolean => isWorkdayKey(dayKey(at))

/** Midnights of every day from the day of `from` to the day of `to`. */
export function daysBetween(from: number, to: number): number[] {
  const days: number[] = []
  for (let day = startOfDay(from); day <= to; day += DAY) days.push(day)
  return days
}

/** Midnight of the last workday before the day of `at`. */
export function workdayBefore(at: number): number {
  let day = startOfDay(at) - DAY
  while (!isWorkday(day)) day -= DAY
  return day
}

/** The last workdays up to the day of `at`, oldest first. */
export function lastWorkdays(at: number, count: number): number[] {
  const days: number[] = []
  for (let day = startOfDay(at); days.length < count; day -= DAY) {
    if (isWorkday(day)) days.unshift(day)
  }
  return days
}
