import { openSdkBench, type Commands, type SdkBench } from './kit/sdk-database'

/* Fields that come back, patterns with and without an index, the element that matched: through the real SDK. */

let bench: SdkBench

const NAMES = [
  'Ada',
  'ada',
  'Adam',
  'A.d',
  'Bob',
  'bob\nAda',
  'Ad',
  'A',
  '',
  '群规',
  '群',
  'x|y',
  'a+b',
]

const one = {
  _id: 'one',
  n: 1,
  o: { a: 1, b: { c: 2, d: 3 } },
  list: [{ k: 1, v: 1 }, { k: 2 }, 'text', [{ k: 3 }]],
  nums: [5, 6, 7, 8],
}

beforeAll(async () => {
  bench = await openSdkBench([
    { name: 'plain', indexes: [] },
    { name: 'indexed', indexes: [{ name: 'name', fields: [['name', 1]] }] },
    { name: 'docs', indexes: [] },
  ])
  const named = NAMES.map((name, i) => ({ _id: `${i}`, name }))
  await bench.fill('plain', named)
  await bench.fill('indexed', named)
  await bench.fill('docs', [one])
})
afterAll(() => bench.close())

describe('a pattern finds the same with and without an index', () => {
  it.each([
    /^A/,
    /^A/i,
    /^a/m,
    /^A$/,
    /^Ada?$/,
    /^Ada*/,
    /^Ada{0}/,
    /^Ad|ob/,
    /^(Ad|B)/,
    /^A\.d/,
    /^A.d/,
    /^x\|/,
    /^a\+b/,
    /^[AB]/,
    /^\w/,
    /^$/,
    /^群/,
    /^群?x/,
    /d/,
    /(?:)/,
  ])('%s', async (pattern) => {
    const expected = NAMES.filter((name) => pattern.test(name))
    for (const collection of ['plain', 'indexed']) {
      const { data } = await bench.db.collection(collection).where({ name: pattern }).get()
      expect(data.map(({ name }) => name as string).sort()).toEqual([...expected].sort())
    }
  })
})

describe('of a document come back', () => {
  const { o, list, nums } = one
  it.each<[string, (_: Commands) => unknown, unknown]>([
    ['the id alone', () => ({ _id: true }), { _id: 'one' }],
    ['all but the id', () => ({ _id: false }), { n: 1, o, list, nums }],
    ['one field and no id', () => ({ _id: false, n: true }), { n: 1 }],
    ['all but one field', () => ({ list: false }), { _id: 'one', n: 1, o, nums }],
    ['all but one field and the id', () => ({ list: 0, _id: 0 }), { n: 1, o, nums }],
    ['numbers as well as booleans', () => ({ n: 1, nums: 5 }), { _id: 'one', n: 1, nums }],
    ['a field that is not there', () => ({ none: true }), { _id: 'one' }],
    ['a field below a number', () => ({ 'n.x': true }), { _id: 'one' }],
    [
      'fields inside',
      () => ({ 'o.a': true, 'o.b.d': true }),
      { _id: 'one', o: { a: 1, b: { d: 3 } } },
    ],
    ['an object whose field is not there', () => ({ 'o.none': true }), { _id: 'one', o: {} }],
    [
      'all but a field inside',
      () => ({ 'o.b.c': false, list: false }),
      { _id: 'one', n: 1, o: { a: 1, b: { d: 3 } }, nums },
    ],
    [
      'fields of elements',
      () => ({ 'list.k': true }),
      { _id: 'one', list: [{ k: 1 }, { k: 2 }, [{ k: 3 }]] },
    ],
    [
      'elements without a field',
      () => ({ 'list.k': false, o: false, nums: false }),
      { _id: 'one', n: 1, list: [{ v: 1 }, {}, 'text', [{}]] },
    ],
    [
      'the first of an array',
      (_) => ({ n: true, nums: _.project.slice(2) }),
      { _id: 'one', n: 1, nums: [5, 6] },
    ],
    [
      'the last of an array',
      (_) => ({ n: true, nums: _.project.slice(-3) }),
      { _id: 'one', n: 1, nums: [6, 7, 8] },
    ],
    [
      'none of an array',
      (_) => ({ n: true, nums: _.project.slice(0) }),
      { _id: 'one', n: 1, nums: [] },
    ],
    [
      'a part of an array',
      (_) => ({ n: true, nums: _.project.slice([1, 2]) }),
      { _id: 'one', n: 1, nums: [6, 7] },
    ],
    [
      'a part from the end',
      (_) => ({ n: true, nums: _.project.slice([-3, 2]) }),
      { _id: 'one', n: 1, nums: [6, 7] },
    ],
    [
      'a part from before the start',
      (_) => ({ n: true, nums: _.project.slice([-9, 2]) }),
      { _id: 'one', n: 1, nums: [5, 6] },
    ],
    [
      'a part beyond the end',
      (_) => ({ n: true, nums: _.project.slice([9, 2]) }),
      { _id: 'one', n: 1, nums: [] },
    ],
    [
      'a slice of no array as it is',
      (_) => ({ n: _.project.slice(1), list: false, nums: false }),
      { _id: 'one', n: 1, o },
    ],
    [
      'all fields beside a slice',
      (_) => ({ nums: _.project.slice(1) }),
      { _id: 'one', n: 1, o, list, nums: [5] },
    ],
    [
      'the first element that matches',
      (_) => ({ list: _.project.elemMatch({ k: { $gt: 0 } }) }),
      { _id: 'one', list: [{ k: 1, v: 1 }] },
    ],
    [
      'the first number that matches',
      (_) => ({ nums: _.project.elemMatch({ $gt: 5 }) }),
      { _id: 'one', nums: [6] },
    ],
    [
      'no array by a command, which the SDK sends unencoded',
      (_) => ({ n: true, nums: _.project.elemMatch(_.gt(5)) }),
      { _id: 'one', n: 1 },
    ],
    [
      'no array without a match',
      (_) => ({ n: true, list: _.project.elemMatch({ k: 9 }) }),
      { _id: 'one', n: 1 },
    ],
    [
      'nothing of what is no array',
      (_) => ({ nums: true, n: _.project.elemMatch({ k: 9 }) }),
      { _id: 'one', nums },
    ],
  ])('%s', async (_name, projection, expected) => {
    const fields = projection(bench.db.command)
    const docs = bench.db.collection('docs')
    expect((await docs.where({}).field(fields).get()).data).toEqual([expected])
    expect((await docs.doc('one').field(fields).get()).data).toEqual(expected)
  })
})

describe('the element that matched is changed', () => {
  const before = {
    list: [
      { k: 'a', n: 1 },
      { k: 'b', n: 1 },
      { k: 'b', n: 2 },
    ],
    nums: [3, 5, 7],
    deep: { l: [1, 2] },
  }
  it.each<[string, (_: Commands) => unknown, (_: Commands) => unknown, object]>([
    [
      'by a field of it',
      () => ({ 'list.k': 'b' }),
      () => ({ 'list.$.n': 9 }),
      { list: [before.list[0], { k: 'b', n: 9 }, before.list[2]] },
    ],
    [
      'the very first',
      () => ({ 'list.k': 'a' }),
      () => ({ 'list.$.n': 9 }),
      { list: [{ k: 'a', n: 9 }, before.list[1], before.list[2]] },
    ],
    [
      'by elemMatch',
      (_) => ({ list: _.elemMatch({ k: 'b', n: 2 }) }),
      () => ({ 'list.$.n': 9 }),
      { list: [before.list[0], before.list[1], { k: 'b', n: 9 }] },
    ],
    [
      'by elemMatch of a number',
      (_) => ({ nums: _.elemMatch(_.gt(4)) }),
      () => ({ 'nums.$': 0 }),
      { nums: [3, 0, 7] },
    ],
    ['by its value', () => ({ nums: 7 }), () => ({ 'nums.$': 0 }), { nums: [3, 5, 0] }],
    [
      'by a comparison',
      (_) => ({ nums: _.gte(5) }),
      (_) => ({ 'nums.$': _.inc(10) }),
      { nums: [3, 15, 7] },
    ],
    ['by in', (_) => ({ nums: _.in([5, 7]) }), () => ({ 'nums.$': 0 }), { nums: [3, 0, 7] }],
    ['under and', () => ({ $and: [{ nums: 5 }] }), () => ({ 'nums.$': 0 }), { nums: [3, 0, 7] }],
    [
      'inside of an object',
      () => ({ 'deep.l': 2 }),
      (_) => ({ 'deep.l.$': _.mul(5) }),
      { deep: { l: [1, 10] } },
    ],
    [
      'whole',
      () => ({ 'list.k': 'b' }),
      (_) => ({ 'list.$': _.set({ k: 'c' }) }),
      { list: [before.list[0], { k: 'c' }, before.list[2]] },
    ],
    [
      'away, which leaves null',
      () => ({ nums: 5 }),
      (_) => ({ 'nums.$': _.remove() }),
      { nums: [3, null, 7] },
    ],
    [
      'and all of them, by $[]',
      () => ({ nums: 5 }),
      (_) => ({ 'nums.$[]': _.inc(1), 'list.$[].n': 0 }),
      { nums: [4, 6, 8], list: before.list.map(({ k }) => ({ k, n: 0 })) },
    ],
  ])('%s', async (name, where, data, changed) => {
    const docs = bench.db.collection('docs')
    const _id = `positional ${name}`
    await docs.add({ data: { _id, ...before } })
    const { stats } = await docs
      .where({ _id, ...(where(bench.db.command) as object) })
      .update({ data: data(bench.db.command) })
    expect(stats.updated).toBe(1)
    expect((await docs.doc(_id).get()).data).toEqual({ _id, ...before, ...changed })
    await docs.doc(_id).remove()
  })
})
