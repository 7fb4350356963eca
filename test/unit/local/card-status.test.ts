import { describeStatus } from '../../../local/shared/card-status'
import type { CardStatus } from '../../../local/world/types'

const BEGINS = '21B034D08C5615B9889CE362BB957B1EE69A584B'
const COMPLETE = '666F374D69D16C932E45D7E7D9F10CEF6177F5F5'
const DAY_MS = 24 * 60 * 60 * 1000
const status = (change: Partial<CardStatus>): CardStatus => ({
  activityId: 'a',
  templateId: BEGINS,
  state: 0,
  parameters: { member_count: '2', room_limit: '5' },
  at: 0,
  ...change,
})

test.each([
  [{}, '成员正在加入，当前 2/5 人', '#10AEFF'],
  [{ state: 1 as const }, '已开始', '#07C160'],
  [{ state: 1 as const, templateId: COMPLETE }, '已到齐', '#07C160'],
  [{ state: 2 as const }, '已结束', '#CCCCCC'],
])('a dynamic card of %j says %s', (change, text, color) => {
  expect(describeStatus(status(change), 1000)).toEqual({ text, color })
})

test('it is over a day after the last change', () => {
  expect(describeStatus(status({}), DAY_MS - 1).text).toContain('成员正在加入')
  expect(describeStatus(status({}), DAY_MS).text).toBe('已结束')
  expect(describeStatus(status({ state: 1 }), DAY_MS).text).toBe('已结束')
})
