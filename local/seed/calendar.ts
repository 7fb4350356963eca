/** Days, periods and workdays in Asia/Shanghai, which has a fixed offset. */
const OFFSET = 8 * 60 * 60 * 1000
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const local = (at: number): Date => new Date(at + OFFSET)
const two = (n: number): string => String(n).padStart(2, '0')

export const startOfDay = (at: number): number => Math.floor((at + OFFSET) / DAY) * DAY - OFFSET

/** `2026-11-21`. */
export const dayKey = (at: number): string => local(at).toISOString().slice(0, 10)

/** `11月21日`. */
export const dayText = (at: number): string =>
  `${local(at).getUTCMonth() + 1}月${local(at).getUTCDate()}日`

export const startOfMonth = (at: number): number =>
  startOfDay(at) - (local(at).getUTCDate() - 1) * DAY

export const monthOf = (at: number): number => local(at).getUTCMonth() + 1

/** 1 Monday … 7 Sunday. */
export const weekday = (at: number): number => local(at).getUTCDay() || 7

/** ISO week: the year it belongs to and its number. */
export function weekOf(at: number): { year: number; week: number } {
  const thursday = new Date(startOfDay(at) + OFFSET + (4 - weekday(at)) * DAY)
  const year = thursday.getUTCFullYear()
  return { year, week: 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) }
}

export const weekKey = (at: number): string => {
  const { year, week } = weekOf(at)
  return `${year}-W${two(week)}`
}

/** The four periods of a moment as field names of a score row, e.g. `2026_W47`. */
export function periodFields(at: number): string[] {
  const [year, month] = dayKey(at).split('-')
  const quarter = Math.ceil(Number(month) / 3)
  return [weekKey(at).replace('-', '_'), `${year}_${month}`, `${year}_Q${quarter}`, year ?? '']
}

/** Minutes since midnight of `9:30`. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** A moment on the day of `at`. */
export const atClock = (at: number, clock: string): number =>
  startOfDay(at) + minutesOf(clock) * MINUTE

/** Public holidays with a fixed date, as month and day. */
const FIXED = ['1-1', '5-1', '5-2', '5-3', '10-1', '10-2', '10-3', '10-4', '10-5', '10-6', '10-7']
/** Those of the lunar calendar: Spring Festival, Dragon Boat, Mid-Autumn. */
const LUNAR = ['12-30', '1-1', '1-2', '1-3', '1-4', '1-5', '1-6', '1-7', '5-5', '8-15']

const lunarFormat = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
})

/** Weekdays by noon: the lunar calendar takes a while to ask. */
const officeDays = new Map<number, boolean>()

function lunarDay(at: number): string {
  const parts = lunarFormat.formatToParts(at)
  const valueOf = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${valueOf('month')}-${valueOf('day')}`
}

/**
 * Whether offices work that day: no weekends, no public holidays. Working weekends that make up for holidays are
 * decreed year by year and left out.
 */
export function isWorkday(at: number): boolean {
  if (weekday(at) > 5) return false
  const noon = startOfDay(at) + 12 * HOUR
  const known = officeDays.get(noon)
  if (known !== undefined) return known
  const [, month, day] = dayKey(noon).split('-').map(Number)
  const isOpen = !FIXED.includes(`${month}-${day}`) && !LUNAR.includes(lunarDay(noon))
  officeDays.set(noon, isOpen)
  return isOpen
}

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
