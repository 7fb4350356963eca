import { dayKey, startOfDay } from '../../../miniprogram/contract/calendar'
import { clockOffset } from './clock'
import { DAY, HOUR, isWorkday, workdayFrom } from './workdays'

/** Hours in which time at work passes, the break at noon included. */
export const WORK_HOURS = { from: '09:00', to: '18:00' } as const

const START = clockOffset(WORK_HOURS.from)
const END = clockOffset(WORK_HOURS.to)

/** Most days that any reckoning goes ahead, so that a wrong number costs no time. */
const DAYS_MAX = 3660

function mustBeSane(amount: number, max: number): void {
  if (!(amount >= 0 && amount <= max)) throw new RangeError(`Not a length of time: ${amount}`)
}

/** `at` during work, else the next start of work. */
function atWork(at: number): number {
  const today = startOfDay(at)
  if (!isWorkday(dayKey(at)) || at >= today + END) {
    return workdayFrom(isWorkday(dayKey(at)) ? today + DAY : today) + START
  }
  return Math.max(at, today + START)
}

/**
 * When `ms` of work time from `at` on have passed; only hours of work on workdays count. What is full at the end of a day is due
 * then, not next morning.
 * @throws RangeError for a negative length, and for more than ten years.
 */
export function addWorkTime(at: number, ms: number): number {
  mustBeSane(ms, (DAYS_MAX / 2) * (END - START))
  let moment = atWork(at)
  let left = ms
  for (;;) {
    const end = startOfDay(moment) + END
    if (moment + left <= end) return moment + left
    left -= end - moment
    moment = atWork(end)
  }
}

/** One length of time. `days` and `hours` run through nights and holidays, the others do not. */
export type Within =
  { workdays: number } | { days: number } | { hours: number } | { workHours: number }

/** The end of work on the n-th workday after the day of `at`; for 0 the next end of work. */
function afterWorkdays(at: number, workdays: number): number {
  mustBeSane(workdays, DAYS_MAX / 2)
  if (!Number.isInteger(workdays)) throw new RangeError(`Not a number of days: ${workdays}`)
  if (workdays === 0) {
    const end = workdayFrom(at) + END
    return end >= at ? end : workdayFrom(at + DAY) + END
  }
  let midnight = startOfDay(at)
  for (let left = workdays; left > 0; left -= 1) midnight = workdayFrom(midnight + DAY)
  return midnight + END
}

/**
 * When something asked for at `at` has to be done: workdays end with the work of the day (18:00), days and hours to the
 * millisecond.
 * @throws RangeError for lengths that are negative or beyond ten years, and for parts of workdays.
 */
export function dueAt({ at, within }: { at: number; within: Within }): number {
  if ('workdays' in within) return afterWorkdays(at, within.workdays)
  if ('workHours' in within) return addWorkTime(at, within.workHours * HOUR)
  const ms = 'days' in within ? within.days * DAY : within.hours * HOUR
  mustBeSane(ms, DAYS_MAX * DAY)
  return at + ms
}
