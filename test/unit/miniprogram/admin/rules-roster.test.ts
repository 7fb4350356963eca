import type { RosterRow, RosterView } from '../../../../miniprogram/contract/asks'
import { REMIND_COOLDOWN } from '../../../../miniprogram/contract/limits'
import {
  cooldownText,
  countOf,
  maySeeRoster,
  onlookerOf,
  reminded,
  remindedWord,
  rosterContent,
} from '../../../../miniprogram/subpackages/rules/roster/roster.model'
import { groupBar, session } from '../kit/views'

const NOW = Date.parse('2026-11-21T15:00:00+08:00')
const HOUR = 60 * 60 * 1000
const row = (name: string, more: Partial<RosterRow> = {}): RosterRow => ({
  memberId: name,
  name,
  state: 'open',
  at: null,
  dueAt: NOW + 24 * HOUR,
  isLate: false,
  isAway: false,
  remindedAt: null,
  canRemind: true,
  ...more,
})
const ADMIN = { memberId: '我', canRemind: true }
const view = (pending: RosterRow[], done: RosterRow[] = []): RosterView => ({
  askId: 'rules.confirm:g1:3',
  title: '确认群规 v3',
  groupId: 'g1',
  groupName: '华东客户维护群',
  dueAt: NOW + 24 * HOUR,
  isOpen: true,
  pending,
  done,
  t50: null,
  t90: null,
})
const details = (pending: RosterRow[], done: RosterRow[] = []) => {
  const content = rosterContent(view(pending, done), ADMIN, NOW)
  const rows = [...content.pending, ...content.confirmed]
  return rows.map(({ late, detail }) => [late, detail].filter(Boolean).join(' | '))
}

describe('the roster', () => {
  test('counts both sides, and the card says the same', () => {
    const shown = view([row('周')], [row('陈', { state: 'done', at: NOW })])
    const content = rosterContent(shown, ADMIN, NOW)
    expect(content.title).toBe('群规 v3')
    expect(content.segments.map(({ label }) => label)).toEqual(['未确认 1', '已确认 1'])
    expect(content.progress).toEqual({ percent: 50, text: '1/2 已确认' })
    expect(countOf('g1', shown)).toEqual({ groupId: 'g1', version: 3, confirmed: 1, total: 2 })
  })

  test('an ask of another kind keeps its own title and is no card of the rules', () => {
    const other = { ...view([row('周')]), askId: 'training.attend:g1:s1', title: '参加培训' }
    expect(rosterContent(other, ADMIN, NOW).title).toBe('参加培训')
    expect(countOf('g1', other)).toBeNull()
  })

  test('tells how far each person is', () => {
    expect(
      details(
        [
          row('周'),
          row('何', { state: 'seen' }),
          row('方', { isLate: true, dueAt: NOW - 26 * HOUR }),
          row('史', { isLate: true, dueAt: NOW - 26 * HOUR, remindedAt: NOW - 5 * HOUR }),
        ],
        [
          row('陈', { state: 'done', at: NOW - HOUR }),
          row('吴', { state: 'done', at: NOW - HOUR, isLate: true }),
          row('郑', { state: 'excused' }),
        ],
      ),
    ).toEqual([
      '还没有确认',
      '打开过，还没确认',
      '逾期 1 天 | 还没有确认',
      '逾期 1 天 | 5 小时前提醒过',
      '今天 14:00 确认',
      '今天 14:00 确认 · 逾期',
      '已请假，不用确认',
    ])
  })

  test('leaves who is away in peace', () => {
    const away = row('周', { isAway: true, canRemind: false })
    const { pending, remindAll } = rosterContent(view([away]), ADMIN, NOW)
    expect(pending[0]).toMatchObject({ act: '', detail: '已请假，回来后再提醒' })
    expect(remindAll).toBeNull()
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
    expect(pending[2]?.detail).toBe('还没有确认 · 5 小时前提醒过')
  })

  test('offers nothing to who may only look', () => {
    const { pending, remindAll } = rosterContent(
      view([row('周')]),
      { ...ADMIN, canRemind: false },
      NOW,
    )
    expect(remindAll).toBeNull()
    expect(pending[0]).toMatchObject({ act: '', detail: '还没有确认' })
  })

  test('leads me to confirm instead of reminding myself', () => {
    const { pending, remindAll } = rosterContent(view([row('我'), row('周')]), ADMIN, NOW)
    expect(pending.map(({ act }) => act)).toEqual(['confirm', 'remind'])
    expect(remindAll?.text).toBe('提醒全部未确认')
    expect(rosterContent(view([row('我')]), ADMIN, NOW).remindAll).toBeNull()
  })

  test('needs nobody any more when all have confirmed', () => {
    const content = rosterContent(view([], [row('陈', { state: 'done', at: NOW })]), ADMIN, NOW)
    expect(content).toMatchObject({ isAllDone: true, remindAll: null })
  })

  test('shows at once whom the reminder went to', () => {
    const after = reminded(view([row('周'), row('何')]), ['周'], NOW)
    const { pending } = rosterContent(after, ADMIN, NOW)
    expect(pending.map(({ act }) => act)).toEqual(['wait', 'remind'])
    expect(remindedWord(2, 0)).toBe('已提醒 2 人')
    expect(remindedWord(0, 1)).toBe('刚提醒过了')
  })

  test('is for admins and managers; managers only look', () => {
    const manager = { kind: 'member', memberId: 'm', name: '', companyRole: 'manager' } as const
    const admin = session({ group: groupBar({ role: 'admin' }) })
    const onlooker = session({ viewer: manager, group: groupBar({ role: null }) })
    expect([admin, onlooker, session()].map(maySeeRoster)).toEqual([true, true, false])
    expect([admin, onlooker].map((one) => onlookerOf(one).canRemind)).toEqual([true, false])
  })
})
