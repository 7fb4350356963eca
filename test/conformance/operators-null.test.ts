import { type Calculator, type Expression, openCalculator } from './kit/one-document'

/*
 * What aggregation operators of wx-server-sdk make of null and of missing fields, through the real SDK. Results follow
 * the manual of MongoDB.
 */

let calculator: Calculator

beforeAll(async () => {
  calculator = await openCalculator()
})
afterAll(() => calculator.close())

const output = (expression: Expression) => calculator.output(expression)

/** Operators that answer null for null and for a missing field, with the operand in its place. */
const NULLABLE: Record<string, (operand: string) => Expression> = {
  abs: (x) => ($) => $.abs(x),
  add: (x) => ($) => $.add([1, x]),
  arrayElemAt: (x) => ($) => $.arrayElemAt([x, 0]),
  'arrayElemAt by position': (x) => ($) => $.arrayElemAt(['$list', x]),
  arrayToObject: (x) => ($) => $.arrayToObject(x),
  avg: (x) => ($) => $.avg([x]),
  ceil: (x) => ($) => $.ceil(x),
  concat: (x) => ($) => $.concat(['a', x]),
  concatArrays: (x) => ($) => $.concatArrays(['$list', x]),
  dateFromParts: (x) => ($) => $.dateFromParts({ year: 2026, month: x }),
  dateFromString: (x) => ($) => $.dateFromString({ dateString: x }),
  'dateFromString by its format': (x) => ($) =>
    $.dateFromString({ dateString: '2026-11-21', format: x }),
  'dateFromString in its zone': (x) => ($) =>
    $.dateFromString({ dateString: '2026-11-21', timezone: x, onError: 'e' }),
  dateToString: (x) => ($) => $.dateToString({ date: x, format: '%Y' }),
  'dateToString by its format': (x) => ($) => $.dateToString({ date: '$at', format: x }),
  'dateToString by its zone': (x) => ($) => $.dateToString({ date: '$at', timezone: x }),
  dayOfMonth: (x) => ($) => $.dayOfMonth(x),
  dayOfWeek: (x) => ($) => $.dayOfWeek(x),
  dayOfYear: (x) => ($) => $.dayOfYear(x),
  divide: (x) => ($) => $.divide([x, 2]),
  'divide by it': (x) => ($) => $.divide([2, x]),
  exp: (x) => ($) => $.exp(x),
  filter: (x) => ($) => $.filter({ input: x, as: 'i', cond: true }),
  floor: (x) => ($) => $.floor(x),
  hour: (x) => ($) => $.hour(x),
  'hour by its zone': (x) => ($) => $.hour({ date: '$at', timezone: x }),
  ifNull: (x) => ($) => $.ifNull([x, null]),
  indexOfArray: (x) => ($) => $.indexOfArray([x, 1]),
  indexOfBytes: (x) => ($) => $.indexOfBytes([x, 'a']),
  indexOfCP: (x) => ($) => $.indexOfCP([x, 'a']),
  isoDayOfWeek: (x) => ($) => $.isoDayOfWeek(x),
  isoWeek: (x) => ($) => $.isoWeek(x),
  isoWeekYear: (x) => ($) => $.isoWeekYear(x),
  ln: (x) => ($) => $.ln(x),
  log: (x) => ($) => $.log([x, 2]),
  'log to it': (x) => ($) => $.log([2, x]),
  log10: (x) => ($) => $.log10(x),
  map: (x) => ($) => $.map({ input: x, as: 'i', in: '$$i' }),
  max: (x) => ($) => $.max([x]),
  millisecond: (x) => ($) => $.millisecond(x),
  min: (x) => ($) => $.min([x, '$none']),
  minute: (x) => ($) => $.minute(x),
  mod: (x) => ($) => $.mod([x, 2]),
  'mod by it': (x) => ($) => $.mod([2, x]),
  month: (x) => ($) => $.month(x),
  multiply: (x) => ($) => $.multiply([2, x]),
  objectToArray: (x) => ($) => $.objectToArray(x),
  pow: (x) => ($) => $.pow([x, 2]),
  'pow by it': (x) => ($) => $.pow([2, x]),
  reduce: (x) => ($) => $.reduce({ input: x, initialValue: 0, in: '$$value' }),
  reverseArray: (x) => ($) => $.reverseArray(x),
  second: (x) => ($) => $.second(x),
  setDifference: (x) => ($) => $.setDifference([x, '$list']),
  'setDifference to it': (x) => ($) => $.setDifference(['$list', x]),
  setIntersection: (x) => ($) => $.setIntersection(['$list', x]),
  setUnion: (x) => ($) => $.setUnion(['$list', x]),
  slice: (x) => ($) => $.slice([x, 1]),
  'slice by its number': (x) => ($) => $.slice(['$list', x]),
  split: (x) => ($) => $.split([x, ' ']),
  'split by it': (x) => ($) => $.split(['$s', x]),
  sqrt: (x) => ($) => $.sqrt(x),
  stdDevPop: (x) => ($) => $.stdDevPop([x]),
  stdDevSamp: (x) => ($) => $.stdDevSamp([x]),
  subtract: (x) => ($) => $.subtract([x, 1]),
  'subtract it': (x) => ($) => $.subtract([1, x]),
  trunc: (x) => ($) => $.trunc(x),
  week: (x) => ($) => $.week(x),
  year: (x) => ($) => $.year(x),
  zip: (x) => ($) => $.zip({ inputs: ['$list', x] }),
}

describe.each(['$nil', '$none', '$o.none', '$none.below'])('null for %s', (operand) => {
  it.each(Object.entries(NULLABLE))('%s', async (_name, expression) => {
    expect(await output(expression(operand))).toEqual({ value: null })
  })
})

/** Operators with something else than null, or an error, for null and for a missing field. */
describe.each(['$nil', '$none'])('for %s', (operand) => {
  it.each<[string, Expression, unknown]>([
    ['and is false', ($) => $.and([operand]), false],
    ['or is false', ($) => $.or([operand]), false],
    ['not is true', ($) => $.not([operand]), true],
    ['cond takes else', ($) => $.cond([operand, 1, 2]), 2],
    ['sum is 0', ($) => $.sum([operand]), 0],
    ['sum leaves it out', ($) => $.sum([operand, 2]), 2],
    ['avg leaves it out', ($) => $.avg([operand, 2, 4]), 3],
    ['max leaves it out', ($) => $.max([operand, -2]), -2],
    ['min leaves it out', ($) => $.min([operand, -2]), -2],
    ['isArray is false', ($) => $.isArray(operand), false],
    ['mergeObjects leaves it out', ($) => $.mergeObjects([operand, { a: 1 }]), { a: 1 }],
    ['mergeObjects of nothing else is empty', ($) => $.mergeObjects([operand]), {}],
    ['toLower is empty', ($) => $.toLower(operand), ''],
    ['toUpper is empty', ($) => $.toUpper(operand), ''],
    ['substr is empty', ($) => $.substr([operand, 0, 1]), ''],
    ['substrBytes is empty', ($) => $.substrBytes([operand, 0, 1]), ''],
    ['substrCP is empty', ($) => $.substrCP([operand, 0, 1]), ''],
    ['strcasecmp takes it for empty', ($) => $.strcasecmp([operand, '']), 0],
    ['an array holds null for it', () => [operand, 1], [null, 1]],
    [
      'map gives null for it',
      ($) => $.map({ input: '$list', as: 'x', in: operand }),
      [null, null, null],
    ],
  ])('%s', async (_name, expression, value) => {
    expect(await output(expression)).toEqual({ value })
  })
  it.each<[string, Expression]>([
    ['size', ($) => $.size(operand)],
    ['in', ($) => $.in([1, operand])],
    ['range', ($) => $.range([0, operand])],
    ['strLenCP', ($) => $.strLenCP(operand)],
    ['strLenBytes', ($) => $.strLenBytes(operand)],
    ['setEquals', ($) => $.setEquals(['$list', operand])],
    ['setIsSubset', ($) => $.setIsSubset(['$list', operand])],
    ['allElementsTrue', ($) => $.allElementsTrue([operand])],
    ['anyElementTrue', ($) => $.anyElementTrue([operand])],
    ['indexOfCP of it', ($) => $.indexOfCP(['$s', operand])],
    ['indexOfBytes of it', ($) => $.indexOfBytes(['$s', operand])],
  ])('%s is refused', async (_name, expression) => {
    await expect(output(expression)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  })
})

it('a comparison tells a missing field from null, which is greater', async () => {
  expect(
    await output(($) => [
      $.cmp(['$nil', '$none']),
      $.eq(['$nil', '$none']),
      $.neq(['$nil', '$none']),
      $.eq(['$nil', null]),
      $.gt(['$nil', '$none']),
      $.gte(['$none', '$nil']),
      $.lt(['$none', '$nil']),
      $.lte(['$nil', '$none']),
    ]),
  ).toEqual({ value: [1, false, true, true, true, false, true, false] })
})

it('values of different types compare in the order of the manual', async () => {
  const ascending = ['$nil', '$n', '$f', '$s', '$o', '$empty', '$list', false, '$yes', '$at']
  const results = ascending.slice(1).map((value, i): [unknown, unknown] => [ascending[i], value])
  expect(await output(($) => results.map((pair) => $.cmp(pair)))).toEqual({
    value: results.map(() => -1),
  })
})
