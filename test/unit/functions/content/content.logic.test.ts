import fc from 'fast-check'
import {
  findWords,
  mergeWords,
  OWN_CATEGORY,
  verdictOf,
  WORD_LENGTH,
  type WordEntry,
} from '../../../../cloudfunctions/modules/content/content.logic'
import { foldText } from '../../../../cloudfunctions/modules/content/segments'
import {
  WORD_CATEGORIES,
  WORD_STANDARD,
} from '../../../../cloudfunctions/modules/content/word-standard'
import { STARTER_CLAUSES } from '../../../../cloudfunctions/modules/rules/starter-clauses'
import { CLAUSES } from './clauses'
import { INNOCENT, MUST_FIND } from './must-find'

const entry = (word: string, level: WordEntry['level'] = 'forbid'): WordEntry => ({
  word,
  level,
  category: 'kickback',
  since: '2026-11-28',
})
const KICKBACK = [entry('回扣')]
const wordsIn = (text: string, list: readonly WordEntry[] = WORD_STANDARD) =>
  findWords(text, list).map(({ word }) => word)
const verdict = (kind: Parameters<typeof verdictOf>[0], text: string) =>
  verdictOf(kind, findWords(text, WORD_STANDARD)).verdict

describe('the word list', () => {
  it('[R1] has at least 120 words, each once, each with a level, a category and the day it came', () => {
    expect(WORD_STANDARD.length).toBeGreaterThanOrEqual(120)
    const folded = WORD_STANDARD.map(({ word }) => foldText(word))
    expect(new Set(folded).size).toBe(folded.length)
    for (const { word, level, category, since } of WORD_STANDARD) {
      expect([...word].length).toBeGreaterThanOrEqual(WORD_LENGTH.min)
      expect([...word].length).toBeLessThanOrEqual(WORD_LENGTH.max)
      expect(['never', 'forbid', 'review']).toContain(level)
      expect(Object.keys(WORD_CATEGORIES)).toContain(category)
      expect(since).toMatch(/^\d{4}-\d\d-\d\d$/)
    }
  })

  it('[R1] keeps every innocent word for a word that it holds, and that is found without it', () => {
    for (const listed of WORD_STANDARD) {
      for (const longer of listed.unless ?? []) {
        expect(foldText(longer)).toContain(foldText(listed.word))
        expect(wordsIn(longer, [listed])).toEqual([])
        expect(wordsIn(longer, [{ ...listed, unless: [] }])).toEqual([listed.word])
      }
    }
  })

  it('[R1] finds every word of the list in a text that is only that word', () => {
    for (const listed of WORD_STANDARD) {
      expect(wordsIn(listed.word, [listed])).toEqual([listed.word])
    }
  })
})

describe('rules that forbid a thing', () => {
  it.each(CLAUSES)('[R1] may name it: %s', (text) => {
    expect(verdict('rules', text)).toBe('pass')
  })

  it('[R1] are 120 and tell their reviewer what they name', () => {
    expect(new Set(CLAUSES).size).toBe(120)
    expect(wordsIn(CLAUSES[0]!)).toEqual(['飞单', '私单', '回扣'])
    expect(wordsIn(CLAUSES[1]!)).toEqual(['保本保息', '稳赚不赔'])
    expect(wordsIn(CLAUSES[2]!)).toEqual(['刷单', '代开发票'])
    expect(wordsIn(CLAUSES[3]!)).toEqual(['全国第一', '国家级'])
  })

  it.each(STARTER_CLAUSES.map(({ text }) => text))('[R1] the starter says: %s', (text) => {
    expect(verdict('rules', text)).toBe('pass')
  })
})

describe('texts that must be found', () => {
  it('[R1] are 120', () => {
    expect(new Set(MUST_FIND.map(([text]) => text)).size).toBe(120)
  })

  it.each(MUST_FIND)('[R1] %s: %s', (text, word) => {
    expect(wordsIn(text)).toContain(word)
    expect(verdict('post', text)).not.toBe('pass')
    expect(verdict('name', text)).not.toBe('pass')
  })
})

describe('innocent texts', () => {
  it('[R2] are at least 60', () => {
    expect(new Set(INNOCENT).size).toBeGreaterThanOrEqual(60)
  })

  it.each(INNOCENT)('[R2] %s', (text) => {
    expect(wordsIn(text)).toEqual([])
  })
})

describe('what a hit may stretch over', () => {
  it.each([
    ...['回扣', '回 扣', '回*扣', '回 * 扣', '回\u200b扣', '回・扣', '回　扣', '回🙂扣', '回/扣'],
    ...['有回 扣', '回 扣好商量', '给你回*扣好商量', '有回扣拿', '回_扣', '(回扣)', '「回扣」'],
  ])('[R2] finds 「%s」', (text) => {
    expect(wordsIn(text, KICKBACK)).toEqual(['回扣'])
  })

  it.each([
    ...['收回 扣分', '收回  扣分', '收回-扣分', '收回🙂扣分', '收回 🙂 扣分', '收回 * 扣分'],
    ...['回，扣', '回。扣', '回；扣', '回：扣', '回！扣', '回？扣', '回、扣', '回\n扣', '回\r\n扣'],
    ...['回「扣', '回（扣', '回”扣', '回,扣', '回!扣', '回?扣', '回:扣', '回;扣', '回(扣', '回"扣'],
    ...['收回，扣2分', '交回。扣分', '回…，扣', '回《扣》'],
  ])('[R2] finds nothing in 「%s」', (text) => {
    expect(wordsIn(text, KICKBACK)).toEqual([])
  })

  it('[R2] lets a word of several characters stand in whole runs, not in parts of them', () => {
    const list = [entry('稳赚不赔')]
    expect(wordsIn('稳赚 不赔', list)).toEqual(['稳赚不赔'])
    expect(wordsIn('说稳赚 不赔钱', list)).toEqual([])
  })

  it('[R1] ends Latin words where the text ends them', () => {
    const list = [entry('加v'), entry('vx')]
    expect(wordsIn('加V', list)).toEqual(['加v'])
    expect(wordsIn('加V 吧', list)).toEqual(['加v'])
    expect(wordsIn('加VIP', list)).toEqual([])
    expect(wordsIn('mvx', list)).toEqual([])
    expect(wordsIn('看VX号', list)).toEqual(['vx'])
  })

  it('[R1] tells where in the text as it was written', () => {
    const text = '𠮷说：有回\u200b 扣'
    const [finding] = findWords(text, KICKBACK)
    expect(text.slice(finding!.start, finding!.end)).toBe('回\u200b 扣')
  })

  it('[R1] finds a word inside of the beginning of another, and the longest of those in one place', () => {
    const list = [entry('甲乙丙丁'), entry('乙丙'), entry('甲乙丙')]
    expect(wordsIn('甲乙丙戊', list)).toEqual(['甲乙丙'])
    expect(wordsIn('乙丙丁', list)).toEqual(['乙丙'])
    expect(wordsIn('甲乙丙丁', list)).toEqual(['甲乙丙丁'])
  })

  it('[R1] keeps a worse word that a milder, longer one holds', () => {
    const list = [entry('甲乙丙', 'review'), entry('乙丙', 'forbid')]
    expect(wordsIn('甲乙丙', list)).toEqual(['甲乙丙', '乙丙'])
  })

  it('[R2] keeps innocent words innocent only where they stand in one piece', () => {
    const list = [{ ...entry('刷单'), unless: ['印刷单'] }]
    expect(wordsIn('印刷单价', list)).toEqual([])
    expect(wordsIn('印，刷单', list)).toEqual(['刷单'])
    expect(wordsIn('印 刷单', list)).toEqual(['刷单'])
    expect(wordsIn('印刷单和刷单', list)).toEqual(['刷单'])
  })

  it('[R1] never throws, gives indexes inside of the text and the same for the same text', () => {
    const unit = fc.oneof(
      fc.constantFrom('回', '扣', '飞', '单', ' ', '*', '，', '\u200b', 'Ｖ', '🙂', '\ud83d', 'x'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const text = units.join('')
        const findings = findWords(text, WORD_STANDARD)
        for (const { start, end, word } of findings) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(foldText(text.slice(start, end))).toBe(foldText(word))
          expect(text.slice(start, end)).not.toMatch(/[，。；：！？、「」“”（）\n]/)
        }
        expect(findWords(text, WORD_STANDARD)).toEqual(findings)
      }),
    )
  })

  it('[R1] reads a whole rule book in no time', () => {
    const book = CLAUSES.join('').repeat(8)
    const start = performance.now()
    expect(findWords(book, WORD_STANDARD).length).toBeGreaterThan(100)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('what follows by kind of text', () => {
  it.each([
    ['name', '回扣', 'risky'],
    ['post', '回扣', 'risky'],
    ['rules', '回扣', 'pass'],
    ['script', '回扣', 'pass'],
    ['reason', '多次索要回扣', 'pass'],
    ['name', '独一无二', 'review'],
    ['post', '独一无二', 'review'],
    ['rules', '独一无二', 'pass'],
    ['script', '独一无二', 'pass'],
    ['name', '注册送彩金', 'risky'],
    ['post', '注册送彩金', 'risky'],
    ['rules', '注册送彩金', 'risky'],
    ['script', '注册送彩金', 'risky'],
    ['reason', '注册送彩金', 'risky'],
    ['rules', '不得骂人傻逼', 'pass'],
    ['reason', '他是傻逼', 'risky'],
    ['reason', '发了色情链接', 'pass'],
  ] as const)('[R1] as %s 「%s」 is %s', (kind, text, expected) => {
    expect(verdict(kind, text)).toBe(expected)
  })

  it('[R1] names the word that decides: the refused one before the one to be looked at', () => {
    const { verdict: decided, finding } = verdictOf(
      'post',
      findWords('独一无二，还有回扣', WORD_STANDARD),
    )
    expect([decided, finding?.word]).toEqual(['risky', '回扣'])
  })
})

describe("a company's own list", () => {
  const since = '2026-12-01'

  it('[R1] adds, changes and takes out words, and leaves the default list alone', () => {
    const before = JSON.stringify(WORD_STANDARD)
    const merged = mergeWords(WORD_STANDARD, [
      { word: '竞品名', level: 'forbid', since },
      { word: '回扣', level: 'review', since },
      { word: '遥遥领先', level: 'off', since },
    ])
    const of = (word: string) => merged.find((one) => one.word === word)
    expect(of('竞品名')).toMatchObject({ level: 'forbid', category: OWN_CATEGORY, since })
    expect(of('回扣')).toMatchObject({ level: 'review', category: 'kickback', since })
    expect(of('遥遥领先')).toBeUndefined()
    expect(verdictOf('post', findWords('遥遥领先，有回扣', merged))).toMatchObject({
      verdict: 'review',
      finding: { word: '回扣' },
    })
    expect(findWords('收回扣2分', merged)).toEqual([])
    expect(JSON.stringify(WORD_STANDARD)).toBe(before)
  })

  it('[R1] takes words as they are compared, the last of a word winning', () => {
    const merged = mergeWords(
      [entry('加vx')],
      [
        { word: '加 ＶＸ', level: 'review', since },
        { word: '加VX', level: 'off', since },
      ],
    )
    expect(merged).toEqual([])
  })

  it.each(['', '的', '，', ' * ', '字'.repeat(21)])('[R1] leaves 「%s」 out', (word) => {
    expect(mergeWords([], [{ word, level: 'never', since }])).toEqual([])
  })

  it('[R1] takes the category that the company gives', () => {
    const given = { word: '甲乙', level: 'forbid', since, category: 'claim' } as const
    expect(mergeWords([], [given])).toEqual([given])
  })
})
