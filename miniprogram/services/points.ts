import type { PeriodKind } from '../contract/calendar'
import type { InputOf } from '../contract/index'
import type { BoardView, EntriesView, GroupsBoardView } from '../contract/points'
import { call } from './cloud'

export const getBoard = (
  scope: 'group' | 'company',
  period: PeriodKind,
  groupId: string | undefined,
): Promise<BoardView> =>
  call('points.board', groupId ? { scope, period, groupId } : { scope, period })

/** Managers only. */
export const getGroupsBoard = (period: PeriodKind): Promise<GroupsBoardView> =>
  call('points.groups', { period })

/** The entries behind a figure, newest first. */
export const getEntries = (input: InputOf<'points.entries'>): Promise<EntriesView> =>
  call('points.entries', input)
