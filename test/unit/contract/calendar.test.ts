import fc from 'fast-check'
import * as calendar from '../../../miniprogram/contract/calendar'
import {
  dayKey,
  PERIOD_KINDS,
  periodKey,
  periodRange,
  weekKey,
} from '../../../miniprogram/contract/calendar'
import * as plain from './plain-calendar'

const at = (iso: string) => Date.parse(`${iso}+08:00`)

describe('days and periods in Shanghai', () => {
  it('starts a day at midnight there, not in UTC', () => {
    expect(dayKey(at('2026-11-21T00:00:00'))).toBe('2026-11-21')
    expect(dayKey(at('2026-11-20T23:59:59'))).toBe('2026-11-20')
  })

  it.each([
    ['2026-11-21T12:00:00', '2026-W47'],
    ['2027-01-01T12:00:00', '2026-W53'],
    ['2027-01-04T00:00:00', '2027-W01'],
    ['2024-12-30T00:00:00', '2025-W01'],
  ])('puts %s into the ISO week %s', (iso, week) => {
    expect(weekKey(at(iso))).toBe(week)
  })

  it.each([
    ['month', '2026-11', '2026-11-01T00:00:00', '2026-12-01T00:00:00'],
    ['quarter', '2026-Q4', '2026-10-01T00:00:00', '2027-01-01T00:00:00'],
    ['year', '2026', '2026-01-01T00:00:00', '2027-01-01T00:00:00'],
    ['week', '2026-W47', '2026-11-16T00:00:00', '2026-11-23T00:00:00'],
  ] as const)('knows the %s %s from its first moment to the first after', (kind, key, from, to) => {
    const moment = at('2026-11-21T12:00:00')
    expect(periodKey(kind, moment)).toBe(key)
    expect(periodRange(kind, moment)).toEqual({ from: at(from), to: at(to) })
  })

  it('gives every moment of a range the same key, and the moments around it others', () => {
    const moments = fc.integer({ min: at('2020-01-01T00:00:00'), max: at('2040-01-01T00:00:00') })
    fc.assert(
      fc.property(moments, fc.constantFrom(...PERIOD_KINDS), (moment, kind) => {
        const { from, to } = periodRange(kind, moment)
        const key = periodKey(kind, moment)
        expect(from <= moment && moment < to).toBe(true)
        expect([periodKey(kind, from), periodKey(kind, to - 1)]).toEqual([key, key])
        expect(periodKey(kind, from - 1)).not.toBe(key)
        expect(periodKey(kind, to)).not.toBe(key)
      }),
    )
  })
})

describe('the calendar beside plain arithmetic', () => {
  const everything = (from: typeof plain, moment: number) => [
    from.dayKey(moment),
    from.clockOf(moment),
    from.startOfDay(moment),
    from.isoWeekday(moment),
    from.weekKey(moment),
    from.monthKey(moment),
    from.quarterKey(moment),
    from.yearKey(moment),
    from.periodKeys(moment),
    ...PERIOD_KINDS.map((kind) => [from.periodKey(kind, moment), from.periodRange(kind, moment)]),
  ]
  const same = (moment: number) =>
    expect(everything(calendar, moment)).toEqual(everything(plain, moment))

  it('says the same of any moment from 1970 to 2100', () => {
    const moments = fc.integer({ min: 0, max: at('2100-12-31T23:59:59') })
    fc.assert(fc.property(moments, same), { numRuns: 1000 })
  })

  it('says the same around every new year, week 53 and leap days among them', () => {
    const weeks = new Set<string>()
    for (let year = 1971; year <= 2100; year += 1) {
      const midnight = at(`${year}-01-01T00:00:00`)
      for (let day = -4; day <= 4; day += 1) {
        const moment = midnight + day * 24 * 60 * 60 * 1000
        weeks.add(weekKey(moment).slice(5))
        for (const around of [moment - 1, moment, moment + 1]) same(around)
      }
      same(at(`${year}-02-28T23:59:59`) + 1000)
      same(at(`${year}-03-01T00:00:00`) - 1)
    }
    expect(weeks).toContain('W53')
  })

  it.each([NaN, Infinity, 9e15])('refuses %s, which is no moment', (moment) => {
    expect(() => dayKey(moment)).toThrow(RangeError)
    expect(() => periodRange('week', moment)).toThrow(RangeError)
  })
})
