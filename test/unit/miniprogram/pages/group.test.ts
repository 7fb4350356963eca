import type { GroupView } from '../../../../miniprogram/contract/groups'
import { createPhone, type Phone } from '../../../kit/phone'
import { serverOf, type Answers } from '../kit/server'
import { groupBar, NOW, session, visitor } from '../kit/views'

interface Shown {
  status: string
  content: {
    waiting: { memberId: string; name: string }[]
    members: { name: string; role: string }[]
    removed: { name: string }[]
    removedText: string
    hasMoreRemoved: boolean
  } | null
  sheet: { name: string } | null
  isSheetOpen: boolean
  deed: { title: string } | null
  isDeedOpen: boolean
  reasonIssue: string
  canLeave: boolean
  leaveLock: string
}

const member = (memberId: string, more = {}) => ({
  memberId,
  name: memberId,
  role: 'member' as const,
  joinedAt: NOW,
  isMe: false,
  ...more,
})
const gone = (name: string) => ({ memberId: name, name, at: NOW, reason: '转岗' })
const group = groupBar({ role: 'admin' })
let view: GroupView
let answers: Answers
let phone: Phone
beforeEach(() => {
  view = {
    group,
    focus: '',
    chatBound: true,
    members: [member('陈', { role: 'admin', isMe: true }), member('周')],
    waiting: [{ position: 1, memberId: '郑', name: '郑', at: NOW, heldUntil: null }],
    removed: [gone('甲')],
    hasMoreRemoved: true,
    canManage: true,
  }
  answers = {
    'session.open': () => session({ group }),
    'groups.get': () => view,
  }
  phone = createPhone(serverOf(answers))
})

const open = () => phone.open<Shown>('/subpackages/group/home/home?g=g1')
const sent = (action: string) => phone.wx.calls.filter((call) => call.action === action)

test('the home of a group is there after one call', async () => {
  const page = await open()
  expect(page.data.status).toBe('ready')
  expect(phone.wx.requests).toBe(1)
})

test('[P2] an admin takes out who waits, with a reason', async () => {
  answers['groups.moveWaiting'] = () => {
    view = { ...view, waiting: [] }
    return { memberId: '郑' }
  }
  const page = await open()
  await page.tap('onWaiting', { id: '郑', move: 'out' })
  expect(page.data).toMatchObject({ isDeedOpen: true, deed: { title: '把郑移出候补' } })
  await page.tap('onDeed')
  expect(page.data.reasonIssue).not.toBe('')
  expect(sent('groups.moveWaiting')).toEqual([])
  await page.tap('onReason', {}, { value: ' 联系不上 ' })
  await page.tap('onDeed')
  expect(sent('groups.moveWaiting')[0]?.input).toEqual({
    groupId: 'g1',
    memberId: '郑',
    move: 'out',
    reason: '联系不上',
  })
  expect(page.data).toMatchObject({ isDeedOpen: false, content: { waiting: [] } })
})

test('[P11] making someone an admin asks first; another role does not', async () => {
  answers['groups.setRole'] = (input: { memberId: string; role: 'admin' | 'observer' }) =>
    member(input.memberId, { role: input.role })
  const page = await open()
  await page.tap('onMember', { id: '周' })
  await page.tap('onRole', {}, { role: 'admin' })
  expect(page.data).toMatchObject({ isSheetOpen: false, deed: { title: '让周当管理员' } })
  expect(sent('groups.setRole')).toEqual([])
  await page.tap('onDeed')
  expect(sent('groups.setRole')[0]?.input).toMatchObject({ memberId: '周', role: 'admin' })
  await page.tap('onMember', { id: '周' })
  await page.tap('onRole', {}, { role: 'observer' })
  expect(sent('groups.setRole')).toHaveLength(2)
})

test('[P3] lists everyone who was removed, page by page', async () => {
  answers['groups.removed'] = ({ cursor }: { cursor?: string }) =>
    cursor ? { rows: [gone('丙')] } : { rows: [gone('甲'), gone('乙')], next: 'c1' }
  const page = await open()
  const names = () => page.data.content?.removed.map(({ name }) => name)
  await page.tap('onMoreRemoved')
  expect(names()).toEqual(['甲', '乙'])
  expect(page.data.content?.hasMoreRemoved).toBe(true)
  await page.tap('onMoreRemoved')
  expect(names()).toEqual(['甲', '乙', '丙'])
  expect(page.data.content).toMatchObject({ hasMoreRemoved: false, removedText: '3 人' })
})

describe('leaving', () => {
  test('is not for the only admin', async () => {
    const page = await open()
    expect(page.data).toMatchObject({ canLeave: true })
    await page.tap('onLeave')
    expect([page.data.isDeedOpen, page.data.leaveLock !== '']).toEqual([false, true])
  })

  test('asks, then goes to 今日 and forgets the group', async () => {
    view = { ...view, members: [member('陈', { isMe: true }), member('周', { role: 'admin' })] }
    answers['groups.leave'] = () => ({ groupId: 'g1' })
    phone.enter({ query: { g: 'g1' }, scene: 1007 })
    const page = await open()
    phone.wx.storage.set('last-group', 'g1')
    await page.tap('onLeave')
    expect(sent('groups.leave')).toEqual([])
    answers['session.open'] = () => visitor()
    await page.tap('onDeed')
    expect(sent('session.open').at(-1)?.input).toEqual({})
    expect(sent('groups.leave')).toHaveLength(1)
    expect(phone.wx.visited).toEqual(['/pages/today/today'])
    expect(phone.wx.storage.has('last-group')).toBe(false)
  })

  test('is not offered to who only looks on', async () => {
    const manager = { kind: 'member', memberId: 'm', name: '', companyRole: 'manager' } as const
    const seen = groupBar({ role: null })
    answers['session.open'] = () => session({ viewer: manager, group: seen })
    view = { ...view, group: seen, canManage: false }
    expect((await open()).data).toMatchObject({ status: 'ready', canLeave: false })
  })
})

test('[R6] sheets are put away when the page hides', async () => {
  const page = await open()
  await page.tap('onWaiting', { id: '郑', move: 'skip' })
  await page.hide()
  expect(page.data.isDeedOpen).toBe(false)
})
