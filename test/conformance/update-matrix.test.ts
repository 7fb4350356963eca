import { openSdkBench, type Commands, type SdkBench } from './kit/sdk-database'

/*
 * Every update command against every kind of value at the path, through the real SDK: what it makes of it, or in
 * which of MongoDB's words it is refused, and whether the document counts as updated.
 */

const AT = new Date(5)
const BEFORE: Record<string, unknown> = {
  missing: undefined,
  null: null,
  '2': 2,
  '2.5': 2.5,
  "'a'": 'a',
  true: true,
  date: AT,
  '[]': [],
  '[1]': [1],
  "[1,'a',1]": [1, 'a', 1],
  '[[1]]': [[1]],
  '{a:1}': { a: 1 },
  '[{a:1},{b:1}]': [{ a: 1 }, { b: 1 }],
}
const ARRAYS = ['[]', '[1]', "[1,'a',1]", '[[1]]', '[{a:1},{b:1}]']

let bench: SdkBench

beforeAll(async () => {
  bench = await openSdkBench([{ name: 'docs', indexes: [] }])
})
afterAll(() => bench.close())

interface Outcome {
  /** The value at v afterwards of those that are not refused; those that are left out stay as they are. */
  after: Record<string, unknown>
  /** What happens to the kinds that are neither in `after` nor in `same`. */
  others?: RegExp | ((before: unknown) => unknown)
  /** Kinds that stay as they are and do not count as updated. */
  same?: string[]
}

const GONE = Symbol('gone')
const whole = (value: unknown): Outcome => ({ after: {}, others: () => value })

it.each<[string, (_: Commands) => unknown, Outcome]>([
  ['set', (_) => ({ v: _.set({ a: 2 }) }), whole({ a: 2 })],
  ['set of what is there', (_) => ({ v: _.set([1]) }), { ...whole([1]), same: ['[1]'] }],
  ['a plain array', () => ({ v: [] }), { ...whole([]), same: ['[]'] }],
  ['a plain null', () => ({ v: null }), { ...whole(null), same: ['null'] }],
  ['remove', (_) => ({ v: _.remove() }), { ...whole(GONE), same: ['missing'] }],
  [
    'remove inside',
    (_) => ({ v: { a: _.remove() } }),
    {
      after: { '{a:1}': {} },
      others: (v) => v,
      same: Object.keys(BEFORE).filter((name) => name !== '{a:1}'),
    },
  ],
  [
    'a plain object',
    () => ({ v: { b: 2 } }),
    {
      after: { missing: { b: 2 }, '{a:1}': { a: 1, b: 2 } },
      others: /Cannot create field 'b' in element \{v: /,
    },
  ],
  [
    'a dotted path',
    () => ({ 'v.b': 2 }),
    {
      after: { missing: { b: 2 }, '{a:1}': { a: 1, b: 2 } },
      others: /Cannot create field 'b' in element \{v: /,
    },
  ],
  [
    'a command inside',
    (_) => ({ v: { c: _.inc(1) } }),
    {
      after: { missing: { c: 1 }, '{a:1}': { a: 1, c: 1 } },
      others: /Cannot create field 'c' in element \{v: /,
    },
  ],
  [
    'a path with a position',
    () => ({ 'v.0': 2 }),
    {
      after: {
        missing: { 0: 2 },
        '{a:1}': { a: 1, 0: 2 },
        '[]': [2],
        '[1]': [2],
        "[1,'a',1]": [2, 'a', 1],
        '[[1]]': [2],
        '[{a:1},{b:1}]': [2, { b: 1 }],
      },
      others: /Cannot create field '0' in element \{v: /,
    },
  ],
  [
    'inc',
    (_) => ({ v: _.inc(1) }),
    {
      after: { missing: 1, '2': 3, '2.5': 3.5 },
      others: /Cannot apply \$inc to a value of non-numeric type/,
    },
  ],
  [
    'inc by 0',
    (_) => ({ v: _.inc(0) }),
    { after: { missing: 0 }, same: ['2', '2.5'], others: /Cannot apply \$inc/ },
  ],
  [
    'mul',
    (_) => ({ v: _.mul(2) }),
    {
      after: { missing: 0, '2': 4, '2.5': 5 },
      others: /Cannot apply \$mul to a value of non-numeric type/,
    },
  ],
  [
    'max of a number',
    (_) => ({ v: _.max(2) }),
    {
      after: { missing: 2, null: 2 },
      same: ['2', '2.5', "'a'", 'true', 'date', '{a:1}', ...ARRAYS],
    },
  ],
  [
    'max of a text',
    (_) => ({ v: _.max('b') }),
    {
      after: { missing: 'b', null: 'b', '2': 'b', '2.5': 'b', "'a'": 'b' },
      same: ['true', 'date', '{a:1}', ...ARRAYS],
    },
  ],
  ['min of a number', (_) => ({ v: _.min(2) }), { ...whole(2), same: ['2', 'null'] }],
  ['min of null', (_) => ({ v: _.min(null) }), { ...whole(null), same: ['null'] }],
  [
    'bit and',
    (_) => ({ v: _.bit({ and: 3 }) }),
    {
      after: { missing: 0 },
      same: ['2'],
      others: /Cannot apply \$bit to a value of non-integral type/,
    },
  ],
  [
    'bit or',
    (_) => ({ v: _.bit({ or: 1 }) }),
    { after: { missing: 1, '2': 3 }, others: /Cannot apply \$bit/ },
  ],
  [
    'bit xor',
    (_) => ({ v: _.bit({ xor: 3 }) }),
    { after: { missing: 3, '2': 1 }, others: /Cannot apply \$bit/ },
  ],
  [
    'push',
    (_) => ({ v: _.push(1) }),
    {
      after: {
        missing: [1],
        '[]': [1],
        '[1]': [1, 1],
        "[1,'a',1]": [1, 'a', 1, 1],
        '[[1]]': [[1], 1],
        '[{a:1},{b:1}]': [{ a: 1 }, { b: 1 }, 1],
      },
      others:
        /The field 'v' must be an array but is of type (null|int|double|string|bool|date|object) in document/,
    },
  ],
  [
    'push of none',
    (_) => ({ v: _.push([]) }),
    { after: { missing: [] }, same: ARRAYS, others: /must be an array/ },
  ],
  [
    'push of an array',
    (_) => ({ v: _.push([[1]]) }),
    {
      after: {
        missing: [[1]],
        '[]': [[1]],
        '[1]': [1, [1]],
        "[1,'a',1]": [1, 'a', 1, [1]],
        '[[1]]': [[1], [1]],
        '[{a:1},{b:1}]': [{ a: 1 }, { b: 1 }, [1]],
      },
      others: /must be an array/,
    },
  ],
  [
    'unshift',
    (_) => ({ v: _.unshift(0) }),
    {
      after: {
        missing: [0],
        '[]': [0],
        '[1]': [0, 1],
        "[1,'a',1]": [0, 1, 'a', 1],
        '[[1]]': [0, [1]],
        '[{a:1},{b:1}]': [0, { a: 1 }, { b: 1 }],
      },
      others: /must be an array/,
    },
  ],
  [
    'pop',
    (_) => ({ v: _.pop() }),
    {
      after: { '[1]': [], "[1,'a',1]": [1, 'a'], '[[1]]': [], '[{a:1},{b:1}]': [{ a: 1 }] },
      same: ['missing', '[]'],
      others: /Path 'v' contains an element of non-array type/,
    },
  ],
  [
    'shift',
    (_) => ({ v: _.shift() }),
    {
      after: { '[1]': [], "[1,'a',1]": ['a', 1], '[[1]]': [], '[{a:1},{b:1}]': [{ b: 1 }] },
      same: ['missing', '[]'],
      others: /contains an element of non-array type/,
    },
  ],
  [
    'pull of a value',
    (_) => ({ v: _.pull(1) }),
    {
      after: { '[1]': [], "[1,'a',1]": ['a'] },
      same: ['missing', '[]', '[[1]]', '[{a:1},{b:1}]'],
      others: /Cannot apply \$pull to a non-array value/,
    },
  ],
  [
    'pull of an array',
    (_) => ({ v: _.pull([1]) }),
    {
      after: { '[[1]]': [] },
      same: ['missing', '[]', '[1]', "[1,'a',1]", '[{a:1},{b:1}]'],
      others: /Cannot apply \$pull/,
    },
  ],
  [
    'pull of an object',
    (_) => ({ v: _.pull({ a: 1 }) }),
    {
      after: { '[{a:1},{b:1}]': [{ b: 1 }] },
      same: ['missing', '[]', '[1]', "[1,'a',1]", '[[1]]'],
      others: /Cannot apply \$pull/,
    },
  ],
  [
    'pull by a command',
    (_) => ({ v: _.pull(_.gt(0)) }),
    {
      after: { '[1]': [], "[1,'a',1]": ['a'] },
      same: ['missing', '[]', '[[1]]', '[{a:1},{b:1}]'],
      others: /Cannot apply \$pull/,
    },
  ],
  [
    'pull of null',
    (_) => ({ v: _.pull(null) }),
    { after: {}, same: ['missing', ...ARRAYS], others: /Cannot apply \$pull/ },
  ],
  [
    'pullAll',
    (_) => ({ v: _.pullAll(['a', [1]]) }),
    {
      after: { "[1,'a',1]": [1, 1], '[[1]]': [] },
      same: ['missing', '[]', '[1]', '[{a:1},{b:1}]'],
      others: /Cannot apply \$pull/,
    },
  ],
  [
    'pullAll of none',
    (_) => ({ v: _.pullAll([]) }),
    { after: {}, same: ['missing', ...ARRAYS], others: /Cannot apply \$pull/ },
  ],
  [
    'addToSet',
    (_) => ({ v: _.addToSet(1) }),
    {
      after: {
        missing: [1],
        '[]': [1],
        '[[1]]': [[1], 1],
        '[{a:1},{b:1}]': [{ a: 1 }, { b: 1 }, 1],
      },
      same: ['[1]', "[1,'a',1]"],
      others: /Cannot apply \$addToSet to non-array field. Field named 'v' has non-array type/,
    },
  ],
  [
    'addToSet of null',
    (_) => ({ v: _.addToSet(null) }),
    {
      after: {
        missing: [null],
        '[]': [null],
        '[1]': [1, null],
        "[1,'a',1]": [1, 'a', 1, null],
        '[[1]]': [[1], null],
        '[{a:1},{b:1}]': [{ a: 1 }, { b: 1 }, null],
      },
      others: /Cannot apply \$addToSet/,
    },
  ],
  [
    'addToSet of an array and an object',
    (_) => ({ v: _.addToSet({ $each: [[1], { a: 1 }] }) }),
    {
      after: {
        missing: [[1], { a: 1 }],
        '[]': [[1], { a: 1 }],
        '[1]': [1, [1], { a: 1 }],
        "[1,'a',1]": [1, 'a', 1, [1], { a: 1 }],
        '[[1]]': [[1], { a: 1 }],
        '[{a:1},{b:1}]': [{ a: 1 }, { b: 1 }, [1]],
      },
      others: /Cannot apply \$addToSet/,
    },
  ],
])('%s', async (command, data, { after, others, same = [] }) => {
  const docs = bench.db.collection('docs')
  for (const [kind, v] of Object.entries(BEFORE)) {
    const _id = `${command} ${kind}`
    await docs.add({ data: v === undefined ? { _id } : { _id, v } })
    const update = docs.doc(_id).update({ data: data(bench.db.command) })
    const isRefused = !(kind in after) && !same.includes(kind) && others instanceof RegExp
    if (isRefused) {
      await expect(update).rejects.toMatchObject({
        errCode: -502001,
        errMsg: expect.stringMatching(others) as string,
      })
    } else {
      expect([kind, (await update).stats.updated]).toEqual([kind, same.includes(kind) ? 0 : 1])
    }
    const made = kind in after ? after[kind] : typeof others === 'function' ? others(v) : v
    const expected = isRefused || same.includes(kind) ? v : made
    const found = (await docs.doc(_id).get()).data
    expect(found).toEqual(
      expected === GONE || expected === undefined ? { _id } : { _id, v: expected },
    )
  }
})

it.each(Object.keys(BEFORE))('rename of %s takes the name of what was there', async (kind) => {
  const docs = bench.db.collection('docs')
  const v = BEFORE[kind]
  const _id = `rename ${kind}`
  await docs.add({ data: { _id, w: 'old', ...(v !== undefined && { v }) } })
  const { stats } = await docs.doc(_id).update({ data: { v: bench.db.command.rename('w') } })
  expect(stats.updated).toBe(v === undefined ? 0 : 1)
  expect((await docs.doc(_id).get()).data).toEqual({ _id, w: v === undefined ? 'old' : v })
})

describe('an operand is refused', () => {
  it.each<[string, (_: Commands) => unknown, RegExp]>([
    ['inc of null', (_) => ({ v: _.inc(null) }), /non-numeric argument/],
    ['mul of a text', (_) => ({ v: _.mul('2') }), /multiply with non-numeric argument/],
    ['bit of an unknown name', (_) => ({ v: _.bit({ nand: 1 }) }), /\$bit modifier only supports/],
    ['bit of a fraction', (_) => ({ v: _.bit({ and: 1.5 }) }), /must be an Integer/],
    ['bit of nothing', (_) => ({ v: _.bit({}) }), /\$bit modifier is not compatible/],
    ['pullAll of no list', (_) => ({ v: _.pullAll(1) }), /\$pullAll requires an array/],
    [
      'addToSet with $each of no list',
      (_) => ({ v: _.addToSet({ $each: 1 }) }),
      /\$each in \$addToSet must be an array/,
    ],
    [
      'push at a position that is none',
      (_) => ({ v: _.push({ each: [1], position: 'x' }) }),
      /\$position must be an integer/,
    ],
    [
      'push with a slice that is none',
      (_) => ({ v: _.push({ each: [1], slice: 1.5 }) }),
      /\$slice must be an integer/,
    ],
    [
      'push with an order that is none',
      (_) => ({ v: _.push({ each: [1], sort: 2 }) }),
      /\$sort is invalid/,
    ],
    [
      'push with a field order that is none',
      (_) => ({ v: _.push({ each: [1], sort: { a: 0 } }) }),
      /must be either 1 or -1/,
    ],
    [
      'push with an unknown clause',
      () => ({ $push: { v: { $each: [1], $wat: 1 } } }),
      /Unrecognized clause in \$push: \$wat/,
    ],
    [
      'push of $each that is no list',
      () => ({ $push: { v: { $each: 1 } } }),
      /\$each in \$push must be an array/,
    ],
    ['pop of 2', () => ({ $pop: { v: 2 } }), /\$pop expects 1 or -1/],
    [
      'rename to the same',
      (_) => ({ v: _.rename('v') }),
      /source and target field for \$rename must differ/,
    ],
    [
      'rename to no text',
      () => ({ $rename: { v: 1 } }),
      /'to' field for \$rename must be a string/,
    ],
    [
      'rename out of an array',
      (_) => ({ 'l.0': _.rename('w') }),
      /source field cannot be an array element/,
    ],
    [
      'rename into an array',
      (_) => ({ v: _.rename('l.0') }),
      /destination field cannot be an array element/,
    ],
    [
      'rename into what another sets',
      (_) => ({ v: _.rename('w'), w: 1 }),
      /would create a conflict at 'w'/,
    ],
    [
      'rename to a position',
      (_) => ({ v: _.rename('$.w') }),
      /destination field for \$rename may not be dynamic: \$\.w/,
    ],
    [
      'rename of the position of a match',
      (_) => ({ 'l.$': _.rename('w') }),
      /source field for \$rename may not be dynamic: l\.\$/,
    ],
    ['an empty name in a path', () => ({ 'v..a': 1 }), /contains an empty field name/],
    ['a name that starts with $', () => ({ 'v.$x': 1 }), /dollar \(\$\) prefixed field '\$x'/],
    [
      'a filtered position, for want of a filter',
      () => ({ 'l.$[x]': 1 }),
      /No array filter found for identifier 'x'/,
    ],
    [
      'the position of a match, without one',
      () => ({ 'l.$': 1 }),
      /positional operator did not find the match/,
    ],
    [
      'a position of what is no array',
      () => ({ 'v.$[]': 1 }),
      /must exist in the document in order to apply array updates/,
    ],
    [
      'the position of a match as the whole path',
      () => ({ $set: { '$.a': 1 } }),
      /Cannot have positional \(i\.e\. '\$'\) element in the first position in path '\$\.a'/,
    ],
    [
      'all positions as the whole path',
      () => ({ $set: { '$[]': 1 } }),
      /Cannot have array filter identifier .* in the first position in path '\$\[\]'/,
    ],
    ['a position much too far', () => ({ 'l.99999999': 1 }), /can not backfill array/],
    ['an operator that is no object', () => ({ $inc: 1 }), /Modifiers operate on fields/],
    ['another id', () => ({ $set: { _id: 'x' } }), /immutable field '_id'/],
  ])('%s', async (name, data, message) => {
    const docs = bench.db.collection('docs')
    const before = { _id: `refused ${name}`, v: 1, l: [1] }
    await docs.add({ data: before })
    const update = docs.where({ _id: before._id }).update({ data: data(bench.db.command) })
    await expect(update).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringMatching(message) as string,
    })
    expect((await docs.doc(before._id).get()).data).toEqual(before)
  })
})
