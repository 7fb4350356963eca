import * as v from '../vendor/valibot'
import { query } from './action'
import { PERIOD_KINDS, type PeriodKind } from './calendar'
import { Cursor, Id, PageSize, type Page } from './common'

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
  /** Largest parts first. */
  parts: { category: PointCategory; points: number }[]
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
  mine: { place: number; points: number; gapToNext: number | null; around: BoardRow[] } | null
  /** The rule set in words and its version. */
  rule: { version: number; text: string; tieOrder: string }
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

export interface GroupsBoardView {
  period: PeriodKind
  periodKey: string
  rows: GroupBoardRow[]
  asOf: number
}

/** One line of the ledger behind a figure. */
export interface EntryView {
  entryId: string
  points: number
  category: PointCategory
  /** The rule's words as they were then. */
  ruleText: string
  ruleId: string
  ruleVersion: number
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

export const GetBoard = v.strictObject({
  scope: v.picklist(['group', 'company']),
  /** Required for the scope `group`. */
  groupId: v.optional(Id),
  period: v.picklist(PERIOD_KINDS),
})

export const GetGroupsBoard = v.strictObject({ period: v.picklist(PERIOD_KINDS) })

export const GetEntries = v.strictObject({
  memberId: Id,
  /** Absent: over all groups. */
  groupId: v.optional(Id),
  period: v.picklist(PERIOD_KINDS),
  cursor: Cursor,
  size: PageSize,
})

export const pointActions = {
  /** Three reads beside the caller's identity. */
  'points.board': query<BoardView>()(GetBoard, { reads: 4 }),
  'points.groups': query<GroupsBoardView>()(GetGroupsBoard, { reads: 2 }),
  'points.entries': query<EntriesView>()(GetEntries, { reads: 4 }),
}
