import { createPhone, type Phone } from '../../../kit/phone'
import { Refusal, serverOf, type Answers } from '../kit/server'
import { groupBar, ruleBook, session } from '../kit/views'

interface Shown {
  status: string
  reader: { version: number; isDue: boolean; progress: { text: string } } | null
  bar: { canConfirm: boolean; text: string } | null
  thanks: { earned: number } | null
  problem: { text: string } | null
  canWrite: boolean
  isUnwritten: boolean
}

const FROM_CARD = { path: 'pages/rules/rules', query: { g: 'g1' }, scene: 1044, shareTicket: 't' }
let book = ruleBook()
let answers: Answers
let phone: Phone
beforeEach(() => {
  book = ruleBook()
  answers = {
    'session.open': () => session(),
    'rules.get': () => book,
    'rules.changes': () => ({ from: 2, to: 4, changes: [] }),
    'rules.acknowledge': () => ({ version: 3, at: Date.now(), earned: 5 }),
    'notice.grant': () => ({ credits: { todo: 1 } }),
  }
  phone = createPhone(serverOf(answers))
})

async function openFromCard() {
  phone.wx.cloudId = 'proof-of-the-chat'
  phone.enter(FROM_CARD)
  return phone.open<Shown>('/pages/rules/rules?g=g1')
}
/** Removed clauses are read too. */
const ENDS = 4

describe('the rules page, opened from a card', () => {
  test('is there after one call', async () => {
    const page = await openFromCard()
    expect(page.data).toMatchObject({ status: 'ready', reader: { version: 3, isDue: true } })
    expect(phone.wx.requests).toBe(1)
    expect(phone.wx.calls[0]?.input).toEqual({ cloudId: 'proof-of-the-chat', groupId: 'g1' })
    expect(page.card()).toMatchObject({
      title: '本群群规 v3 · 9/12 已确认',
      path: '/pages/rules/rules?g=g1',
    })
  })

  test('is confirmed at the end and not before, and says what it earned', async () => {
    const page = await openFromCard()
    await page.tap('onConfirm')
    expect(phone.wx.calls.map(({ action }) => action)).not.toContain('rules.acknowledge')
    for (let index = 0; index < ENDS; index += 1) await page.see('.clause-end', { index })
    expect(page.data.bar?.canConfirm).toBe(true)
    await page.tap('onConfirm')
    const sent = phone.wx.calls.find(({ action }) => action === 'rules.acknowledge')
    expect(sent?.input).toEqual({ groupId: 'g1', version: 3 })
    expect(sent?.idempotencyKey).toMatch(/^\w{24}$/)
    expect(page.data).toMatchObject({
      reader: { isDue: false, progress: { text: '10/12 已确认' } },
      thanks: { earned: 5 },
      bar: null,
    })
  })

  test('[R6] the thanks are put away when the page hides', async () => {
    const page = await openFromCard()
    await page.see('.clause-end', { index: ENDS - 1 })
    await page.tap('onConfirm')
    expect(page.data.thanks).not.toBeNull()
    await page.hide()
    expect(page.data.thanks).toBeNull()
  })

  test('a newer version that came out while reading is shown, and said', async () => {
    const page = await openFromCard()
    await page.see('.clause-end', { index: ENDS - 1 })
    answers['rules.acknowledge'] = () => {
      book = ruleBook({ version: 4 })
      throw new Refusal('conflict')
    }
    await page.tap('onConfirm')
    expect(page.data).toMatchObject({ reader: { version: 4 }, problem: { text: '现在不行' } })
  })

  test('[P10] a busy cloud is asked again while the person waits, with a word', async () => {
    const page = await openFromCard()
    await page.see('.clause-end', { index: ENDS - 1 })
    let tries = 0
    answers['rules.acknowledge'] = () => {
      tries += 1
      if (tries < 3) throw new Refusal('unavailable')
      return { version: 3, at: Date.now(), earned: 5 }
    }
    jest.useFakeTimers()
    try {
      await page.tap('onConfirm')
      expect(page.data.status).toBe('submitting')
      await jest.advanceTimersByTimeAsync(10_000)
      await phone.settled()
    } finally {
      jest.useRealTimers()
    }
    expect(phone.wx.toasts).toContain('人多，正在排队')
    expect(page.data).toMatchObject({ status: 'ready', thanks: { earned: 5 }, problem: null })
    const keys = phone.wx.calls.flatMap(({ action, idempotencyKey }) =>
      action === 'rules.acknowledge' ? [idempotencyKey] : [],
    )
    expect([keys.length, new Set(keys).size]).toEqual([3, 1])
  })
})

describe('a group without rules', () => {
  test.each([
    ['member', false],
    ['admin', true],
  ] as const)('lets a %s write them: %s', async (role, canWrite) => {
    answers['session.open'] = () => session({ group: groupBar({ role }) })
    answers['rules.get'] = () => null
    const page = await openFromCard()
    expect(page.data).toMatchObject({ status: 'empty', isUnwritten: true, canWrite })
    expect(phone.wx.requests).toBe(1)
  })
})

test('two phones share nothing', async () => {
  await openFromCard()
  const other = createPhone(serverOf(answers))
  other.enter()
  const page = await other.open<Shown>('/pages/rules/rules')
  expect(other.wx.calls[0]).toEqual({ action: 'session.open', input: {} })
  expect(page.data.status).toBe('ready')
})
