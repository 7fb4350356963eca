import {
  dayKey,
  PERIOD_KINDS,
  periodKey,
  weekKey,
  type PeriodKind,
} from '../../../miniprogram/contract/calendar'
import type { Metric } from './metrics.parts'
import type { PeriodFigures, StandingDoc } from './metrics.tables'

/** Values stay below this, so that all have the same number of digits in the order. */
const VALUE_LIMIT = 10 ** 15
const DIGITS = 16
const TIME_DIGITS = 13
const DAY = 24 * 60 * 60 * 1000
/** Days that caps remember: the running week and the one before. */
const CAP_DAYS = 14

export const companyId = (metric: string, memberId: string): string => `${metric}:${memberId}`
export const seatId = (metric: string, groupId: string, memberId: string): string =>
  `${metric}:${groupId}:${memberId}`
/** Ids of people have no `@`. */
export const groupRowId = (metric: string, groupId: string): string => `${metric}:@${groupId}`
export const wordsId = (metric: string): string => `words:${metric}`

export const companyBoard = (metric: string): string => `${metric}@company`
export const groupBoard = (metric: string, groupId: string): string => `${metric}@group:${groupId}`
export const groupsBoard = (metric: string): string => `${metric}@groups`

/** Where a value begins in the order: sorts the best first. @throws Error for what is no integer in bounds. */
export function valueOrder(better: Metric['better'], value: number): string {
  if (!Number.isSafeInteger(value) || Math.abs(value) >= VALUE_LIMIT) {
    throw new Error(`no value of a metric: ${value}`)
  }
  const rank = better === 'more' ? VALUE_LIMIT - value : VALUE_LIMIT + value
  return String(rank).padStart(DIGITS, '0')
}

/** One string that sorts the best first; equals by who had it earlier, then by id, so that the order is one. */
export const placeOrder = (
  better: Metric['better'],
  value: number,
  at: number,
  id: string,
): string => `${valueOrder(better, value)}:${String(at).padStart(TIME_DIGITS, '0')}:${id}`

/** Who has nothing has no place. */
function hasPlace({ kind }: Pick<Metric, 'kind'>, { value, at, ratio }: PeriodFigures): boolean {
  if (kind === 'ratio') return ratio !== null && ratio.whole > 0
  return kind === 'last' ? at > 0 : value > 0
}

/** What one fact changes. */
export interface Change {
  value: number
  of: number
  parts: Readonly<Record<string, number>>
  at: number
}

export const noFigures = (key: string): PeriodFigures => ({
  key,
  value: 0,
  at: 0,
  parts: {},
  ratio: null,
  order: '',
  slot: '',
})

/** The figures with one fact more. */
export function withChange(
  metric: Pick<Metric, 'kind' | 'better'>,
  figures: PeriodFigures,
  change: Change,
  id: string,
): PeriodFigures {
  const next = { ...figures, parts: { ...figures.parts }, at: Math.max(figures.at, change.at) }
  for (const [category, value] of Object.entries(change.parts)) {
    next.parts[category] = (next.parts[category] ?? 0) + value
  }
  if (metric.kind === 'ratio') {
    const part = (figures.ratio?.part ?? 0) + change.value
    const whole = (figures.ratio?.whole ?? 0) + change.of
    next.ratio = { part, whole }
    next.value = whole === 0 ? 0 : Math.round((part * 10_000) / whole)
  } else if (metric.kind === 'last') {
    next.value = change.at >= figures.at ? change.value : figures.value
  } else {
    next.value = figures.value + change.value
  }
  next.order = hasPlace(metric, next) ? placeOrder(metric.better, next.value, next.at, id) : ''
  return next
}

/** Somebody without any figures yet. */
export function newStanding(
  of: Pick<StandingDoc, '_id' | 'metric' | 'memberId' | 'groupId' | 'board'>,
  at: number,
): StandingDoc {
  const period = (kind: PeriodKind) => noFigures(periodKey(kind, at))
  return {
    ...of,
    name: '',
    groupName: '',
    week: period('week'),
    month: period('month'),
    quarter: period('quarter'),
    year: period('year'),
    previous: { week: null, month: null, quarter: null, year: null },
    capped: {},
    asOf: at,
  }
}

/**
 * The standing with one fact more. A new period pushes the running one back; a late fact goes where its period still is, the
 * running one or the one before, and nowhere when it is older.
 */
export function recorded(
  metric: Pick<Metric, 'kind' | 'better'>,
  standing: StandingDoc,
  change: Change,
): StandingDoc {
  const next: StandingDoc = { ...standing, previous: { ...standing.previous } }
  const id = standing.memberId ?? standing._id
  const on = (figures: PeriodFigures) => withChange(metric, figures, change, id)
  for (const kind of PERIOD_KINDS) {
    const key = periodKey(kind, change.at)
    const running = standing[kind]
    const before = standing.previous[kind]
    if (key === running.key) next[kind] = on(running)
    else if (key > running.key) {
      next[kind] = on(noFigures(key))
      next.previous[kind] = running.at > 0 ? running : before
    } else if (before?.key === key) next.previous[kind] = on(before)
    else if (before === null || before.key < key) next.previous[kind] = on(noFigures(key))
  }
  return next
}

/** What somebody came to in a period; nothing when the standing is not of it. */
export const valueIn = (
  standing: Pick<StandingDoc, PeriodKind> | null,
  kind: PeriodKind,
  key: string,
): number => (standing?.[kind].key === key ? standing[kind].value : 0)

/** At most so much counts a day and a week under one name. */
export interface Cap {
  name: string
  perDay: number | null
  perWeek: number | null
}

const capField = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '_')
const dayField = (at: number): string => dayKey(at).replaceAll('-', '_')
const dayOfField = (field: string): number =>
  Date.parse(`${field.replaceAll('_', '-')}T12:00:00+08:00`)

/** How much of a value a cap lets count, and the days as they are then. Values that take away are not capped. */
export function capped(
  days: StandingDoc['capped'],
  cap: Cap,
  value: number,
  at: number,
): { value: number; capped: StandingDoc['capped'] } {
  if (value <= 0) return { value, capped: days }
  const known = days[capField(cap.name)] ?? {}
  const day = dayField(at)
  const ofDay = known[day] ?? 0
  const ofWeek = Object.entries(known)
    .filter(([field]) => weekKey(dayOfField(field)) === weekKey(at))
    .reduce((sum, [, counted]) => sum + counted, 0)
  const left = Math.min((cap.perDay ?? Infinity) - ofDay, (cap.perWeek ?? Infinity) - ofWeek)
  const counted = Math.max(0, Math.min(value, left))
  const kept = Object.entries({ ...known, [day]: ofDay + counted }).filter(
    ([field]) => dayOfField(field) > at - CAP_DAYS * DAY,
  )
  return { value: counted, capped: { ...days, [capField(cap.name)]: Object.fromEntries(kept) } }
}
