import * as v from '../vendor/valibot'
import { query } from './action'
import { PERIOD_KINDS, type PeriodKind } from './calendar'
import { Cursor, Id, PageSize, type Page } from './common'
import { contract } from './domain'

/** What points are earned for; a board row names the parts. */
export const POINT_CATEGORIES = [
  'rules',
  'sales',
  'training',
  'script',
  'feedback',
  'work',
  'other',
] as const
export type PointCategory = (typeof POINT_CATEGORIES)[number]

export interface BoardRow {
  /** Place from 1; equal points by earlier attainment. */
  place: number
  memberId: string
  name: string
  /** On the company board. */
  groupName?: string
  points: number
  /** Largest parts first; points have the categories above. */
  parts: { category: string; points: number }[]
  isMe: boolean
}

export interface BoardView {
  scope: 'group' | 'company'
  period: PeriodKind
  /** e.g. `2026-11`. */
  periodKey: string
  /** First moment and first moment after, epoch ms. */
  range: { from: number; to: number }
  /** People with a place. */
  total: number
  top: BoardRow[]
  /**
   * Me and up to two rows above and below. Null when I have no place on this board. In the last third of a board
   * `around` holds only my own row: nobody's weak place is put on show.
   */
  mine: {
    place: number
    /** False: about that place; so many have the same value that counting them would cost too much. */
    isExact: boolean
    points: number
    gapToNext: number | null
    around: BoardRow[]
  } | null
  /** How points come about, in words, and the order of equals. */
  rule: { text: string; tieOrder: string }
  /** Figures include everything up to here, epoch ms. */
  asOf: number
}

export interface GroupBoardRow {
  groupId: string
  name: string
  members: number
  points: number
  /** Points a head in hundredths, so that groups of different size compare. */
  perHeadHundredths: number
  place: number
}

export interface GroupsBoardView extends Page<GroupBoardRow> {
  period: PeriodKind
  periodKey: string
  asOf: number
}

/** One line of the ledger behind a figure. */
export interface EntryView {
  entryId: string
  points: number
  category: string
  /** What it was for; of an incentive its words as they were then. */
  text: string
  /** The incentive that gave the points, in the version of then; null for what none gives. */
  basis: { id: string; version: number } | null
  source: { kind: string; title: string }
  groupName: string
  at: number
  /** The entry that this one corrects. */
  corrects?: string
}

export interface EntriesView extends Page<EntryView> {
  memberId: string
  name: string
  /** Sum of the whole period, which the rows add up to. */
  total: number
  period: PeriodKind
  periodKey: string
}

export const GetFigures = v.strictObject({
  /** Whose board my place is on. */
  groupId: Id,
})

/** My figures on 今日: all of this group. */
export interface FiguresView {
  groupId: string
  weekPoints: number
  monthPoints: number
  /** Place in the group this month, null without one. */
  place: number | null
  /** People in the group with figures, of this month or earlier. */
  of: number
}

/**
 * Boards of what domains count of people.
 * @param metrics the metrics of all domains; `points` is shown when none is named
 */
export function boardContract<const M extends string>(metrics: readonly M[]) {
  const metric = v.optional(v.picklist(metrics), 'points' as M)
  const GetBoard = v.strictObject({
    metric,
    scope: v.picklist(['group', 'company']),
    /** Required for the scope `group`. */
    groupId: v.optional(Id),
    period: v.picklist(PERIOD_KINDS),
  })
  const GetGroupsBoard = v.strictObject({
    metric,
    period: v.picklist(PERIOD_KINDS),
    cursor: Cursor,
    size: PageSize,
  })
  const GetEntries = v.strictObject({
    metric,
    memberId: Id,
    /** Absent: in all groups, left ones too. */
    groupId: v.optional(Id),
    period: v.picklist(PERIOD_KINDS),
    cursor: Cursor,
    size: PageSize,
  })
  return contract({
    actions: {
      'board.get': query<BoardView>()(GetBoard, { reads: 6 }),
      'board.groups': query<GroupsBoardView>()(GetGroupsBoard, { reads: 3 }),
      'board.figures': query<FiguresView>()(GetFigures, { reads: 2 }),
      /** Of somebody who has no figures yet: one more. */
      'board.entries': query<EntriesView>()(GetEntries, { reads: 4 }),
    },
    rights: {
      'board.see': ['admin', 'member', 'observer', 'manager', 'owner'],
      /** What a figure of anybody is made of. */
      'board.open': ['admin', 'member', 'observer', 'manager', 'owner'],
      'board.compare': ['manager', 'owner'],
    },
    routes: {
      board: {
        page: 'pages/board/board',
        query: ['g', 'scope'],
        title: '榜单',
        icon: 'bars',
        isTab: true,
      },
      'board.entries': {
        page: 'subpackages/points/entries/entries',
        query: ['m', 'g', 'period', 'scope'],
        title: '积分明细',
        icon: 'star',
      },
    },
  })
}
