import { createTextCheck, piecesOf } from '../../../../cloudfunctions/modules/content/text-check'
import { wasAway } from '../../../../cloudfunctions/platform/errors'
import type { SeenText } from '../../../../miniprogram/contract/seen'
import { AppError } from '../../../../cloudfunctions/kernel/errors'
import { passTexts } from '../../../../cloudfunctions/kernel/text-check'

type Verdict = 'pass' | 'review' | 'risky'

/** WeChat's side: refuses what holds a marked word, and remembers what it was asked. */
function weChat(words: Record<string, Verdict> = {}) {
  const asked: string[] = []
  const suggest = (content: string): Promise<Verdict> => {
    asked.push(content)
    const hit = Object.keys(words).find((word) => content.includes(word))
    return Promise.resolve(hit ? words[hit]! : 'pass')
  }
  return { asked, check: createTextCheck(suggest) }
}

const rule = (path: string, text: string): SeenText => ({ path, kind: 'rules', text })
const post = (path: string, text: string): SeenText => ({ path, kind: 'post', text })

describe('the check of texts', () => {
  it('[R1] lets rules name what they forbid and says where', async () => {
    const { check } = weChat()
    const verdict = await check([rule('a', '今天开会'), rule('b', '不得收受回扣。')], 'o')
    expect(verdict).toEqual({
      verdict: 'pass',
      findings: [
        { path: 'b', word: '回扣', level: 'forbid', category: 'kickback', start: 4, end: 6 },
      ],
    })
  })

  it('[R1] refuses a post by our own standard without asking WeChat', async () => {
    const { asked, check } = weChat()
    const texts = [post('a', '今天开会'), post('b', '有回扣'), post('c', '飞单')]
    expect(await check(texts, 'o')).toEqual({ verdict: 'risky', path: 'b', word: '回扣' })
    expect(asked).toEqual([])
  })

  it('[R1] holds a post that wants a look', async () => {
    expect(await weChat().check([post('a', '独一无二')], 'o')).toEqual({
      verdict: 'review',
      path: 'a',
      word: '独一无二',
    })
  })

  it('sends short texts together, and nothing for empty ones', async () => {
    const { asked, check } = weChat()
    await check([rule('a', '甲'), rule('b', ' '), rule('c', '乙')], 'o')
    expect(asked).toEqual(['甲\n乙'])
    await check([rule('a', '')], 'o')
    expect(asked).toHaveLength(1)
  })

  it('fills a check up to 2,500 characters and no further', async () => {
    const { asked, check } = weChat()
    await check([rule('a', '字'.repeat(1250)), rule('b', '字'.repeat(1249))], 'o')
    expect(asked.map(({ length }) => length)).toEqual([2500])
    await check([rule('a', '字'.repeat(1251)), rule('b', '字'.repeat(1249))], 'o')
    expect(asked.slice(1).map(({ length }) => length)).toEqual([1251, 1249])
  })

  it("names the text that WeChat's check refused, for rules as well", async () => {
    const { check } = weChat({ 坏: 'risky', 疑: 'review' })
    expect(await check([rule('a', '好'), rule('b', '坏')], 'o')).toEqual({
      verdict: 'risky',
      path: 'b',
      word: null,
    })
    expect(await check([rule('a', '好'), rule('b', '疑')], 'o')).toMatchObject({
      verdict: 'review',
      path: 'b',
    })
  })

  it('names the first text when only all of them together were refused', async () => {
    const { check } = weChat({ '上\n下': 'risky' })
    expect(await check([rule('a', '上'), rule('b', '下')], 'o')).toEqual({
      verdict: 'risky',
      path: 'a',
      word: null,
    })
  })

  it('asks once about a text that travels alone', async () => {
    const { asked, check } = weChat({ 坏: 'risky' })
    expect(await check([rule('a', '坏')], 'o')).toMatchObject({ verdict: 'risky', path: 'a' })
    expect(asked).toHaveLength(1)
  })

  it('finds what stands at the end of a text of 6,000 characters', async () => {
    const { asked, check } = weChat({ 坏: 'risky' })
    const text = `${'今天开会。'.repeat(1200)}坏`
    expect(await check([rule('a', '好'), rule('b', text)], 'o')).toMatchObject({
      verdict: 'risky',
      path: 'b',
    })
    expect(asked.every(({ length }) => length <= 2500)).toBe(true)
  })

  it('passes on that WeChat did not answer', async () => {
    const check = createTextCheck(() => Promise.reject(new AppError('unavailable')))
    await expect(check([post('a', '你好')], 'o')).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('pieces of a long text', () => {
  it('leaves a text that fits alone', () => {
    expect(piecesOf('字'.repeat(2500))).toEqual(['字'.repeat(2500)])
  })

  it('ends a piece with a sentence and begins the next 20 characters before', () => {
    const text = `${'字'.repeat(1999)}。${'句'.repeat(1000)}`
    expect(piecesOf(text)).toEqual([text.slice(0, 2000), text.slice(1980)])
  })

  it('cuts where it must when there is no sentence, never inside of a character', () => {
    const text = `x${'😀'.repeat(3000)}`
    const pieces = piecesOf(text)
    expect(pieces.every((piece) => piece.length <= 2500)).toBe(true)
    expect(pieces.every((piece) => !/\p{Cs}/u.test(piece))).toBe(true)
    expect(pieces.at(-1)).toMatch(/😀$/u)
  })

  it('has every 20 characters of the text whole in some piece', () => {
    const text = Array.from({ length: 8000 }, (_, i) => String.fromCharCode(0x4e00 + i)).join('')
    const pieces = piecesOf(text)
    for (let at = 0; at + 20 <= text.length; at += 1) {
      expect(pieces.some((piece) => piece.includes(text.slice(at, at + 20)))).toBe(true)
    }
  })
})

describe('who was not here within two hours', () => {
  it.each([
    [{ errCode: 40003 }, true],
    [{ errCode: 61010 }, true],
    [{ errCode: 45009 }, false],
    [new Error('timeout'), false],
    [null, false],
  ])('%j: %s', (error, expected) => {
    expect(wasAway(error)).toBe(expected)
  })
})

describe('texts on their way into a command', () => {
  it('[R1] gives back what was found in rules', async () => {
    const texts = [rule('clauses.0.text', '严禁飞单。')]
    const found = await passTexts({ checkTexts: weChat().check }, texts, 'o')
    expect(found).toMatchObject([{ path: 'clauses.0.text', word: '飞单' }])
  })

  it.each([
    ['飞单吧', '「飞单」不能用'],
    ['独一无二', '「独一无二」需要人工复核，暂时不能提交，请换个说法'],
    ['坏', '内容不合规范，请换个说法'],
    ['疑', '内容需要人工复核，暂时不能提交，请换个说法'],
  ])('refuses 「%s」 at its field: %s', async (text, message) => {
    const { check } = weChat({ 坏: 'risky', 疑: 'review' })
    const texts: SeenText[] = [{ path: 'name', kind: 'name', text: '好' }, post('focus', text)]
    await expect(passTexts({ checkTexts: check }, texts, 'o')).rejects.toMatchObject({
      code: 'invalid-argument',
      message,
      fields: { focus: message },
    })
  })
})
