import {
  chooseGroup,
  currentGroup,
  noteEnter,
  openMine,
  openSession,
  reopenSession,
  resetSession,
  takeRules,
} from '../../../miniprogram/services/session'
import { installWx, lost, ok, type FakeWx } from './kit/fake-wx'
import { groupBar, ruleBook, session, visitor } from './kit/views'

let wx: FakeWx
beforeEach(() => {
  wx = installWx()
  resetSession()
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

describe('opening from a card', () => {
  test('sends the raw proof and the named group in one call, rules along', async () => {
    wx.cloudId = 'cloud-id-1'
    noteEnter(card('g1'))
    wx.answer(ok(session({ rules: ruleBook() })))
    await openSession({ groupId: 'g1', by: 'card', page: 'rules' })
    expect(inputs()).toEqual([{ cloudId: 'cloud-id-1', groupId: 'g1', page: 'rules' }])
    expect(takeRules('g1')).toMatchObject({ version: 3 })
    expect(takeRules('g1')).toBeUndefined()
  })

  test('asks once however many pages ask', async () => {
    noteEnter(card('g1'))
    wx.answer(ok(opened('g1')))
    await Promise.all([openSession({ groupId: 'g1', by: 'card' }), openSession(), openSession()])
    await openSession()
    expect(wx.calls).toHaveLength(1)
  })

  test('opens again when another card is opened while alive', async () => {
    noteEnter(card('g1'))
    wx.answer(ok(opened('g1')), ok(opened('g2')))
    await openSession()
    noteEnter(card('g2', 't2'))
    await openSession()
    expect(currentGroup()?.groupId).toBe('g2')
  })

  test('does not open again when the app only comes back', async () => {
    noteEnter(card('g1'))
    wx.answer(ok(opened('g1')))
    await openSession()
    noteEnter(card('g1'))
    await openSession()
    noteEnter(fromRecent)
    await openSession()
    expect(wx.calls).toHaveLength(1)
  })

  test('of two openings at once the later one counts, whichever answers first', async () => {
    const slow = later<unknown>()
    noteEnter(card('g1'))
    wx.answer(() => slow.promise, ok(opened('g2')))
    const first = openSession({ groupId: 'g1', by: 'card' })
    await Promise.resolve()
    noteEnter(card('g2', 't2'))
    const second = await openSession({ groupId: 'g2', by: 'card' })
    slow.resolve(ok(opened('g1')))
    expect(second.group?.groupId).toBe('g2')
    expect((await first).group?.groupId).toBe('g2')
    expect(currentGroup()?.groupId).toBe('g2')
  })

  test('a failure is not remembered', async () => {
    noteEnter(card('g1'))
    wx.answer(lost, ok(opened('g1')))
    await expect(openSession()).rejects.toMatchObject({ code: 'unavailable' })
    await expect(openSession()).resolves.toMatchObject({ entry: 'ok' })
  })

  test('an id that is none of ours is not sent', async () => {
    noteEnter({ ...card('x'), query: { g: '../../etc' }, scene: 1007 })
    wx.answer(ok(visitor()))
    await openSession()
    expect(inputs()).toEqual([{ page: 'other' }])
  })
})

describe('as time goes by', () => {
  let now: number
  beforeEach(() => {
    now = 1_800_000_000_000
    jest.spyOn(Date, 'now').mockImplementation(() => now)
  })
  afterEach(() => jest.restoreAllMocks())

  test('what is known is good for a minute, then asked for again', async () => {
    noteEnter(card('g1'))
    const seats = { taken: 13, cap: 15, idealMin: 10, idealMax: 15 }
    wx.answer(ok(opened('g1')), ok(session({ group: groupBar({ groupId: 'g1', seats }) })))
    await openSession()
    now += 59_000
    expect((await openSession()).group?.seats.taken).toBe(12)
    now += 2000
    expect((await openSession()).group?.seats.taken).toBe(13)
  })

  test('the group asked for again is the one looked at, not the one of the card', async () => {
    wx.cloudId = 'cloud-id-1'
    noteEnter(card('g1'))
    wx.answer(ok(opened('g1')), ok(opened('g2')), ok(opened('g2')))
    await openSession()
    await chooseGroup('g2')
    now += 61_000
    await openSession()
    expect(inputs().at(-1)).toEqual({ groupId: 'g2', page: 'other' })
  })

  test('who was not let in is asked about anew when a page loads, with the proof of the chat', async () => {
    wx.cloudId = 'cloud-id-1'
    noteEnter(card('g1'))
    wx.answer(ok(session({ entry: 'removed', group: null })), ok(opened('g1')))
    await Promise.all([openSession({ groupId: 'g1', by: 'card' }), openSession()])
    expect(wx.calls).toHaveLength(1)
    now += 5000
    await expect(openSession({ groupId: 'g1', by: 'card' })).resolves.toMatchObject({ entry: 'ok' })
    expect(inputs().at(-1)).toMatchObject({ cloudId: 'cloud-id-1', groupId: 'g1' })
  })
})

describe('without a card', () => {
  test('opens the group looked at last', async () => {
    wx.storage.set('last-group', 'g7')
    noteEnter(fromRecent)
    wx.answer(ok(opened('g7')))
    await openSession()
    expect(inputs()).toEqual([{ groupId: 'g7', page: 'other' }])
  })

  test('forgets a group that is closed to me and goes on', async () => {
    wx.storage.set('last-group', 'g7')
    noteEnter(fromRecent)
    wx.answer(ok(visitor()), ok(visitor()))
    await expect(openSession()).resolves.toMatchObject({ entry: 'none' })
    expect(wx.storage.has('last-group')).toBe(false)
  })

  test('a member on a new phone sees the first of the groups', async () => {
    noteEnter(fromRecent)
    wx.always('groups.list', { rows: [groupBar({ groupId: 'g3' })] })
    wx.answer(ok(session({ entry: 'none', group: null })), ok(opened('g3')))
    await expect(openSession()).resolves.toMatchObject({ group: { groupId: 'g3' } })
  })

  test('a visitor is asked nothing more', async () => {
    noteEnter(fromRecent)
    wx.answer(ok(visitor()))
    await expect(openSession()).resolves.toMatchObject({ viewer: { kind: 'visitor' } })
    expect(wx.calls).toHaveLength(1)
  })
})

describe('choosing', () => {
  test('another group needs no proof and is remembered', async () => {
    wx.cloudId = 'cloud-id-1'
    noteEnter(card('g1'))
    wx.answer(ok(opened('g1')), ok(opened('g2')))
    await openSession()
    await chooseGroup('g2')
    expect(inputs()[1]).toEqual({ groupId: 'g2', page: 'other' })
    await openSession()
    expect(currentGroup()?.groupId).toBe('g2')
    expect(wx.storage.get('last-group')).toBe('g2')
  })

  test('my own group after a card of another chat', async () => {
    wx.cloudId = 'cloud-id-1'
    wx.storage.set('last-group', 'g7')
    noteEnter(card('g1'))
    wx.answer(ok(session({ entry: 'wrong-chat', group: null })), ok(opened('g7')))
    await openSession()
    expect(currentGroup()).toBeNull()
    await openMine()
    expect(inputs()[1]).toEqual({ groupId: 'g7', page: 'other' })
    expect(currentGroup()?.groupId).toBe('g7')
  })

  test('asking again takes a fresh proof', async () => {
    wx.cloudId = 'old'
    noteEnter(card('g1'))
    wx.answer(ok(session({ entry: 'expired', group: null })), ok(opened('g1')))
    await openSession()
    wx.cloudId = 'fresh'
    await reopenSession()
    expect(inputs()[1]).toEqual({ cloudId: 'fresh', groupId: 'g1', page: 'other' })
  })
})
