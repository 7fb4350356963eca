import { PERIOD_KINDS, type PeriodKind } from '../../../miniprogram/contract/calendar'
import { hashOf } from '../../kernel/hash'
import {
  alikeIn,
  bucketOf,
  bucketRange,
  fieldFor,
  slotOf,
  type Alike,
  type Placed,
} from './bucket.logic'
import { valueOrder } from './metrics.logic'
import type { Metric } from './metrics.parts'
import type { Histogram, PlaceDoc, StandingDoc } from './metrics.tables'

/** Parts of the company's histogram, so that not all changes meet on one document. */
export const SHARDS = 8
/** Most people of one bucket that are counted one by one; a query may look at 2,000 documents. */
export const EXACT_MAX = 1500

export const placeId = (metric: string, shard: number): string => `place:${metric}:${shard}`

/** The shards of a metric by id. */
export const placeIds = (metric: string): string[] =>
  Array.from({ length: SHARDS }, (_, shard) => placeId(metric, shard))

/** The shard that counts this person, always the same. */
export const shardOf = (memberId: string): number =>
  Number.parseInt(hashOf(memberId).slice(0, 8), 16) % SHARDS

const hasPlace = (standing: StandingDoc, kind: PeriodKind): boolean =>
  standing.board !== null && standing[kind].order !== ''

/** What a person's change means for their shard. */
export interface PlaceChange {
  /** Starts periods anew. */
  set: Record<string, Histogram>
  inc: Record<string, number>
  /** The person's standing, with where each value is counted now. */
  standing: StandingDoc
}

/** Moves one period's value from where it is counted to where it belongs. */
function moved(
  shard: PlaceDoc | null,
  before: StandingDoc | null,
  change: PlaceChange,
  kind: PeriodKind,
  better: Metric['better'],
): string {
  const { key, value, at } = change.standing[kind]
  const known = shard?.[kind] ?? null
  const isPlaced = hasPlace(change.standing, kind)
  // Of an older period nobody asks for places any more.
  if (known !== null && key < known.key) return ''
  if (known === null || key > known.key) {
    if (!isPlaced) return ''
    const field = fieldFor({}, better, { value, at })
    change.set[kind] = { key, counts: { [field]: 1 }, total: 1 }
    return field
  }
  const from = before?.[kind].key === key ? before[kind].slot : ''
  const isSame = before?.[kind].value === value && before[kind].at === at
  if (from !== '' && isPlaced && isSame) return from
  const counts =
    from === '' ? known.counts : { ...known.counts, [from]: (known.counts[from] ?? 0) - 1 }
  const to = isPlaced ? fieldFor(counts, better, { value, at }) : ''
  if (from === to) return to
  if (from !== '') change.inc[`${kind}.counts.${from}`] = -1
  if (to !== '') change.inc[`${kind}.counts.${to}`] = 1
  if ((from === '') !== (to === '')) change.inc[`${kind}.total`] = to === '' ? -1 : 1
  return to
}

/** What becomes of the shard when somebody's standing becomes another. */
export function placeChange(
  shard: PlaceDoc | null,
  before: StandingDoc | null,
  after: StandingDoc,
  better: Metric['better'],
): PlaceChange {
  const change: PlaceChange = { set: {}, inc: {}, standing: { ...after } }
  for (const kind of PERIOD_KINDS) {
    const slot = moved(shard, before, change, kind, better)
    change.standing[kind] = { ...change.standing[kind], slot }
  }
  return change
}

const NOBODY: Histogram = { key: '', counts: {}, total: 0 }

/** A shard that nobody has been counted in yet. */
export const newPlaces = (_id: string, set: PlaceChange['set']): PlaceDoc => ({
  _id,
  week: set['week'] ?? NOBODY,
  month: set['month'] ?? NOBODY,
  quarter: set['quarter'] ?? NOBODY,
  year: set['year'] ?? NOBODY,
})

/** People with a place in this period. */
export const totalOf = (shards: readonly Histogram[], key: string): number =>
  shards.reduce((sum, shard) => (shard.key === key ? sum + shard.total : sum), 0)

/** Where somebody is, as far as the histogram tells. */
export interface RoughPlace {
  /** People in better buckets. */
  ahead: number
  /** People in the same bucket: all, at most so many ahead, about so many ahead. */
  alike: Alike
  /** The first order of that bucket: who is between it and one's own is ahead too. */
  from: string
}

export function roughPlace(
  shards: readonly Histogram[],
  better: Metric['better'],
  mine: Placed & { key: string },
  period: { from: number; now: number },
): RoughPlace {
  const bucket = bucketOf(mine.value)
  const { low, high } = bucketRange(bucket)
  const rough: RoughPlace = {
    ahead: 0,
    alike: { all: 0, reach: 0, ahead: 0 },
    from: valueOrder(better, better === 'more' ? high : low),
  }
  for (const { counts } of shards.filter(({ key }) => key === mine.key)) {
    for (const [field, count] of Object.entries(counts)) {
      const other = slotOf(field).bucket
      if (better === 'more' ? other > bucket : other < bucket) rough.ahead += count
    }
    const { all, reach, ahead } = alikeIn(counts, better, mine, period)
    rough.alike.all += all
    rough.alike.reach += reach
    rough.alike.ahead += ahead
  }
  return rough
}
