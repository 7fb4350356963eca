import fc from 'fast-check'
import {
  boardEntry,
  compareEntries,
  foldLedger,
  isValidAt,
  lastShownPlace,
  mergeEntries,
  neighbourhood,
  boardRow,
  pageOf,
  scorePatch,
} from '../../../cloudfunctions/modules/points/points.rules'
import { rollUpCompany } from '../../../cloudfunctions/modules/points/roll-up.rules'
import type { BoardEntry, IncentiveRuleDoc, ScoreDoc } from '../../../cloudfunctions/schema/types'
import { POINT_CATEGORIES } from '../../../miniprogram/contract/points'

const entry = (memberId: string, points: number, at = 0): BoardEntry => ({
  memberId,
  name: memberId,
  groupName: 'g',
  points,
  at,
  by: { rules: points },
})

const rowsOf = (points: number[], me: number) =>
  points.map((value, index) => boardRow(entry(`m${index}`, value), index + 1, `m${me}`, false))

const facts = fc.array(
  fc.record({
    points: fc.integer({ min: -20, max: 50 }),
    category: fc.constantFrom(...POINT_CATEGORIES),
    at: fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2027, 11) }),
  }),
  { maxLength: 60 },
)

describe('scores', () => {
  it('are the fold of the ledger, whichever way they came about', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const ordered = [...list].sort((a, b) => a.at - b.at)
        const row: Record<string, { points: number; at: number; by: Record<string, number> }> = {}
        for (const { points, category, at } of ordered) {
          const { set, inc } = scorePatch(points, category, at)
          for (const [path, by] of Object.entries(inc)) {
            const [, key, field, part] = path.split('.') as [string, string, string, string?]
            const period = (row[key] ??= { points: 0, at: 0, by: {} })
            if (field === 'points') period.points += by
            else period.by[part!] = (period.by[part!] ?? 0) + by
          }
          for (const [path, value] of Object.entries(set)) {
            const [, key] = path.split('.')
            if (path.endsWith('.at')) row[key!]!.at = value as number
          }
        }
        expect(row).toEqual(foldLedger(list))
      }),
    )
  })

  it('never lose or invent a point: a year is the sum of its entries', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const folded = foldLedger(list)
        const years = Object.entries(folded).filter(([key]) => /^\d{4}$/.test(key))
        const sum = years.reduce((total, [, period]) => total + period.points, 0)
        expect(sum).toBe(list.reduce((total, { points }) => total + points, 0))
      }),
    )
  })
})

describe('the order of a board', () => {
  it('puts more points first, and of equal points the earlier [I13]', () => {
    const sorted = [entry('late', 5, 9), entry('best', 8, 9), entry('early', 5, 1)].sort(
      compareEntries,
    )
    expect(sorted.map((e) => e.memberId)).toEqual(['best', 'early', 'late'])
  })

  it('adds up what a person earned in several groups', () => {
    const [one] = mergeEntries([entry('a', 5, 1), { ...entry('a', 7, 3), groupName: 'more' }])
    expect(one).toMatchObject({ points: 12, at: 3, groupName: 'more', by: { rules: 12 } })
  })
})

describe('my place', () => {
  it('comes with two rows above and below and the gap to the next [I5]', () => {
    const mine = neighbourhood(rowsOf([90, 80, 70, 60, 50, 40, 30, 20, 10], 3), 9)
    expect(mine).toMatchObject({ place: 4, gapToNext: 10 })
    expect(mine?.around.map((row) => row.place)).toEqual([2, 3, 4, 5, 6])
  })

  it('is shown alone in the last third [I15]', () => {
    expect(lastShownPlace(9)).toBe(6)
    const mine = neighbourhood(rowsOf([90, 80, 70, 60, 50, 40, 30, 20, 10], 7), 9)
    expect(mine).toMatchObject({ place: 8, points: 20, gapToNext: 10 })
    expect(mine?.around).toHaveLength(1)
  })

  it('has no gap at the top and is null for those without a place', () => {
    expect(neighbourhood(rowsOf([9, 8], 0), 2)?.gapToNext).toBeNull()
    expect(neighbourhood(rowsOf([9, 8], 5), 2)).toBeNull()
  })
})

describe('a rolled-up board', () => {
  const score = (index: number, points: number): ScoreDoc => ({
    _id: `g:${index}`,
    groupId: 'g',
    memberId: `m${String(index).padStart(4, '0')}`,
    name: `n${index}`,
    groupName: 'g',
    isActive: true,
    periods: { '2026': { points, at: index, by: { rules: points } } },
    updatedAt: 0,
  })

  it('has everyone on the page where their score is looked for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 350 }), (list) => {
        const scores = list.map((points, index) => score(index, points))
        const { head, pages } = rollUpCompany(scores, '2026', 1, { version: 1, text: '' })
        expect(head.total).toBe(list.filter((points) => points > 0).length)
        for (const [number, page] of pages.entries()) {
          for (const e of page.entries) expect(pageOf(head.bounds, e.points, e.at)).toBe(number)
        }
        const all = pages.flatMap((page) => page.entries)
        expect(all).toEqual([...all].sort(compareEntries))
      }),
      { numRuns: 40 },
    )
  })
})

describe('an incentive', () => {
  it('gives points from its first moment up to, not at, its end', () => {
    const rule = { validFrom: 100, validTo: 200 } as IncentiveRuleDoc
    expect([99, 100, 199, 200].map((at) => isValidAt(rule, at))).toEqual([
      ...[false, true, true, false],
    ])
    const open = { validFrom: null, validTo: null } as IncentiveRuleDoc
    expect(isValidAt(open, 0)).toBe(true)
  })
})

describe('a place on a board', () => {
  it('is for people with points who are in the group [R8]', () => {
    const row = (points: number, isActive = true) =>
      boardEntry(
        { isActive, periods: { '2026_11': { points, at: 1, by: {} } } } as unknown as ScoreDoc,
        '2026-11',
      )
    expect(row(1)).toMatchObject({ points: 1 })
    expect([row(0), row(-1), row(1, false)]).toEqual([null, null, null])
  })
})
