import { clockOf, dayKey, type PeriodKind, PERIOD_KINDS } from '../../../contract/calendar'
import type { EntriesView, EntryView } from '../../../contract/board'
import { dateText, PERIOD_NAMES, signed, thousands, weekdayText } from '../../../ui/format'

export interface EntryLine {
  entryId: string
  /** What happened. */
  title: string
  /** The rule as it was then, with its version. */
  rule: string
  time: string
  group: string
  points: string
  isMinus: boolean
  isCorrection: boolean
}

export interface EntryDay {
  day: string
  title: string
  sum: string
  lines: EntryLine[]
}

export interface EntriesContent {
  name: string
  total: string
  /** `本群本月积分 · 12 笔`. */
  label: string
  days: EntryDay[]
  /** At the end of the list: that the rows add up, or that more is coming. */
  foot: string
}

export const isPeriod = (value: string | undefined): value is PeriodKind =>
  PERIOD_KINDS.some((kind) => kind === value)

const lineOf = (entry: EntryView, withGroup: boolean): EntryLine => ({
  entryId: entry.entryId,
  title: entry.source.title,
  rule: entry.text,
  time: clockOf(entry.at),
  group: withGroup ? entry.groupName : '',
  points: signed(entry.points),
  isMinus: entry.points < 0,
  isCorrection: entry.corrects !== undefined,
})

/** Entries by day, newest first, each day with its sum. */
export function entryDays(rows: readonly EntryView[], withGroup: boolean, now: number): EntryDay[] {
  const days = new Map<string, EntryView[]>()
  for (const row of rows) {
    const day = dayKey(row.at)
    days.set(day, [...(days.get(day) ?? []), row])
  }
  return [...days].map(([day, entries]) => {
    const at = entries[0]?.at ?? now
    return {
      day,
      title: `${dateText(at, now)} ${weekdayText(at)}`,
      sum: signed(entries.reduce((sum, entry) => sum + entry.points, 0)),
      lines: entries.map((entry) => lineOf(entry, withGroup)),
    }
  })
}

/** Rows that have made room for later ones, so that a page stays small however long the ledger is. */
export interface Passed {
  count: number
  sum: number
}

export const sumOf = (rows: readonly EntryView[]): number =>
  rows.reduce((total, row) => total + row.points, 0)

/** The rows in sight as the page shows them. */
export function entriesContent(
  view: Omit<EntriesView, 'next' | 'rows'>,
  rows: readonly EntryView[],
  hasMore: boolean,
  options: { withGroup: boolean; now: number; passed: Passed },
): EntriesContent {
  const count = options.passed.count + rows.length
  const sum = options.passed.sum + sumOf(rows)
  const name = `${options.withGroup ? '全公司' : '本群'}${PERIOD_NAMES[view.period]}`
  return {
    name: view.name,
    total: thousands(view.total),
    label: hasMore ? `${name}积分` : `${name}积分 · ${count} 笔`,
    days: entryDays(rows, options.withGroup, options.now),
    foot: hasMore
      ? '上滑看更早的'
      : sum === view.total
        ? `共 ${count} 笔，合计 ${thousands(sum)} 分`
        : `共 ${count} 笔，合计 ${thousands(sum)} 分，刚刚有变动，下拉刷新`,
  }
}
