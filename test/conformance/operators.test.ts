import {
  COMMANDS,
  OPERATORS,
  openSdkBench,
  type Operators,
  type SdkBench,
} from './kit/sdk-database'

/*
 * Every aggregation operator of wx-server-sdk through the real SDK: computed by $project from one document, or, for
 * the accumulators, by $group over a few. Results follow the manual of MongoDB.
 */

let bench: SdkBench

const AT = new Date('2026-01-02T03:04:05.678Z')

const document = {
  _id: 'one',
  n: -7,
  f: 2.5,
  s: 'Hello',
  cn: '群规 ok',
  zero: 0,
  nil: null,
  yes: true,
  at: AT,
  list: [3, 1, 2],
  other: [2, 4],
  empty: [],
  pairs: [
    { k: 'a', v: 1 },
    { k: 'b', v: 2 },
  ],
  lists: [[1, 2], [3]],
  o: { x: 1, y: 2 },
  items: [
    { q: 2, p: 5 },
    { q: 3, p: 1 },
  ],
}

const members = [
  { _id: 'm1', team: 'a', v: 1, t: 'x' },
  { _id: 'm2', team: 'a', v: 5, t: 'y' },
  { _id: 'm3', team: 'a', v: 'text', t: 'x' },
  { _id: 'm4', team: 'a', t: 'x' },
  { _id: 'm5', team: 'b', v: 2, o: { a: 1 } },
  { _id: 'm6', team: 'b', v: null, o: { b: 2 } },
]

beforeAll(async () => {
  bench = await openSdkBench([
    { name: 'one', indexes: [] },
    { name: 'members', indexes: [] },
  ])
  await bench.fill('one', [document])
  await bench.fill('members', members)
})
afterAll(() => bench.close())

type Row = [expression: ($: Operators) => unknown, value: unknown]
const MISSING = Symbol('missing')
const REFUSED = (message: RegExp) => ({ message })

const TABLE: Partial<Record<(typeof OPERATORS)[number], Row[]>> = {
  abs: [
    [($) => $.abs('$n'), 7],
    [($) => $.abs('$nil'), null],
    [($) => $.abs('$s'), REFUSED(/only supports numeric/)],
  ],
  add: [
    [($) => $.add(['$n', 1, '$f']), -3.5],
    [($) => $.add(['$at', 1000]), new Date(+AT + 1000)],
    [($) => $.add(['$n', '$nothing']), null],
    [($) => $.add(['$s', 1]), REFUSED(/numeric or date/)],
  ],
  ceil: [[($) => $.ceil('$f'), 3]],
  divide: [
    [($) => $.divide(['$n', 2]), -3.5],
    [($) => $.divide(['$n', '$zero']), REFUSED(/divide by zero/)],
  ],
  exp: [[($) => $.exp('$zero'), 1]],
  floor: [
    [($) => $.floor('$f'), 2],
    [($) => $.floor(-2.5), -3],
  ],
  ln: [[($) => $.ln(1), 0]],
  log: [[($) => $.log([8, 2]), 3]],
  log10: [[($) => $.log10(1000), expect.closeTo(3)]],
  mod: [[($) => $.mod(['$n', 4]), -3]],
  multiply: [[($) => $.multiply(['$n', '$f', 2]), -35]],
  pow: [[($) => $.pow(['$f', 2]), 6.25]],
  sqrt: [
    [($) => $.sqrt(9), 3],
    [($) => $.sqrt('$n'), REFUSED(/greater than or equal to 0/)],
  ],
  subtract: [
    [($) => $.subtract(['$f', 1]), 1.5],
    [($) => $.subtract(['$at', new Date(+AT - 5)]), 5],
    [($) => $.subtract(['$at', 678]), new Date(+AT - 678)],
  ],
  trunc: [
    [($) => $.trunc(-2.7), -2],
    [($) => $.trunc('$f'), 2],
  ],
  arrayElemAt: [
    [($) => $.arrayElemAt(['$list', 0]), 3],
    [($) => $.arrayElemAt(['$list', -1]), 2],
    [($) => $.arrayElemAt(['$list', 9]), MISSING],
  ],
  arrayToObject: [
    [($) => $.arrayToObject('$pairs'), { a: 1, b: 2 }],
    [($) => $.arrayToObject({ $literal: [['x', 1]] }), { x: 1 }],
  ],
  concatArrays: [
    [($) => $.concatArrays(['$list', '$other']), [3, 1, 2, 2, 4]],
    [($) => $.concatArrays(['$list', '$nil']), null],
  ],
  filter: [
    [($) => $.filter({ input: '$list', as: 'x', cond: $.gte(['$$x', 2]) }), [3, 2]],
    [($) => $.filter({ input: '$nil', as: 'x', cond: true }), null],
  ],
  in: [
    [($) => $.in([2, '$list']), true],
    [($) => $.in([9, '$list']), false],
  ],
  indexOfArray: [
    [($) => $.indexOfArray(['$list', 2]), 2],
    [($) => $.indexOfArray(['$list', 9]), -1],
    [($) => $.indexOfArray(['$list', 3, 1]), -1],
  ],
  isArray: [
    [($) => $.isArray('$list'), true],
    [($) => $.isArray('$s'), false],
  ],
  map: [[($) => $.map({ input: '$items', as: 'i', in: $.multiply(['$$i.q', '$$i.p']) }), [10, 3]]],
  range: [
    [($) => $.range([0, 5, 2]), [0, 2, 4]],
    [($) => $.range([3, 0, -1]), [3, 2, 1]],
  ],
  reduce: [
    [($) => $.reduce({ input: '$list', initialValue: 10, in: $.add(['$$value', '$$this']) }), 16],
  ],
  reverseArray: [[($) => $.reverseArray('$list'), [2, 1, 3]]],
  size: [
    [($) => $.size('$list'), 3],
    [($) => $.size('$nothing'), REFUSED(/must be an array/)],
  ],
  slice: [
    [($) => $.slice(['$list', 2]), [3, 1]],
    [($) => $.slice(['$list', -2]), [1, 2]],
    [($) => $.slice(['$list', 1, 1]), [1]],
  ],
  zip: [
    [
      ($) => $.zip({ inputs: ['$list', '$other'] }),
      [
        [3, 2],
        [1, 4],
      ],
    ],
    [
      ($) => $.zip({ inputs: ['$list', '$other'], useLongestLength: true, defaults: [0, 9] }),
      [
        [3, 2],
        [1, 4],
        [2, 9],
      ],
    ],
  ],
  and: [
    [($) => $.and(['$yes', $.gt(['$f', 1])]), true],
    [($) => $.and(['$yes', '$zero']), false],
    [($) => $.and([]), true],
  ],
  not: [
    [($) => $.not(['$yes']), false],
    [($) => $.not('$nil'), true],
    [($) => $.not(['$s']), false],
  ],
  or: [
    [($) => $.or(['$zero', '$nil']), false],
    [($) => $.or(['$zero', '$s']), true],
  ],
  cmp: [
    [($) => $.cmp(['$n', 1]), -1],
    [($) => $.cmp(['$s', 1]), 1],
    [($) => $.cmp(['$list', [3, 1, 2]]), 0],
  ],
  eq: [
    [($) => $.eq(['$f', 2.5]), true],
    [($) => $.eq(['$nothing', null]), false],
    [($) => $.eq(['$o', { x: 1, y: 2 }]), true],
  ],
  gt: [
    [($) => $.gt(['$s', '$n']), true],
    [($) => $.gt(['$n', '$nothing']), true],
  ],
  gte: [[($) => $.gte(['$f', 2.5]), true]],
  lt: [
    [($) => $.lt(['$n', 0]), true],
    [($) => $.lt(['$nothing', null]), true],
  ],
  lte: [[($) => $.lte(['$at', AT]), true]],
  neq: [[($) => $.neq(['$n', 1]), true]],
  cond: [
    [($) => $.cond({ if: $.gt(['$f', 2]), then: 'big', else: 'small' }), 'big'],
    [($) => $.cond(['$zero', 1, '$$REMOVE']), MISSING],
  ],
  ifNull: [
    [($) => $.ifNull(['$nil', 'none']), 'none'],
    [($) => $.ifNull(['$zero', 'none']), 0],
    [($) => $.ifNull(['$nothing', '$s']), 'Hello'],
  ],
  switch: [
    [
      ($) => $.switch({ branches: [{ case: $.lt(['$n', 0]), then: 'minus' }], default: 'plus' }),
      'minus',
    ],
    [
      ($) => $.switch({ branches: [{ case: false, then: 1 }] }),
      REFUSED(/could not find a matching branch/),
    ],
  ],
  dateFromParts: [
    [
      ($) =>
        $.dateFromParts({ year: 2026, month: 11, day: 21, hour: 8, timezone: 'Asia/Shanghai' }),
      new Date('2026-11-21T00:00:00Z'),
    ],
    [($) => $.dateFromParts({ year: 2026, month: 14 }), new Date('2027-02-01T00:00:00Z')],
    [($) => $.dateFromParts({ isoWeekYear: 2026, isoWeek: 1 }), new Date('2025-12-29T00:00:00Z')],
  ],
  dateFromString: [
    [
      ($) => $.dateFromString({ dateString: '2026-11-21T08:00:00' }),
      new Date('2026-11-21T08:00:00Z'),
    ],
    [
      ($) => $.dateFromString({ dateString: '2026-11-21', timezone: 'Asia/Shanghai' }),
      new Date('2026-11-20T16:00:00Z'),
    ],
    [
      ($) => $.dateFromString({ dateString: '21/11/2026', format: '%d/%m/%Y' }),
      new Date('2026-11-21T00:00:00Z'),
    ],
    [($) => $.dateFromString({ dateString: '2026-02-30' }), REFUSED(/Error parsing date string/)],
    [($) => $.dateFromString({ dateString: 'x', onError: 'bad' }), 'bad'],
    [($) => $.dateFromString({ dateString: '$n', format: '%Y', onError: 'bad' }), 'bad'],
    [($) => $.dateFromString({ dateString: '$nil', onNull: 'none' }), 'none'],
  ],
  dayOfMonth: [
    [($) => $.dayOfMonth('$at'), 2],
    [($) => $.dayOfMonth({ date: new Date('2026-01-02T18:00:00Z'), timezone: 'Asia/Shanghai' }), 3],
  ],
  dayOfWeek: [[($) => $.dayOfWeek('$at'), 6]],
  dayOfYear: [[($) => $.dayOfYear(new Date('2024-12-31T00:00:00Z')), 366]],
  isoDayOfWeek: [[($) => $.isoDayOfWeek(new Date('2026-11-22T00:00:00Z')), 7]],
  isoWeek: [
    [($) => $.isoWeek('$at'), 1],
    [($) => $.isoWeek(new Date('2027-01-01T00:00:00Z')), 53],
  ],
  isoWeekYear: [
    [($) => $.isoWeekYear(new Date('2027-01-01T00:00:00Z')), 2026],
    [($) => $.isoWeekYear(new Date('2025-12-29T00:00:00Z')), 2026],
  ],
  millisecond: [[($) => $.millisecond('$at'), 678]],
  minute: [[($) => $.minute('$at'), 4]],
  month: [[($) => $.month('$at'), 1]],
  second: [[($) => $.second('$at'), 5]],
  hour: [
    [($) => $.hour({ date: '$at', timezone: '+08:00' }), 11],
    [($) => $.hour('$nil'), null],
    [($) => $.hour('$s'), REFUSED(/can't convert/)],
  ],
  week: [
    [($) => $.week(new Date('2026-01-04T00:00:00Z')), 1],
    [($) => $.week('$at'), 0],
  ],
  year: [[($) => $.year('$at'), 2026]],
  dateToString: [
    [
      ($) => $.dateToString({ date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' }),
      '2026-01-02',
    ],
    [
      ($) =>
        $.dateToString({
          date: new Date('2026-01-02T16:00:00Z'),
          format: '%G-W%V-%u %H:%M:%S.%L %j %U %w %z %%',
          timezone: 'Asia/Shanghai',
        }),
      '2026-W01-6 00:00:00.000 003 00 7 +0800 %',
    ],
    [($) => $.dateToString({ date: '$at' }), '2026-01-02T03:04:05.678Z'],
    [($) => $.dateToString({ date: '$nil', format: '%Y', onNull: 'never' }), 'never'],
  ],
  literal: [
    [($) => $.literal('$n'), '$n'],
    [($) => $.literal({ $add: [1] }), { $add: [1] }],
  ],
  mergeObjects: [[($) => $.mergeObjects(['$o', { y: 3, z: 4 }, '$nil']), { x: 1, y: 3, z: 4 }]],
  objectToArray: [
    [
      ($) => $.objectToArray('$o'),
      [
        { k: 'x', v: 1 },
        { k: 'y', v: 2 },
      ],
    ],
  ],
  allElementsTrue: [
    [($) => $.allElementsTrue(['$list']), true],
    [($) => $.allElementsTrue([[1, 0]]), false],
  ],
  anyElementTrue: [
    [($) => $.anyElementTrue(['$list']), true],
    [($) => $.anyElementTrue(['$empty']), false],
  ],
  setDifference: [[($) => $.setDifference(['$list', '$other']), [3, 1]]],
  setEquals: [
    [($) => $.setEquals(['$list', [1, 2, 3, 3]]), true],
    [($) => $.setEquals(['$list', '$other']), false],
  ],
  setIntersection: [
    [($) => $.setIntersection(['$list', '$other']), [2]],
    [($) => $.setIntersection(['$list', '$nil']), null],
  ],
  setIsSubset: [
    [($) => $.setIsSubset([[1, 2], '$list']), true],
    [($) => $.setIsSubset(['$other', '$list']), false],
  ],
  setUnion: [[($) => $.setUnion(['$list', '$other']), expect.arrayContaining([1, 2, 3, 4])]],
  concat: [
    [($) => $.concat(['$s', ', ', '$cn']), 'Hello, 群规 ok'],
    [($) => $.concat(['$s', '$nil']), null],
    [($) => $.concat(['$s', '$n']), REFUSED(/only supports strings/)],
  ],
  indexOfBytes: [
    [($) => $.indexOfBytes(['$cn', 'ok']), 7],
    [($) => $.indexOfBytes(['$s', 'z']), -1],
  ],
  indexOfCP: [
    [($) => $.indexOfCP(['$cn', 'ok']), 3],
    [($) => $.indexOfCP(['$s', 'l', 3]), 3],
  ],
  split: [[($) => $.split(['$cn', ' ']), ['群规', 'ok']]],
  strLenBytes: [[($) => $.strLenBytes('$cn'), 9]],
  strLenCP: [
    [($) => $.strLenCP('$cn'), 5],
    [($) => $.strLenCP('👍🏽'), 2],
  ],
  strcasecmp: [
    [($) => $.strcasecmp(['$s', 'hELLO']), 0],
    [($) => $.strcasecmp(['a', 'B']), -1],
  ],
  substr: [
    [($) => $.substr(['$s', 1, 3]), 'ell'],
    [($) => $.substr(['$s', 2, -1]), 'llo'],
    [($) => $.substr(['$s', 2, 100]), 'llo'],
  ],
  substrBytes: [
    [($) => $.substrBytes(['$cn', 0, 3]), '群'],
    [($) => $.substrBytes(['$cn', 0, 2]), REFUSED(/UTF-8/)],
  ],
  substrCP: [[($) => $.substrCP(['$cn', 1, 3]), '规 o']],
  toLower: [
    [($) => $.toLower('$s'), 'hello'],
    [($) => $.toLower('$nil'), ''],
  ],
  toUpper: [
    [($) => $.toUpper('$s'), 'HELLO'],
    [($) => $.toUpper('É'), 'É'],
  ],
  meta: [[($) => $.meta('textScore'), REFUSED(/text search/)]],
  let: [[($) => $.let({ vars: { a: '$n', b: 10 }, in: $.add(['$$a', '$$b']) }), 3]],
  sum: [
    [($) => $.sum(['$n', '$f', '$s']), -4.5],
    [($) => $.sum('$list'), 6],
  ],
  avg: [
    [($) => $.avg('$list'), 2],
    [($) => $.avg('$empty'), null],
  ],
  max: [
    [($) => $.max('$list'), 3],
    [($) => $.max(['$n', '$s']), 'Hello'],
  ],
  min: [
    [($) => $.min('$list'), 1],
    [($) => $.min(['$nil', '$f']), 2.5],
  ],
  stdDevPop: [[($) => $.stdDevPop('$list'), expect.closeTo(0.816, 3)]],
  stdDevSamp: [[($) => $.stdDevSamp('$list'), 1]],
}

describe.each(Object.entries(TABLE))('%s', (name, rows) => {
  it.each(rows.map(([expression, value], i) => [i + 1, expression, value] as const))(
    'case %i',
    async (_i, expression, value) => {
      const $ = bench.db.command.aggregate
      const output = bench.db
        .collection('one')
        .aggregate()
        .project({ value: expression($) })
        .end()
      if (isRefusal(value)) {
        await expect(output).rejects.toThrow(value.message)
        return
      }
      const [row] = (await output).list
      if (value === MISSING) expect(row).not.toHaveProperty('value')
      else expect(row?.value).toEqual(value)
    },
  )
  it('is an operator of the SDK', () => expect(OPERATORS).toContain(name))
})

const isRefusal = (value: unknown): value is { message: RegExp } =>
  typeof value === 'object' &&
  value !== null &&
  'message' in value &&
  value.message instanceof RegExp

describe('accumulators', () => {
  const ACCUMULATORS: Record<string, [field: string, a: unknown, b: unknown]> = {
    addToSet: ['$t', ['x', 'y'], []],
    avg: ['$v', 3, 2],
    first: ['$v', 1, 2],
    last: ['$v', null, null],
    max: ['$v', 'text', 2],
    min: ['$v', 1, 2],
    push: ['$v', [1, 5, 'text'], [2, null]],
    stdDevPop: ['$v', 2, 0],
    stdDevSamp: ['$v', expect.closeTo(2.828, 3), null],
    sum: ['$v', 6, 2],
    mergeObjects: ['$o', {}, { a: 1, b: 2 }],
  }
  it.each(Object.entries(ACCUMULATORS))('%s', async (name, [field, a, b]) => {
    const $ = bench.db.command.aggregate
    const { list } = await bench.db
      .collection('members')
      .aggregate()
      .group({ _id: '$team', value: $[name as 'sum'](field) })
      .end()
    expect(list).toEqual([
      { _id: 'a', value: a },
      { _id: 'b', value: b },
    ])
  })
  it('count by sum(1) and group everything by null', async () => {
    const $ = bench.db.command.aggregate
    const { list } = await bench.db
      .collection('members')
      .aggregate()
      .group({ _id: null, n: $.sum(1) })
      .end()
    expect(list).toEqual([{ _id: null, n: 6 }])
  })
})

describe('the tables', () => {
  it('have every operator of the SDK', () => {
    const accumulators = ['addToSet', 'first', 'last', 'push']
    const missing = OPERATORS.filter((name) => !TABLE[name] && !accumulators.includes(name))
    expect(missing).toEqual([])
  })
  it('know all names the SDK has', () => {
    const { aggregate, project, ...commands } = bench.db.command
    expect(Object.keys(commands).sort()).toEqual([...COMMANDS].sort())
    const { pipeline, ...operators } = aggregate
    expect(Object.keys(operators).sort()).toEqual([...OPERATORS].sort())
    expect(Object.keys(project).sort()).toEqual(['elemMatch', 'slice'])
    expect(typeof pipeline).toBe('function')
  })
})
