import { periodKeys, type PeriodKind, periodKey } from '../../../miniprogram/contract/calendar'
import { BOARD_NEIGHBOURS } from '../../../miniprogram/contract/limits'
import type { BoardRow, PointCategory } from '../../../miniprogram/contract/points'
import type {
  BoardEntry,
  IncentiveRuleDoc,
  LedgerDoc,
  PeriodScore,
  ScoreDoc,
} from '../../schema/types'

/** Field name of a period: `2026-W47` → `2026_W47`, since field names have no hyphen. */
export const periodField = (key: string): string => key.replaceAll('-', '_')

/** Id of a ledger entry: the same source is credited once per rule and person. */
export const entryId = (ruleId: string, source: string, memberId: string): string =>
  `${ruleId}:${source}:${memberId}`

/** Whether a rule gives points for something at this time. */
export const isValidAt = (rule: IncentiveRuleDoc, at: number): boolean =>
  (rule.validFrom === null || at >= rule.validFrom) && (rule.validTo === null || at < rule.validTo)

/** The change of a score row that an entry of these points means: all four periods in one update. */
export function scorePatch(points: number, category: PointCategory, at: number) {
  const set: Record<string, unknown> = { updatedAt: at }
  const inc: Record<string, number> = {}
  for (const key of periodKeys(at)) {
    const path = `periods.${periodField(key)}`
    inc[`${path}.points`] = points
    inc[`${path}.by.${category}`] = points
    set[`${path}.at`] = at
  }
  return { set, inc }
}

/** The score row that a ledger means; `scores` always equals this fold. */
export function foldLedger(
  entries: readonly Pick<LedgerDoc, 'points' | 'category' | 'at'>[],
): Record<string, PeriodScore> {
  const periods: Record<string, PeriodScore> = {}
  for (const { points, category, at } of entries) {
    for (const key of periodKeys(at)) {
      const period = (periods[periodField(key)] ??= { points: 0, at: 0, by: {} })
      period.points += points
      period.at = Math.max(period.at, at)
      period.by[category] = (period.by[category] ?? 0) + points
    }
  }
  return periods
}

/** More points first; equal points: who had them earlier; then by id, so that the order is one. */
export const compareEntries = (
  a: Pick<BoardEntry, 'points' | 'at' | 'memberId'>,
  b: Pick<BoardEntry, 'points' | 'at' | 'memberId'>,
): number => b.points - a.points || a.at - b.at || (a.memberId < b.memberId ? -1 : 1)

export const TIE_ORDER = '同分先到者在前'

/** What a score row contributes to the board of a period; people without points have no place. */
export function boardEntry(score: ScoreDoc, key: string): BoardEntry | null {
  const period = score.periods[periodField(key)]
  if (!score.isActive || !period || period.points <= 0) return null
  const { memberId, name, groupName } = score
  return { memberId, name, groupName, points: period.points, at: period.at, by: period.by }
}

/** Entries of a person's rows in several groups as one. */
export function mergeEntries(entries: readonly BoardEntry[]): BoardEntry[] {
  const byMember = new Map<string, BoardEntry>()
  for (const entry of entries) {
    const known = byMember.get(entry.memberId)
    if (!known) {
      byMember.set(entry.memberId, { ...entry, by: { ...entry.by } })
      continue
    }
    if (entry.points > known.points) known.groupName = entry.groupName
    known.points += entry.points
    known.at = Math.max(known.at, entry.at)
    for (const [category, points] of Object.entries(entry.by) as [PointCategory, number][]) {
      known.by[category] = (known.by[category] ?? 0) + points
    }
  }
  return [...byMember.values()].sort(compareEntries)
}

export function boardRow(
  entry: BoardEntry,
  place: number,
  meId: string,
  withGroup: boolean,
): BoardRow {
  const parts = (Object.entries(entry.by) as [PointCategory, number][])
    .filter(([, points]) => points !== 0)
    .sort(([, a], [, b]) => b - a)
    .map(([category, points]) => ({ category, points }))
  return {
    place,
    memberId: entry.memberId,
    name: entry.name,
    ...(withGroup ? { groupName: entry.groupName } : {}),
    points: entry.points,
    parts,
    isMe: entry.memberId === meId,
  }
}

/** Boards shorter than this have no last third that is kept from show. */
const SMALL_BOARD = 6

/** Last place that is put on show: the last third of a board sees only its own gap. */
export const lastShownPlace = (total: number): number =>
  total < SMALL_BOARD ? total : total - Math.floor(total / 3)

/** My row with up to two neighbours on each side, out of rows in order that hold them. */
export function neighbourhood(rows: readonly BoardRow[], total: number) {
  const index = rows.findIndex((row) => row.isMe)
  const me = rows[index]
  if (!me) return null
  const next = rows[index - 1]
  const isShown = me.place <= lastShownPlace(total)
  return {
    place: me.place,
    points: me.points,
    gapToNext: next ? next.points - me.points : null,
    around: isShown
      ? rows.slice(Math.max(0, index - BOARD_NEIGHBOURS), index + BOARD_NEIGHBOURS + 1)
      : [me],
  }
}

/** Where a score belongs among the pages of a rolled-up board: the first page whose last entry does not beat it. */
export function pageOf(bounds: readonly [number, number][], points: number, at: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    const [lastPoints, lastAt] = bounds[middle]!
    const isBeaten = lastPoints > points || (lastPoints === points && lastAt < at)
    if (isBeaten) low = middle + 1
    else high = middle
  }
  return low
}

export const boardKey = (scope: string, kind: PeriodKind, at: number): string =>
  `${scope}:${periodKey(kind, at)}`
