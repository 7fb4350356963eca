/** Quotas of WeChat cloud's base plan, as its quota page says. */
export const BASE_PLAN = {
  reads: 50_000,
  writes: 30_000,
  /** Queries a second. */
  rate: 30,
  /** Calls of functions a month. */
  calls: 200_000,
} as const

export interface Operations {
  reads: number
  writes: number
}

/** What a story of a company came to on its workdays. */
export interface Measured {
  people: number
  workdays: number
  /** Times that somebody opened the mini program, on all workdays. */
  openings: number
  /** Calls of the function `api`; queries that travel together count once. */
  calls: number
  /** Of people's calls, on all workdays. */
  byPeople: Operations
  /** Of the timer's runs, one a minute, on all workdays. */
  byJobs: Operations
  /** Of the timer's runs in a whole day on which nothing is to be done. */
  quietDay: Operations
  /** The part of people's operations that falls into the busiest hour of the day. */
  busiestHour: number
  /** Of one run of the timer, the most. */
  busiestTick: number
}

/** What a company costs in a day. */
export interface Estimate extends Operations {
  people: number
  openings: number
  /** Of the function `api` and of the timer, in a month. */
  calls: number
  /** Queries a second, over the busiest minute. */
  rate: number
  /** Of the base plan's quota, 1 is all of it. */
  share: Operations & { rate: number; calls: number }
}

const HOUR = 60
const MINUTES_A_DAY = 24 * HOUR
const DAYS_A_MONTH = 30
const WORKDAYS_A_MONTH = 22
/** Of sixty minutes with the same expectation the fullest is about so many standard deviations above it. */
const DEVIATIONS = 3

/** The most openings in one minute of an hour with so many. */
export function fullestMinute(openingsAnHour: number): number {
  const expected = openingsAnHour / HOUR
  return expected === 0 ? 0 : Math.max(1, expected + DEVIATIONS * Math.sqrt(expected))
}

/**
 * Scales what was measured to a company of another size, whose people open the mini program so often on a workday. What people
 * cause grows with their openings, what the timer does for them as well; what it costs to look whether there is anything to
 * do is the same at any size.
 */
export function estimate(measured: Measured, people: number, openingsEach: number): Estimate {
  const { byPeople, byJobs, quietDay, workdays } = measured
  const openings = people * openingsEach
  const factor = openings / measured.openings
  const perDay = (operation: keyof Operations): number => {
    const work = Math.max(0, byJobs[operation] - workdays * quietDay[operation])
    return quietDay[operation] + factor * (byPeople[operation] + work)
  }
  const eachOpening = (byPeople.reads + byPeople.writes) / measured.openings
  const minute = fullestMinute(openings * measured.busiestHour) * eachOpening
  const rate = (minute + measured.busiestTick) / 60
  const [reads, writes] = [perDay('reads'), perDay('writes')]
  const calls = MINUTES_A_DAY * DAYS_A_MONTH + factor * measured.calls * WORKDAYS_A_MONTH
  return {
    ...{ people, openings, calls, reads, writes, rate },
    share: {
      reads: reads / BASE_PLAN.reads,
      writes: writes / BASE_PLAN.writes,
      rate: rate / BASE_PLAN.rate,
      calls: calls / BASE_PLAN.calls,
    },
  }
}

/** The quotas of the base plan that a company exceeds, by name. */
export function exceeded({ share }: Estimate): string[] {
  const names = {
    reads: 'reads a day',
    writes: 'writes a day',
    rate: 'queries a second',
    calls: 'function calls a month',
  } as const
  return (Object.keys(names) as (keyof typeof names)[])
    .filter((quota) => share[quota] > 1)
    .map((quota) => names[quota])
}
