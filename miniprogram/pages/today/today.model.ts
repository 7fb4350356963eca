import type { SessionView } from '../../contract/company'
import type { DueItem, DutyItem, TodayView } from '../../contract/today'
import type { DueRow } from '../../components/due-row/due-row'
import {
  agoText,
  dateText,
  dueText,
  greeting,
  momentText,
  signed,
  thousands,
  weekdayText,
} from '../../ui/format'
import { pathOf } from '../../ui/path'

export interface FigureCell {
  key: string
  value: string
  unit: string
  label: string
  path: string
}

export interface DutyRow {
  key: string
  icon: string
  title: string
  detail: string
  count: string
  path: string
}

export interface NewsRow {
  key: string
  title: string
  detail: string
  time: string
  path: string
}

export interface TodayContent {
  hello: string
  date: string
  due: DueRow[]
  dueNote: string
  hasOverdue: boolean
  duties: DutyRow[]
  figures: FigureCell[]
  news: NewsRow[]
  /** For the empty list: one thing worth doing, with its evidence; empty when there is none. */
  suggestion: string
}

const ENTRIES = 'subpackages/points/entries/entries'
const BOARD = '/pages/board/board'

const DUE_ICONS: Record<DueItem['kind'], string> = { 'rules.acknowledge': 'document' }
const DUTY_ICONS: Record<DutyItem['kind'], string> = {
  'rules.pending': 'people',
  'rules.none': 'edit',
  waiting: 'hourglass',
}

/** One due item; the group is named when it is not the one looked at. */
export function dueRow(item: DueItem, groupId: string | undefined, now: number): DueRow {
  const due = dueText(item.dueAt, now)
  const where = item.groupId === groupId ? '' : item.groupName
  const reminded = item.remindedAt === null ? '' : `管理员${agoText(item.remindedAt, now)}提醒`
  return {
    key: item.key,
    icon: DUE_ICONS[item.kind],
    title: item.title,
    detail: [where, reminded, item.detail].filter(Boolean).join(' · '),
    due: due.text,
    tone: due.tone,
    points: item.points > 0 ? signed(item.points) : '',
    path: item.path,
  }
}

const dutyRow = (item: DutyItem): DutyRow => ({
  key: item.key,
  icon: DUTY_ICONS[item.kind],
  title: item.title,
  detail: item.detail,
  count: item.count > 0 ? String(item.count) : '',
  path: item.path,
})

/** My figures in the group; each opens what it is made of. */
export function figureCells(view: TodayView, memberId: string): FigureCell[] {
  const { figures, group } = view
  if (!figures) return []
  const entries = (period: string) => pathOf(ENTRIES, { m: memberId, g: group?.groupId, p: period })
  return [
    {
      key: 'month',
      value: thousands(figures.monthPoints),
      unit: '分',
      label: '本月积分',
      path: entries('month'),
    },
    {
      key: 'place',
      value: figures.place === null ? '–' : String(figures.place),
      unit: `/${figures.of}`,
      label: '本月名次',
      path: BOARD,
    },
    {
      key: 'week',
      value: thousands(figures.weekPoints),
      unit: '分',
      label: '本周积分',
      path: entries('week'),
    },
  ]
}

function suggestionOf({ figures }: TodayView): string {
  if (!figures) return ''
  if (figures.place === null) return '你本月还没有名次，看看怎样得分'
  return figures.place === 1
    ? '你是本月第 1 名，看看榜单'
    : `你在本月第 ${figures.place} 名，看看离上一名差多少`
}

/** Everything 今日 shows of an answer. */
export function todayContent(view: TodayView, session: SessionView, now: number): TodayContent {
  const groupId = view.group?.groupId
  const memberId = session.viewer.kind === 'member' ? session.viewer.memberId : ''
  const due = [...view.due]
    .sort((a, b) => a.dueAt - b.dueAt)
    .map((item) => dueRow(item, groupId, now))
  const overdue = due.filter((row) => row.tone === 'overdue').length
  return {
    hello: `${greeting(now)}，${view.name}`,
    date: `${dateText(now, now)} ${weekdayText(now)}`,
    due,
    dueNote: due.length === 0 ? '' : `${due.length} 件${overdue > 0 ? ` · ${overdue} 件逾期` : ''}`,
    hasOverdue: overdue > 0,
    duties: view.duties.map(dutyRow),
    figures: figureCells(view, memberId),
    news: view.news.map((item) => ({
      key: item.key,
      title: item.title,
      detail: item.detail,
      time: momentText(item.at, now),
      path: item.path,
    })),
    suggestion: suggestionOf(view),
  }
}
