import { clockOf, dayKey, PERIOD_KINDS, type PeriodKind } from '../../contract/calendar'
import { BOARD_TOP } from '../../contract/limits'
import type {
  BoardRow,
  BoardView,
  GroupBoardRow,
  GroupsBoardView,
  PointCategory,
} from '../../contract/board'
import type { BoardLine } from '../../components/board-row/board-row'
import {
  currentRangeText,
  dateText,
  hundredths,
  PERIOD_NAMES,
  rangeText,
  thousands,
} from '../../ui/format'

export type Scope = 'group' | 'company' | 'groups'

export const PERIOD_OPTIONS = PERIOD_KINDS.map((value) => ({ value, label: PERIOD_NAMES[value] }))

export const CATEGORY_NAMES: Record<PointCategory, string> = {
  rules: '群规',
  sales: '成交',
  training: '培训',
  script: '话术',
  feedback: '反馈',
  work: '工作',
  other: '其他',
}

export interface PodiumStep {
  place: number
  memberId: string
  name: string
  points: string
  isMe: boolean
}

export interface BoardContent {
  /** In the order they stand: second, first, third. */
  podium: PodiumStep[]
  /** My place and its neighbours, when the list below does not show them near the top. */
  mine: BoardLine[]
  /** That my place is only about so; empty when it is counted. */
  about: string
  lines: BoardLine[]
  /** One line on top: tie order, how recent. */
  ruleLine: string
  ruleText: string
  range: string
  /** Below the list, e.g. that the last third is not put on show. */
  foot: string
  /** Why I am on no place yet, empty when I am. */
  absent: string
}

/** Parts that fit a row. */
const PARTS_SHOWN = 3
/** Places that are in sight without scrolling far: beyond, my own place gets its card on top. */
const NEAR_TOP = 8

const categoryName = (category: string): string =>
  CATEGORY_NAMES[category as PointCategory] ?? category

const partsText = (parts: BoardRow['parts']) =>
  parts
    .slice(0, PARTS_SHOWN)
    .map(({ category, points }) => `${categoryName(category)} ${thousands(points)}`)
    .join(' · ')

const isAround = (row: BoardRow, { around }: NonNullable<BoardView['mine']>): boolean =>
  around.some(({ memberId }) => memberId === row.memberId)

function gapText(row: BoardRow, mine: BoardView['mine']): string {
  if (!mine) return ''
  if (row.isMe) {
    if (mine.gapToNext === null) return ''
    return mine.gapToNext === 0 ? '与上一名同分' : `距上一名 ${thousands(mine.gapToNext)}`
  }
  if (!isAround(row, mine)) return ''
  const gap = row.points - mine.points
  if (gap === 0) return '同分'
  return gap > 0 ? `多 ${thousands(gap)}` : `少 ${thousands(-gap)}`
}

export function boardLine(row: BoardRow, mine: BoardView['mine']): BoardLine {
  return {
    key: row.memberId,
    memberId: row.memberId,
    // Around a place that is told about so, nobody's is known.
    place: mine?.isExact === false && isAround(row, mine) ? '' : thousands(row.place),
    name: row.name,
    detail: [row.groupName, partsText(row.parts)].filter(Boolean).join(' · '),
    points: thousands(row.points),
    gap: gapText(row, mine),
    isMe: row.isMe,
  }
}

const asOfText = (asOf: number, now: number) =>
  dayKey(asOf) === dayKey(now) ? clockOf(asOf) : `${dateText(asOf, now)} ${clockOf(asOf)}`

function footOf({ top, total }: BoardView): string {
  if (total === 0) return ''
  const hidden = total - top.length
  if (hidden <= 0) return `共 ${total} 人有名次`
  return total > BOARD_TOP && top.length === BOARD_TOP
    ? `共 ${total} 人有名次，这里列前 ${BOARD_TOP} 名`
    : `共 ${total} 人有名次，后 ${hidden} 名只有自己看得到`
}

/** Everything the page shows of a board. `isMember`: can have a place on it. */
export function boardContent(view: BoardView, isMember: boolean, now: number): BoardContent {
  const { mine, top, rule } = view
  const step = (row: BoardRow): PodiumStep => ({
    place: row.place,
    memberId: row.memberId,
    name: row.name,
    points: thousands(row.points),
    isMe: row.isMe,
  })
  const [first, second, third] = top
  const isNear = mine !== null && mine.place <= NEAR_TOP && top.some(({ isMe }) => isMe)
  return {
    podium: [second, first, third].filter((row) => row !== undefined).map(step),
    mine: mine && !isNear ? mine.around.map((row) => boardLine(row, mine)) : [],
    about:
      mine && !mine.isExact ? `你约第 ${thousands(mine.place)} 名，同分的人太多，不逐一细数` : '',
    lines: top.slice(3).map((row) => boardLine(row, mine)),
    ruleLine: `${rule.tieOrder} · 数据截至 ${asOfText(view.asOf, now)}`,
    ruleText: rule.text,
    range: rangeText(view.range, now),
    foot: footOf(view),
    absent:
      isMember && mine === null && view.total > 0
        ? `你${PERIOD_NAMES[view.period]}还没有得分，办完要我做的就能上榜`
        : '',
  }
}

export interface GroupLine {
  groupId: string
  place: string
  name: string
  detail: string
  points: string
}

export interface GroupsContent {
  /** More groups can be had. */
  hasMore: boolean
  lines: GroupLine[]
  range: string
  ruleLine: string
}

/** Groups compared by points a head, since they differ in size; of several pages all rows so far. */
export function groupLines(
  view: GroupsBoardView,
  rows: readonly GroupBoardRow[],
  now: number,
): GroupsContent {
  return {
    hasMore: view.next !== undefined,
    lines: rows.map((row): GroupLine => ({
      groupId: row.groupId,
      place: String(row.place),
      name: row.name,
      detail: `${row.members} 人 · 共 ${thousands(row.points)} 分`,
      points: hundredths(row.perHeadHundredths),
    })),
    range: currentRangeText(view.period, now),
    ruleLine: `按人均积分排序 · 数据截至 ${asOfText(view.asOf, now)}`,
  }
}

/** What to ask for; a company's board has no group. */
export const boardInput = (
  scope: 'group' | 'company',
  period: PeriodKind,
  groupId: string | undefined,
) => (scope === 'group' && groupId ? { scope, period, groupId } : { scope, period })

/** Scopes one can choose from: all groups side by side only for managers. */
export function scopeOptions(hasGroup: boolean, isManager: boolean) {
  return [
    ...(hasGroup ? [{ value: 'group' as Scope, label: '本群' }] : []),
    { value: 'company' as Scope, label: '全员' },
    ...(isManager ? [{ value: 'groups' as Scope, label: '各群' }] : []),
  ]
}
