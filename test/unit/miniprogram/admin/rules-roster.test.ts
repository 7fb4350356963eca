import { REMIND_COOLDOWN } from '../../../../miniprogram/contract/limits'
import type { RosterRow, RosterView } from '../../../../miniprogram/contract/rules'
import {
  cooldownText,
  reminded,
  remindedWord,
  rosterContent,
} from '../../../../miniprogram/subpackages/rules/roster/roster.model'

const NOW = Date.parse('2026-11-21T15:00:00+08:00')
const HOUR = 60 * 60 * 1000
const row = (name: string, more: Partial<RosterRow> = {}): RosterRow => ({
  memberId: name,
  name,
  version: 0,
  acknowledgedAt: null,
  remindedAt: null,
  canRemind: true,
  ...more,
})
const ADMIN = { memberId: '我', canRemind: true }
const view = (pending: RosterRow[], confirmed: RosterRow[] = []): RosterView => ({
  version: 3,
  requiredVersion: 2,
  pending,
  confirmed,
})

describe('the roster', () => {
  test('counts both sides', () => {
    const content = rosterContent(view([row('周')], [row('陈', { version: 3 })]), ADMIN, NOW)
    expect(content.segments.map(({ label }) => label)).toEqual(['未确认 1', '已确认 1'])
    expect(content.progress).toEqual({ percent: 50, text: '1/2 已确认' })
  })

  test('tells when someone can be reminded again', () => {
    const at = NOW - HOUR / 2
    const { pending, remindAll } = rosterContent(view([row('周', { remindedAt: at })]), ADMIN, NOW)
    expect(pending[0]).toMatchObject({ act: 'wait', detail: '已提醒 · 4 小时后可再提醒' })
    expect(remindAll).toMatchObject({
      canRemind: false,
      hint: '未确认的人都提醒过了，4 小时后可再提醒',
    })
    expect(cooldownText(NOW - REMIND_COOLDOWN + 5 * 60_000, NOW)).toBe('5 分钟后可再提醒')
    expect(cooldownText(NOW - REMIND_COOLDOWN, NOW)).toBe('')
  })

  test('offers to remind those who were not reminded lately', () => {
    const rows = [
      row('周'),
      row('何', { remindedAt: NOW - 1000 }),
      row('方', { remindedAt: NOW - 5 * HOUR }),
    ]
    const { pending, remindAll } = rosterContent(view(rows), ADMIN, NOW)
    expect(remindAll).toMatchObject({ canRemind: true, text: '提醒其余 2 人' })
    expect(pending.map(({ act }) => act)).toEqual(['remind', 'wait', 'remind'])
    expect(pending[2]?.detail).toBe('还没有确认过 · 5 小时前提醒过')
  })

  test('offers nothing to who may only look', () => {
    const { pending, remindAll } = rosterContent(
      view([row('周', { version: 1 })]),
      { ...ADMIN, canRemind: false },
      NOW,
    )
    expect(remindAll).toBeNull()
    expect(pending[0]).toMatchObject({ act: '', detail: '上次确认的是 v1' })
  })

  test('leads me to confirm instead of reminding myself', () => {
    const { pending, remindAll } = rosterContent(view([row('我'), row('周')]), ADMIN, NOW)
    expect(pending.map(({ act }) => act)).toEqual(['confirm', 'remind'])
    expect(remindAll?.text).toBe('提醒全部未确认')
    expect(rosterContent(view([row('我')]), ADMIN, NOW).remindAll).toBeNull()
  })

  test('says when an older confirmation still holds', () => {
    const confirmed = [row('陈', { version: 2, acknowledgedAt: NOW - HOUR })]
    const content = rosterContent(view([], confirmed), ADMIN, NOW)
    expect(content.confirmed[0]?.detail).toBe('今天 14:00 确认 · 确认的是 v2，仍然有效')
    expect(content).toMatchObject({ isAllDone: true, remindAll: null })
  })

  test('shows at once whom the reminder went to', () => {
    const after = reminded(view([row('周'), row('何')]), ['周'], NOW)
    const { pending } = rosterContent(after, ADMIN, NOW)
    expect(pending.map(({ act }) => act)).toEqual(['wait', 'remind'])
    expect(remindedWord(2, 0)).toBe('已提醒 2 人')
    expect(remindedWord(0, 1)).toBe('刚提醒过了')
  })
})
