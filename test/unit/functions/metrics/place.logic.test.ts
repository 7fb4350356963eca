import fc from 'fast-check'
import {
  alikeIn,
  bucketOf,
  bucketRange,
  fieldFor,
  FIRST_SLICE,
  slotOf,
} from '../../../../cloudfunctions/engines/metrics/bucket.logic'
import { newStanding, recorded } from '../../../../cloudfunctions/engines/metrics/metrics.logic'
import {
  newPlaces,
  placeChange,
  roughPlace,
  shardOf,
  totalOf,
} from '../../../../cloudfunctions/engines/metrics/place.logic'
import { inChina } from '../../../kit/clock'

const NOW = inChina('2026-11-28T12:00:00')
const metric = { kind: 'sum', better: 'more' } as const
const value = fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -1e12, max: 1e12 }))

const standingWith = (points: number, at = NOW) =>
  recorded(
    metric,
    newStanding(
      { _id: 'points:a', metric: 'points', memberId: 'a', groupId: null, board: 'points@company' },
      NOW,
    ),
    { value: points, of: 0, parts: {}, at },
  )

describe('buckets', () => {
  it('hold one value each below 64 and 32 an octave from there', () => {
    expect([0, 1, 31, 32, 63, 64, 65, 66, 127, 128, 132].map(bucketOf)).toEqual([
      0, 1, 31, 32, 63, 64, 64, 65, 95, 96, 97,
    ])
    expect([-1, -31, -32, -64, -65].map(bucketOf)).toEqual([-1, -31, -32, -64, -64])
  })

  it('know their edges', () => {
    expect(bucketRange(0)).toEqual({ low: 0, high: 0 })
    expect(bucketRange(63)).toEqual({ low: 63, high: 63 })
    expect(bucketRange(64)).toEqual({ low: 64, high: 65 })
    expect(bucketRange(95)).toEqual({ low: 126, high: 127 })
    expect(bucketRange(96)).toEqual({ low: 128, high: 131 })
    expect(bucketRange(-64)).toEqual({ low: -65, high: -64 })
  })

  it('hold each value between their edges, and are ordered as values are', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const { low, high } = bucketRange(bucketOf(a))
        expect(a).toBeGreaterThanOrEqual(low)
        expect(a).toBeLessThanOrEqual(high)
        expect(bucketOf(low)).toBe(bucketOf(high))
        expect(bucketOf(low - 1)).not.toBe(bucketOf(low))
        expect(bucketOf(high + 1)).not.toBe(bucketOf(high))
        if (a < b) expect(bucketOf(a)).toBeLessThanOrEqual(bucketOf(b))
      }),
    )
  })
})

describe('slices of a bucket', () => {
  const five = (at: number) => ({ value: 5, at })

  it('begin when the last one is full, for who comes last', () => {
    expect(fieldFor({}, 'more', five(NOW))).toBe('b5')
    expect(fieldFor({ b5: FIRST_SLICE - 1 }, 'more', five(NOW))).toBe('b5')
    const field = fieldFor({ b5: FIRST_SLICE }, 'more', five(NOW))
    expect(slotOf(field)).toEqual({ bucket: 5, start: NOW })
    expect(field).toMatch(/^b5_[a-z0-9]+$/)
    expect(fieldFor({ b5: FIRST_SLICE, [field]: 1 }, 'more', five(NOW - 1))).toBe('b5')
    expect(fieldFor({ b5: FIRST_SLICE, [field]: 1 }, 'more', five(NOW + 1))).toBe(field)
    expect(fieldFor({ b5: FIRST_SLICE, [field]: 15 }, 'more', five(NOW + 1))).toBe(field)
    expect(fieldFor({ b5: FIRST_SLICE, [field]: 16 }, 'more', five(NOW))).toBe(field)
    expect(fieldFor({ b5: FIRST_SLICE, [field]: 16 }, 'more', five(NOW + 1))).not.toBe(field)
    expect(fieldFor({ b5: 9000, [field]: 16 }, 'more', five(NOW + 1))).toBe(field)
    expect(slotOf(fieldFor({}, 'more', { value: -5, at: NOW }))).toEqual({ bucket: -5, start: 0 })
  })

  it('tell how many of many equals are ahead, to one in a hundred', () => {
    const counts: Record<string, number> = {}
    const many = 5000
    // Most of them come within one hour of a month.
    const times = Array.from({ length: many }, (_, index) =>
      index < 4500 ? NOW + index * 800 : NOW + 3_600_000 + (index - 4500) * 1_000_000,
    )
    for (const at of times) {
      const field = fieldFor(counts, 'more', five(at))
      counts[field] = (counts[field] ?? 0) + 1
    }
    const period = { from: inChina('2026-11-01T00:00:00'), now: times.at(-1)! }
    for (const rank of [0, 300, 700, 2500, 4400, 4600, many - 1]) {
      const { all, reach, ahead } = alikeIn(counts, 'more', five(times[rank]!), period)
      expect(all).toBe(many)
      expect(reach).toBeGreaterThan(rank)
      expect(reach - rank).toBeLessThanOrEqual(FIRST_SLICE)
      // The first few are counted one by one.
      if (rank > FIRST_SLICE) expect(Math.abs(ahead - rank)).toBeLessThanOrEqual(many / 100)
    }
  })
})

describe('a shard', () => {
  it('counts who comes, moves and goes [R8]', () => {
    const first = placeChange(null, null, standingWith(5), 'more')
    expect(first.set['week']).toEqual({ key: '2026-W48', counts: { b5: 1 }, total: 1 })
    expect(first.standing.month.slot).toBe('b5')
    const shard = newPlaces('place:points:0', first.set)
    const more = recorded(metric, first.standing, { value: 2, of: 0, parts: {}, at: NOW + 1 })
    const second = placeChange(shard, first.standing, more, 'more')
    expect(second.inc).toMatchObject({ 'week.counts.b5': -1, 'week.counts.b7': 1 })
    expect(second.inc).not.toHaveProperty(['week.total'])
    const gone = placeChange(shard, first.standing, { ...first.standing, board: null }, 'more')
    expect(gone.inc).toMatchObject({ 'year.counts.b5': -1, 'year.total': -1 })
    expect(gone.standing.year.slot).toBe('')
  })

  it('begins anew with a period, and leaves older ones alone', () => {
    const first = placeChange(null, null, standingWith(5), 'more')
    const shard = newPlaces('place:points:0', first.set)
    const monday = standingWith(3, inChina('2026-11-30T09:00:00'))
    const next = placeChange(shard, null, monday, 'more')
    expect(next.set).toEqual({ week: { key: '2026-W49', counts: { b3: 1 }, total: 1 } })
    expect(next.inc).toMatchObject({ 'month.counts.b3': 1, 'month.total': 1 })
    const rolled = { ...shard, week: next.set['week']! }
    const late = placeChange(rolled, null, standingWith(9), 'more')
    expect(late.inc).not.toHaveProperty(['week.total'])
    expect(late.standing.week.slot).toBe('')
  })

  it('has nothing to do for a value that stays, or that has no place', () => {
    const first = placeChange(null, null, standingWith(5), 'more')
    const full = newPlaces('place:points:0', {
      ...first.set,
      week: { key: '2026-W48', counts: { b5: FIRST_SLICE }, total: FIRST_SLICE },
    })
    expect(placeChange(full, first.standing, first.standing, 'more')).toMatchObject({
      ...{ set: {}, inc: {} },
    })
    expect(placeChange(null, null, standingWith(-5), 'more')).toMatchObject({ set: {}, inc: {} })
    expect(placeChange(null, null, standingWith(0), 'more')).toMatchObject({ set: {}, inc: {} })
  })

  it('is always the same for a person', () => {
    const shards = Array.from({ length: 400 }, (_, index) => shardOf(`member-${index}`))
    expect(new Set(shards)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]))
    expect(shardOf('member-1')).toBe(shards[1])
  })
})

describe('the rough place', () => {
  const shards = [
    { key: 'k', counts: { b9: 2, b5: 3, b1: 4, n2: 1 }, total: 10 },
    { key: 'k', counts: { b5: 1, b7: 1 }, total: 2 },
    { key: 'old', counts: { b9: 100 }, total: 100 },
  ]
  const period = { from: 0, now: NOW }
  const mine = { key: 'k', value: 5, at: NOW }

  it('counts the better buckets of all shards of the period', () => {
    expect(totalOf(shards, 'k')).toBe(12)
    expect(roughPlace(shards, 'more', mine, period)).toMatchObject({
      ahead: 3,
      alike: { all: 4, reach: 4 },
    })
    expect(roughPlace(shards, 'less', mine, period)).toMatchObject({
      ahead: 5,
      alike: { all: 4, reach: 4 },
    })
  })

  it('begins counting at the best value of the bucket', () => {
    const of = (points: number, better: 'more' | 'less') =>
      roughPlace([], better, { key: 'k', value: points, at: NOW }, period).from
    expect(of(128, 'more')).toBe(of(129, 'more'))
    expect(of(129, 'more') < of(127, 'more')).toBe(true)
    expect(of(129, 'less')).toBe(of(128, 'less'))
    expect(of(127, 'less') < of(129, 'less')).toBe(true)
  })
})
