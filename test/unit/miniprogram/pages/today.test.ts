import { createPhone, type Phone } from '../../../kit/phone'
import { Refusal, serverOf, type Answers } from '../kit/server'
import { groupBar, NOW, session } from '../kit/views'

interface Today {
  status: string
  content: { figures: unknown[]; news: unknown[]; due: { key: string }[] } | null
  isManager: boolean
}
interface Board {
  status: string
  scope: string
  groups: { lines: { groupId: string }[]; hasMore: boolean } | null
  content: { about: string } | null
  moreFailed: string
}

const manager = { kind: 'member', memberId: 'm', name: '', companyRole: 'manager' } as const
const place = (count: number) => ({
  groupId: `g${count}`,
  name: `群${count}`,
  members: 1,
  points: 1,
  perHeadHundredths: 100,
  place: count,
})
const range = { from: NOW, to: NOW + 1 }
let answers: Answers
let phone: Phone
beforeEach(() => {
  answers = {
    'session.open': () => session(),
    'today.get': () => ({ name: '陈一诺', group: groupBar(), due: [], duties: [] }),
    'notice.news': () => ({ rows: [], unread: 0 }),
    'board.figures': () => ({ groupId: 'g1', weekPoints: 1, monthPoints: 2, place: 3, of: 12 }),
    'board.get': ({ scope, period }: { scope: string; period: string }) => ({
      scope,
      period,
      periodKey: '2026-11',
      range,
      total: 1,
      top: [],
      mine: null,
      rule: { text: '', tieOrder: '同分先到者在前' },
      asOf: NOW,
    }),
  }
  phone = createPhone(serverOf(answers))
})

describe('今日', () => {
  test('opened from a card is one call with everything in it', async () => {
    phone.enter({ query: { g: 'g1' }, scene: 1007 })
    const page = await phone.open<Today>('/pages/today/today?g=g1')
    expect(page.data.status).toBe('ready')
    expect(page.data.content?.figures).toHaveLength(3)
    expect(phone.wx.requests).toBe(1)
    expect(phone.wx.calls.map(({ action }) => action)).toEqual([
      'session.open',
      'today.get',
      'notice.news',
      'board.figures',
    ])
  })

  test('of a manager who only looks on goes without figures', async () => {
    answers['session.open'] = () => session({ viewer: manager, group: groupBar({ role: null }) })
    delete answers['board.figures']
    phone.enter({ query: { g: 'g1' }, scene: 1007 })
    const page = await phone.open<Today>('/pages/today/today?g=g1')
    expect(page.data).toMatchObject({ status: 'ready', isManager: true, content: { figures: [] } })
  })

  test('does not pass over a part that failed', async () => {
    answers['board.figures'] = () => {
      throw new Refusal('unavailable')
    }
    const page = await phone.open<Today>('/pages/today/today')
    expect(page.data.status).toBe('error')
  })

  test('[R5] a row that points somewhere makes that page load again', async () => {
    const page = await phone.open<Today>('/pages/today/today')
    const before = phone.wx.requests
    await page.show()
    expect(phone.wx.requests).toBe(before)
    await page.tap('onOpen', { target: { route: 'rules.read', params: { g: 'g1' } } })
    expect(phone.wx.visited).toEqual(['/pages/rules/rules'])
    await page.show()
    expect(phone.wx.requests).toBeGreaterThan(before)
  })
})

describe('榜单', () => {
  test('opened from a card is one call', async () => {
    phone.enter({ query: { g: 'g1' }, scene: 1007 })
    const page = await phone.open<Board>('/pages/board/board?g=g1&scope=company')
    expect(page.data).toMatchObject({ status: 'ready', scope: 'company' })
    expect(phone.wx.requests).toBe(1)
    expect(phone.wx.calls[1]).toEqual({
      action: 'board.get',
      input: { scope: 'company', period: 'month' },
    })
  })

  test('[P3] groups side by side go on page by page', async () => {
    answers['session.open'] = () => session({ viewer: manager })
    answers['board.groups'] = ({ cursor }: { cursor?: string }) => ({
      period: 'month',
      periodKey: '2026-11',
      asOf: NOW,
      ...(cursor ? { rows: [place(2)] } : { rows: [place(1)], next: 'c1' }),
    })
    const page = await phone.open<Board>('/pages/board/board')
    await page.tap('onScope', { value: 'groups' })
    expect(page.data.groups).toMatchObject({ hasMore: true, lines: [{ groupId: 'g1' }] })
    await page.tap('onMore')
    expect(page.data.groups).toMatchObject({
      hasMore: false,
      lines: [{ groupId: 'g1' }, { groupId: 'g2' }],
    })
  })

  test('goes to the scope that another page asks for, also when it is fresh', async () => {
    const board = await phone.open<Board>('/pages/board/board')
    await board.tap('onScope', { value: 'company' })
    expect(board.data.scope).toBe('company')
    const today = await phone.open<Today>('/pages/today/today')
    await today.tap('onBoard')
    await board.show()
    await phone.settled()
    expect(board.data.scope).toBe('group')
  })
})
