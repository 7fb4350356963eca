import { CallError } from '../../../miniprogram/services/call-error'
import { batch, call } from '../../../miniprogram/services/cloud'
import { chatProof } from '../../../miniprogram/services/entry'
import { mayHere } from '../../../miniprogram/services/rights'
import { createSession, must, type Session } from '../../../miniprogram/services/session'
import { installWx, lost, ok, refused, type FakeWx } from '../../kit/fake-wx'
import { groupBar, ruleBook, session, visitor } from './kit/views'

let wx: FakeWx
let mine: Session
let now: number
beforeEach(() => {
  wx = installWx()
  now = 1_800_000_000_000
  mine = createSession({
    call,
    batch,
    storage: {
      read: <T>(key: string) => wx.storage.get(key) as T | undefined,
      store: (key, value) => wx.storage.set(key, value).has(key),
      forget: (key) => void wx.storage.delete(key),
    },
    chatProof,
    now: () => now,
    effectCount: () => 0,
    listGroups: () => call('groups.list', {}),
  })
})

const fromRecent = { path: 'pages/today/today', query: {}, scene: 1089 }
const card = (groupId: string, shareTicket = 't1') => ({
  path: 'pages/rules/rules',
  query: { g: groupId },
  scene: 1044,
  shareTicket,
})
const opened = (groupId: string) => session({ group: groupBar({ groupId }) })
const later = <T>() => {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((done) => (resolve = done))
  return { promise, resolve }
}
const inputs = () => wx.calls.map(({ input }) => input)
const rulesOf = (groupId: string) => [{ action: 'rules.get' as const, input: { groupId } }]

describe('opening from a card', () => {
  test('sends the raw proof and the named group with the first questions in one call', async () => {
    wx.cloudId = 'cloud-id-1'
    mine.noteEnter(card('g1'))
    wx.answer(ok(session()), ok(ruleBook()))
    await mine.open({ groupId: 'g1', by: 'card', first: rulesOf })
    expect(wx.requests).toBe(1)
    expect(wx.calls).toEqual([
      { action: 'session.open', input: { cloudId: 'cloud-id-1', groupId: 'g1' } },
      { action: 'rules.get', input: { groupId: 'g1' } },
    ])
    expect(await mine.get('rules.get', { groupId: 'g1' })).toMatchObject({ version: 3 })
    expect(wx.requests).toBe(1)
    expect(mine.takeFirst('rules.get', { groupId: 'g1' })).toBeUndefined()
  })

  test('hands out an answer by action and input, and not long after', async () => {
    mine.noteEnter(card('g1'))
    wx.answer(ok(session()), ok(ruleBook()), ok(session()), ok(ruleBook()))
    await mine.open({ groupId: 'g1', by: 'card', first: rulesOf })
    expect(mine.takeFirst('rules.get', { groupId: 'g2' })).toBeUndefined()
    expect(mine.takeFirst('rules.get', { groupId: 'g1' })).toMatchObject({ version: 3 })
    await mine.reopen({ first: rulesOf })
    now += 6000
    expect(mine.takeFirst('rules.get', { groupId: 'g1' })).toBeUndefined()
  })

  test('an answer that is empty came along too', async () => {
    mine.noteEnter(card('g1'))
    wx.answer(ok(session()), ok(null))
    await mine.open({ groupId: 'g1', by: 'card', first: rulesOf })
    expect(await mine.get('rules.get', { groupId: 'g1' })).toBeNull()
    expect(wx.requests).toBe(1)
  })

  test('asks in one more call for what did not come along', async () => {
    mine.noteEnter(card('g1'))
    wx.answer(ok(session()), ok(ruleBook()), ok({ rows: [], unread: 0 }))
    await mine.open({ groupId: 'g1', by: 'card', first: rulesOf })
    const [rules, news] = await mine.ask([
      { action: 'rules.get', input: { groupId: 'g1' } },
      { action: 'notice.news', input: { groupId: 'g1' } },
    ])
    expect(must(rules)).toMatchObject({ version: 3 })
    expect(must(news)).toEqual({ rows: [], unread: 0 })
    expect(wx.requests).toBe(2)
    expect(wx.calls.at(-1)?.action).toBe('notice.news')
  })

  test('what was refused beside it is asked again and says why then', async () => {
    mine.noteEnter(card('g1'))
    const no = refused('permission-denied', '你不在这个群')
    wx.answer(ok(session({ entry: 'not-member' })), no, no)
    await expect(mine.open({ groupId: 'g1', by: 'card', first: rulesOf })).resolves.toMatchObject({
      entry: 'not-member',
    })
    await expect(mine.get('rules.get', { groupId: 'g1' })).rejects.toMatchObject({
      code: 'permission-denied',
    })
  })

  test('where only the chat tells the group, the page asks afterwards', async () => {
    wx.cloudId = 'cloud-id-1'
    mine.noteEnter({ ...card('g1'), query: {} })
    wx.answer(ok(opened('g1')), ok(ruleBook()))
    await mine.open({ first: rulesOf })
    expect(wx.calls).toEqual([{ action: 'session.open', input: { cloudId: 'cloud-id-1' } }])
    await mine.get('rules.get', { groupId: 'g1' })
    expect(wx.requests).toBe(2)
  })

  test('asks once however many pages ask', async () => {
    mine.noteEnter(card('g1'))
    wx.answer(ok(opened('g1')))
    await Promise.all([mine.open({ groupId: 'g1', by: 'card' }), mine.open(), mine.open()])
    await mine.open()
    expect(wx.calls).toHaveLength(1)
  })

  test('opens again when another card is opened while alive', async () => {
    mine.noteEnter(card('g1'))
    wx.answer(ok(opened('g1')), ok(opened('g2')))
    await mine.open()
    mine.noteEnter(card('g2', 't2'))
    await mine.open()
    expect(mine.group()?.groupId).toBe('g2')
  })

  test('does not open again when the app only comes back', async () => {
    mine.noteEnter(card('g1'))
    wx.answer(ok(opened('g1')))
    await mine.open()
    mine.noteEnter(card('g1'))
    await mine.open()
    mine.noteEnter(fromRecent)
    await mine.open()
    expect(wx.calls).toHaveLength(1)
  })

  test('of two openings at once the later one counts, whichever answers first', async () => {
    const slow = later<unknown>()
    mine.noteEnter(card('g1'))
    wx.answer(() => slow.promise, ok(opened('g2')))
    const first = mine.open({ groupId: 'g1', by: 'card' })
    await Promise.resolve()
    mine.noteEnter(card('g2', 't2'))
    const second = await mine.open({ groupId: 'g2', by: 'card' })
    slow.resolve(ok(opened('g1')))
    expect(second.group?.groupId).toBe('g2')
    expect((await first).group?.groupId).toBe('g2')
    expect(mine.group()?.groupId).toBe('g2')
  })

  test('a failure is not remembered', async () => {
    mine.noteEnter(card('g1'))
    wx.answer(lost, ok(opened('g1')), lost, lost, ok(opened('g1')), ok(ruleBook()))
    await expect(mine.open()).rejects.toMatchObject({ code: 'unavailable' })
    await expect(mine.open()).resolves.toMatchObject({ entry: 'ok' })
    await expect(mine.reopen({ first: rulesOf })).rejects.toBeInstanceOf(CallError)
    await expect(mine.open({ first: rulesOf })).resolves.toMatchObject({ entry: 'ok' })
  })

  test('an id that is none of ours is not sent', async () => {
    mine.noteEnter({ ...card('x'), query: { g: '../../etc' }, scene: 1007 })
    wx.answer(ok(visitor()))
    await mine.open()
    expect(inputs()).toEqual([{}])
  })
})

describe('as time goes by', () => {
  test('what is known is good for a minute, then asked for again', async () => {
    mine.noteEnter(card('g1'))
    const seats = { taken: 13, cap: 15, idealMin: 10, idealMax: 15 }
    wx.answer(ok(opened('g1')), ok(session({ group: groupBar({ groupId: 'g1', seats }) })))
    await mine.open()
    now += 59_000
    expect((await mine.open()).group?.seats.taken).toBe(12)
    now += 2000
    expect((await mine.open()).group?.seats.taken).toBe(13)
  })

  test('the group asked for again is the one looked at, not the one of the card', async () => {
    wx.cloudId = 'cloud-id-1'
    mine.noteEnter(card('g1'))
    wx.answer(ok(opened('g1')), ok(opened('g2')), ok(opened('g2')))
    await mine.open()
    await mine.choose('g2')
    now += 61_000
    await mine.open()
    expect(inputs().at(-1)).toEqual({ groupId: 'g2' })
  })

  test('who was not let in is asked about anew when a page loads, with the proof of the chat', async () => {
    wx.cloudId = 'cloud-id-1'
    mine.noteEnter(card('g1'))
    wx.answer(ok(session({ entry: 'removed', group: null })), ok(opened('g1')))
    await Promise.all([mine.open({ groupId: 'g1', by: 'card' }), mine.open()])
    expect(wx.calls).toHaveLength(1)
    now += 5000
    await expect(mine.open({ groupId: 'g1', by: 'card' })).resolves.toMatchObject({ entry: 'ok' })
    expect(inputs().at(-1)).toMatchObject({ cloudId: 'cloud-id-1', groupId: 'g1' })
  })
})

describe('without a card', () => {
  test('opens the group looked at last, with its first questions', async () => {
    wx.storage.set('last-group', 'g7')
    mine.noteEnter(fromRecent)
    wx.answer(ok(opened('g7')), ok(ruleBook()))
    await mine.open({ first: rulesOf })
    expect(inputs()).toEqual([{ groupId: 'g7' }, { groupId: 'g7' }])
    expect(wx.requests).toBe(1)
  })

  test('forgets a group that is closed to me and goes on', async () => {
    wx.storage.set('last-group', 'g7')
    mine.noteEnter(fromRecent)
    wx.answer(ok(visitor()), ok(visitor()))
    await expect(mine.open()).resolves.toMatchObject({ entry: 'none' })
    expect(wx.storage.has('last-group')).toBe(false)
  })

  test('a member on a new phone sees the first of the groups', async () => {
    mine.noteEnter(fromRecent)
    wx.always('groups.list', { rows: [groupBar({ groupId: 'g3' })] })
    wx.answer(ok(session({ entry: 'none', group: null })), ok(opened('g3')))
    await expect(mine.open()).resolves.toMatchObject({ group: { groupId: 'g3' } })
  })

  test('a visitor is asked nothing more', async () => {
    mine.noteEnter(fromRecent)
    wx.answer(ok(visitor()))
    await expect(mine.open()).resolves.toMatchObject({ viewer: { kind: 'visitor' } })
    expect(wx.calls).toHaveLength(1)
  })
})

describe('choosing', () => {
  test('another group needs no proof and is remembered', async () => {
    wx.cloudId = 'cloud-id-1'
    mine.noteEnter(card('g1'))
    wx.answer(ok(opened('g1')), ok(opened('g2')))
    await mine.open()
    await mine.choose('g2')
    expect(inputs()[1]).toEqual({ groupId: 'g2' })
    await mine.open()
    expect(mine.group()?.groupId).toBe('g2')
    expect(wx.storage.get('last-group')).toBe('g2')
  })

  test('my own group after a card of another chat', async () => {
    wx.cloudId = 'cloud-id-1'
    wx.storage.set('last-group', 'g7')
    mine.noteEnter(card('g1'))
    wx.answer(ok(session({ entry: 'wrong-chat', group: null })), ok(opened('g7')))
    await mine.open()
    expect(mine.group()).toBeNull()
    await mine.openMine()
    expect(inputs()[1]).toEqual({ groupId: 'g7' })
    expect(mine.group()?.groupId).toBe('g7')
  })

  test('asking again takes a fresh proof', async () => {
    wx.cloudId = 'old'
    mine.noteEnter(card('g1'))
    wx.answer(ok(session({ entry: 'expired', group: null })), ok(opened('g1')))
    await mine.open()
    wx.cloudId = 'fresh'
    await mine.reopen()
    expect(inputs()[1]).toEqual({ cloudId: 'fresh', groupId: 'g1' })
  })

  test('a group that was left is not looked at again by itself', async () => {
    mine.noteEnter(fromRecent)
    wx.storage.set('last-group', 'g1')
    wx.answer(ok(opened('g1')), ok(visitor()))
    await mine.open()
    mine.leave('g1')
    expect(mine.group()).toBeNull()
    await mine.open()
    expect(inputs()[1]).toEqual({})
  })
})

test('two sessions share nothing', async () => {
  const other = createSession({
    call,
    batch,
    storage: { read: () => undefined, store: () => true, forget: () => undefined },
    chatProof,
    now: () => now,
    effectCount: () => 0,
    listGroups: () => Promise.resolve({ rows: [] }),
  })
  wx.answer(ok(opened('g1')))
  await mine.choose('g1')
  expect(other.current()).toBeUndefined()
})

test('rights go by the role in the group that is looked at, and in the company', () => {
  const owner = { kind: 'member', memberId: 'm', name: '', companyRole: 'owner' } as const
  const admin = session({ group: groupBar({ role: 'admin' }) })
  expect(mayHere(admin, 'rules.edit')).toBe(true)
  expect(mayHere({ ...admin, entry: 'archived' }, 'rules.edit')).toBe(false)
  expect(mayHere(session({ viewer: owner, group: null }), 'rules.edit')).toBe(true)
  expect(mayHere(session(), 'rules.edit')).toBe(false)
  expect(mayHere(visitor(), 'company.oversee')).toBe(false)
})
