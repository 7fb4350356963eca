import { openSdkBench, type SdkBench, type SdkDatabase } from './kit/sdk-database'

/*
 * Every query command of wx-server-sdk through the real SDK. Expected results follow the manual of MongoDB, whose
 * behaviour the cloud database documents as its own.
 */

let bench: SdkBench
let db: SdkDatabase

const DAY = new Date('2026-11-21T00:00:00Z')

const documents = () => [
  { _id: 'ada', n: 1, name: 'Ada', tags: ['a', 'b'], at: DAY, nested: { x: 1, y: { z: 'deep' } } },
  { _id: 'bob', n: 2, name: 'bob', tags: ['b', 'c'], at: new Date(+DAY + 1000), nested: { x: 2 } },
  { _id: 'cyd', n: 2.5, name: 'Cyd', tags: [], nested: { x: 1, extra: true } },
  {
    _id: 'dan',
    n: -3,
    name: '丹',
    tags: null,
    list: [
      { k: 1, v: 10 },
      { k: 2, v: 20 },
    ],
  },
  {
    _id: 'eve',
    n: '2',
    name: 'eve\nline',
    tags: 'b',
    list: [
      { k: 1, v: 30 },
      { k: 3, v: 5 },
    ],
  },
  { _id: 'fay', n: null, grid: [[1, 2], [3]], flag: true },
  { _id: 'gus', flag: false, n: [2, 7, 12], at: null },
  { _id: 'hal', n: 0, nested: null, flag: 1, list: [] },
]

beforeAll(async () => {
  bench = await openSdkBench([{ name: 'things', indexes: [] }])
  db = bench.db
  await bench.fill('things', documents())
})
afterAll(() => bench.close())

type Commands = SdkDatabase['command']
interface Chain {
  and(other: unknown): unknown
  or(other: unknown): unknown
}
const idsOf = async (condition: unknown): Promise<string> => {
  const { data } = await db.collection('things').where(condition).get()
  return data.map(({ _id }) => _id).join(' ')
}

const ALL = 'ada bob cyd dan eve fay gus hal'

describe.each<
  [command: string, rows: [name: string, condition: (_: Commands) => unknown, ids: string][]]
>([
  [
    'equality',
    [
      ['a number', () => ({ n: 2 }), 'bob gus'],
      ['a string', () => ({ n: '2' }), 'eve'],
      ['an element of an array', () => ({ tags: 'b' }), 'ada bob eve'],
      ['a whole array', () => ({ tags: ['a', 'b'] }), 'ada'],
      ['an array in another order', () => ({ tags: ['b', 'a'] }), ''],
      ['an array inside an array', () => ({ grid: [3] }), 'fay'],
      ['an empty array', () => ({ tags: [] }), 'cyd'],
      ['null, which a missing field is too', () => ({ tags: null }), 'dan fay gus hal'],
      ['a nested object, by its paths', () => ({ nested: { x: 1 } }), 'ada cyd'],
      ['a deeper path', () => ({ nested: { y: { z: 'deep' } } }), 'ada'],
      ['a dotted path', () => ({ 'nested.x': 2 }), 'bob'],
      ['a path into an array', () => ({ 'list.k': 3 }), 'eve'],
      ['a position in an array', () => ({ 'list.0.v': 30 }), 'eve'],
      ['a date', () => ({ at: DAY }), 'ada'],
      ['a boolean, which is no number', () => ({ flag: true }), 'fay'],
      ['a missing part of the path as null', () => ({ 'nested.x': null }), 'dan eve fay gus hal'],
      ['nothing at all', () => ({}), ALL],
      [
        'a key whose value is undefined, which is dropped',
        () => ({ n: 2, tags: undefined }),
        'bob gus',
      ],
      ['a field of the prototype', () => ({ constructor: null }), ALL],
    ],
  ],
  [
    'eq and neq',
    [
      ['eq', (_) => ({ n: _.eq(2) }), 'bob gus'],
      ['eq with an object, whole', (_) => ({ nested: _.eq({ x: 2 }) }), 'bob'],
      ['eq with an object in another order', (_) => ({ nested: _.eq({ extra: true, x: 1 }) }), ''],
      ['eq null', (_) => ({ at: _.eq(null) }), 'cyd dan eve fay gus hal'],
      ['neq', (_) => ({ n: _.neq(2) }), 'ada cyd dan eve fay hal'],
      ['neq null', (_) => ({ tags: _.neq(null) }), 'ada bob cyd eve'],
      ['neq of an element', (_) => ({ tags: _.neq('b') }), 'cyd dan fay gus hal'],
    ],
  ],
  [
    'gt gte lt lte',
    [
      ['gt compares numbers only', (_) => ({ n: _.gt(2) }), 'cyd gus'],
      ['gte', (_) => ({ n: _.gte(2) }), 'bob cyd gus'],
      ['lt', (_) => ({ n: _.lt(1) }), 'dan hal'],
      ['lte', (_) => ({ n: _.lte(1) }), 'ada dan hal'],
      ['strings by code point', (_) => ({ name: _.gt('Z') }), 'bob dan eve'],
      ['dates', (_) => ({ at: _.gt(DAY) }), 'bob'],
      ['gte null is null or missing', (_) => ({ at: _.gte(null) }), 'cyd dan eve fay gus hal'],
      [
        'a range over an array, each bound by any element',
        (_) => ({ n: (_.gt(7) as Chain).and(_.lt(3)) }),
        'gus',
      ],
      ['booleans', (_) => ({ flag: _.lt(true) }), 'gus'],
    ],
  ],
  [
    'in and nin',
    [
      ['in', (_) => ({ n: _.in([1, '2']) }), 'ada eve'],
      ['in with null', (_) => ({ n: _.in([null, 0]) }), 'fay hal'],
      ['in an array', (_) => ({ tags: _.in(['c', 'a']) }), 'ada bob'],
      ['in a whole array', (_) => ({ tags: _.in([['a', 'b']]) }), 'ada'],
      ['in with a regular expression', (_) => ({ name: _.in([/^c/i, 'bob']) }), 'bob cyd'],
      ['in nothing', (_) => ({ n: _.in([]) }), ''],
      ['nin', (_) => ({ n: _.nin([1, 2, null]) }), 'cyd dan eve hal'],
      ['nin nothing', (_) => ({ n: _.nin([]) }), ALL],
    ],
  ],
  [
    'all, elemMatch, size',
    [
      ['all', (_) => ({ tags: _.all(['b', 'a']) }), 'ada'],
      ['all with one value also fits a scalar', (_) => ({ tags: _.all(['b']) }), 'ada bob eve'],
      ['all of nothing', (_) => ({ tags: _.all([]) }), ''],
      [
        'all with elemMatch',
        (_) => ({ list: _.all([_.elemMatch({ k: 1 }), _.elemMatch({ v: 20 })]) }),
        'dan',
      ],
      ['elemMatch with fields', (_) => ({ list: _.elemMatch({ k: 1, v: _.gt(20) }) }), 'eve'],
      ['elemMatch with an operator', (_) => ({ n: _.elemMatch(_.gt(8)) }), 'gus'],
      [
        'elemMatch with a raw pair of operators',
        (_) => ({ n: _.elemMatch({ $gt: 3, $lt: 8 }) }),
        'gus',
      ],
      [
        'elemMatch with gt().and(), which the SDK sends unencoded',
        (_) => ({ n: _.elemMatch((_.gt(3) as Chain).and(_.lt(8))) }),
        '',
      ],
      ['elemMatch needs one element for both', (_) => ({ n: _.elemMatch({ $gt: 7, $lt: 3 }) }), ''],
      ['size', (_) => ({ tags: _.size(2) }), 'ada bob'],
      ['size 0', (_) => ({ list: _.size(0) }), 'hal'],
    ],
  ],
  [
    'exists, mod',
    [
      ['exists', (_) => ({ tags: _.exists(true) }), 'ada bob cyd dan eve'],
      ['does not exist', (_) => ({ flag: _.exists(false) }), 'ada bob cyd dan eve'],
      ['exists below an array', (_) => ({ 'list.v': _.exists(true) }), 'dan eve'],
      ['mod', (_) => ({ n: _.mod(2, 0) }), 'bob cyd gus hal'],
      ['mod with a remainder', (_) => ({ n: _.mod([5, 2]) }), 'bob cyd gus'],
      ['mod of a negative number', (_) => ({ n: _.mod(2, -1) }), 'dan'],
    ],
  ],
  [
    'logic',
    [
      ['and over one field', (_) => ({ n: _.and(_.gt(0), _.lt(2.5)) }), 'ada bob gus'],
      ['and of conditions', (_) => _.and({ n: 2 }, { name: 'bob' }), 'bob'],
      ['or over one field', (_) => ({ n: _.or(_.eq(1), _.eq(-3)) }), 'ada dan'],
      ['or of conditions', (_) => _.or([{ name: 'bob' }, { flag: true }]), 'bob fay'],
      ['gt().or()', (_) => ({ n: (_.lt(0) as Chain).or(_.eq(2)) }), 'bob dan gus'],
      ['nor', (_) => _.nor([{ n: 2 }, { flag: _.exists(true) }]), 'ada cyd dan eve'],
      ['not', (_) => ({ n: _.not(_.gt(1)) }), 'ada dan eve fay hal'],
      [
        'not with a regular expression',
        (_) => ({ name: _.not(/^[A-Z]/) }),
        'bob dan eve fay gus hal',
      ],
      [
        'not of a command pair, which the SDK sends as an empty object',
        (_) => ({ n: _.not(_.and(_.gt(0), _.lt(3))) }),
        '',
      ],
    ],
  ],
  [
    'regular expressions',
    [
      ['a literal', () => ({ name: /^A/ }), 'ada'],
      ['ignoring case', () => ({ name: /^[ab]/i }), 'ada bob'],
      ['db.RegExp', () => ({ name: db.RegExp({ regexp: '^E', options: 'i' }) }), 'eve'],
      ['over lines', () => ({ name: db.RegExp({ regexp: '^line', options: 'm' }) }), 'eve'],
      [
        'a dot that takes line ends',
        () => ({ name: db.RegExp({ regexp: 'eve.line', options: 's' }) }),
        'eve',
      ],
      ['a dot that does not', () => ({ name: db.RegExp({ regexp: 'eve.line' }) }), ''],
      [
        'white space ignored',
        () => ({ name: db.RegExp({ regexp: '^ b o b # a name', options: 'x' }) }),
        'bob',
      ],
      ['in an array', () => ({ tags: /^c$/ }), 'bob'],
      ['Chinese', () => ({ name: /丹/ }), 'dan'],
    ],
  ],
  [
    'expr and jsonSchema',
    [
      ['expr', (_) => _.expr({ $eq: ['$nested.x', '$n'] }), 'ada bob'],
      ['expr with commands', (_) => _.expr(_.aggregate.gt(['$n', 1.5])), 'bob cyd eve gus'],
      [
        'jsonSchema',
        (_) => _.jsonSchema({ required: ['flag'], properties: { flag: { bsonType: 'bool' } } }),
        'fay gus',
      ],
    ],
  ],
])('%s', (_name, rows) => {
  it.each(rows)('%s', async (_row, condition, ids) => {
    expect(await idsOf(condition(db.command))).toBe(ids)
  })
})

describe('a query that cannot be', () => {
  it.each<[string, unknown, RegExp]>([
    ['an unknown operator', { n: { $near2: 1 } }, /-502001.*unknown operator/],
    ['an unknown operator on top', { $find: 1 }, /-502001.*unknown top level operator/],
    ['a wrong operand of in', { n: { $in: 1 } }, /-502001.*\$in needs an array/],
    ['code', { $where: 'true' }, /-502001.*\$where/],
    ['a broken regular expression', { name: { $regex: '(' } }, /-502001.*invalid/i],
    ['text search without an index', { $text: { $search: 'x' } }, /-502001.*text index required/],
  ])('is refused: %s', async (_name, condition, message) => {
    await expect(db.collection('things').where(condition).get()).rejects.toThrow(message)
  })

  it('throws in the SDK when every value is undefined', () => {
    expect(() => db.collection('things').where({ n: undefined })).toThrow()
  })
})

describe('order, paging and fields', () => {
  const query = () => db.collection('things')
  const run = async (q: { get(): Promise<{ data: Record<string, unknown>[] }> }) =>
    (await q.get()).data.map(({ _id }) => _id).join(' ')

  it('sorts across types: null, numbers, strings; arrays by their least', async () => {
    expect(await run(query().orderBy('n', 'asc'))).toBe('fay dan hal ada bob gus cyd eve')
  })
  it('sorts descending, arrays by their greatest', async () => {
    expect(await run(query().orderBy('n', 'desc'))).toBe('eve gus cyd bob ada hal dan fay')
  })
  it('sorts by several fields', async () => {
    expect(
      await run(
        query()
          .where({ 'nested.x': db.command.gt(0) })
          .orderBy('nested.x', 'desc')
          .orderBy('n', 'desc'),
      ),
    ).toBe('bob cyd ada')
  })
  it('keeps the order of insertion without an order', async () => {
    expect(await run(query())).toBe(ALL)
  })
  it('skips and limits', async () => {
    expect(await run(query().orderBy('_id', 'asc').skip(2).limit(3))).toBe('cyd dan eve')
  })
  it('counts', async () => {
    expect(
      (
        await query()
          .where({ n: db.command.gt(0) })
          .count()
      ).total,
    ).toBe(4)
    expect((await query().count()).total).toBe(8)
  })
  it.each<[string, unknown, unknown]>([
    ['kept', { n: true }, { _id: 'ada', n: 1 }],
    ['kept without the id', { n: true, _id: false }, { n: 1 }],
    ['dropped', { tags: false, at: false, nested: false, name: false }, { _id: 'ada', n: 1 }],
    ['kept inside', { 'nested.y.z': true }, { _id: 'ada', nested: { y: { z: 'deep' } } }],
    [
      'dropped inside',
      { 'nested.y': false, at: false, tags: false },
      { _id: 'ada', n: 1, name: 'Ada', nested: { x: 1 } },
    ],
  ])('gives fields %s', async (_name, projection, expected) => {
    expect((await db.collection('things').doc('ada').field(projection).get()).data).toEqual(
      expected,
    )
  })
  it('takes a slice and an element of arrays', async () => {
    const { slice, elemMatch } = db.command.project
    const one = async (projection: unknown, id = 'dan') =>
      (await query().where({ _id: id }).field(projection).get()).data[0]
    expect(await one({ n: slice(1) }, 'gus')).toMatchObject({ n: [2] })
    expect(await one({ n: slice([1, 2]) }, 'gus')).toMatchObject({ n: [7, 12] })
    expect(await one({ n: slice(-1) }, 'gus')).toMatchObject({ n: [12], flag: false })
    expect(await one({ list: elemMatch({ v: { $gt: 15 } }) })).toEqual({
      _id: 'dan',
      list: [{ k: 2, v: 20 }],
    })
  })
  it('returns 100 without a limit and at most 1000', async () => {
    const many = Array.from({ length: 1001 }, (_, i) => ({ _id: `many-${i}` }))
    await db.collection('things').add({ data: many })
    try {
      expect((await query().get()).data).toHaveLength(100)
      expect((await query().limit(5000).get()).data).toHaveLength(1000)
    } finally {
      await query()
        .where({ _id: /^many-/ })
        .remove()
    }
  })
})

describe('a document by its id', () => {
  it('that is not there throws', async () => {
    await expect(db.collection('things').doc('nobody').get()).rejects.toThrow(
      'nobody does not exist',
    )
  })
  it('that is not there is null where the SDK is asked for it', async () => {
    const quiet = bench.database({ throwOnNotFound: false })
    expect((await quiet.collection('things').doc('nobody').get()).data).toBeNull()
  })
  it('may have a number as its id', async () => {
    await db.collection('things').add({ data: { _id: 7, name: 'seven' } })
    expect((await db.collection('things').doc(7).get()).data).toEqual({ _id: 7, name: 'seven' })
    await expect(db.collection('things').doc('7').get()).rejects.toThrow('does not exist')
    await db.collection('things').doc(7).remove()
  })
})

describe('collections', () => {
  it('have to exist', async () => {
    await expect(db.collection('absent').get()).rejects.toMatchObject({ errCode: -502005 })
    await expect(db.collection('absent').add({ data: {} })).rejects.toMatchObject({
      errCode: -502005,
    })
  })
  it('can be created once', async () => {
    await db.createCollection('fresh')
    await db.collection('fresh').add({ data: { _id: 'x' } })
    await expect(db.createCollection('fresh')).rejects.toThrow(/exist/)
  })
})
