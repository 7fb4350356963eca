import {
  BASE_PLAN,
  estimate,
  exceeded,
  fullestMinute,
  type Measured,
} from '../../../tools/cost/estimate'
import { costTable, rounded, withCost } from '../../../tools/cost/table'

const measured: Measured = {
  people: 60,
  workdays: 10,
  openings: 300,
  calls: 900,
  byPeople: { reads: 6000, writes: 1200 },
  byJobs: { reads: 50_000, writes: 2000 },
  quietDay: { reads: 4800, writes: 150 },
  busiestHour: 0.2,
  busiestTick: 60,
}

describe('what a company costs', () => {
  it('is a day of what was measured, for a company of that size and those habits', () => {
    expect(estimate(measured, 60, 0.5)).toMatchObject({ openings: 30, reads: 5600, writes: 320 })
  })

  it('grows with people and openings, but for what the timer costs by itself', () => {
    const { reads, writes } = estimate(measured, 600, 1)
    expect(reads - measured.quietDay.reads).toBeCloseTo(20 * (5600 - 4800))
    expect(writes - measured.quietDay.writes).toBeCloseTo(20 * (320 - 150))
  })

  it('is never less than what the timer costs by itself', () => {
    const idle = { ...measured, byJobs: { reads: 0, writes: 0 } }
    expect(estimate(idle, 60, 0.5)).toMatchObject({ reads: 4800 + 600, writes: 150 + 120 })
  })

  it('has a run of the timer each minute of a month beside the calls of 22 workdays', () => {
    expect(estimate(measured, 60, 0.5).calls).toBe(43_200 + 22 * 90)
  })

  it('has a rate of the busiest minute: its openings beside the fullest run of the timer', () => {
    const rate = (fullestMinute(6) * 24 + 60) / 60
    expect(estimate(measured, 60, 0.5).rate).toBeCloseTo(rate)
  })

  it('is told as a share of the base plan, with the quotas that it exceeds', () => {
    const small = estimate(measured, 60, 0.5)
    expect(small.share.reads).toBeCloseTo(5600 / BASE_PLAN.reads)
    expect(exceeded(small)).toEqual([])
    expect(exceeded(estimate(measured, 10_000, 0.5))).toEqual([
      'reads a day',
      'function calls a month',
    ])
  })
})

describe('the fullest minute of an hour', () => {
  it('has one opening at least when anybody comes, and none when nobody does', () => {
    expect(fullestMinute(1)).toBe(1)
    expect(fullestMinute(0)).toBe(0)
  })

  it('comes nearer to the average the more people come', () => {
    expect(fullestMinute(6000)).toBe(130)
    expect(fullestMinute(600_000) / 10_000).toBeLessThan(1.05)
  })
})

describe('the table', () => {
  it('has a row a size and habit, and says which plan a company needs', () => {
    const table = costTable(measured)
    expect(table).toContain('| 60 | 0.5 | 5,600 (11 %) | 320 (1.1 %) |')
    expect(table.match(/^\| [\d,]+ \|/gm)).toHaveLength(6)
    expect(table).toContain(
      '- 10,000 people, 0.5 openings each: beyond the base plan in reads a day',
    )
    expect(table).not.toContain('- 60 people')
  })

  it('says numbers no more exactly than they are known', () => {
    expect([0.4567, 9.87, 12.3, 5432, 123_456].map(rounded)).toEqual([
      ...['0.46', '9.9', '12', '5,430', '123,000'],
    ])
  })

  it('takes the place of the one before, and of nothing else', () => {
    const document = 'a\n<!-- cost -->\nold\n<!-- /cost -->\nb $1'
    expect(withCost(document, '$1 new')).toBe('a\n<!-- cost -->\n\n$1 new\n\n<!-- /cost -->\nb $1')
    expect(() => withCost('nothing', 'new')).toThrow('no place')
  })
})
