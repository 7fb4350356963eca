import { readFileSync } from 'node:fs'
import { AVATAR_COLORS, avatarColor, surname } from '../../../miniprogram/components/avatar/colors'
import { entryWords } from '../../../miniprogram/components/entry-view/entry-words'
import { bandOf } from '../../../miniprogram/components/group-bar/band'
import { dayKey } from '../../../miniprogram/contract/calendar'
import type { EntryState } from '../../../miniprogram/contract/front'
import type { EntriesView, EntryView } from '../../../miniprogram/contract/board'
import type { InboxRow } from '../../../miniprogram/contract/notice'
import { meContent, remindersText } from '../../../miniprogram/pages/me/me.model'
import {
  joinFacts,
  nameIssue,
  stageOf,
  welcomeOf,
} from '../../../miniprogram/subpackages/group/join/join.model'
import { inboxLines } from '../../../miniprogram/subpackages/notice/inbox/inbox.model'
import {
  entriesContent,
  isPeriod,
} from '../../../miniprogram/subpackages/points/entries/entries.model'
import { DAY, groupBar, HOUR, NOW, session, visitor } from './kit/views'

const channel = (value: number) =>
  value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
const light = (hex: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    channel(parseInt(hex.slice(at, at + 2), 16) / 255),
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string) => {
  const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

describe('colours', () => {
  const style = readFileSync('miniprogram/app.wxss', 'utf8')
  const tokensOf = (css: string) =>
    Object.fromEntries(
      [...css.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, k, v]) => [k, v]),
    )
  const [lightCss = '', darkCss = ''] = style.split('prefers-color-scheme: dark')
  const pairs = [
    ...['text', 'text-2', 'text-3'].flatMap((text) =>
      ['page', 'card', 'sunken'].map((ground) => [text, ground] as const),
    ),
    ...['accent', 'rank', 'alert', 'info'].flatMap((tone) => [
      [tone, 'card'] as const,
      [tone, `${tone}-soft`] as const,
    ]),
    ['accent-on', 'accent-fill'] as const,
    ['text-3', 'accent-soft'] as const,
  ]

  test.each([
    ['light', tokensOf(lightCss)],
    ['dark', tokensOf(darkCss)],
  ])('of text reach 4.5:1 in %s', (_scheme, tokens) => {
    for (const [text, ground] of pairs) {
      const ratio = contrast(tokens[text] ?? '', tokens[ground] ?? '')
      expect({ text, ground, isReadable: ratio >= 4.5 }).toEqual({ text, ground, isReadable: true })
    }
  })

  test('of avatars reach 4.5:1 under white and stay with the person', () => {
    expect(AVATAR_COLORS.every((color) => contrast(color, '#ffffff') >= 4.5)).toBe(true)
    expect(avatarColor('m1')).toBe(avatarColor('m1'))
    const used = new Set(Array.from({ length: 200 }, (_, index) => avatarColor(`member-${index}`)))
    expect(used.size).toBe(AVATAR_COLORS.length)
  })

  test('an avatar shows the surname', () => {
    expect([surname('陈一诺'), surname(' alice'), surname('𠮷野'), surname('')]).toEqual([
      '陈',
      'A',
      '𠮷',
      '·',
    ])
  })
})

describe('ways of not being in the group', () => {
  const states: EntryState[] = [
    'none',
    'not-set-up',
    'not-bound',
    'wrong-chat',
    'not-member',
    'removed',
    'waiting',
    'archived',
    'expired',
  ]

  test.each(states)('%s has one sentence and one button', (entry) => {
    for (const view of [session({ entry, position: 2 }), visitor({ entry })]) {
      const words = entryWords(view)
      expect(words?.title).toBeTruthy()
      expect(words?.text).toBeTruthy()
      expect(words?.button.length).toBeLessThanOrEqual(6)
      expect(`${words?.title}${words?.text}`).not.toMatch(/[!！]|undefined|null/)
    }
  })

  test('being in it needs no words', () => {
    expect(entryWords(session())).toBeNull()
  })

  test('[P1] an unbound chat is bound to the group of the card by who may, others are told who can', () => {
    const named = session({ entry: 'not-bound', canBind: true })
    expect(entryWords(named)).toMatchObject({ act: 'bind', button: '绑定到本群' })
    expect(entryWords({ ...named, group: null })?.act).toBe('create')
    expect(entryWords(session({ entry: 'not-bound' }))?.text).toContain('管理员')
  })

  test('who has a group goes there, a visitor to the demo', () => {
    expect(entryWords(session({ entry: 'wrong-chat' }))?.act).toBe('mine')
    expect(entryWords(visitor({ entry: 'wrong-chat' }))?.act).toBe('demo')
  })

  test('the place in the waiting list is said', () => {
    expect(entryWords(session({ entry: 'waiting', position: 3 }))?.title).toBe('候补第 3 位')
    const { group } = session()
    const full = { ...group!, seats: { ...group!.seats, taken: group!.seats.cap } }
    const words = entryWords(session({ entry: 'not-member', group: full, mustWait: true }))
    expect(words).toMatchObject({ act: 'join', button: '去排候补' })
    expect(words?.title).toContain('席位已满')
  })

  test('a seat held for somebody is said with the hour until when', () => {
    const tomorrow = dayKey(Date.now() + DAY)
    const heldUntil = Date.parse(`${tomorrow}T10:30:00+08:00`)
    const words = entryWords(session({ entry: 'not-member', heldUntil, mustWait: false }))
    expect(words).toMatchObject({ act: 'join', button: '去加入' })
    expect(words?.text).toBe('为你保留到明天 10:30，过后让给下一位')
  })
})

test.each([
  [8, 20, 'low', '偏少'],
  [12, 20, 'good', ''],
  [16, 20, 'high', '偏多'],
  [20, 20, 'high', '已满'],
  [15, 15, 'good', '已满'],
  [9, 9, 'good', '已满'],
])('[P13] %i seats of %i say in words what the colour says', (taken, cap, tone, word) => {
  const isFull = taken === cap
  expect(bandOf({ taken, cap, idealMin: 10, idealMax: 15 })).toEqual({ tone, word, isFull })
})

describe('joining', () => {
  test('says how many seats are left, or offers the waiting list', () => {
    expect(joinFacts(groupBar())).toMatchObject({
      seats: '12/15',
      isFull: false,
      button: '加入，占一个席位',
      seatNote: '还剩 3 个席位，建议 10–15 人',
    })
    const full = { taken: 15, cap: 15, idealMin: 10, idealMax: 15 }
    expect(joinFacts(groupBar({ seats: full }))).toMatchObject({ isFull: true, button: '排候补' })
  })

  test.each([
    ['', '请填写同事认识的姓名'],
    ['   ', '请填写同事认识的姓名'],
    ['一二三四五六七八九十一二三', '姓名太长了，最多 12 个字'],
    [' 陈一诺 ', ''],
  ])('checks the name %p', (name, issue) => {
    expect(nameIssue(name)).toBe(issue)
  })

  test('welcomes with what comes next', () => {
    expect(welcomeOf({ state: 'joined', memberId: 'm', group: groupBar() })).toMatchObject({
      stage: 'joined',
      welcome: {
        title: '欢迎加入「华东客户维护群」',
        text: '你占了第 12 个席位',
        button: '读群规',
      },
    })
    expect(welcomeOf({ state: 'waiting', position: 3, group: groupBar() })).toMatchObject({
      stage: 'waiting',
      welcome: { title: '候补第 3 位' },
    })
  })

  test('shows the form only to who may join', () => {
    const stages = [
      session({ entry: 'not-member' }),
      session(),
      session({ entry: 'waiting' }),
      session({ group: groupBar({ role: null }) }),
      session({ entry: 'removed' }),
    ].map(stageOf)
    expect(stages).toEqual(['form', 'joined', 'waiting', 'elsewhere', 'elsewhere'])
  })
})

describe('the ledger', () => {
  const entry = (change: Partial<EntryView>): EntryView => ({
    entryId: 'e1',
    points: 5,
    category: 'rules',
    text: '按时读完并确认群规',
    basis: { id: 'rules.acknowledge', version: 2 },
    source: { kind: 'rules', title: '华东客户维护群群规 v3' },
    groupName: '华东客户维护群',
    at: NOW,
    ...change,
  })
  const rows = [
    entry({}),
    entry({ entryId: 'e2', points: -3, at: NOW - HOUR, corrects: 'e0' }),
    entry({ entryId: 'e3', points: 20, at: NOW - DAY }),
  ]
  const head: Omit<EntriesView, 'rows' | 'next'> = {
    memberId: 'm1',
    name: '陈一诺',
    total: 22,
    period: 'month',
    periodKey: '2026-11',
  }
  const options = { withGroup: true, now: NOW, passed: { count: 0, sum: 0 } }

  test('goes by days with their sums; each line names what it was for, time and group [R9]', () => {
    const { days } = entriesContent(head, rows, false, options)
    expect(days.map(({ title, sum }) => [title, sum])).toEqual([
      ['11月21日 周六', '+2'],
      ['11月20日 周五', '+20'],
    ])
    expect(days[0]?.lines[1]).toMatchObject({
      rule: '按时读完并确认群规',
      time: '09:00',
      group: '华东客户维护群',
      points: '−3',
      isMinus: true,
      isCorrection: true,
    })
  })

  test('the total equals the sum, and says so when all is there', () => {
    expect(entriesContent(head, rows, false, options).foot).toBe('共 3 笔，合计 22 分')
    expect(entriesContent(head, rows.slice(0, 1), true, options).foot).toBe('上滑看更早的')
    expect(entriesContent({ ...head, total: 27 }, rows, false, options).foot).toContain(
      '刚刚有变动',
    )
  })

  test('counts the rows that have made room', () => {
    const passed = { count: 90, sum: 400 }
    const shown = entriesContent({ ...head, total: 422 }, rows, false, { ...options, passed })
    expect([shown.label, shown.foot]).toEqual(['全公司本月积分 · 93 笔', '共 93 笔，合计 422 分'])
  })

  test('leaves the group out where there is only one', () => {
    const { days } = entriesContent(head, rows, false, { ...options, withGroup: false })
    expect(days[0]?.lines[0]?.group).toBe('')
  })

  test('takes only periods from a path', () => {
    expect(['week', 'decade', undefined].map(isPeriod)).toEqual([true, false, false])
  })
})

test('my page shows figures that open, groups, duties and what messages are left', () => {
  const content = meContent(
    {
      memberId: 'm1',
      name: '周敏',
      companyName: '屿川智能装备',
      companyRole: 'manager',
      groups: [{ ...groupBar({ role: 'admin' }), joinedAt: NOW - 100 * DAY, monthPoints: 138 }],
      points: { week: 7, month: 150, quarter: 366, year: 1979 },
      unread: 120,
      credits: { todo: 2 },
    },
    'g1',
    NOW,
  )
  expect(content.figures.map(({ label, value, target }) => [label, value, target])[3]).toEqual([
    '本年',
    '1,979',
    { route: 'board.entries', params: { m: 'm1', period: 'year', scope: 'company' } },
  ])
  expect(content).toMatchObject({
    companyRole: '管理者',
    unread: '99+',
    groups: [{ role: '管理员', points: '138', isCurrent: true, detail: '职能 · 8月13日加入' }],
  })
  expect(content.duties.map(({ title }) => title)).toEqual(['全部群', '管理「华东客户维护群」'])
  expect([remindersText({}), remindersText({ todo: 1, seat: 1 })]).toEqual([
    '你同意一次，微信才能提醒你一次',
    '还能提醒 2 次，同意一次多一次',
  ])
})

describe('messages', () => {
  const row: InboxRow = {
    noticeId: 'n',
    title: '群规更新',
    text: '请确认',
    target: { route: 'rules.read', params: { g: 'g1' } },
    at: NOW - HOUR,
    isRead: false,
    isDone: false,
  }

  test('open the page they are about, unless this version has none', () => {
    const gone = { route: 'long.gone', params: {} }
    const [known, bare] = inboxLines([row, { ...row, target: gone }], NOW)
    expect([known?.target, bare?.target, known?.time]).toEqual([row.target, null, '1 小时前'])
  })

  test('[M11] say when nothing is to be done any more, in place of the dot', () => {
    const lines = inboxLines([row, { ...row, isRead: true }, { ...row, isDone: true }], NOW)
    expect(lines.map(({ isNew, doneWord }) => [isNew, doneWord])).toEqual([
      [true, ''],
      [false, ''],
      [false, '已办'],
    ])
  })
})
