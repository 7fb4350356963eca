import { fieldFor } from '../../cloudfunctions/engines/metrics/bucket.logic'
import { periodKey, periodRange, type PeriodKind } from '../../miniprogram/contract/calendar'
import { newStanding, recorded } from '../../cloudfunctions/engines/metrics/metrics.logic'
import {
  EXACT_MAX,
  newPlaces,
  placeChange,
  placeId,
  roughPlace,
  SHARDS,
  shardOf,
} from '../../cloudfunctions/engines/metrics/place.logic'
import type {
  Histogram,
  PlaceDoc,
  StandingDoc,
} from '../../cloudfunctions/engines/metrics/metrics.tables'
import { identityIdOf } from '../../cloudfunctions/kernel/identity'
import { groupNameOf, openBoards, type BoardGround } from '../kit/board-ground'
import { measureRedis } from './redis'

const NOW = Date.parse('2026-11-28T10:00:00+08:00')
const GROUP = 'bench'
const PERIOD: PeriodKind = 'month'
const METRIC = { kind: 'sum', better: 'more' } as const
/** Calls at each place of the board. */
const CALLS = 60
const WARM_UP = 20
/** Idempotency and audit of the command around a credit. */
const COMMAND_WRITES = 2

export interface BoardFigures {
  /** Most reads of a page for the first, the middle and the last, the caller's identity included. */
  reads: number
  /** Median ms of a page, the worst of the three. */
  ms: number
  /** Operations of `jobs` after one changed value, beyond those of an idle minute, and documents written. */
  jobs: { operations: number; documents: number }
  /** Writes of a credit with those of its command. */
  creditWrites: number
  /** Pages whose place was not the one of a sort of everyone. */
  wrongPlaces: number
  /** Ms of a page ÷ ms of Redis; null without `redis-server`. */
  redis: number | null
}

const memberAt = (index: number): string => `bench-${String(index).padStart(6, '0')}`

/** A spread of figures with many ties, as points in steps of five make them. */
const spread = (index: number) => ({
  points: 5 * (1 + ((index * 7919) % 400)),
  at: NOW - 1 - ((index * 104_729) % 100_000),
})

interface Company {
  standings: StandingDoc[]
  places: PlaceDoc[]
}

const moved = (shard: PlaceDoc, inc: Record<string, number>): void => {
  for (const [path, by] of Object.entries(inc)) {
    const [kind, , field] = path.split('.') as [PeriodKind, string, string | undefined]
    if (field === undefined) shard[kind].total += by
    else shard[kind].counts[field] = (shard[kind].counts[field] ?? 0) + by
  }
}

/** Everyone's standing and the histogram that crediting them one by one makes. */
function companyOf(
  members: number,
  of: (index: number) => { points: number; at: number },
): Company {
  const places: (PlaceDoc | null)[] = Array.from({ length: SHARDS }, () => null)
  const standings = Array.from({ length: members }, (_, index) => {
    const memberId = memberAt(index)
    const { points, at } = of(index)
    const key = { metric: 'points', memberId, groupId: null, board: 'points@company' }
    const blank = newStanding({ _id: `points:${memberId}`, ...key }, NOW)
    const change = { value: points, of: 0, parts: { sales: points }, at }
    const shard = shardOf(memberId)
    const known = places[shard] ?? null
    const { set, inc, standing } = placeChange(known, null, recorded(METRIC, blank, change), 'more')
    if (known) moved(known, inc)
    else places[shard] = newPlaces(placeId('points', shard), set)
    return { ...standing, name: `成员${index}`, groupName: groupNameOf(GROUP) }
  })
  return { standings, places: places.filter((place) => place !== null) }
}

const inOrder = ({ standings }: Company): StandingDoc[] =>
  [...standings].sort((a, b) => (a[PERIOD].order < b[PERIOD].order ? -1 : 1))

/** People can call when they have an identity; those around the first, the middle and the last get one. */
function callers(order: readonly StandingDoc[]): StandingDoc[][] {
  const last = order.length - 1
  return [0, last >> 1, last].map((place) => {
    const start = Math.max(0, Math.min(place - 10, order.length - 20))
    return order.slice(start, start + 20)
  })
}

async function load(ground: BoardGround, company: Company, people: StandingDoc[]): Promise<void> {
  const { database } = ground.cloud
  const documents = [...company.standings, ...company.places].map((document) => ({ ...document }))
  await database.load('standings', documents)
  const groups = { [GROUP]: { role: 'member', since: 1 } }
  const known = new Map(people.map(({ memberId, name }) => [memberId ?? '', name]))
  await database.load(
    'identities',
    [...known].map(([memberId, name]) => ({
      ...{ _id: identityIdOf(memberId), memberId, openid: memberId, name },
      ...{ companyRole: null, groups, since: 1 },
    })),
  )
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

async function pages(ground: BoardGround, order: readonly StandingDoc[]) {
  const placeOf = new Map(order.map(({ memberId }, index) => [memberId, index + 1]))
  const worst = { ms: 0, reads: 0, wrongPlaces: 0 }
  for (const people of callers(order)) {
    const times: number[] = []
    for (let call = 0; call < WARM_UP + CALLS; call++) {
      const who = people[call % people.length]!.memberId!
      const start = performance.now()
      const board = await ground.call(who, 'board.get', { scope: 'company', period: PERIOD })
      if (call >= WARM_UP) times.push(performance.now() - start)
      const { mine } = board
      if (mine?.isExact !== true || mine.place !== placeOf.get(who)) worst.wrongPlaces++
      worst.reads = Math.max(worst.reads, ground.calls.at(-1)!.reads)
      // The rate limit counts by the clock.
      ground.clock.now += 1000
    }
    worst.ms = Math.max(worst.ms, median(times))
  }
  return worst
}

async function oneChange(ground: BoardGround, memberId: string) {
  const later = () => {
    ground.clock.now += 3 * 60_000
    return ground.tick()
  }
  await ground.join(memberId, GROUP)
  for (let turn = 0; turn < 3; turn++) await later()
  const idle = await later()
  ground.meter.writes = 0
  await ground.credit('five', memberId, GROUP, 'bench')
  const creditWrites = ground.meter.writes + COMMAND_WRITES
  const { reads, writes } = await later()
  const operations = reads + writes - idle.reads - idle.writes
  return { creditWrites, jobs: { operations, documents: writes - idle.writes } }
}

/** A company of this size: pages of its board, one changed value, and Redis with the same members. */
export async function measureBoard(members: number): Promise<BoardFigures> {
  const ground = await openBoards({ now: NOW })
  try {
    const company = companyOf(members, spread)
    const order = inOrder(company)
    const people = callers(order).flat()
    await load(ground, company, people)
    const { ms, reads, wrongPlaces } = await pages(ground, order)
    const { creditWrites, jobs } = await oneChange(ground, people.at(-1)!.memberId!)
    const scored = company.standings.map(({ _id, month }) => ({ id: _id, score: month.value }))
    const redis = await measureRedis(
      scored,
      Array.from({ length: CALLS }, (_, index) => people[index % people.length]!._id),
    )
    return { ms, reads, wrongPlaces, creditWrites, jobs, redis: redis === null ? null : ms / redis }
  } finally {
    await ground.close()
  }
}

/** Times of people with the same value: evenly over the month, nearly all in one hour, all within 100 seconds. */
const TIMES: ((share: number) => number)[] = [
  (share) => NOW - Math.floor((1 - share) * 27 * 86_400_000),
  (share) =>
    NOW - 20 * 86_400_000 + Math.floor(share < 0.95 ? share * 3_600_000 : share * 86_400_000),
  (share) => NOW - 100_000 + Math.floor(share * 100_000),
]

/** A histogram of people with the same value, counted one by one in their shards. */
function tiedShards(times: readonly number[], key: string): Histogram[] {
  const shards = Array.from({ length: SHARDS }, (): Histogram => ({ key, counts: {}, total: 0 }))
  for (const [index, at] of times.entries()) {
    const shard = shards[shardOf(memberAt(index))]!
    const field = fieldFor(shard.counts, 'more', { value: 5, at })
    shard.counts[field] = (shard.counts[field] ?? 0) + 1
    shard.total++
  }
  return shards
}

/**
 * Everyone has the same value: the largest error of a place that is told as about right, in per cent of all, over several
 * courses of time.
 */
export function measureTied(members: number): number {
  const key = periodKey(PERIOD, NOW)
  const period = { from: periodRange(PERIOD, NOW).from, now: NOW }
  let largest = 0
  for (const timeOf of TIMES) {
    const times = Array.from({ length: members }, (_, index) => timeOf(index / members))
    const shards = tiedShards(times, key)
    for (const [index, at] of times.entries()) {
      if (index % 97 !== 0) continue
      const { ahead, alike } = roughPlace(shards, 'more', { key, value: 5, at }, period)
      const isExact = alike.reach <= EXACT_MAX
      if (!isExact) largest = Math.max(largest, Math.abs(ahead + alike.ahead - index))
    }
  }
  return (largest / members) * 100
}

if (process.argv[1]?.endsWith('bench/board.ts')) {
  for (const members of [100, 1000, 10_000, 100_000]) {
    console.log(members, JSON.stringify(await measureBoard(members)))
  }
  console.log('all tied, error in %:', measureTied(100_000))
}
