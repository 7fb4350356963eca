import { PERIOD_KINDS, periodKey } from '../../../miniprogram/contract/calendar'
import { stableJson } from '../../kernel/hash'
import { BOARD_NEIGHBOURS, BOARD_TOP } from '../../../miniprogram/contract/limits'
import type { BoardDoc, BoardPageDoc, GroupsBoardDoc, ScoreDoc } from '../../schema/types'
import { boardEntry, mergeEntries, periodField } from './points.rules'

/** Entries of one page of a rolled-up board. */
export const PAGE_ENTRIES = 200

export interface RolledBoard {
  head: BoardDoc
  pages: BoardPageDoc[]
}

/** The company's board of one period out of every score row. */
export function rollUpCompany(
  scores: readonly ScoreDoc[],
  key: string,
  asOf: number,
  rule: { version: number; text: string },
): RolledBoard {
  const entries = mergeEntries(scores.flatMap((score) => boardEntry(score, key) ?? []))
  const pages: BoardPageDoc[] = []
  const bounds: [number, number][] = []
  for (let start = 0; start < entries.length; start += PAGE_ENTRIES) {
    const end = start + PAGE_ENTRIES
    pages.push({
      _id: `company:${key}:${pages.length}`,
      first: start + 1,
      entries: entries.slice(start, end),
      before: entries.slice(Math.max(0, start - BOARD_NEIGHBOURS), start),
      after: entries.slice(end, end + BOARD_NEIGHBOURS),
    })
    const last = entries[end - 1]
    if (last && end < entries.length) bounds.push([last.points, last.at])
  }
  return {
    head: {
      _id: `company:${key}`,
      periodKey: key,
      total: entries.length,
      top: entries.slice(0, BOARD_TOP),
      bounds,
      asOf,
      ruleVersion: rule.version,
      ruleText: rule.text,
    },
    pages,
  }
}

/** Points and people by group for one period. */
export function rollUpGroups(
  scores: readonly ScoreDoc[],
  key: string,
  asOf: number,
): GroupsBoardDoc {
  const groups = new Map<string, GroupsBoardDoc['rows'][number]>()
  for (const score of scores) {
    if (!score.isActive) continue
    const row = groups.get(score.groupId) ?? {
      groupId: score.groupId,
      name: score.groupName,
      members: 0,
      points: 0,
    }
    row.members++
    row.points += score.periods[periodField(key)]?.points ?? 0
    groups.set(score.groupId, row)
  }
  return { _id: `groups:${key}`, rows: [...groups.values()], asOf }
}

/** Keys of the four running periods. */
export const runningKeys = (now: number): string[] =>
  PERIOD_KINDS.map((kind) => periodKey(kind, now))

/** Whether two pages show the same, so that an unchanged page is not written again. */
export const isSamePage = (a: BoardPageDoc | null, b: BoardPageDoc): boolean =>
  a !== null && stableJson(a) === stableJson(b)
