import { atClock, DAY, daysBetween, isWorkday, MINUTE } from './days'
import type { MemberPlan } from './groups'
import type { Random } from './random'
import type { Timeline } from './timeline'

/** When people look at their phones, and how likely: on the way, at lunch, in the evening; a little in between. */
const HABITS = [
  { from: '8:05', to: '9:10', weight: 2 },
  { from: '12:05', to: '13:20', weight: 4 },
  { from: '15:20', to: '16:30', weight: 1 },
  { from: '18:30', to: '21:50', weight: 5 },
] as const

interface Opening {
  from: number
  to: number
  weight: number
}

/** Shorter than this nobody gets anything done in. */
const SHORTEST = 4 * MINUTE

/** Each day later it is half as likely. */
function openingsBetween(from: number, until: number): Opening[] {
  return daysBetween(from, until).flatMap((day, index) =>
    HABITS.map((habit) => ({
      from: Math.max(from, atClock(day, habit.from)),
      to: Math.min(until, atClock(day, habit.to)),
      weight: habit.weight / 2 ** index,
    })).filter((opening) => opening.to - opening.from >= SHORTEST),
  )
}

/** When somebody gets round to a thing between two moments, sooner rather than later. */
export function freeMoment(from: number, until: number, random: Random): number {
  const openings = openingsBetween(from, until)
  let drawn = random.next() * openings.reduce((sum, { weight }) => sum + weight, 0)
  const opening = openings.find(({ weight }) => (drawn -= weight) <= 0) ?? openings.at(-1)
  const [start, end] = opening ? [opening.from, opening.to] : [from, until]
  return Math.floor(start + (end - start) * random.next())
}

/** In office hours; on a day off, in the evening. */
export function officeMoment({ day }: Timeline, daysAgo: number, clock: string): number {
  const date = day(daysAgo)
  return atClock(date, isWorkday(date) ? clock : '20:06')
}

/** When a member comes for the first time. */
export function joiningTime(
  { joinedDaysAgo, personId }: MemberPlan,
  { day }: Timeline,
  random: Random,
) {
  const minutes = joinedDaysAgo > 2 ? random.of(personId).int(0, 400) : 2
  return atClock(day(joinedDaysAgo), '9:40') + minutes * MINUTE
}

/** When somebody is taken out of a group, and back in; never: infinity. */
export function absenceOf(
  { removed }: MemberPlan,
  { day }: Timeline,
): { from: number; to: number } {
  if (!removed) return { from: Infinity, to: Infinity }
  const { daysAgo, backDaysAgo } = removed
  const to = backDaysAgo === undefined ? Infinity : atClock(day(backDaysAgo), '9:12')
  return { from: atClock(day(daysAgo), '17:26'), to }
}

/** Whether somebody is in the group then, as far as the plan goes. */
export function isThere(
  member: MemberPlan,
  at: number,
  timeline: Timeline,
  random: Random,
): boolean {
  const { from, to } = absenceOf(member, timeline)
  return joiningTime(member, timeline, random) < at && (at < from || at >= to)
}

/** Weeks before the end that are played in full; what came before is played sparsely. */
export const FULL_DAYS = 20

export const isFull = (at: number, { now }: Timeline): boolean => at > now - FULL_DAYS * DAY
