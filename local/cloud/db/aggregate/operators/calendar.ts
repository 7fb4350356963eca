/** Calendar fields read from the UTC fields of a date. */
export const DAY = 86_400_000

export const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1

/** Weeks start on Sunday; days before the first Sunday are in week 0. */
export const week = (date: Date): number => Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7)

export const isoDayOfWeek = (date: Date): number => date.getUTCDay() || 7

/** The Thursday of the week decides to which year an ISO week belongs. */
const thursdayOf = (date: Date): Date => new Date(date.getTime() + (4 - isoDayOfWeek(date)) * DAY)
export const isoWeekYear = (date: Date): number => thursdayOf(date).getUTCFullYear()
export const isoWeek = (date: Date): number => Math.ceil(dayOfYear(thursdayOf(date)) / 7)
