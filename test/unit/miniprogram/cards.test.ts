import {
  fitted,
  HEIGHT,
  paint,
  WIDTH,
  type Brush,
} from '../../../miniprogram/components/card-picture/paint'
import {
  boardCard,
  inviteCard,
  newRulesCard,
  plainRulesCard,
  rulesCard,
  type Card,
} from '../../../miniprogram/ui/cards'
import { shareCard } from '../../../miniprogram/ui/share'
import { groupBar, NOW } from './kit/views'

const rules = { groupId: 'g1', version: 3, confirmed: 9, total: 12 }
const seats = (taken: number) => groupBar({ seats: { taken, cap: 15, idealMin: 10, idealMax: 15 } })

describe('cards', () => {
  test('the rules say version and count, in the title and in the picture', () => {
    expect(rulesCard(rules)).toMatchObject({
      title: '本群群规 v3 · 9/12 已确认',
      path: '/pages/rules/rules?g=g1',
      face: { figure: '9', of: '/ 12', percent: 75 },
    })
    expect(rulesCard({ ...rules, confirmed: 12 }).face.note).toBe('全部已确认')
    expect(rulesCard({ ...rules, confirmed: 0, total: 0 }).face.percent).toBe(0)
    expect(plainRulesCard(undefined)).toMatchObject({
      title: '本群群规',
      path: '/pages/rules/rules',
    })
  })

  test('a new version says whether everyone has to confirm again', () => {
    expect(newRulesCard('g1', 4, true).title).toBe('本群群规 v4 · 请读完并确认')
    expect(newRulesCard('g1', 4, false).title).toBe('本群群规 v4 · 有小改动')
  })

  test('a board names its period by date and nobody by name', () => {
    const { title, face } = boardCard(groupBar(), { period: 'month', total: 12 }, NOW)
    expect(title).toBe('华东客户维护群 · 积分榜')
    expect(face).toMatchObject({ figure: '12', of: '人在榜', note: '11月1日–11月30日' })
    expect(boardCard(null, null, NOW).title).toBe('本群 · 积分榜')
  })

  test('an invitation counts the seats that are left', () => {
    expect(inviteCard(seats(12), true)).toMatchObject({
      title: '加入「华东客户维护群」 · 还有 3 个席位',
      path: '/pages/rules/rules?g=g1',
      face: { figure: '12', of: '/ 15', percent: 80 },
    })
    expect(inviteCard(seats(15), true).title).toContain('席位已满，可排候补')
  })

  test('the card of an unbound group names it, so that one tap binds the chat it is opened in [P1]', () => {
    expect(inviteCard(seats(12), false).path).toBe('/subpackages/group/home/home?g=g1')
  })
})

describe('sharing', () => {
  const card: Card = rulesCard(rules)
  const plain = { title: card.title, path: card.path }
  const page = (painter: unknown) => ({ selectComponent: () => painter })

  test('sends the picture that the page drew', async () => {
    const shared = shareCard(page({ draw: () => Promise.resolve('wxfile://tmp/card.jpg') }), card)
    expect(shared).toMatchObject(plain)
    expect(await (shared as { promise: unknown }).promise).toEqual({
      ...plain,
      imageUrl: 'wxfile://tmp/card.jpg',
    })
  })

  test('goes without one when nothing could be drawn', async () => {
    const shared = shareCard(page({ draw: () => Promise.reject(new Error('no canvas')) }), card)
    expect(await (shared as { promise: unknown }).promise).toEqual(plain)
    expect(shareCard(page(null), card)).toEqual(plain)
  })
})

describe('the picture', () => {
  /** Every letter is as wide as half its size. */
  function brush() {
    const texts: { text: string; x: number; y: number }[] = []
    const bars: number[] = []
    let right = 0
    const size = () => Number(/(\d+)px/.exec(drawn.font)?.[1])
    const drawn: Brush = {
      fillStyle: '',
      font: '10px sans-serif',
      textBaseline: '',
      fillRect: () => undefined,
      fillText: (text, x, y) => texts.push({ text, x, y }),
      measureText: (text) => ({ width: (Array.from(text).length * size()) / 2 }),
      beginPath: () => (right = 0),
      moveTo: (x) => (right = Math.max(right, x)),
      arcTo: (x1, _y1, x2) => (right = Math.max(right, x1, x2)),
      closePath: () => undefined,
      fill: () => bars.push(right),
    }
    return { drawn, texts, bars }
  }

  test('keeps every line inside', () => {
    const { drawn, texts } = brush()
    const long = '一个特别长的群名称'.repeat(6)
    paint(drawn, { matter: long, figure: '12', of: long, note: long, percent: 80 })
    expect(texts).toHaveLength(4)
    expect(texts.filter(({ text }) => text.endsWith('…'))).toHaveLength(3)
    expect(texts.every(({ y }) => y < HEIGHT)).toBe(true)
  })

  test('draws a bar as long as the share, and none without one', () => {
    const face = { matter: 'a', figure: '9', of: '/ 12', note: 'b' }
    const half = brush()
    paint(half.drawn, { ...face, percent: 50 })
    expect(half.bars).toEqual([WIDTH - 40, 40 + (WIDTH - 80) / 2])
    const none = brush()
    paint(none.drawn, { ...face, percent: null })
    expect(none.bars).toEqual([])
    const zero = brush()
    paint(zero.drawn, { ...face, percent: 0 })
    expect(zero.bars).toHaveLength(1)
  })

  test('cuts between whole characters', () => {
    const { drawn } = brush()
    drawn.font = '20px sans-serif'
    expect(fitted(drawn, '群规', 20)).toBe('群规')
    expect(fitted(drawn, '𠮷𠮷𠮷', 20)).toBe('𠮷…')
  })
})
