import type { FiguresView } from '../../../miniprogram/contract/board'
import type { DueItem, TodayView } from '../../../miniprogram/contract/front'
import { todayContent } from '../../../miniprogram/pages/today/today.model'
import { DAY, groupBar, HOUR, NOW, session } from './kit/views'

const due = (change: Partial<DueItem> = {}): DueItem => ({
  askId: 'rules.confirm:g1:3',
  kind: 'rules.confirm',
  title: '确认群规 v3',
  detail: '改动 3 条',
  groupId: 'g1',
  groupName: '华东客户维护群',
  dueAt: NOW + 10 * HOUR,
  points: 5,
  remindedAt: null,
  target: { route: 'rules.read', params: { g: 'g1' } },
  ...change,
})

const view = (change: Partial<TodayView> = {}): TodayView => ({
  name: '陈一诺',
  group: groupBar(),
  due: [],
  duties: [],
  ...change,
})

const mine: FiguresView = { groupId: 'g1', monthPoints: 1186, place: 4, of: 12, weekPoints: 50 }
const content = (change: Partial<TodayView> = {}, figures: FiguresView | null = mine) =>
  todayContent({ today: view(change), news: [], figures }, session(), NOW)

test('greets by name with date and weekday', () => {
  expect(content()).toMatchObject({ hello: '早上好，陈一诺', date: '11月21日 周六' })
})

test('lists what is due by urgency and says how much of it is late', () => {
  const {
    due: rows,
    dueNote,
    hasOverdue,
  } = content({
    due: [
      due({ askId: 'whenever', dueAt: null }),
      due({ askId: 'later', dueAt: NOW + 9 * DAY }),
      due({ askId: 'late', dueAt: NOW - DAY }),
      due({ askId: 'today' }),
    ],
  })
  expect(rows.map(({ key, due: text, tone }) => [key, text, tone])).toEqual([
    ['late', '逾期 1 天', 'overdue'],
    ['today', '今天 20:00', 'today'],
    ['later', '11月30日', 'later'],
    ['whenever', '', 'later'],
  ])
  expect([dueNote, hasOverdue]).toEqual(['4 件 · 1 件逾期', true])
})

test('names the group of an item only when it is another one, and tells of a reminder', () => {
  const rows = content({
    due: [
      due(),
      due({ askId: 'other', groupId: 'g2', groupName: '新品项目群', remindedAt: NOW - 2 * HOUR }),
    ],
  }).due
  expect(rows.map(({ detail }) => detail)).toEqual([
    '改动 3 条',
    '新品项目群 · 2 小时前提醒 · 改动 3 条',
  ])
})

test('shows points only where there are any', () => {
  const rows = content({ due: [due({ points: 5 }), due({ askId: 'none', points: 0 })] }).due
  expect(rows.map(({ points }) => points)).toEqual(['+5', ''])
})

test('every figure opens what it is made of', () => {
  expect(content().figures).toEqual([
    {
      key: 'month',
      value: '1,186',
      unit: '分',
      label: '本群本月积分',
      target: { route: 'board.entries', params: { m: 'm1', g: 'g1', period: 'month' } },
    },
    {
      key: 'place',
      value: '4',
      unit: '/12',
      label: '本群本月名次',
      target: { route: 'board', params: { g: 'g1', scope: 'group' } },
    },
    {
      key: 'week',
      value: '50',
      unit: '分',
      label: '本群本周积分',
      target: { route: 'board.entries', params: { m: 'm1', g: 'g1', period: 'week' } },
    },
  ])
})

test('without a place there is a dash and a hint how to get one', () => {
  const figures = { groupId: 'g1', monthPoints: 0, place: null, of: 12, weekPoints: 0 }
  const shown = content({}, figures)
  expect(shown.figures[1]?.value).toBe('–')
  expect(shown.suggestion).toBe('你本月还没有名次，看看怎样得分')
})

test('a manager outside of the group has no figures and no suggestion', () => {
  expect(content({}, null)).toMatchObject({ figures: [], suggestion: '' })
})
