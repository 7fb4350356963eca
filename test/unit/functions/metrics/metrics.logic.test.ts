import fc from 'fast-check'
import { periodKey } from '../../../../miniprogram/contract/calendar'
import { groupRow } from '../../../../cloudfunctions/engines/metrics/groups.deadline'
import {
  capped,
  newStanding,
  placeOrder,
  recorded,
  valueIn,
  valueOrder,
} from '../../../../cloudfunctions/engines/metrics/metrics.logic'
import {
  lastShownPlace,
  neighbourhood,
  pageCursor,
  pageStart,
} from '../../../../cloudfunctions/engines/metrics/metrics.views'
import { inChina } from '../../../kit/clock'

const NOW = inChina('2026-11-28T12:00:00')
const SUM = { kind: 'sum', better: 'more' } as const
const empty = (at = NOW) =>
  newStanding({ _id: 'm:a', metric: 'm', memberId: 'a', groupId: null, board: 'm@company' }, at)
const change = (value: number, at = NOW, of = 0, parts = {}) => ({ value, at, of, parts })

describe('the order', () => {
  const entry = fc.record({
    value: fc.integer({ min: -1e9, max: 1e9 }),
    at: fc.integer({ min: 0, max: 9e12 }),
    id: fc.constantFrom('a', 'b', 'c'),
  })
  it('sorts the larger value first, then the earlier, then the id', () => {
    fc.assert(
      fc.property(entry, entry, (a, b) => {
        const key = (one: typeof a) => placeOrder('more', one.value, one.at, one.id)
        const sign = b.value - a.value || a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id))
        expect(Math.sign(Number(key(a) > key(b)) - Number(key(a) < key(b)))).toBe(Math.sign(sign))
      }),
    )
  })
  it('sorts the smaller value first where less is better', () => {
    expect(placeOrder('less', -3, 5, 'a') < placeOrder('less', 2, 1, 'a')).toBe(true)
    expect(placeOrder('less', 2, 1, 'a') < placeOrder('less', 10, 0, 'a')).toBe(true)
  })
  it('refuses what would break it', () => {
    expect(() => valueOrder('more', 1.5)).toThrow('1.5')
    expect(() => valueOrder('more', 1e15)).toThrow('no value')
    expect(() => valueOrder('more', -1e15)).toThrow('no value')
  })
})

describe('a standing', () => {
  it('adds up in every period and keeps its parts and the time', () => {
    const first = recorded(SUM, empty(), change(5, NOW, 0, { rules: 5 }))
    const both = recorded(SUM, first, change(3, NOW - 10, 0, { rules: 1, sales: 2 }))
    expect(both.year).toMatchObject({ value: 8, at: NOW, parts: { rules: 6, sales: 2 } })
    expect(valueIn(both, 'week', '2026-W48')).toBe(8)
    expect(valueIn(both, 'week', '2026-W49')).toBe(0)
    expect(valueIn(null, 'week', '2026-W49')).toBe(0)
  })

  it('pushes the running period back when another begins', () => {
    const next = recorded(
      SUM,
      recorded(SUM, empty(), change(5)),
      change(2, inChina('2026-12-01T00:00:00')),
    )
    expect(next.month).toMatchObject({ key: '2026-12', value: 2 })
    expect(next.previous.month).toMatchObject({ key: '2026-11', value: 5 })
    expect(next.quarter).toMatchObject({ key: '2026-Q4', value: 7 })
    expect(next.previous.quarter).toBeNull()
  })

  it('takes a late fact into the period where it belongs, or nowhere', () => {
    const december = inChina('2026-12-01T00:00:00')
    const next = recorded(SUM, recorded(SUM, empty(), change(5)), change(2, december))
    const late = recorded(SUM, next, change(10))
    expect(late.month.value).toBe(2)
    expect(late.previous.month?.value).toBe(15)
    expect(late.quarter.value).toBe(17)
    const older = recorded(SUM, late, change(100, inChina('2026-10-05T00:00:00')))
    expect(older.month.value).toBe(2)
    expect(older.previous.month?.value).toBe(15)
    expect(older.quarter.value).toBe(117)
    const fresh = recorded(SUM, empty(december), change(4))
    expect(fresh.month).toMatchObject({ key: '2026-12', value: 0, order: '' })
    expect(fresh.previous.month).toMatchObject({ key: '2026-11', value: 4 })
  })

  it('has no place with nothing or less [R8]', () => {
    const five = recorded(SUM, empty(), change(5))
    expect(five.month.order).not.toBe('')
    expect(recorded(SUM, five, change(-5)).month.order).toBe('')
    expect(recorded(SUM, five, change(-6)).month).toMatchObject({ value: -1, order: '' })
  })

  it('of a ratio keeps part and whole', () => {
    const ratio = { kind: 'ratio', better: 'more' } as const
    const one = recorded(ratio, empty(), change(1, NOW, 3))
    expect(one.month).toMatchObject({ value: 3333, ratio: { part: 1, whole: 3 } })
    expect(recorded(ratio, one, change(1, NOW, 1)).month.value).toBe(5000)
    expect(recorded(ratio, empty(), change(0, NOW, 0)).month).toMatchObject({ value: 0, order: '' })
    expect(recorded(ratio, empty(), change(0, NOW, 2)).month.order).not.toBe('')
  })

  it('of a last value keeps the newest', () => {
    const last = { kind: 'last', better: 'less' } as const
    const first = recorded(last, empty(), change(7))
    expect(recorded(last, first, change(3, NOW - 1)).month.value).toBe(7)
    expect(recorded(last, first, change(3, NOW + 1)).month.value).toBe(3)
    expect(recorded(last, empty(), change(0)).month.order).not.toBe('')
  })
})

describe('a cap', () => {
  const cap = { name: 'x.y', perDay: 10, perWeek: 25 }
  const day = (n: number) => inChina(`2026-11-2${n}T12:00:00`)

  it('lets so much count a day and a week', () => {
    let days: Parameters<typeof capped>[0] = {}
    const given = [3, 3, 4, 5, 5, 6, 6].map((n) => {
      const result = capped(days, cap, 8, day(n))
      days = result.capped
      return result.value
    })
    expect(given).toEqual([8, 2, 8, 7, 0, 0, 0])
    expect(capped(days, cap, 8, inChina('2026-11-30T00:00:00')).value).toBe(8)
  })

  it('does not hold back what takes away, and forgets after two weeks', () => {
    const full = capped({}, { ...cap, perDay: null }, 25, day(3))
    expect(full.value).toBe(25)
    expect(capped(full.capped, cap, -4, day(3)).value).toBe(-4)
    const later = capped(full.capped, cap, 1, inChina('2026-12-20T12:00:00'))
    expect(Object.keys(later.capped['x_y']!)).toEqual(['2026_12_20'])
  })
})

describe('what a board shows', () => {
  const row = (place: number, isMe = false) => ({
    ...{ place, memberId: `m${place}`, name: `人${place}`, points: 100 - place, parts: [], isMe },
  })
  const rows = (total: number, mine: number) =>
    Array.from({ length: total }, (_, index) => row(index + 1, index + 1 === mine))
  const around = (total: number, mine: number, isManager = false) =>
    neighbourhood(rows(total, mine), lastShownPlace(total, isManager))?.around.map(
      ({ place }) => place,
    )

  it('hides the last third of six or more, but from managers', () => {
    expect([5, 6, 7, 9].map((total) => lastShownPlace(total, false))).toEqual([5, 4, 5, 6])
    expect(lastShownPlace(9, true)).toBe(9)
  })

  it('shows two neighbours on each side and nobody of the last third', () => {
    expect(around(9, 3)).toEqual([1, 2, 3, 4, 5])
    expect(around(9, 6)).toEqual([4, 5, 6])
    expect(around(9, 8)).toEqual([8])
    expect(around(9, 8, true)).toEqual([6, 7, 8, 9])
    expect(neighbourhood(rows(3, 0), 3)).toBeNull()
    expect(neighbourhood(rows(3, 1), 3)).toMatchObject({ gapToNext: null, isExact: true })
    expect(neighbourhood(rows(9, 8), 6)).toMatchObject({ place: 8, gapToNext: 1 })
  })

  it('pages by what it gave out itself', () => {
    const order = placeOrder('more', 5, 1, 'g')
    expect(pageStart(pageCursor(20, order))).toEqual({ before: 20, order })
    expect(pageStart('rubbish')).toEqual({ before: 0, order: '' })
    expect(pageStart(undefined)).toEqual({ before: 0, order: '' })
  })
})

describe('a group’s row', () => {
  it('counts who is in it, a head [S1.25]', () => {
    const of = (memberId: string, value: number, at = NOW) => ({
      ...recorded(SUM, empty(at), change(value, at)),
      memberId,
    })
    const group = { groupId: 'g', name: '群', isActive: true, memberIds: ['a', 'b', 'c'] }
    const seats = [of('a', 10), of('b', 5), of('gone', 100), of('c', 9, NOW - 8 * 864e5)]
    const row = groupRow(SUM, 'm', group, seats, NOW)
    expect(row.week).toMatchObject({ value: 500, parts: { sum: 15, members: 3 } })
    expect(row.month).toMatchObject({ value: 800, key: periodKey('month', NOW) })
    expect(row.board).toBe('m@groups')
    expect(groupRow(SUM, 'm', { ...group, isActive: false }, seats, NOW).board).toBeNull()
    expect(groupRow(SUM, 'm', { ...group, memberIds: [] }, seats, NOW).week).toMatchObject({
      ...{ value: 0, order: '' },
    })
  })
})
