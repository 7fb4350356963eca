import type { FiguresView } from '../../contract/board'
import type { DueItem, DutyItem, SessionView, TodayView } from '../../contract/front'
import { routeOf } from '../../contract/index'
import type { NewsRow } from '../../contract/notice'
import type { RouteTarget } from '../../contract/route'
import type { DueRow } from '../../components/due-row/due-row'
import type { Query } from '../../services/cloud'
import {
  agoText,
  dateText,
  dueText,
  greeting,
  momentText,
  signed,
  spaced,
  thousands,
  weekdayText,
} from '../../ui/format'
import { targetOf } from '../../ui/routes'

export interface FigureCell {
  key: string
  value: string
  unit: string
  label: string
  target: RouteTarget
}

export interface DutyRow {
  key: string
  icon: string
  title: string
  detail: string
  count: string
  target: RouteTarget
}

export interface NewsLine {
  key: string
  title: string
  detail: string
  time: string
  target: RouteTarget
}

export interface TodayContent {
  hello: string
  date: string
  due: DueRow[]
  dueNote: string
  hasOverdue: boolean
  duties: DutyRow[]
  figures: FigureCell[]
  news: NewsLine[]
  /** For the empty list: one thing worth doing, with its evidence; empty when there is none. */
  suggestion: string
}

/** All that 今日 shows, however it was asked for. */
export interface TodayAnswers {
  today: TodayView
  news: NewsRow[]
  /** Null for who has none in this group, or is in none. */
  figures: FiguresView | null
}

/** What 今日 asks of a group, in this order. */
export const todayQueries = (groupId: string) =>
  [
    { action: 'today.get', input: { groupId } },
    { action: 'notice.news', input: { groupId } },
    { action: 'board.figures', input: { groupId } },
  ] as const satisfies readonly Query[]

const DUTY_ICONS: Record<DutyItem['kind'], string> = {
  pending: 'people',
  none: 'edit',
  waiting: 'hourglass',
}

/** One due item; the group is named when it is not the one looked at. */
export function dueRow(item: DueItem, groupId: string | undefined, now: number): DueRow {
  const due = item.dueAt === null ? null : dueText(item.dueAt, now)
  const where = item.groupId === groupId ? '' : item.groupName
  const reminded = item.remindedAt === null ? '' : `${spaced(agoText(item.remindedAt, now))}提醒`
  return {
    key: item.askId,
    icon: routeOf(item.target.route)?.icon ?? 'document',
    title: item.title,
    detail: [where, reminded, item.detail].filter(Boolean).join(' · '),
    due: due?.text ?? '',
    tone: due?.tone ?? 'later',
    points: item.points > 0 ? signed(item.points) : '',
    target: item.target,
  }
}

const dutyRow = (item: DutyItem): DutyRow => ({
  key: item.key,
  icon: DUTY_ICONS[item.kind],
  title: item.title,
  detail: item.detail,
  count: item.count > 0 ? String(item.count) : '',
  target: item.target,
})

/** My figures in the group; each opens what it is made of. */
export function figureCells(figures: FiguresView | null, memberId: string): FigureCell[] {
  if (!figures) return []
  const g = figures.groupId
  const entries = (period: string) => targetOf('board.entries', { m: memberId, g, period })
  return [
    {
      key: 'month',
      value: thousands(figures.monthPoints),
      unit: '分',
      label: '本群本月积分',
      target: entries('month'),
    },
    {
      key: 'place',
      value: figures.place === null ? '–' : String(figures.place),
      unit: `/${figures.of}`,
      label: '本群本月名次',
      target: targetOf('board', { g, scope: 'group' }),
    },
    {
      key: 'week',
      value: thousands(figures.weekPoints),
      unit: '分',
      label: '本群本周积分',
      target: entries('week'),
    },
  ]
}

function suggestionOf(figures: FiguresView | null): string {
  if (!figures) return ''
  if (figures.place === null) return '你本月还没有名次，看看怎样得分'
  return figures.place === 1
    ? '你是本月第 1 名，看看榜单'
    : `你在本月第 ${figures.place} 名，看看离上一名差多少`
}

/** By when it is due; what has no time stands last. */
const byTime = (a: DueItem, b: DueItem) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || 0

/** Everything 今日 shows of the answers. */
export function todayContent(
  { today, news, figures }: TodayAnswers,
  session: SessionView,
  now: number,
): TodayContent {
  const groupId = today.group?.groupId
  const memberId = session.viewer.kind === 'member' ? session.viewer.memberId : ''
  const due = [...today.due].sort(byTime).map((item) => dueRow(item, groupId, now))
  const overdue = due.filter((row) => row.tone === 'overdue').length
  return {
    hello: `${greeting(now)}，${today.name}`,
    date: `${dateText(now, now)} ${weekdayText(now)}`,
    due,
    dueNote: due.length === 0 ? '' : `${due.length} 件${overdue > 0 ? ` · ${overdue} 件逾期` : ''}`,
    hasOverdue: overdue > 0,
    duties: today.duties.map(dutyRow),
    figures: figureCells(figures, memberId),
    news: news.map((item) => ({
      key: item.key,
      title: item.title,
      detail: item.detail,
      time: momentText(item.at, now),
      target: item.target,
    })),
    suggestion: suggestionOf(figures),
  }
}
