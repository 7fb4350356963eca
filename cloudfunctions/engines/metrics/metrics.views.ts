import type { BoardRow, BoardView, GroupBoardRow } from '../../../miniprogram/contract/board'
import { periodKey, periodRange, type PeriodKind } from '../../../miniprogram/contract/calendar'
import { BOARD_NEIGHBOURS, BOARD_TOP } from '../../../miniprogram/contract/limits'
import type { BoardStanding } from './metrics.repo'
import type { PeriodFigures } from './metrics.tables'

export const TIE_ORDER = '同分先到者在前'
/** What is shown of somebody who had their data deleted. */
const NOBODY = '已注销'
/** Boards shorter than this have no last third that is kept from show. */
const SMALL_BOARD = 6

export const nameOf = (name: string): string => (name === '' ? NOBODY : name)

/** Last place that is put on show: the last third of a board sees only its own gap. Managers see all. */
export const lastShownPlace = (total: number, isManager: boolean): number =>
  isManager || total < SMALL_BOARD ? total : total - Math.floor(total / 3)

/** What is made of a value, the largest part first. */
export const partsView = (parts: PeriodFigures['parts']): BoardRow['parts'] =>
  Object.entries(parts)
    .filter(([, points]) => points !== 0)
    .sort(([, a], [, b]) => b - a)
    .map(([category, points]) => ({ category, points }))

export function boardRow(
  standing: BoardStanding,
  place: number,
  kind: PeriodKind,
  meId: string,
  withGroup: boolean,
): BoardRow {
  return {
    place,
    memberId: standing.memberId ?? '',
    name: nameOf(standing.name),
    ...(withGroup ? { groupName: standing.groupName } : {}),
    points: standing[kind].value,
    parts: partsView(standing[kind].parts),
    isMe: standing.memberId === meId,
  }
}

export const frame = (period: PeriodKind, scope: BoardView['scope'], now: number) => ({
  scope,
  period,
  periodKey: periodKey(period, now),
  range: periodRange(period, now),
})

/** The rows on show, of which a board has at most so many. */
export const topOf = (rows: readonly BoardRow[], lastShown: number): BoardRow[] =>
  rows.slice(0, Math.min(lastShown, BOARD_TOP))

/** My place with my neighbours, out of rows in order that hold mine. Null when they do not. */
export function neighbourhood(
  rows: readonly BoardRow[],
  lastShown: number,
  isExact = true,
): BoardView['mine'] {
  const index = rows.findIndex((row) => row.isMe)
  const me = rows[index]
  if (!me) return null
  const next = rows[index - 1]
  const near = rows.slice(Math.max(0, index - BOARD_NEIGHBOURS), index + BOARD_NEIGHBOURS + 1)
  return {
    place: me.place,
    isExact,
    points: me.points,
    gapToNext: next ? Math.abs(next.points - me.points) : null,
    around: me.place <= lastShown ? near.filter(({ place }) => place <= lastShown) : [me],
  }
}

export function groupBoardRow(
  standing: BoardStanding,
  place: number,
  kind: PeriodKind,
): GroupBoardRow {
  const { value, parts } = standing[kind]
  return {
    groupId: standing.groupId ?? '',
    name: standing.name,
    members: parts['members'] ?? 0,
    points: parts['sum'] ?? 0,
    perHeadHundredths: value,
    place,
  }
}

/** Where a page of the comparison begins: the places before it and the last row's order. */
export const pageCursor = (before: number, order: string): string => `${before}~${order}`

/** @returns the start of the list for what is no cursor. */
export function pageStart(cursor: string | undefined): { before: number; order: string } {
  const [, before, order] = /^(\d{1,9})~([0-9]{16}:.+)$/.exec(cursor ?? '') ?? []
  return before === undefined || order === undefined
    ? { before: 0, order: '' }
    : { before: Number(before), order }
}
