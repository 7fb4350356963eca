import fc from 'fast-check'
import { PERIOD_KINDS, periodKey, type PeriodKind } from '../../miniprogram/contract/calendar'
import { reverse } from '../../cloudfunctions/modules/incentives/index'
import { openBoards, type BoardGround } from '../kit/board-ground'
import { inChina } from '../kit/clock'

/**
 * Boards, places and totals against a plain fold and sort of all entries, over people who come, go and come back, late facts,
 * corrections and periods that roll over.
 */
const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const GROUPS = ['x', 'y']
const POINTS = { five: 5, seven: 7, minus: -4 }
const DAY = 24 * 60 * 60 * 1000
const BOSS = 'boss'

type Step =
  | {
      do: 'credit'
      who: string
      where: string
      what: keyof typeof POINTS
      source: number
      late: number
    }
  | { do: 'reverse'; index: number }
  | { do: 'leave' | 'join'; who: string; where: string }
  | { do: 'pass'; ms: number }

const who = fc.constantFrom(...PEOPLE)
const where = fc.constantFrom(...GROUPS)
const credits = fc.record({
  do: fc.constant('credit' as const),
  who,
  where,
  what: fc.constantFrom('five', 'seven', 'minus' as const),
  source: fc.integer({ min: 1, max: 8 }),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 * DAY })),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: credits },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('reverse' as const), index: fc.nat(30) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('leave' as const, 'join' as const), who, where }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.oneof(fc.integer({ min: 1, max: DAY }), fc.integer({ min: DAY, max: 12 * DAY })),
    }),
  },
)

interface Entry {
  id: string
  who: string
  where: string
  points: number
  at: number
  isCorrection: boolean
}

class Model {
  entries: Entry[] = []
  inside = new Map(GROUPS.map((group) => [group, new Set<string>()]))

  isIn = (person: string) => GROUPS.some((group) => this.inside.get(group)!.has(person))

  /** Who has a place, in order, with the value. */
  board(kind: PeriodKind, now: number, group: string | null): string {
    const key = periodKey(kind, now)
    const people = PEOPLE.filter((person) =>
      group === null ? this.isIn(person) : this.inside.get(group)!.has(person),
    )
    return people
      .map((person) => {
        const mine = this.of(person, group).filter(({ at }) => periodKey(kind, at) === key)
        return {
          person,
          value: mine.reduce((sum, { points }) => sum + points, 0),
          at: Math.max(0, ...mine.map(({ at }) => at)),
        }
      })
      .filter(({ value }) => value > 0)
      .sort((a, b) => b.value - a.value || a.at - b.at || (a.person < b.person ? -1 : 1))
      .map(({ person, value }) => `${person}${value}`)
      .join(' ')
  }

  of = (person: string, group: string | null) =>
    this.entries.filter((one) => one.who === person && (group === null || one.where === group))
}

async function run(ground: BoardGround, model: Model, one: Step): Promise<void> {
  if (one.do === 'pass') ground.clock.now += one.ms
  else if (one.do === 'join' || one.do === 'leave') {
    const inside = model.inside.get(one.where)!
    if (inside.has(one.who) === (one.do === 'join')) return
    await ground[one.do](one.who, one.where)
    if (one.do === 'join') inside.add(one.who)
    else inside.delete(one.who)
  } else if (one.do === 'credit') {
    const at = ground.clock.now - one.late
    const id = `${one.what}:test/${one.source}:${one.who}`
    const isKnown = model.entries.some((entry) => entry.id === id)
    const given = await ground.credit(one.what, one.who, one.where, String(one.source), at)
    expect(given).toBe(isKnown ? 0 : POINTS[one.what])
    if (isKnown) return
    const points = POINTS[one.what]
    model.entries.push({ id, who: one.who, where: one.where, points, at, isCorrection: false })
  } else if (one.do === 'reverse') {
    const entry = model.entries[one.index]
    if (!entry || entry.isCorrection) return
    const id = `corrects:${entry.id}`
    const isKnown = model.entries.some((other) => other.id === id)
    const isDone = await ground.commit((work) => reverse(work, entry.id, '撤销'))
    expect(isDone).toBe(!isKnown)
    if (isKnown) return
    const at = ground.clock.now
    model.entries.push({ ...entry, id, points: -entry.points, at, isCorrection: true })
  }
}

async function entriesOf(
  ground: BoardGround,
  person: string,
  group: string | null,
  period: PeriodKind,
) {
  let cursor: string | undefined
  let sum = 0
  let count = 0
  for (;;) {
    const page = await ground.call(BOSS, 'board.entries', {
      ...{ memberId: person, period, size: 2 },
      ...(group === null ? {} : { groupId: group }),
      ...(cursor === undefined ? {} : { cursor }),
    })
    sum += page.rows.reduce((total, { points }) => total + points, 0)
    count += page.rows.length
    cursor = page.next
    if (cursor === undefined) return { total: page.total, sum, count }
  }
}

async function check(ground: BoardGround, model: Model, kind: PeriodKind): Promise<void> {
  const { now } = ground.clock
  const shown = (rows: readonly { memberId: string; points: number }[]) =>
    rows.map(({ memberId, points }) => `${memberId}${points}`).join(' ')
  for (const group of [null, ...GROUPS]) {
    const scope = group === null ? ('company' as const) : ('group' as const)
    const input = { scope, period: kind, ...(group === null ? {} : { groupId: group }) }
    const board = await ground.call(BOSS, 'board.get', input)
    expect(shown(board.top)).toBe(model.board(kind, now, group))
    expect(board.top.map(({ place }) => place)).toEqual(board.top.map((_, index) => index + 1))
  }
  const person = PEOPLE[Math.floor(now / 1000) % PEOPLE.length]!
  for (const group of [null, ...GROUPS]) {
    const listed = model
      .of(person, group)
      .filter(({ at }) => periodKey(kind, at) === periodKey(kind, now))
    const points = listed.reduce((sum, entry) => sum + entry.points, 0)
    expect(await entriesOf(ground, person, group, kind)).toEqual({
      ...{ total: points, sum: points, count: listed.length },
    })
  }
}

/** People in the shards of a period, and no count below nothing. */
async function inShards(ground: BoardGround, kind: PeriodKind): Promise<number> {
  const all = await ground.cloud.database.all('standings')
  const key = periodKey(kind, ground.clock.now)
  let total = 0
  for (const row of all.filter(({ _id }) => String(_id).startsWith('place:'))) {
    const shard = row[kind] as { key: string; counts: Record<string, number>; total: number }
    const counts = Object.values(shard.counts)
    expect(Math.min(0, ...counts)).toBe(0)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(shard.total)
    if (shard.key === key) total += shard.total
  }
  return total
}

describe('boards', () => {
  it('are the fold of the entries, whoever came, left or came back [P4] [R8] [S1.20] [S1.23]', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
        const ground = await openBoards({ now: inChina('2026-11-20T12:00:00') })
        try {
          await ground.appoint(BOSS, 'owner')
          const model = new Model()
          for (const person of PEOPLE) {
            await ground.join(person, 'x')
            model.inside.get('x')!.add(person)
          }
          for (const one of steps) {
            await run(ground, model, one)
            ground.clock.now += 1
          }
          for (const kind of PERIOD_KINDS) {
            await check(ground, model, kind)
            const placed = model.board(kind, ground.clock.now, null)
            const people = placed === '' ? 0 : placed.split(' ').length
            expect(await inShards(ground, kind)).toBe(people)
          }
        } finally {
          await ground.close()
        }
      }),
      { numRuns: 12 },
    )
  }, 120_000)
})
