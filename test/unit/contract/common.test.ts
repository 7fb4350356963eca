import fc from 'fast-check'
import { countCharacters, UNSHOWABLE } from '../../../miniprogram/contract/characters'
import { optionalText, text } from '../../../miniprogram/contract/common'
import { issuesByField } from '../../../miniprogram/contract/issues'
import { safeParse } from '../../../miniprogram/vendor/valibot'

const five = text(5, 'post')
const issueOf = (value: unknown, schema = five) =>
  issuesByField(safeParse(schema, value).issues)[''] ?? null
const textFrom = (value: string) => {
  const { output, success } = safeParse(five, value)
  return success ? output : null
}

describe('texts that people see', () => {
  it.each([
    [' 好的 ', '好的'],
    ['a\nb\tc', 'a\nb\tc'],
    ['a\r\nb', 'a\nb'],
    ['a\rb', 'a\nb'],
    ['\u202eabc\u202c', 'abc'],
    ['\u2066好\u2069', '好'],
    ['一二三四😀', '一二三四😀'],
    ['👨‍👩‍👧‍👦'.repeat(5), '👨‍👩‍👧‍👦'.repeat(5)],
  ])('[P5] [P6] keeps %j as %j', (value, kept) => {
    expect(textFrom(value)).toBe(kept)
  })

  it.each([
    ['\ud83d', UNSHOWABLE],
    ['好\ude00', UNSHOWABLE],
    ['a\0b', UNSHOWABLE],
    ['a\x0bb', UNSHOWABLE],
    ['a\x1bb', UNSHOWABLE],
    ['a\x85b', UNSHOWABLE],
    ['', '还没有填写'],
    ['  \n', '还没有填写'],
    ['\u200b\u2060', '还没有填写'],
    ['\u202e', '还没有填写'],
    ['一二三四五六', '太长了，最多 5 个字'],
    ['一二三四五😀', '太长了，最多 5 个字'],
    [`a${'\u0301'.repeat(1000)}`, '太长了，最多 5 个字'],
    [undefined, '还没有填写'],
    [7, '格式不对'],
  ])('[P5] [P6] refuses %j: %s', (value, issue) => {
    expect(issueOf(value)).toBe(issue)
  })

  it('[P5] may be empty where they are optional, and are refused alike', () => {
    const optional = optionalText(5, 'post')
    expect(safeParse(optional, undefined)).toMatchObject({ success: true, output: '' })
    expect(safeParse(optional, '  ')).toMatchObject({ success: true, output: '' })
    expect(issuesByField(safeParse(optional, 'a\0').issues)).toEqual({ '': UNSHOWABLE })
    expect(issuesByField(safeParse(optional, '一二三四五六').issues)).toEqual({
      '': '太长了，最多 5 个字',
    })
  })

  it('[P6] pass again unchanged and keep their bound', () => {
    const values = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 7 }),
      fc.string({ unit: 'binary', maxLength: 7 }),
    )
    fc.assert(
      fc.property(values, (value) => {
        const kept = textFrom(value)
        if (kept === null) return
        expect(textFrom(kept)).toBe(kept)
        expect(countCharacters(kept)).toBeLessThanOrEqual(5)
        expect(kept).not.toMatch(/[\p{Cs}\u202e\0]/u)
      }),
      { numRuns: 1000 },
    )
  })
})
