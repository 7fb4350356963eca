const DAY_MS = 86_400_000
const OFFSET_MS = 8 * 3600_000
const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六']

/** Fields of a time in China, whatever zone the browser is in: the data were made for it. */
function parts(at: number): {
  year: number
  month: number
  day: number
  weekday: string
  clock: string
  dayNumber: number
} {
  const local = new Date(at + OFFSET_MS)
  const two = (value: number): string => String(value).padStart(2, '0')
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: WEEKDAYS[local.getUTCDay()] ?? '',
    clock: `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`,
    dayNumber: Math.floor((at + OFFSET_MS) / DAY_MS),
  }
}

/** Time at the end of a row of the chat list: `16:02`, `昨天`, `星期三`, `11月20日`, `2025/11/20`. */
export function listTime(at: number, now = Date.now()): string {
  const then = parts(at)
  const today = parts(now)
  const days = today.dayNumber - then.dayNumber
  if (days <= 0) return then.clock
  if (days === 1) return '昨天'
  if (days < 7) return then.weekday
  if (then.year === today.year) return `${then.month}月${then.day}日`
  return `${then.year}/${then.month}/${then.day}`
}

/** Grey line between messages: `16:02`, `昨天 16:02`, `星期三 16:02`, `11月20日 16:02`. */
export function messageTime(at: number, now = Date.now()): string {
  const then = parts(at)
  const today = parts(now)
  const days = today.dayNumber - then.dayNumber
  if (days <= 0) return then.clock
  if (days === 1) return `昨天 ${then.clock}`
  if (days < 7) return `${then.weekday} ${then.clock}`
  const year = then.year === today.year ? '' : `${then.year}年`
  return `${year}${then.month}月${then.day}日 ${then.clock}`
}
