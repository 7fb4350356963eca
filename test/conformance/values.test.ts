import fc from 'fast-check'
import { Binary, Decimal128, ObjectId } from 'bson'
import { compareValues, equalValues } from '../../local/cloud/db/compare'
import { parseEjson, stringifyEjson } from '../../local/cloud/db/ejson'
import { complement, encodeValue } from '../../local/cloud/db/keys'

/* Values on their way: extended JSON, MongoDB's order, and keys that sort like it. */

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('any'), { maxLength: 4 }),
    fc
      .dictionary(
        fc
          .string({ unit: 'grapheme' })
          .filter((key) => !key.startsWith('$') && key !== '__proto__'),
        tie('any'),
        { maxKeys: 4 },
      )
      .map((fields) => ({ ...fields })),
  ),
})).any

const order = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)
/** The order of keys as LevelDB keeps them: by the bytes of UTF-8. */
const byBytes = (a: string, b: string): number =>
  Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))

it('keys sort as the values do', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [x, y] = [encodeValue(a), encodeValue(b)]
      expect(order(x, y)).toBe(Math.sign(compareValues(a, b)))
      expect(byBytes(x, y)).toBe(order(x, y))
      expect(order(complement(x), complement(y))).toBe(order(y, x) + 0)
    }),
    { numRuns: 2000 },
  )
})

it('no key is the beginning of another', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [x, y] = [encodeValue(a), encodeValue(b)]
      expect(x !== y && y.startsWith(x)).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

it('the order is one: transitive and the same from both sides', () => {
  fc.assert(
    fc.property(value, value, value, (a, b, c) => {
      expect(Math.sign(compareValues(a, b)) + Math.sign(compareValues(b, a))).toBe(0)
      const sorted = [a, b, c].sort(compareValues)
      expect(compareValues(sorted[0], sorted[2])).toBeLessThanOrEqual(0)
    }),
    { numRuns: 2000 },
  )
})

it('what is stored comes back', () => {
  fc.assert(
    fc.property(value, (given) => {
      expect(equalValues(parseEjson(stringifyEjson(given), 0), given)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

it('types come in the order of the manual', () => {
  const ascending = [
    null,
    NaN,
    -Infinity,
    -1,
    0,
    0.5,
    1n,
    2,
    9007199254740993n,
    'a',
    'b',
    '群',
    '😀',
    {},
    { a: 1 },
    { b: 0 },
    [],
    [1],
    new Binary(Buffer.from('x')),
    new ObjectId('0'.repeat(24)),
    false,
    true,
    new Date(0),
    new Date(1),
  ]
  const shuffled = ascending.slice().reverse().sort(compareValues)
  expect(shuffled).toEqual(ascending)
})

it.each<[string, string, unknown]>([
  ['an int', '{"$numberInt":"-5"}', -5],
  ['a long', '{"$numberLong":"5"}', 5],
  ['a long beyond doubles', '{"$numberLong":"9007199254740993"}', 9007199254740993n],
  ['a double', '{"$numberDouble":"1.5"}', 1.5],
  ['a whole double', '{"$numberDouble":"2.0"}', 2],
  ['no number', '{"$numberDouble":"NaN"}', NaN],
  ['minus zero', '{"$numberDouble":"-0.0"}', -0],
  ['a canonical date', '{"$date":{"$numberLong":"-1"}}', new Date(-1)],
  ['a relaxed date', '{"$date":"2026-11-21T00:00:00Z"}', new Date('2026-11-21T00:00:00Z')],
  ['a server date', '{"$tcb_server_date":{"offset":{"$numberInt":"-7"}}}', new Date(993)],
  ['an object id', '{"$oid":"507f1f77bcf86cd799439011"}', new ObjectId('507f1f77bcf86cd799439011')],
  ['a decimal', '{"$numberDecimal":"1.10"}', Decimal128.fromString('1.10')],
  ['a plain number', '7.25', 7.25],
  ['an object that only looks like one', '{"$date":1,"other":2}', { $date: 1, other: 2 }],
])('reads %s', (_name, text, expected) => {
  const parsed = parseEjson(text, 1000)
  expect(parsed).toEqual(expected)
  const again = parseEjson(stringifyEjson(parsed), 0)
  if (!text.includes('other')) expect(again).toEqual(expected)
})

it.each([
  ['broken JSON', '{'],
  ['a broken date', '{"$date":"yesterday"}'],
  ['a broken id', '{"$oid":"xyz"}'],
  ['a prototype', '{"a":{"__proto__":{"b":1}}}'],
  ['too much depth', '['.repeat(200) + ']'.repeat(200)],
])('refuses %s', (_name, text) => {
  expect(() => parseEjson(text, 0)).toThrow(
    expect.objectContaining({ code: 'INVALID_PARAM' }) as Error,
  )
})
