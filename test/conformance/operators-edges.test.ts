import { AT, type Calculator, type Expression, openCalculator } from './kit/one-document'

/*
 * Where aggregation operators of wx-server-sdk end: operands of a wrong type, wrong numbers of them, values at the
 * borders. Through the real SDK; results follow the manual of MongoDB.
 */

let calculator: Calculator

beforeAll(async () => {
  calculator = await openCalculator()
})
afterAll(() => calculator.close())

const output = (expression: Expression) => calculator.output(expression)

/** One operand too many, too few or of a type the operator does not take. */
describe.each<[string, Expression[]]>([
  ['abs', [($) => $.abs('$s'), ($) => $.abs(['$n', 1])]],
  ['add', [($) => $.add(['$s', 1]), ($) => $.add(['$at', '$at']), ($) => $.add(['$list', 1])]],
  [
    'arrayElemAt',
    [
      ($) => $.arrayElemAt(['$s', 0]),
      ($) => $.arrayElemAt(['$list', 0.5]),
      ($) => $.arrayElemAt(['$list']),
    ],
  ],
  [
    'arrayToObject',
    [
      ($) => $.arrayToObject('$s'),
      ($) => $.arrayToObject('$list'),
      ($) => $.arrayToObject({ $literal: [[1, 2]] }),
    ],
  ],
  ['allElementsTrue', [($) => $.allElementsTrue(['$s'])]],
  ['anyElementTrue', [($) => $.anyElementTrue(['$s'])]],
  ['ceil', [($) => $.ceil('$s')]],
  ['cmp', [($) => $.cmp(['$n']), ($) => $.cmp(['$n', 1, 2])]],
  ['concat', [($) => $.concat(['$s', '$n']), ($) => $.concat(['$s', '$list'])]],
  ['concatArrays', [($) => $.concatArrays(['$list', '$s'])]],
  ['cond', [($) => $.cond({ if: true, then: 1 }), ($) => $.cond([true, 1])]],
  [
    'dateFromParts',
    [
      ($) => $.dateFromParts({ month: 1 }),
      ($) => $.dateFromParts({ year: '$s' }),
      ($) => $.dateFromParts({ year: 2026, isoWeek: 1 }),
      ($) => $.dateFromParts({ year: 2026, moon: 1 }),
      ($) => $.dateFromParts({ year: 2026, timezone: 'Nowhere/Town' }),
    ],
  ],
  [
    'dateFromString',
    [
      ($) => $.dateFromString({ dateString: '$s' }),
      ($) => $.dateFromString({ dateString: '$n' }),
      ($) => $.dateFromString({ dateString: '2026-13-01' }),
      ($) => $.dateFromString({ dateString: '2026-01-01T24:00:00' }),
      ($) => $.dateFromString({ dateString: 'undefined', format: '%Q' }),
      ($) => $.dateFromString({ dateString: 'x', format: '%Q', onError: 'e' }),
      ($) => $.dateFromString({ dateString: 'x', format: 7, onError: 'e' }),
      ($) => $.dateFromString({ dateString: 'x', timezone: 'Nowhere/Town', onError: 'e' }),
      ($) => $.dateFromString({ dateString: '$nil', format: '%Q', onNull: 'n' }),
      ($) => $.dateFromString({ dateString: '2026-01-01T00:00:00Z', timezone: 'UTC' }),
      ($) => $.dateFromString({ dateString: '2026-01-01', timezone: 'Nowhere/Town' }),
    ],
  ],
  [
    'dateToString',
    [
      ($) => $.dateToString({ date: '$s' }),
      ($) => $.dateToString({ date: '$at', format: '%q' }),
      ($) => $.dateToString({ date: '$at', zone: '+08' }),
    ],
  ],
  ['divide', [($) => $.divide(['$n', 0]), ($) => $.divide(['$n', '$s']), ($) => $.divide(['$n'])]],
  ['eq', [($) => $.eq(['$n'])]],
  ['exp', [($) => $.exp('$s')]],
  ['filter', [($) => $.filter({ input: '$s', as: 'x', cond: true }), ($) => $.filter('$list')]],
  ['floor', [($) => $.floor('$s')]],
  ['ifNull', [($) => $.ifNull(['$n'])]],
  ['hour', [($) => $.hour(['$at', '$at']), ($) => $.hour([])]],
  ['in', [($) => $.in([1, '$s']), ($) => $.in([1])]],
  [
    'indexOfArray',
    [
      ($) => $.indexOfArray(['$s', 1]),
      ($) => $.indexOfArray(['$list', 1, 'x']),
      ($) => $.indexOfArray(['$list', 1, -1]),
    ],
  ],
  [
    'indexOfBytes',
    [
      ($) => $.indexOfBytes(['$n', 'a']),
      ($) => $.indexOfBytes(['$s', 1]),
      ($) => $.indexOfBytes(['$s', 'a', -1]),
    ],
  ],
  ['indexOfCP', [($) => $.indexOfCP(['$n', 'a']), ($) => $.indexOfCP(['$s', 'a', -1])]],
  ['let', [($) => $.let({ vars: { a: 1 }, in: '$$b' }), ($) => $.let('$n')]],
  ['ln', [($) => $.ln(0), ($) => $.ln('$n'), ($) => $.ln('$s')]],
  ['log', [($) => $.log([0, 2]), ($) => $.log([8, 1]), ($) => $.log([8, 0]), ($) => $.log([8])]],
  ['log10', [($) => $.log10(0), ($) => $.log10('$s')]],
  [
    'map',
    [
      ($) => $.map({ input: '$s', as: 'x', in: 1 }),
      ($) => $.map({ input: '$list', as: 'x', in: '$$y' }),
    ],
  ],
  ['mergeObjects', [($) => $.mergeObjects(['$o', '$n'])]],
  ['mod', [($) => $.mod(['$n', 0]), ($) => $.mod(['$s', 2])]],
  ['multiply', [($) => $.multiply(['$n', '$s']), ($) => $.multiply(['$n', '$at'])]],
  ['not', [($) => $.not(['$yes', '$yes'])]],
  ['objectToArray', [($) => $.objectToArray('$list'), ($) => $.objectToArray('$s')]],
  ['pow', [($) => $.pow([0, -1]), ($) => $.pow(['$s', 2])]],
  [
    'range',
    [
      ($) => $.range([0, 5, 0]),
      ($) => $.range([0, 2.5]),
      ($) => $.range(['$s', 2]),
      ($) => $.range([0]),
    ],
  ],
  ['reduce', [($) => $.reduce({ input: '$s', initialValue: 0, in: 1 })]],
  ['reverseArray', [($) => $.reverseArray('$s')]],
  ['setDifference', [($) => $.setDifference(['$list', '$s'])]],
  ['setEquals', [($) => $.setEquals(['$list']), ($) => $.setEquals(['$list', '$s'])]],
  ['setIntersection', [($) => $.setIntersection(['$list', '$s'])]],
  ['setIsSubset', [($) => $.setIsSubset(['$s', '$list'])]],
  ['setUnion', [($) => $.setUnion(['$list', '$s'])]],
  ['size', [($) => $.size('$s')]],
  [
    'slice',
    [
      ($) => $.slice(['$s', 1]),
      ($) => $.slice(['$list', 0, 0]),
      ($) => $.slice(['$list', 0, -1]),
      ($) => $.slice(['$list', 'x']),
    ],
  ],
  ['split', [($) => $.split(['$s', '']), ($) => $.split(['$n', 'a']), ($) => $.split(['$s', 1])]],
  ['sqrt', [($) => $.sqrt(-1), ($) => $.sqrt('$s')]],
  ['strLenBytes', [($) => $.strLenBytes('$n')]],
  ['strLenCP', [($) => $.strLenCP('$n')]],
  ['strcasecmp', [($) => $.strcasecmp(['$s']), ($) => $.strcasecmp(['$s', '$list'])]],
  ['substrBytes', [($) => $.substrBytes(['$s', -1, 1]), ($) => $.substrBytes(['$s', 0])]],
  [
    'substrCP',
    [
      ($) => $.substrCP(['$s', -1, 1]),
      ($) => $.substrCP(['$s', 0, -1]),
      ($) => $.substrCP(['$s', 0, 'x']),
    ],
  ],
  [
    'subtract',
    [($) => $.subtract([1, '$at']), ($) => $.subtract(['$s', 1]), ($) => $.subtract(['$n'])],
  ],
  [
    'switch',
    [
      ($) => $.switch({ branches: [] }),
      ($) => $.switch({ branches: [{ case: false, then: 1 }] }),
      ($) => $.switch({ default: 1 }),
    ],
  ],
  ['toLower', [($) => $.toLower('$list')]],
  ['toUpper', [($) => $.toUpper('$yes')]],
  ['trunc', [($) => $.trunc('$s'), ($) => $.trunc([1.5, 0.5])]],
  ['week', [($) => $.week('$n'), ($) => $.week({ date: '$at', timezone: 'Nowhere/Town' })]],
  [
    'zip',
    [
      ($) => $.zip({ inputs: ['$list', '$s'] }),
      ($) => $.zip({ inputs: ['$list'], defaults: [1] }),
      ($) => $.zip({ inputs: [] }),
      ($) => $.zip({ inputs: ['$list', '$empty'], useLongestLength: true, defaults: [1] }),
    ],
  ],
])('%s refuses', (_name, expressions) => {
  it.each(expressions.map((expression, i): [number, Expression] => [i + 1, expression]))(
    'case %i',
    async (_i, expression) => {
      await expect(output(expression)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
    },
  )
})

describe('at the borders', () => {
  const MISSING = Symbol('missing')
  it.each<[string, Expression, unknown]>([
    ['ceil of a negative', ($) => $.ceil(-2.5), -2],
    ['mod of fractions keeps the sign of the first', ($) => $.mod([-5.5, 2]), -1.5],
    [
      'multiply and mod of whole numbers know no minus zero',
      ($) => [$.multiply([-1, 0]), $.mod([-7, 7])],
      [0, 0],
    ],
    ['divide of whole numbers is no whole one', ($) => $.divide([7, 2]), 3.5],
    ['pow with a fraction', ($) => $.pow([9, 0.5]), 3],
    ['trunc to places', ($) => $.trunc([-3.14159, 2]), -3.14],
    ['trunc to tens', ($) => $.trunc([1299, -2]), 1200],
    ['exp', ($) => $.exp(1), Math.E],
    ['ln of e', ($) => $.ln(Math.E), 1],
    ['log of a root', ($) => $.log([100, 10]), 2],
    ['add of nothing', ($) => $.add([]), 0],
    ['multiply of nothing', ($) => $.multiply([]), 1],
    ['subtract of dates', ($) => $.subtract(['$at', new Date(0)]), +AT],
    ['arrayElemAt of the very last', ($) => $.arrayElemAt(['$list', 2]), 2],
    ['arrayElemAt of the very first from the end', ($) => $.arrayElemAt(['$list', -3]), 3],
    ['arrayElemAt before the first', ($) => $.arrayElemAt(['$list', -4]), MISSING],
    ['arrayElemAt of none', ($) => $.arrayElemAt(['$empty', 0]), MISSING],
    [
      'arrayToObject, the last of equal names',
      ($) =>
        $.arrayToObject({
          $literal: [
            ['a', 1],
            ['a', 2],
          ],
        }),
      { a: 2 },
    ],
    ['arrayToObject of none', ($) => $.arrayToObject('$empty'), {}],
    ['concatArrays of none', ($) => $.concatArrays([]), []],
    [
      'concatArrays keeps arrays inside',
      ($) => $.concatArrays(['$nested', '$empty']),
      [[1, 2], [3]],
    ],
    [
      'filter by $$this without as',
      ($) => $.filter({ input: '$list', cond: $.gt(['$$this', 1]) }),
      [3, 2],
    ],
    [
      'filter sees the document',
      ($) => $.filter({ input: '$list', as: 'x', cond: $.gt(['$$x', '$f']) }),
      [3],
    ],
    ['in takes null', ($) => $.in([null, '$mixed']), true],
    ['in takes a whole array', ($) => $.in([[2], '$mixed']), true],
    ['in takes a whole object', ($) => $.in([{ q: 4 }, '$mixed']), true],
    ['in does not look into arrays', ($) => $.in([2, '$mixed']), false],
    ['in tells 1 from "1"', ($) => $.in(['1', '$mixed']), false],
    ['indexOfArray from a position', ($) => $.indexOfArray([[1, 2, 1], 1, 1]), 2],
    ['indexOfArray up to a position', ($) => $.indexOfArray([[1, 2, 1], 1, 1, 2]), -1],
    ['indexOfArray from beyond the end', ($) => $.indexOfArray(['$list', 3, 9]), -1],
    ['indexOfArray of an array', ($) => $.indexOfArray(['$nested', [3]]), 1],
    ['range up to itself', ($) => $.range([2, 2]), []],
    ['range the wrong way', ($) => $.range([0, 3, -1]), []],
    ['range past its end', ($) => $.range([0, 5, 4]), [0, 4]],
    ['reduce of none', ($) => $.reduce({ input: '$empty', initialValue: 'i', in: 'x' }), 'i'],
    [
      'reduce in order',
      ($) =>
        $.reduce({ input: '$nested', initialValue: [], in: $.concatArrays(['$$value', '$$this']) }),
      [1, 2, 3],
    ],
    ['reverseArray of one level', ($) => $.reverseArray('$nested'), [[3], [1, 2]]],
    ['size of none', ($) => $.size('$empty'), 0],
    ['slice of none', ($) => $.slice(['$list', 0]), []],
    ['slice of more than there is', ($) => $.slice(['$list', 9]), [3, 1, 2]],
    ['slice from before the first', ($) => $.slice(['$list', -9, 2]), [3, 1]],
    ['slice from beyond the end', ($) => $.slice(['$list', 5, 2]), []],
    [
      'zip of unequal lengths without defaults',
      ($) => $.zip({ inputs: ['$list', [9]], useLongestLength: true }),
      [
        [3, 9],
        [1, null],
        [2, null],
      ],
    ],
    ['zip with none', ($) => $.zip({ inputs: ['$list', '$empty'] }), []],
    ['and of a text, an array and NaN, all true', ($) => $.and(['$s', '$empty', NaN, '']), true],
    ['or of nothing', ($) => $.or([]), false],
    ['not of 0', ($) => $.not([0]), true],
    ['eq of a number and its text', ($) => $.eq([1, '1']), false],
    ['eq does not look into arrays', ($) => $.eq(['$list', 3]), false],
    [
      'what is missing in a list is null',
      ($) => [$.arrayElemAt([['$none'], 0]), $.in([null, ['$none']]), $.eq([['$none'], [null]])],
      [null, true, true],
    ],
    ['an element of a list of what is missing', ($) => $.arrayElemAt([['$none'], 0]), null],
    ['eq of objects in another order', ($) => $.eq(['$o', { y: { z: 2 }, x: 1 }]), false],
    [
      'gte and lte of equals',
      ($) => [$.gte([1, 1]), $.lte([1, 1]), $.gt([1, 1]), $.lt([1, 1])],
      [true, true, false, false],
    ],
    [
      'cmp of arrays, element by element',
      ($) => [
        $.cmp([
          [1, 2],
          [1, 3],
        ]),
        $.cmp([[1], [1, 0]]),
        $.cmp([[2], [1, 9]]),
      ],
      [-1, -1, 1],
    ],
    [
      'ifNull keeps false and empty text',
      ($) => [$.ifNull([false, 1]), $.ifNull(['', 1])],
      [false, ''],
    ],
    [
      'switch takes the first that holds',
      ($) =>
        $.switch({
          branches: [
            { case: false, then: 1 },
            { case: true, then: 2 },
            { case: true, then: 3 },
          ],
        }),
      2,
    ],
    [
      'switch with a default',
      ($) => $.switch({ branches: [{ case: null, then: 1 }], default: 'd' }),
      'd',
    ],
    ['cond does not work out what it does not take', ($) => $.cond([true, 1, $.divide([1, 0])]), 1],
    [
      'let sees what was around it',
      ($) => $.let({ vars: { a: 1 }, in: $.let({ vars: { a: 2, b: '$$a' }, in: ['$$a', '$$b'] }) }),
      [2, 1],
    ],
    ['let takes fields of objects', ($) => $.let({ vars: { a: '$o' }, in: '$$a.y.z' }), 2],
    ['literal of an operator', ($) => $.literal({ $abs: -1 }), { $abs: -1 }],
    ['a path through an array of objects', () => '$items.q', [2, 3]],
    ['a path through arrays of arrays', () => '$nested.x', []],
    ['a path below a number', () => '$n.x', MISSING],
    [
      '$$ROOT',
      ($) => $.objectToArray('$$ROOT.o'),
      [
        { k: 'x', v: 1 },
        { k: 'y', v: { z: 2 } },
      ],
    ],
    [
      'mergeObjects, the last wins, one level deep',
      ($) => $.mergeObjects(['$o', { y: 1 }]),
      { x: 1, y: 1 },
    ],
    ['mergeObjects of an array', ($) => $.mergeObjects('$items'), { q: 3, p: 1 }],
    ['allElementsTrue of none', ($) => $.allElementsTrue(['$empty']), true],
    ['allElementsTrue with null', ($) => $.allElementsTrue(['$mixed']), false],
    ['anyElementTrue of arrays inside', ($) => $.anyElementTrue([[[]]]), true],
    ['setDifference without equals', ($) => $.setDifference([[1, 1, 2], [2]]), [1]],
    [
      'setEquals of three',
      ($) => [$.setEquals([[1], [1, 1], [1]]), $.setEquals([[1], [1], [2]])],
      [true, false],
    ],
    ['setIntersection of one', ($) => $.setIntersection([[2, 2]]), [2]],
    ['setIntersection of three', ($) => $.setIntersection([[1, 2], [2, 3], [2]]), [2]],
    ['setIsSubset of none', ($) => $.setIsSubset(['$empty', '$list']), true],
    ['setIsSubset of the same', ($) => $.setIsSubset(['$list', '$list']), true],
    ['setUnion takes 1 and 1.0 for one', ($) => $.setUnion([[1], [1.0]]), [1]],
    ['concat of nothing', ($) => $.concat([]), ''],
    ['indexOfBytes from a position', ($) => $.indexOfBytes(['abcabc', 'c', 3]), 5],
    ['indexOfBytes up to a position', ($) => $.indexOfBytes(['abcabc', 'c', 3, 5]), -1],
    ['indexOfCP beyond the end', ($) => $.indexOfCP(['abc', 'c', 9]), -1],
    ['indexOfCP with its end before its start', ($) => $.indexOfCP(['abc', 'c', 2, 1]), -1],
    ['indexOfCP of an empty text', ($) => $.indexOfCP(['abc', '']), 0],
    ['split without a match', ($) => $.split(['abc', 'x']), ['abc']],
    ['split at both ends', ($) => $.split(['-a-', '-']), ['', 'a', '']],
    ['strLenCP of an empty text', ($) => $.strLenCP(''), 0],
    ['strcasecmp the other way', ($) => $.strcasecmp(['b', 'A']), 1],
    ['substrBytes from beyond the end', ($) => $.substrBytes(['abc', 9, 1]), ''],
    ['substrCP of more than there is', ($) => $.substrCP(['群规', 1, 9]), '规'],
    [
      'substrBytes of a number and a date',
      ($) => [$.substrBytes([12345, 1, 2]), $.substr(['$at', 0, 10])],
      ['23', '2026-01-02'],
    ],
    ['toUpper of a number', ($) => $.toUpper(1.5), '1.5'],
    ['sum of what is in an array', ($) => $.sum('$mixed'), 1],
    ['sum of several leaves arrays out', ($) => $.sum(['$list', 1]), 1],
    ['avg of numbers only', ($) => $.avg([1, 'x', 3]), 2],
    ['avg of no number', ($) => $.avg(['x']), null],
    ['max across types', ($) => $.max('$mixed'), [2]],
    ['min across types', ($) => $.min('$mixed'), 1],
    ['max of none', ($) => $.max('$empty'), null],
    ['stdDevPop of one', ($) => $.stdDevPop([5]), 0],
    ['stdDevSamp of one', ($) => $.stdDevSamp([5]), null],
    [
      'week of the first Sunday',
      ($) => [$.week(new Date('2023-01-01T00:00:00Z')), $.week(new Date('2022-12-31T00:00:00Z'))],
      [1, 52],
    ],
    [
      'dayOfWeek of a Sunday and a Saturday',
      ($) => [
        $.dayOfWeek(new Date('2026-11-22T00:00:00Z')),
        $.dayOfWeek(new Date('2026-11-21T00:00:00Z')),
      ],
      [1, 7],
    ],
    ['isoDayOfWeek of a Monday', ($) => $.isoDayOfWeek(new Date('2026-11-23T00:00:00Z')), 1],
    [
      'dayOfYear of a first and a last day',
      ($) => [
        $.dayOfYear(new Date('2026-01-01T00:00:00Z')),
        $.dayOfYear(new Date('2026-12-31T23:59:59Z')),
      ],
      [1, 365],
    ],
    [
      'month and year across a time zone',
      ($) => [
        $.month({ date: new Date('2026-12-31T16:00:00Z'), timezone: 'Asia/Shanghai' }),
        $.year({ date: new Date('2026-12-31T16:00:00Z'), timezone: 'Asia/Shanghai' }),
      ],
      [1, 2027],
    ],
    ['minute in a zone of half hours', ($) => $.minute({ date: '$at', timezone: '+0530' }), 34],
    [
      'hour where clocks are set forward',
      ($) => [
        $.hour({ date: new Date('2026-03-08T06:59:59Z'), timezone: 'America/New_York' }),
        $.hour({ date: new Date('2026-03-08T07:00:00Z'), timezone: 'America/New_York' }),
      ],
      [1, 3],
    ],
    [
      'second and millisecond before 1970',
      ($) => [$.second(new Date(-1)), $.millisecond(new Date(-1))],
      [59, 999],
    ],
    [
      'dateFromParts carries over and under',
      ($) => [
        $.dateFromParts({ year: 2026, month: 0 }),
        $.dateFromParts({ year: 2026, day: 0, hour: 24 }),
      ],
      [new Date('2025-12-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z')],
    ],
    [
      'dateFromParts of all parts',
      ($) =>
        $.dateFromParts({
          year: 2026,
          month: 2,
          day: 3,
          hour: 4,
          minute: 5,
          second: 6,
          millisecond: 7,
        }),
      new Date('2026-02-03T04:05:06.007Z'),
    ],
    [
      'dateFromParts by ISO parts',
      ($) => $.dateFromParts({ isoWeekYear: 2026, isoWeek: 47, isoDayOfWeek: 6, hour: 1 }),
      new Date('2026-11-21T01:00:00Z'),
    ],
    [
      'dateFromString with an offset in the text',
      ($) => $.dateFromString({ dateString: '2026-11-21T08:00:00+08:00' }),
      new Date('2026-11-21T00:00:00Z'),
    ],
    [
      'dateFromString with fractions',
      ($) => $.dateFromString({ dateString: '2026-11-21T08:00:00.5Z' }),
      new Date('2026-11-21T08:00:00.500Z'),
    ],
    [
      'dateFromString of the last second of a day',
      ($) => $.dateFromString({ dateString: '2026-11-21T23:59:59' }),
      new Date('2026-11-21T23:59:59Z'),
    ],
    ['a date in a list of one', ($) => $.hour(['$at']), 3],
    [
      'dateToString in a zone without a format',
      ($) => $.dateToString({ date: '$at', timezone: '+08:00' }),
      '2026-01-02T11:04:05.678',
    ],
    [
      'dateToString west of Greenwich',
      ($) => $.dateToString({ date: '$at', format: '%d %H %z', timezone: '-0330' }),
      '01 23 -0330',
    ],
  ])('%s', async (_name, expression, value) => {
    const found = await output(expression)
    if (value === MISSING) expect(found).toEqual({})
    else expect(found).toEqual({ value })
  })
})
