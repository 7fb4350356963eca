import type {
  GroupMemberRow,
  GroupRow,
  GroupView,
  WaitingRow,
} from '../../../../miniprogram/contract/groups'
import { bindView, stageOf } from '../../../../miniprogram/subpackages/group/bind/bind.model'
import {
  bandDrawing,
  bandText,
  capText,
} from '../../../../miniprogram/subpackages/group/components/seats-band/seats-words'
import {
  bindsChat,
  createdBefore,
  draftIssues,
  EMPTY_DRAFT,
  formWords,
  mayCreate,
} from '../../../../miniprogram/subpackages/group/create/create.model'
import {
  adminDeed,
  leaveDeed,
  leaveLock,
  waitingDeed,
} from '../../../../miniprogram/subpackages/group/home/deeds.model'
import {
  homeContent,
  homeLinks,
  memberSheet,
  reasonIssue,
  withMember,
  withoutMember,
  withRemoved,
  withRole,
} from '../../../../miniprogram/subpackages/group/home/home.model'
import { listContent } from '../../../../miniprogram/subpackages/group/list/list.model'
import { groupBar, session, visitor } from '../kit/views'

const NOW = Date.parse('2026-11-21T15:00:00+08:00')
const seats = (taken: number, cap = 15) => ({ taken, cap, idealMin: 10, idealMax: 15 })
const row = (groupId: string, more: Partial<GroupRow> = {}): GroupRow => ({
  ...groupBar({ groupId, name: groupId, seats: seats(12), role: null }),
  admins: ['陈一诺'],
  waiting: 0,
  ruleVersion: 3,
  chatBound: true,
  ...more,
})
const as = (companyRole: 'owner' | 'manager' | null, more = {}) =>
  session({ viewer: { kind: 'member', memberId: 'm1', name: '陈一诺', companyRole }, ...more })

describe('seats in words', () => {
  test('say what the number means and what to do', () => {
    expect(bandText(seats(7))).toBe('理想是 10–15 人，再有 3 人加入会更活跃')
    expect(bandText(seats(12))).toBe('在 10–15 人的理想范围内')
    expect(bandText(seats(15))).toBe('席位满了，再来的人进候补名单')
    expect(bandText(seats(18, 30))).toContain('先别再拉人')
    expect(bandText(seats(1, 9))).toBe('小群，最多 9 人，还有 8 个席位')
    expect(bandText(seats(20, 20))).toContain('也超过了')
  })

  test('warn about a cap outside of the ideal band', () => {
    expect([capText(9), capText(10), capText(15), capText(16)].map(({ tone }) => tone)).toEqual([
      'low',
      'good',
      'good',
      'high',
    ])
  })

  test('are drawn against the cap, or the ideal when that is more', () => {
    expect(bandDrawing(seats(10, 20))).toMatchObject({ fill: 50, idealFrom: 50, idealWidth: 25 })
    expect(bandDrawing(seats(5, 5)).fill).toBeLessThan(100)
  })
})

describe('making a group', () => {
  test('is for managers', () => {
    expect([as('owner'), as('manager'), as(null), visitor()].map(mayCreate)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  test('binds the chat only where no group belongs to it', () => {
    expect(bindsChat(as('owner', { entry: 'not-bound', canBind: true }))).toBe(true)
    expect(bindsChat(as('owner'))).toBe(false)
  })

  test('says what is missing', () => {
    expect(draftIssues(EMPTY_DRAFT)).toEqual({ name: '还没有填写' })
    expect(draftIssues({ ...EMPTY_DRAFT, name: '华东群', cap: 200 })).toHaveProperty('cap')
    expect(formWords({ ...EMPTY_DRAFT, type: 'project' }).focusLabel).toContain('项目目标')
  })

  test('finds the group that an unanswered sending made', () => {
    const rows = [row('g1'), row('g2', { name: '华东群' }), row('g3', { name: '华东群' })]
    expect(createdBefore(rows, '华东群')?.groupId).toBe('g3')
    expect(createdBefore(rows, '')).toBeUndefined()
  })
})

describe('binding a chat', () => {
  test('offers my groups, those without a chat first', () => {
    const rows = [
      row('a', { role: 'admin' }),
      row('b', { role: 'admin', chatBound: false }),
      row('c'),
    ]
    expect(bindView(as('manager'), rows)).toMatchObject({
      canCreate: true,
      choices: [{ groupId: 'b' }, { groupId: 'a' }],
    })
    expect(bindView(as('owner'), rows).choices).toHaveLength(3)
    expect(bindView(as(null), rows).canCreate).toBe(false)
  })

  test('is only for a chat that is not bound', () => {
    expect(stageOf(as('owner', { entry: 'not-bound', canBind: true }))).toBe('choose')
    expect(stageOf(as(null, { entry: 'not-bound', canBind: false }))).toBe('forbidden')
    expect(stageOf(as('owner'))).toBe('elsewhere')
  })
})

describe('the list of groups', () => {
  const rows = [
    row('a'),
    row('b', { seats: seats(4), ruleVersion: 0 }),
    row('c', { seats: seats(15) }),
  ]

  test('[P13] counts by how full they are and puts what needs attention first', () => {
    const content = listContent(as('manager'), rows, 'all')
    expect(content.filters.map(({ label }) => label)).toEqual([
      '全部 3',
      '偏少 1',
      '合适 2',
      '偏多 0',
    ])
    expect(content.summary).toBe('3 个群 · 席位 31/45')
    expect(content.groups[0]).toMatchObject({
      groupId: 'b',
      word: '偏少',
      facts: [{ text: '还没有群规', isAlert: true }],
    })
    expect(content).toMatchObject({ isManager: true, canAppoint: false })
  })

  test('filters', () => {
    expect(listContent(as('owner'), rows, 'low').groups.map(({ groupId }) => groupId)).toEqual([
      'b',
    ])
  })

  test('[P3] says that there are more than it lists', () => {
    expect(listContent(as('owner'), rows, 'all', true)).toMatchObject({
      hasMore: true,
      summary: '3+ 个群 · 席位 31/45',
    })
  })
})

describe('the home of a group', () => {
  const member = (memberId: string, more: Partial<GroupMemberRow> = {}): GroupMemberRow => ({
    memberId,
    name: memberId,
    role: 'member',
    joinedAt: NOW - 24 * 60 * 60 * 1000,
    isMe: false,
    ...more,
  })
  const view = (more: Partial<GroupView> = {}): GroupView => ({
    group: groupBar({ groupId: 'g1', name: '华东群', seats: seats(12) }),
    focus: '老客户维护',
    chatBound: true,
    members: [
      member('周'),
      member('陈', { role: 'admin', isMe: true }),
      member('吴', { role: 'observer' }),
    ],
    waiting: [],
    removed: [],
    hasMoreRemoved: false,
    canManage: true,
    ...more,
  })

  const waits = (more: Partial<WaitingRow> = {}): WaitingRow => ({
    position: 1,
    memberId: '郑',
    name: '郑',
    at: NOW - 60_000,
    heldUntil: null,
    ...more,
  })

  test('puts admins first and names roles', () => {
    const { members } = homeContent(view(), NOW)
    expect(members.map(({ name, role }) => name + role)).toEqual(['陈管理员', '周', '吴观察员'])
  })

  test('shows waiting people in order, without names to members', () => {
    const waiting = [waits({ name: null, memberId: null })]
    const content = homeContent(view({ waiting, canManage: false }), NOW)
    expect(content.waiting[0]).toMatchObject({ position: 1, name: '候补成员' })
    expect(content.members[0]?.canOpen).toBe(false)
  })

  test('[P2] tells until when a seat is held, and lets admins move who waits', () => {
    const waiting = [waits({ heldUntil: NOW + 3 * 60 * 60 * 1000 }), waits({ position: 2 })]
    const lines = (canManage: boolean) => homeContent(view({ waiting, canManage }), NOW).waiting
    expect(lines(true).map(({ detail }) => detail)).toEqual([
      '席位保留到今天 18:00',
      '1 分钟前开始候补',
    ])
    expect(lines(true)[0]?.memberId).toBe('郑')
    expect(lines(false)[0]?.memberId).toBe('')
    expect(waitingDeed('skip', '郑').reason).not.toBeNull()
    expect(waitingDeed('out', '郑')).toMatchObject({ isDanger: true, title: '把郑移出候补' })
  })

  test('[P11] says what making someone an admin means', () => {
    expect(adminDeed('周').title).toBe('让周当管理员')
    expect(adminDeed('周').lines.join()).toContain('改群规')
  })

  test('the only admin cannot go before there is another', () => {
    expect(leaveLock(view())).toContain('先指定另一位')
    const two = [...view().members, member('何', { role: 'admin' })]
    expect(leaveLock(view({ members: two }))).toBe('')
    expect(leaveDeed('华东群').lines.join()).toContain('都保留')
  })

  test('the last admin stays, and nobody removes themselves', () => {
    expect(memberSheet(view(), '陈')).toMatchObject({ canRemove: false })
    expect(memberSheet(view(), '陈')?.lock).toContain('至少要有一位管理员')
    expect(memberSheet(view(), '周')).toMatchObject({ canRemove: true, lock: '' })
    expect(memberSheet(view({ canManage: false }), '周')).toBeNull()
  })

  test('removing needs a reason', () => {
    expect(reasonIssue('  ')).not.toBe('')
    expect(reasonIssue('转岗')).toBe('')
    expect(reasonIssue('长'.repeat(201))).toContain('200')
  })

  test('shows at once what was changed', () => {
    const promoted = withRole(view(), member('周', { role: 'admin' }))
    expect(homeContent(promoted, NOW).members[0]?.role).toBe('管理员')
    const removal = { group: groupBar({ seats: seats(11) }), reason: '转岗', at: NOW }
    const left = withoutMember(view(), '周', removal)
    expect(homeContent(left, NOW)).toMatchObject({
      seatText: '11/15',
      removed: [{ name: '周', detail: '今天 15:00 移出 · 转岗' }],
    })
    expect(left.members).toHaveLength(2)
    const back = withMember(left, member('周'), groupBar({ seats: seats(12) }))
    expect(homeContent(back, NOW)).toMatchObject({ seatText: '12/15', removed: [] })
    expect(back.members.map(({ name }) => name)).toContain('周')
  })

  test('[P3] says that of many removed people it lists the latest', () => {
    const gone = (memberId: number) => ({
      memberId: `${memberId}`,
      name: '某',
      at: NOW,
      reason: '转岗',
    })
    const many = Array.from({ length: 20 }, (_, i) => gone(i))
    const first = view({ removed: many, hasMoreRemoved: true })
    const all = withRemoved(first, [gone(20)], true, false)
    const texts = [view({ removed: [gone(0)] }), first, all].map(
      (one) => homeContent(one, NOW).removedText,
    )
    expect(texts).toEqual(['1 人', '最近 20 人', '21 人'])
  })

  test('links by what the person may do', () => {
    const keys = (companyRole: 'manager' | null, canManage: boolean) => {
      const group = groupBar({ role: canManage ? 'admin' : companyRole ? null : 'member' })
      return homeLinks(as(companyRole), view({ group, canManage })).map(({ key }) => key)
    }
    expect(keys(null, true)).toEqual(['rules', 'roster', 'edit', 'board'])
    expect(keys('manager', false)).toEqual(['rules', 'roster', 'board'])
    expect(keys(null, false)).toEqual(['rules', 'board'])
  })
})
