import fc from 'fast-check'
import {
  addWorkTime,
  afterQuietHours,
  daily,
  dueAt,
  endOf,
  every,
  inWindow,
  isWorkday,
  knows,
  nextOccurrence,
  QUIET_HOURS,
  weekly,
  type Schedule,
  type Within,
} from '../../../../cloudfunctions/kernel/calendar'
import { dayKey, isoWeekday } from '../../../../miniprogram/contract/calendar'

const at = (local: string) => Date.parse(`${local}:00+08:00`)
const shown = (moment: number) =>
  new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The State Council's table of 2026 as it was announced: days off from–to, and weekend days at work. */
const OFF_2026 = [
  ['01-01', '01-03'],
  ['02-15', '02-23'],
  ['04-04', '04-06'],
  ['05-01', '05-05'],
  ['06-19', '06-21'],
  ['09-25', '09-27'],
  ['10-01', '10-07'],
] as const
const MADE_UP_2026 = ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10']

const moments = fc.integer({ min: at('2024-01-01T00:00'), max: at('2029-12-31T00:00') })

describe('workdays', () => {
  it('follow the table of 2026 on every day of the year, make-up days among them', () => {
    for (let moment = at('2026-01-01T12:00'); moment < at('2027-01-01T00:00'); moment += DAY) {
      const day = dayKey(moment)
      const short = day.slice(5)
      const isOff = OFF_2026.some(([from, to]) => from <= short && short <= to)
      const expected = MADE_UP_2026.includes(short) || (!isOff && isoWeekday(moment) <= 5)
      expect([day, isWorkday(day)]).toEqual([day, expected])
    }
  })

  it.each([
    ['2026-02-14', true],
    ['2026-02-16', false],
    ['2026-09-20', true],
    ['2026-10-01', false],
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2026-10-11', false],
  ])('%s: %s', (day, expected) => {
    expect(isWorkday(day)).toBe(expected)
  })

  it('say which years they know and go by Monday to Friday in others', () => {
    expect([knows(2026), knows(2025), knows(2040), knows(1999)]).toEqual([true, true, false, false])
    expect(isWorkday('2040-10-01')).toBe(true)
    expect(isWorkday('2040-10-06')).toBe(false)
    expect(isWorkday('2040-10-07')).toBe(false)
  })

  it.each(['2026-02-30', '2026-13-01', '', 'tomorrow', '2026-1-1', '__proto__'])(
    'refuse 「%s」, which is no day',
    (day) => {
      expect(() => isWorkday(day)).toThrow(RangeError)
    },
  )
})

describe('time at work', () => {
  it.each([
    ['2026-11-23T10:00', 2, '2026-11-23 12:00'],
    ['2026-11-23T17:00', 1, '2026-11-23 18:00'],
    ['2026-11-23T17:00', 2, '2026-11-24 10:00'],
    ['2026-11-23T07:00', 1, '2026-11-23 10:00'],
    ['2026-11-23T18:00', 1, '2026-11-24 10:00'],
    ['2026-11-23T21:00', 1, '2026-11-24 10:00'],
    ['2026-11-27T17:00', 2, '2026-11-30 10:00'],
    ['2026-11-28T12:00', 1, '2026-11-30 10:00'],
    ['2026-11-23T09:00', 9, '2026-11-23 18:00'],
    ['2026-11-23T09:00', 18, '2026-11-24 18:00'],
    ['2026-09-30T17:00', 2, '2026-10-08 10:00'],
    ['2026-10-09T17:00', 2, '2026-10-10 10:00'],
    ['2026-02-14T17:30', 1, '2026-02-24 09:30'],
    ['2026-11-23T20:00', 0, '2026-11-24 09:00'],
  ])('from %s, %i hours end at %s', (from, hours, end) => {
    expect(shown(addWorkTime(at(from), hours * HOUR))).toBe(end)
    expect(shown(dueAt({ at: at(from), within: { workHours: hours } }))).toBe(end)
  })

  it('adds up: so much and then so much more is both at once', () => {
    const span = fc.integer({ min: 1, max: 60 * 9 }).map((minutes) => minutes * MINUTE)
    fc.assert(
      fc.property(moments, span, span, (from, a, b) => {
        expect(addWorkTime(addWorkTime(from, a), b)).toBe(addWorkTime(from, a + b))
      }),
    )
  })

  it.each([-1, NaN, Infinity, 1e15])('refuses %s', (ms) => {
    expect(() => addWorkTime(at('2026-11-23T10:00'), ms)).toThrow(RangeError)
  })
})

describe('due times', () => {
  it.each<[string, Within, string]>([
    ['2026-11-23T10:00', { workdays: 0 }, '2026-11-23 18:00'],
    ['2026-11-23T18:00', { workdays: 0 }, '2026-11-23 18:00'],
    ['2026-11-23T19:00', { workdays: 0 }, '2026-11-24 18:00'],
    ['2026-11-28T10:00', { workdays: 0 }, '2026-11-30 18:00'],
    ['2026-11-27T19:00', { workdays: 0 }, '2026-11-30 18:00'],
    ['2026-11-23T10:00', { workdays: 1 }, '2026-11-24 18:00'],
    ['2026-11-27T10:00', { workdays: 1 }, '2026-11-30 18:00'],
    ['2026-11-28T10:00', { workdays: 1 }, '2026-11-30 18:00'],
    ['2026-09-30T10:00', { workdays: 1 }, '2026-10-08 18:00'],
    ['2026-09-30T10:00', { workdays: 3 }, '2026-10-10 18:00'],
    ['2026-09-30T10:00', { workdays: 4 }, '2026-10-12 18:00'],
    ['2026-02-13T10:00', { workdays: 1 }, '2026-02-14 18:00'],
    ['2026-02-13T10:00', { workdays: 2 }, '2026-02-24 18:00'],
    ['2026-11-27T10:30', { days: 3 }, '2026-11-30 10:30'],
    ['2026-11-27T22:30', { hours: 4 }, '2026-11-28 02:30'],
  ])('%s within %j is %s', (from, within, due) => {
    expect(shown(dueAt({ at: at(from), within }))).toBe(due)
  })

  it('come no earlier for who asks later or gives longer', () => {
    const unit = fc.constantFrom('workdays', 'days', 'hours', 'workHours')
    const amount = fc.nat({ max: 40 })
    const later = fc.nat({ max: 20 * DAY })
    fc.assert(
      fc.property(moments, later, unit, amount, fc.nat({ max: 5 }), (from, wait, key, n, more) => {
        const due = (moment: number, length: number) =>
          dueAt({ at: moment, within: { [key]: length } as unknown as Within })
        expect(due(from, n)).toBeGreaterThanOrEqual(from)
        expect(due(from + wait, n)).toBeGreaterThanOrEqual(due(from, n))
        expect(due(from, n + more)).toBeGreaterThanOrEqual(due(from, n))
      }),
    )
  })

  it.each<Within>([
    { workdays: -1 },
    { workdays: 1.5 },
    { workdays: 1e9 },
    { days: -1 },
    { days: NaN },
    { hours: 1e9 },
    { workHours: -1 },
  ])('refuse %j', (within) => {
    expect(() => dueAt({ at: at('2026-11-23T10:00'), within })).toThrow(RangeError)
  })
})

describe('schedules', () => {
  it.each<[string, Schedule, string, string]>([
    ['every hour', every(HOUR), '2026-11-23T10:20', '2026-11-23 11:00'],
    ['every hour, on the hour', every(HOUR), '2026-11-23T11:00', '2026-11-23 12:00'],
    ['every day', every(DAY), '2026-11-23T10:20', '2026-11-24 00:00'],
    ['18:00 before', daily('18:00'), '2026-11-28T17:59', '2026-11-28 18:00'],
    ['18:00 at it', daily('18:00'), '2026-11-28T18:00', '2026-11-29 18:00'],
    ['workdays', daily('18:00', { workdays: true }), '2026-11-27T18:00', '2026-11-30 18:00'],
    ['a holiday', daily('18:00', { workdays: true }), '2026-09-30T18:00', '2026-10-08 18:00'],
    ['a make-up day', daily('09:00', { workdays: true }), '2026-10-09T12:00', '2026-10-10 09:00'],
    ['Monday', weekly(1, '09:00'), '2026-11-28T12:00', '2026-11-30 09:00'],
    ['Monday at it', weekly(1, '09:00'), '2026-11-30T09:00', '2026-12-07 09:00'],
    ['Sunday', weekly(7, '20:30'), '2026-11-28T12:00', '2026-11-29 20:30'],
    ['Sunday on Monday', weekly(7, '20:30'), '2026-11-30T00:00', '2026-12-06 20:30'],
    ['end of the week', endOf('week'), '2026-11-29T23:59', '2026-11-30 00:00'],
    ['end of the month', endOf('month'), '2026-11-28T12:00', '2026-12-01 00:00'],
    ['end of the month at it', endOf('month'), '2026-12-01T00:00', '2027-01-01 00:00'],
    ['end of the quarter', endOf('quarter'), '2026-11-28T12:00', '2027-01-01 00:00'],
    ['end of the year', endOf('year'), '2026-01-01T00:00', '2027-01-01 00:00'],
  ])('%s', (_what, schedule, after, next) => {
    expect(shown(nextOccurrence(schedule, at(after)))).toBe(next)
  })

  const clock = fc
    .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
    .map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':'))
  const schedules = fc.oneof(
    fc.integer({ min: MINUTE, max: 30 * DAY }).map(every),
    fc.tuple(clock, fc.boolean()).map(([time, workdays]) => daily(time, { workdays })),
    fc.tuple(fc.integer({ min: 1, max: 7 }), clock).map(([day, time]) => weekly(day, time)),
    fc
      .constantFrom('week' as const, 'month' as const, 'quarter' as const, 'year' as const)
      .map(endOf),
  )

  it('come after, in order, and leave none out', () => {
    fc.assert(
      fc.property(schedules, moments, fc.nat({ max: 40 * DAY }), (schedule, after, wait) => {
        const next = nextOccurrence(schedule, after)
        expect(next).toBeGreaterThan(after)
        expect(nextOccurrence(schedule, next - 1)).toBe(next)
        expect(nextOccurrence(schedule, after + wait)).toBeGreaterThanOrEqual(next)
        const between = after + Math.floor((next - after - 1) / 2)
        expect(nextOccurrence(schedule, between)).toBe(next)
      }),
    )
  })

  it.each([
    () => every(0),
    () => every(59_999),
    () => every(NaN),
    () => every(MINUTE + 0.5),
    () => daily('24:00'),
    () => daily('9:00'),
    () => daily('09:60'),
    () => weekly(0, '09:00'),
    () => weekly(8, '09:00'),
    () => weekly(1.5, '09:00'),
    () => weekly(1, ''),
  ])('are refused when they are none (%#)', (make) => {
    expect(make).toThrow(RangeError)
  })
})

describe('windows', () => {
  it.each([
    ['2026-11-28T21:59', false, '2026-11-28 21:59'],
    ['2026-11-28T22:00', true, '2026-11-29 08:00'],
    ['2026-11-28T23:59', true, '2026-11-29 08:00'],
    ['2026-11-29T00:00', true, '2026-11-29 08:00'],
    ['2026-11-29T07:59', true, '2026-11-29 08:00'],
    ['2026-11-29T08:00', false, '2026-11-29 08:00'],
    ['2026-12-31T23:30', true, '2027-01-01 08:00'],
  ])('%s is in quiet hours: %s, and may disturb at %s', (moment, isQuiet, allowed) => {
    expect(inWindow(QUIET_HOURS, at(moment))).toBe(isQuiet)
    expect(shown(afterQuietHours(at(moment)))).toBe(allowed)
  })

  it('within a day end on that day', () => {
    const lunch = { from: '12:00', to: '13:30' }
    expect(
      ['11:59', '12:00', '13:29', '13:30'].map((time) => inWindow(lunch, at(`2026-11-28T${time}`))),
    ).toEqual([false, true, true, false])
    expect(shown(afterQuietHours(at('2026-11-28T12:10'), lunch))).toBe('2026-11-28 13:30')
  })

  it('that begin when they end are never', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        expect(inWindow({ from: '08:00', to: '08:00' }, moment)).toBe(false)
      }),
    )
  })

  it('leave a moment after quiet hours alone, and never go back', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const allowed = afterQuietHours(moment)
        expect(allowed).toBeGreaterThanOrEqual(moment)
        expect(inWindow(QUIET_HOURS, allowed)).toBe(false)
        expect(afterQuietHours(allowed)).toBe(allowed)
      }),
    )
  })
})
