import fc from 'fast-check'
import { ClaimCompany } from '../../../miniprogram/contract/company'
import { CreateGroup, JoinGroup } from '../../../miniprogram/contract/groups'
import { countByCodePoints, countCharacters } from '../../../miniprogram/contract/characters'
import { issuesByField } from '../../../miniprogram/contract/issues'
import { fieldMax, NAME_FIELD_MAX, NAME_MAX } from '../../../miniprogram/contract/limits'
import {
  GroupName,
  INVISIBLE,
  NEEDS_LETTER,
  ONE_LINE,
  PersonName,
  sameName,
  ShortName,
} from '../../../miniprogram/contract/names'
import { UNSHOWABLE } from '../../../miniprogram/contract/characters'
import { safeParse } from '../../../miniprogram/vendor/valibot'

const FAMILY = '👨‍👩‍👧‍👦'
const TOO_LONG = '太长了，最多 12 个字'

const parse = (name: unknown, schema = PersonName) => safeParse(schema, name)
const issueOf = (name: unknown, schema = PersonName) =>
  issuesByField(parse(name, schema).issues)[''] ?? null
const nameFrom = (name: string, schema = PersonName) => {
  const { output, success } = parse(name, schema)
  return success ? output : null
}

const INVISIBLE_POINTS = [
  ...[0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
  ...[0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff],
  ...[0x00ad, 0x034f, 0x061c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180e, 0x2800, 0x3164, 0xffa0],
  ...[0xfe00, 0xfe0f, 0xe0001, 0xe0061, 0xe0100, 0x1bca0, 0x1d173, 0x206a, 0xfff9],
]

describe('names that are refused', () => {
  it.each(INVISIBLE_POINTS.map((point) => [point.toString(16), String.fromCodePoint(point)]))(
    '[P5] U+%s alone, inside of a name and after it',
    (_hex, invisible) => {
      expect(issueOf(invisible)).not.toBeNull()
      expect(issueOf(`孙${invisible}成员`)).toBe(INVISIBLE)
      expect(issueOf(`孙成员${invisible}`)).toBe(INVISIBLE)
      expect(issueOf(`孙成员${invisible}`, GroupName)).toBe(INVISIBLE)
      expect(issueOf(`孙成员${invisible}`, ShortName)).toBe(INVISIBLE)
    },
  )

  it.each([
    ['an Arabic name turned around', '\u202eمحمد', INVISIBLE],
    ['a line break', '张\n三', ONE_LINE],
    ['a carriage return', '张\r三', ONE_LINE],
    ['a line separator', '张\u2028三', ONE_LINE],
    ['a paragraph separator', '张\u2029三', ONE_LINE],
    ['a tab', '张\t三', ONE_LINE],
    ['a NUL', '张\0三', INVISIBLE],
    ['a bell', '张\x07三', INVISIBLE],
    ['a delete', '张\x7f三', INVISIBLE],
    ['a lone high half', '张\ud83d', UNSHOWABLE],
    ['a lone low half', '\ude00张', UNSHOWABLE],
    ['a private character', '张\ue000', UNSHOWABLE],
    ['a private character far out', '张\u{f0000}', UNSHOWABLE],
    ['a non-character', '张\uffff', UNSHOWABLE],
    ['a pile of marks', `张${'\u0336'.repeat(4)}`, UNSHOWABLE],
    ['only an emoji', '😀', NEEDS_LETTER],
    ['only a family', FAMILY, NEEDS_LETTER],
    ['only digits', '1024', NEEDS_LETTER],
    ['only punctuation', '···', NEEDS_LETTER],
    ['nothing', '', '还没有填写'],
    ['spaces', ' 　\u00a0', '还没有填写'],
    ['thirteen characters', '一二三四五六七八九十一二三', TOO_LONG],
    ['twelve and an emoji', '一二三四五六七八九十一二😀', TOO_LONG],
    ['marks beyond any bound', 'a\u0301\u0302\u0303'.repeat(2000), TOO_LONG],
    ['a joiner between letters', '张\u200d三', INVISIBLE],
    ['a joiner after an emoji', '张😀\u200d', INVISIBLE],
    ['a joiner between a digit and an emoji', '张1\u200d😀', INVISIBLE],
    ['a number', 7, '格式不对'],
    ['nothing at all', undefined, '还没有填写'],
  ])('[P5] [P6] %s', (_what, name, issue) => {
    expect(issueOf(name)).toBe(issue)
  })
})

describe('names that are kept', () => {
  it.each([
    ['一二三四五六七八九十一😀', '一二三四五六七八九十一😀'],
    ['一二三四五六七八九十一二', '一二三四五六七八九十一二'],
    [`一二三四五六七八九十一${FAMILY}`, `一二三四五六七八九十一${FAMILY}`],
    ['一二三四五六七八九十一🇨🇳', '一二三四五六七八九十一🇨🇳'],
    ['一二三四五六七八九十一❤️', '一二三四五六七八九十一❤️'],
    ['王👩🏽‍⚕️', '王👩🏽‍⚕️'],
    ['王1️⃣', '王1️⃣'],
    ['e\u0301mile', 'émile'],
    ['  张 　三  ', '张 三'],
    ['张\u00a0三', '张 三'],
    ['买买提·吐尔逊', '买买提·吐尔逊'],
    ['محمد', 'محمد'],
    ['สมชาย', 'สมชาย'],
    ['𠮷田', '𠮷田'],
    ['O’Neil-Wang', 'O’Neil-Wang'],
    ['3号店小李', '3号店小李'],
  ])('[P6] %s', (name, kept) => {
    expect(nameFrom(name)).toBe(kept)
  })

  it('[P6] are longer for groups and companies, and say their own bound', () => {
    expect(nameFrom('一'.repeat(20), GroupName)).toBe('一'.repeat(20))
    expect(issueOf('一'.repeat(21), GroupName)).toBe('太长了，最多 20 个字')
    expect(issueOf('一'.repeat(31), ShortName)).toBe('太长了，最多 30 个字')
    expect(nameFrom('一'.repeat(30), ShortName)).toBe('一'.repeat(30))
  })

  it('[P6] fit into the field that they are typed into', () => {
    expect('一二三四五六七八九十一😀'.length).toBeLessThanOrEqual(NAME_FIELD_MAX)
    expect('😀'.repeat(NAME_MAX - 1) + '王').toHaveLength(fieldMax(NAME_MAX) - 1)
  })
})

describe('whatever passes as a name', () => {
  const piece = fc.oneof(
    fc.constantFrom(...INVISIBLE_POINTS.map((point) => String.fromCodePoint(point))),
    fc.constantFrom('张', ' ', '　', '\n', '\t', '\0', '😀', FAMILY, '🇨🇳', 'e\u0301', '\ud83d'),
    fc.string({ unit: 'binary', maxLength: 2 }),
    fc.string({ unit: 'grapheme', maxLength: 2 }),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  )
  const names = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))

  it('[P5] has a letter, nothing invisible, is composed, in bounds, and passes again unchanged', () => {
    fc.assert(
      fc.property(names, (name) => {
        const kept = nameFrom(name)
        if (kept === null) return
        expect(kept).toMatch(/\p{L}/u)
        expect(kept).not.toMatch(/[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u2800\u115f\u1160\u3164\uffa0]/u)
        expect(kept.replace(/\u200d/g, '')).not.toMatch(/[\p{Cf}]/u)
        expect(kept).toBe(kept.normalize('NFC'))
        expect(kept).toBe(kept.trim())
        expect(countCharacters(kept)).toBeLessThanOrEqual(NAME_MAX)
        expect(nameFrom(kept)).toBe(kept)
      }),
      { numRuns: 2000 },
    )
  })

  it('[P5] is refused with a Chinese sentence otherwise', () => {
    fc.assert(
      fc.property(names, (name) => {
        if (nameFrom(name) === null) expect(issueOf(name)).toMatch(/\p{Script=Han}/u)
      }),
    )
  })
})

describe('names in the actions', () => {
  const proof = { groupId: 'g1', cloudId: 'cloud-id-1' }
  it.each([
    [safeParse(JoinGroup, { ...proof, name: '张\n三' }), 'name'],
    [safeParse(CreateGroup, { name: '张\n三', type: 'function' }), 'name'],
    [safeParse(ClaimCompany, { code: '123456', companyName: '好公司', name: '张\n三' }), 'name'],
    [safeParse(ClaimCompany, { code: '123456', companyName: '张\n', name: '张三' }), 'companyName'],
  ])('[P5] are these names (%#)', ({ issues }, field) => {
    expect(issuesByField(issues)).toEqual({ [field]: ONE_LINE })
  })
})

describe('names that look alike', () => {
  it.each([
    ['孙成员', '孙\u200b成员'],
    ['孙成员', ' 孙 成员'],
    ['Ann', 'ＡＮＮ'],
    ['straße', 'STRASSE'],
    ['é', 'e\u0301'],
    ['王', '王\u3164'],
    ['王', '王\u2800'],
  ])('[P5] %s and %s are the same', (a, b) => {
    expect(sameName(a, b)).toBe(true)
    expect(sameName(b, a)).toBe(true)
  })

  it.each([
    ['孙成员', '孙成圆'],
    ['王1', '王2'],
    ['王😀', '王'],
  ])('[P5] %s and %s are not', (a, b) => {
    expect(sameName(a, b)).toBe(false)
  })
})

describe('counting characters', () => {
  it.each([
    ['', 0],
    ['一二三四五六七八九十一😀', 12],
    [FAMILY, 1],
    ['🇨🇳🇨🇳', 2],
    ['e\u0301', 1],
    ['1️⃣', 1],
    ['👩🏽‍⚕️好', 2],
    ['❤️‍🔥', 1],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 1],
    ['a\r\nb', 3],
    ['𠮷', 1],
    ['\ud83d', 1],
  ])('[P6] 「%s」 is %i, also on phones without a segmenter', (text, count) => {
    expect(countCharacters(text)).toBe(count)
    expect(countByCodePoints(text)).toBe(count)
  })

  it('[P6] agrees with the segmenter on whatever is made of these', () => {
    const parts = fc.constantFrom(
      '一',
      'a',
      '1',
      ' ',
      '😀',
      FAMILY,
      '🇨🇳',
      'e\u0301',
      '❤️',
      '👋🏽',
      '。',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), (list) => {
        expect(countByCodePoints(list.join(''))).toBe(countCharacters(list.join('')))
      }),
    )
  })
})
