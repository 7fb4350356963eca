import { startOfDay } from '../../../miniprogram/contract/calendar'
import { HOUR, MINUTE } from './workdays'

/**
 * Milliseconds from midnight to a time of the day, `18:00`.
 * @throws RangeError for anything else: a schedule with a wrong time must not start.
 */
export function clockOffset(clock: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? []
  if (hours === undefined || minutes === undefined) throw new RangeError(`Not a time: ${clock}`)
  return Number(hours) * HOUR + Number(minutes) * MINUTE
}

/** Hours of the day from `from` up to but not including `to`; over midnight when `to` is earlier, never when they are equal. */
export interface Window {
  from: string
  to: string
}

/** When nobody is disturbed. */
export const QUIET_HOURS: Window = { from: '22:00', to: '08:00' }

const timeOfDay = (at: number): number => at - startOfDay(at)

export function inWindow({ from, to }: Window, at: number): boolean {
  const [start, end, time] = [clockOffset(from), clockOffset(to), timeOfDay(at)]
  return start <= end ? start <= time && time < end : time >= start || time < end
}

/** `at`, or the end of the quiet hours that it falls into. */
export function afterQuietHours(at: number, quiet: Window = QUIET_HOURS): number {
  if (!inWindow(quiet, at)) return at
  const end = startOfDay(at) + clockOffset(quiet.to)
  return end > at ? end : startOfDay(at + 24 * HOUR) + clockOffset(quiet.to)
}
