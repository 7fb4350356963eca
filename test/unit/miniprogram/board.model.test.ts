import type { BoardRow, BoardView } from '../../../miniprogram/contract/board'
import {
  boardContent,
  groupLines,
  scopeOptions,
} from '../../../miniprogram/pages/board/board.model'
import { DAY, NOW } from './kit/views'

const rows = (count: number, meAt: number): BoardRow[] =>
  Array.from({ length: count }, (_, index) => ({
    place: index + 1,
    memberId: `m${index + 1}`,
    name: `成员${index + 1}`,
    points: 1000 - index * 10,
    parts: [
      { category: 'sales', points: 900 - index * 10 },
      { category: 'rules', points: 100 },
    ],
    isMe: index + 1 === meAt,
  }))

function board(count: number, meAt: number, change: Partial<BoardView> = {}): BoardView {
  const all = rows(count, meAt)
  const me = all[meAt - 1]
  return {
    scope: 'group',
    period: 'month',
    periodKey: '2026-11',
    range: { from: Date.UTC(2026, 9, 31, 16), to: Date.UTC(2026, 10, 30, 16) },
    total: count,
    top: all.slice(0, 50),
    mine: me
      ? {
          place: me.place,
          isExact: true,
          points: me.points,
          gapToNext: meAt === 1 ? null : 10,
          around: all.slice(Math.max(0, meAt - 3), meAt + 2),
        }
      : null,
    rule: { text: '确认群规 5 分', tieOrder: '同分先到者在前' },
    asOf: NOW,
    ...change,
  }
}

const content = (view: BoardView) => boardContent(view, true, NOW)

test('the first three stand with the first in the middle, the list goes on with the fourth', () => {
  const { podium, lines } = content(board(12, 5))
  expect(podium.map(({ place }) => place)).toEqual([2, 1, 3])
  expect(lines[0]).toMatchObject({ place: '4', points: '970', detail: '成交 870 · 群规 100' })
  expect(lines).toHaveLength(9)
})

test.each([
  [0, []],
  [1, [1]],
  [2, [2, 1]],
])('a board of %i people has no gaps in its podium', (count, places) => {
  expect(content(board(count, 0)).podium.map(({ place }) => place)).toEqual(places)
})

test('my row says how far the next place is, my neighbours how far they are from me', () => {
  const { lines } = content(board(12, 6))
  expect(lines.map(({ place, gap }) => [place, gap]).slice(0, 6)).toEqual([
    ['4', '多 20'],
    ['5', '多 10'],
    ['6', '距上一名 10'],
    ['7', '少 10'],
    ['8', '少 20'],
    ['9', ''],
  ])
})

test('the first has nobody to reach, and equal points are said as such', () => {
  expect(content(board(12, 1)).lines[0]?.gap).toBe('')
  const tie = board(12, 6)
  tie.mine!.gapToNext = 0
  tie.top[4]!.points = tie.mine!.points
  const { lines } = content(tie)
  expect(lines.slice(1, 3).map(({ gap }) => gap)).toEqual(['同分', '与上一名同分'])
})

test('my place gets a card of its own only when the list does not show it soon', () => {
  expect(content(board(12, 6)).mine).toEqual([])
  expect(content(board(40, 20)).mine.map(({ place }) => place)).toEqual([
    '18',
    '19',
    '20',
    '21',
    '22',
  ])
})

test('in the last third nobody but me is shown around me', () => {
  const view = board(12, 11)
  const me = view.top[10]!
  const { mine, foot } = content({
    ...view,
    top: view.top.slice(0, 8),
    mine: { ...view.mine!, around: [me] },
  })
  expect(mine.map(({ place, gap }) => [place, gap])).toEqual([['11', '距上一名 10']])
  expect(foot).toBe('共 12 人有名次，后 4 名只有自己看得到')
})

test('states tie order, period and how recent the figures are', () => {
  expect(content(board(12, 5))).toMatchObject({
    ruleLine: '同分先到者在前 · 数据截至 10:00',
    range: '11月1日–11月30日',
    foot: '共 12 人有名次',
  })
  expect(content(board(12, 5, { asOf: NOW - DAY })).ruleLine).toContain('数据截至 11月20日 10:00')
})

test('a long board says where its list ends', () => {
  expect(content(board(400, 5)).foot).toBe('共 400 人有名次，这里列前 50 名')
})

test('who has no place is told how to get one, but not when nobody has', () => {
  expect(content(board(12, 0)).absent).toBe('你本月还没有得分，办完要我做的就能上榜')
  expect(content(board(0, 0)).absent).toBe('')
  expect(boardContent(board(12, 0), false, NOW).absent).toBe('')
})

test('groups compare by points a head', () => {
  const view = {
    period: 'month' as const,
    periodKey: '2026-11',
    rows: [
      {
        groupId: 'g1',
        name: '华东',
        members: 12,
        points: 1440,
        perHeadHundredths: 12050,
        place: 1,
      },
    ],
    asOf: NOW,
  }
  expect(groupLines(view, view.rows, NOW)).toEqual({
    hasMore: false,
    lines: [
      { groupId: 'g1', place: '1', name: '华东', detail: '12 人 · 共 1,440 分', points: '120.5' },
    ],
    range: '11月1日–11月30日',
    ruleLine: '按人均积分排序 · 数据截至 10:00',
  })
})

test('more groups can be had while there is a cursor, and the rows so far stay', () => {
  const row = (place: number) => ({
    groupId: `g${place}`,
    name: `群${place}`,
    members: 1,
    points: 1,
    perHeadHundredths: 100,
    place,
  })
  const page = { period: 'month' as const, periodKey: '2026-11', asOf: NOW, rows: [row(3)] }
  const shown = groupLines({ ...page, next: 'c' }, [row(1), row(2), row(3)], NOW)
  expect([shown.hasMore, shown.lines.length]).toEqual([true, 3])
})

test('a place that is not counted exactly is said to be about so', () => {
  const view = board(40, 20)
  expect(content(view).about).toBe('')
  const about = content({ ...view, mine: { ...view.mine!, isExact: false } })
  expect(about.about).toBe('你约第 20 名，同分的人太多，不逐一细数')
  // The rows around claim no exact place either; those of the top are counted.
  expect(new Set(about.mine.map(({ place }) => place))).toEqual(new Set(['']))
  expect(about.lines[0]?.place).toBe('4')
})

test('only managers see groups side by side, and only who has a group its board', () => {
  const labels = (...of: [boolean, boolean]) => scopeOptions(...of).map(({ label }) => label)
  expect(labels(true, false)).toEqual(['本群', '全员'])
  expect(labels(true, true)).toEqual(['本群', '全员', '各群'])
  expect(labels(false, false)).toEqual(['全员'])
})
