import fc from 'fast-check'
import {
  dayKey,
  PERIOD_KINDS,
  periodKey,
  periodRange,
  weekKey,
} from '../../../miniprogram/contract/calendar'

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
