import type { PeriodKind } from '../../../miniprogram/contract/calendar'
import { GROUP_CAP_MAX } from '../../../miniprogram/contract/limits'
import type { Database, Patch, Reader, Tx } from '../../kernel/database'
import { companyId, groupBoard, groupRowId, seatId, wordsId } from './metrics.logic'
import {
  metricFacts,
  places,
  rows,
  standings,
  words,
  type Histogram,
  type PlaceDoc,
  type StandingDoc,
} from './metrics.tables'
import { newPlaces, placeId, placeIds, shardOf, type PlaceChange } from './place.logic'

/** Figures of a board's row. */
const ROW = ['memberId', 'groupId', 'name', 'groupName'] as const

type RowField = (typeof ROW)[number] | PeriodKind
/** A standing as a board reads it: of the periods, only those asked for are there. */
export type BoardStanding = Pick<StandingDoc, '_id' | RowField>

const indexOf = (kind: PeriodKind) => `by_${kind}` as const

/** What the condition on a period's index is; the compiler cannot follow the kind through the paths. */
const wherePeriod = (board: string, kind: PeriodKind, key: string, order: object): object => ({
  board,
  [`${kind}.key`]: key,
  [`${kind}.order`]: order,
})

/** Everything of the company's board that has a known id. */
export interface CompanyRows {
  mine: StandingDoc | null
  shards: Histogram[]
  words: string | null
}

export const metricQueries = (db: Database) => ({
  /** Rows of a board in order, between two orders. */
  rows: (
    board: string,
    period: { kind: PeriodKind; key: string },
    range: { gt: string } | { lt: string; gt: string },
    options: { limit: number; order?: 'asc' | 'desc' },
  ): Promise<BoardStanding[]> =>
    db.find(standings, {
      index: indexOf(period.kind),
      where: wherePeriod(board, period.kind, period.key, range),
      order: options.order ?? 'asc',
      limit: options.limit,
      fields: [...ROW, period.kind],
    }) as Promise<BoardStanding[]>,
  /** How many are between the beginning of a bucket and an order; a bounded number of people. */
  between: (
    board: string,
    period: { kind: PeriodKind; key: string },
    from: string,
    to: string,
  ): Promise<number> =>
    db.count(standings, {
      index: indexOf(period.kind),
      where: wherePeriod(board, period.kind, period.key, { gte: from, lt: to }),
    }),
  /** Everyone with a standing on a group's board, with the figures of all periods. */
  seats: (metric: string, groupId: string) =>
    db.find(standings, {
      index: 'by_week',
      where: { board: groupBoard(metric, groupId) },
      limit: 2 * GROUP_CAP_MAX,
      fields: ['memberId', 'week', 'month', 'quarter', 'year'],
    }),
  /** My standing, the histogram and the words of a metric: one read. */
  async company(metric: string, memberId: string, kind: PeriodKind): Promise<CompanyRows> {
    const found = await db.getMany(
      rows,
      [companyId(metric, memberId), ...placeIds(metric), wordsId(metric)],
      ['board', 'name', 'text', kind],
    )
    const byId = new Map(found.map((row) => [row._id, row]))
    return {
      mine: (byId.get(companyId(metric, memberId)) ?? null) as StandingDoc | null,
      shards: placeIds(metric).flatMap(
        (id) => (byId.get(id)?.[kind] as Histogram | undefined) ?? [],
      ),
      words: byId.get(wordsId(metric))?.text ?? null,
    }
  },
  words: async (metric: string) => (await db.get(words, wordsId(metric)))?.text ?? null,
  /** Standings of a person in the company and in these groups, missing ones left out: one read. */
  ofMember: (metric: string, memberId: string, groupIds: readonly string[]) =>
    db.getMany(standings, [
      companyId(metric, memberId),
      ...groupIds.map((groupId) => seatId(metric, groupId, memberId)),
    ]),
  /** Every standing of a person, of any metric. */
  all: (memberId: string, limit: number) =>
    db.find(standings, { index: 'by_member', where: { memberId }, limit, fields: ['name'] }),
  /** Facts kept here, the newest first. */
  facts: (
    metric: string,
    memberId: string,
    groupId: string | null,
    range: { gte: string; lt: string },
    limit: number,
  ) =>
    groupId === null
      ? db.find(metricFacts, {
          index: 'by_member',
          where: { metric, memberId, order: range },
          order: 'desc',
          limit,
        })
      : db.find(metricFacts, {
          index: 'by_seat',
          where: { metric, memberId, groupId, order: range },
          order: 'desc',
          limit,
        }),
})

export const standingOf = (reader: Reader, id: string) => reader.get(standings, id)
export const groupRowOf = (reader: Reader, metric: string, groupId: string) =>
  reader.get(standings, groupRowId(metric, groupId))
export const putStanding = (tx: Tx, standing: StandingDoc) => tx.put(standings, standing)
export const putWords = (tx: Tx, metric: string, text: string) =>
  tx.put(words, { _id: wordsId(metric), text })

export const shardFor = (reader: Reader, metric: string, memberId: string) =>
  reader.get(places, placeId(metric, shardOf(memberId)))

/** Writes what a change means for the shard; nothing when it means nothing. */
export async function movePlace(
  tx: Tx,
  metric: string,
  memberId: string,
  shard: PlaceDoc | null,
  { set, inc }: PlaceChange,
): Promise<void> {
  const id = placeId(metric, shardOf(memberId))
  if (Object.keys(set).length + Object.keys(inc).length === 0) return
  if (!shard) await tx.insert(places, newPlaces(id, set))
  // Paths are made of a period and a field of its counts, which the compiler cannot follow.
  else await tx.update(places, id, { set, inc } as unknown as Patch<PlaceDoc>)
}
