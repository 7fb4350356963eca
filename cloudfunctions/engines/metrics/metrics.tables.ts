import type { PeriodKind } from '../../../miniprogram/contract/calendar'
import type { Document } from '../../kernel/paths'
import { table } from '../../kernel/table'

/** What somebody came to in one period. */
export interface PeriodFigures {
  /** e.g. `2026-W47`. */
  key: string
  /** Of a ratio: part ÷ whole in hundredths of a per cent. */
  value: number
  /** When this value was reached, epoch ms: who came earlier is ahead of equals. */
  at: number
  /** The value by category. */
  parts: Record<string, number>
  ratio: { part: number; whole: number } | null
  /** Sorts the best first; empty: no place. */
  order: string
  /** Where the company's histogram counts this value; empty: nowhere. */
  slot: string
}

type Periods<T> = Record<PeriodKind, T>

/**
 * The fold of one metric's facts for the running periods and those before. `metric:memberId`: of a person in the whole company,
 * whichever groups were left; `metric:groupId:memberId`: of what was done in one group; `metric:@groupId`: of a group, for
 * comparing groups. Several kinds of documents share the collection so that a board reads them at once.
 */
export interface StandingDoc extends Document, Periods<PeriodFigures> {
  metric: string
  memberId: string | null
  groupId: string | null
  name: string
  groupName: string
  /** `points@company`, `points@group:<id>`, `points@groups`; null while there is no place there: out of the group or company. */
  board: string | null
  /** The period before the running one that has figures. */
  previous: Periods<PeriodFigures | null>
  /** Counted by day under what has a cap, for the last two weeks; field names have `_`. */
  capped: Record<string, Record<string, number>>
  /** Epoch ms; includes everything up to then. */
  asOf: number
}

export const standings = table<StandingDoc>()('standings', {
  indexes: {
    by_week: ['board', 'week.key', 'week.order'],
    by_month: ['board', 'month.key', 'month.order'],
    by_quarter: ['board', 'quarter.key', 'quarter.order'],
    by_year: ['board', 'year.key', 'year.order'],
    by_member: ['memberId'],
  },
})

/** How many people with a place have a value in which bucket. */
export interface Histogram {
  key: string
  counts: Record<string, number>
  total: number
}

/** `place:points:3`: one of a few shards of the company's histogram, moved in the transaction that changes a value. */
export interface PlaceDoc extends Document, Periods<Histogram> {}

/** In the collection `standings`; a face of its own for its own type. */
export const places = table<PlaceDoc>()('standings', { indexes: {} })

/** `words:points`: how the figure comes about, since somebody changed it. */
export interface WordsDoc extends Document {
  text: string
}

/** In the collection `standings`. */
export const words = table<WordsDoc>()('standings', { indexes: {} })

/** Any document of the collection, for reading several kinds at once; the id says which. */
export interface RowDoc extends Document, Periods<unknown> {
  name: string
  board: string | null
  text: string
}

/** In the collection `standings`. */
export const rows = table<RowDoc>()('standings', { indexes: {} })

/** `metric:source`: append-only, so a source counts once. */
export interface FactDoc extends Document {
  metric: string
  memberId: string
  groupId: string | null
  groupName: string
  value: number
  /** The whole that a ratio's value is a part of. */
  of: number
  parts: Record<string, number>
  source: { kind: string; id: string; title: string }
  at: number
  /** `at` in 13 digits + `_id`: unique and sortable, the cursor of lists. */
  order: string
}

export const metricFacts = table<FactDoc>()('metric_facts', {
  indexes: {
    by_member: ['metric', 'memberId', 'order'],
    by_seat: ['metric', 'memberId', 'groupId', 'order'],
  },
})
