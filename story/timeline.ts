import { atClock, DAY, isWorkday, MINUTE, startOfDay, workdayBefore } from './days'

/** The moments that everything in the story is placed by. */
export interface Timeline {
  now: number
  /** Midnight so many days ago. */
  day(daysAgo: number): number
  /** Yesterday's evening: what took days to happen had happened by then. */
  settledAt: number
  /** The last working moment before now: everyday talk ends here. */
  quietSince: number
  /** The last word in a chat, after everything that had happened by yesterday. */
  endsAt: number
}

function lastWorkingMoment(now: number): number {
  const today = startOfDay(now)
  if (isWorkday(today) && now >= atClock(today, '9:10')) {
    return Math.min(now - 2 * MINUTE, atClock(today, '18:40'))
  }
  return atClock(workdayBefore(today), '18:40')
}

export function createTimeline(now: number): Timeline {
  const today = startOfDay(now)
  const settledAt = atClock(today - DAY, '17:30')
  const quietSince = lastWorkingMoment(now)
  return {
    now,
    day: (daysAgo) => today - daysAgo * DAY,
    settledAt,
    quietSince,
    endsAt: Math.max(quietSince, settledAt + 18 * MINUTE),
  }
}
