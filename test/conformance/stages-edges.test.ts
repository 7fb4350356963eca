import {
  openSdkBench,
  type Commands,
  type Operators,
  type Pipeline,
  type SdkBench,
} from './kit/sdk-database'

/*
 * Where aggregation stages end: values of every kind, missing fields, wrong specifications. Through the real SDK;
 * results follow the manual of MongoDB.
 */

let bench: SdkBench

beforeAll(async () => {
  bench = await openSdkBench([
    { name: 't', indexes: [] },
    { name: 'u', indexes: [] },
  ])
  await bench.fill('t', [
    { _id: 1, g: 'a', n: 1, l: [1, 2], o: { x: 1, y: [{ z: 1 }, { z: 2 }] } },
    { _id: 2, g: 'a', n: null, l: [], o: { x: 2 } },
    { _id: 3, g: null, n: 3, l: null },
    { _id: 4, n: '4' },
    { _id: 5, g: ['a'], n: [5, 0], l: 'x' },
  ])
  await bench.fill('u', [
    { _id: 'p', k: 1, tags: [1, 2] },
    { _id: 'q', k: null, tags: [] },
    { _id: 'r', tags: [3, null] },
    { _id: 's', k: [1, 4] },
  ])
})
afterAll(() => bench.close())

type Build = (p: Pipeline, $: Operators, _: Commands) => Pipeline

const run = async (build: Build): Promise<Record<string, unknown>[]> => {
  const _ = bench.db.command
  return (await build(bench.db.collection('t').aggregate(), _.aggregate, _).end()).list
}

describe('group', () => {
  it('keeps values of different types and whole arrays apart, null and missing together', async () => {
    expect(await run((p, $) => p.group({ _id: '$g', ids: $.push('$_id') }))).toEqual([
      { _id: 'a', ids: [1, 2] },
      { _id: null, ids: [3, 4] },
      { _id: ['a'], ids: [5] },
    ])
  })
  it('tells null from missing inside of an object', async () => {
    const list = await run((p, $) =>
      p.match({ n: { $ne: null } }).group({ _id: { g: '$g' }, n: $.sum(1) }),
    )
    expect(list).toEqual([
      { _id: { g: 'a' }, n: 1 },
      { _id: { g: null }, n: 1 },
      { _id: {}, n: 1 },
      { _id: { g: ['a'] }, n: 1 },
    ])
  })
  it('accumulates what there is: null, text, whole arrays', async () => {
    const [all] = await run((p, $) =>
      p.group({
        _id: null,
        sum: $.sum('$n'),
        avg: $.avg('$n'),
        max: $.max('$n'),
        min: $.min('$n'),
        push: $.push('$n'),
        set: $.addToSet('$g'),
        first: $.first('$none'),
        objects: $.push({ n: '$none', l: ['$none'] }),
        none: $.sum('$none'),
        noAvg: $.avg('$g'),
        noMax: $.max('$none'),
        dev: $.stdDevSamp('$g'),
      }),
    )
    expect(all).toEqual({
      _id: null,
      sum: 4,
      avg: 2,
      max: [5, 0],
      min: 1,
      push: [1, null, 3, '4', [5, 0]],
      set: ['a', null, ['a']],
      first: null,
      objects: Array.from({ length: 5 }, () => ({ l: [null] })),
      none: 0,
      noAvg: null,
      noMax: null,
      dev: null,
    })
  })
  it('of nothing is nothing', async () => {
    expect(await run((p, $) => p.match({ n: 99 }).group({ _id: null, n: $.sum(1) }))).toEqual([])
  })
})

describe('sort, unwind, project, addFields, replaceRoot, paging', () => {
  const ids = (list: Record<string, unknown>[]) => list.map(({ _id }) => _id)
  it.each<[string, Build, unknown[]]>([
    [
      'sort puts missing and null first, an array by its least',
      (p) => p.sort({ n: 1 }),
      [2, 5, 1, 3, 4],
    ],
    ['sort backward takes an array by its greatest', (p) => p.sort({ n: -1 }), [4, 5, 3, 1, 2]],
    [
      'sort inside of objects, then by the next field',
      (p) => p.sort({ 'o.x': -1, _id: -1 }),
      [2, 1, 5, 4, 3],
    ],
    [
      'unwind drops missing, null and none, and takes a single value',
      (p) => p.unwind('$l'),
      [1, 1, 5],
    ],
    [
      'unwind keeps them where asked',
      (p) => p.unwind({ path: '$l', preserveNullAndEmptyArrays: true }),
      [1, 1, 2, 3, 4, 5],
    ],
    ['unwind inside of an object', (p) => p.unwind('$o.y'), [1, 1]],
    ['unwind of what is nowhere', (p) => p.unwind('$none'), []],
    ['skip all', (p) => p.skip(5), []],
    ['skip none', (p) => p.skip(0), [1, 2, 3, 4, 5]],
    ['skip, then limit', (p) => p.skip(1).limit(2), [2, 3]],
    ['limit, then skip', (p) => p.limit(3).skip(1), [2, 3]],
    ['limit of more than there is', (p) => p.limit(9), [1, 2, 3, 4, 5]],
    ['sort after limit', (p) => p.limit(3).sort({ _id: -1 }), [3, 2, 1]],
    ['match after sort and skip', (p) => p.sort({ _id: -1 }).skip(1).match({ g: 'a' }), [2, 1]],
    ['match with a logical command', (p, $, _) => p.match(_.or([{ n: 1 }, { n: 3 }])), [1, 3]],
    [
      'match by an expression compares whole values',
      (p, $, _) => p.match(_.expr($.gt(['$n', 2]))),
      [3, 4, 5],
    ],
    ['sample of none', (p) => p.sample({ size: 0 }), []],
  ])('%s', async (_name, build, expected) => {
    expect(ids(await run(build))).toEqual(expected)
  })
  it.each<[string, Build, unknown]>([
    [
      'the index of a single value is null',
      (p) =>
        p.match({ _id: 5 }).unwind({ path: '$l', includeArrayIndex: 'i' }).project({ l: 1, i: 1 }),
      { _id: 5, l: 'x', i: null },
    ],
    [
      'unwind changes its path alone',
      (p) => p.match({ _id: 1 }).unwind('$o.y').limit(1).project({ o: 1 }),
      { _id: 1, o: { x: 1, y: { z: 1 } } },
    ],
    [
      'project keeps inside of arrays',
      (p) => p.match({ _id: 1 }).project({ 'o.y.z': 1 }),
      { _id: 1, o: { y: [{ z: 1 }, { z: 2 }] } },
    ],
    [
      'project drops inside of arrays',
      (p) => p.match({ _id: 1 }).project({ 'o.y.z': 0, l: 0, g: false, n: 0 }),
      { _id: 1, o: { x: 1, y: [{}, {}] } },
    ],
    [
      'project of what is missing leaves it out, in an array it is null',
      (p) => p.match({ _id: 4 }).project({ _id: 0, a: '$none', b: ['$none'], c: { d: '$none' } }),
      { b: [null], c: {} },
    ],
    [
      'project of a text is the text',
      (p) => p.match({ _id: 4 }).project({ a: 'text' }),
      { _id: 4, a: 'text' },
    ],
    [
      'project of a number is whether to keep',
      (p) => p.match({ _id: 4 }).project({ n: 5 }),
      { _id: 4, n: '4' },
    ],
    [
      'project of a literal number',
      (p, $) => p.match({ _id: 4 }).project({ a: $.literal(0) }),
      { _id: 4, a: 0 },
    ],
    [
      'addFields merges objects and removes',
      (p) => p.match({ _id: 2 }).addFields({ o: { w: 9 }, n: '$$REMOVE', l: '$none', g: '$g' }),
      { _id: 2, g: 'a', o: { x: 2, w: 9 } },
    ],
    [
      'addFields adds to every element',
      (p) => p.match({ _id: 1 }).addFields({ 'o.y.w': 1 }).project({ o: 1 }),
      {
        _id: 1,
        o: {
          x: 1,
          y: [
            { z: 1, w: 1 },
            { z: 2, w: 1 },
          ],
        },
      },
    ],
    [
      'addFields replaces what is no object',
      (p) => p.match({ _id: 1 }).addFields({ 'n.deep': 1 }).project({ n: 1 }),
      { _id: 1, n: { deep: 1 } },
    ],
    [
      'addFields sees the document as it came',
      (p) => p.match({ _id: 1 }).addFields({ n: 7, m: '$n' }).project({ n: 1, m: 1 }),
      { _id: 1, n: 7, m: 1 },
    ],
    [
      'replaceRoot leaves out what is missing',
      (p) => p.match({ _id: 1 }).replaceRoot({ newRoot: { a: '$n', b: '$none' } }),
      { a: 1 },
    ],
    ['count', (p) => p.match({ g: 'a' }).count('c'), { c: 3 }],
    ['sample of more than there is', (p) => p.sample({ size: 99 }).count('c'), { c: 5 }],
  ])('%s', async (_name, build, expected) => {
    expect(await run(build)).toEqual([expected])
  })
})

describe('buckets', () => {
  it.each<[string, Build, unknown[]]>([
    [
      'a boundary belongs to the bucket above it',
      (p) => p.bucket({ groupBy: '$_id', boundaries: [1, 3, 6] }),
      [
        { _id: 1, count: 2 },
        { _id: 3, count: 3 },
      ],
    ],
    [
      'other types go to the default',
      (p) => p.bucket({ groupBy: '$n', boundaries: [0, 2, 4], default: 'other' }),
      [
        { _id: 0, count: 1 },
        { _id: 2, count: 1 },
        { _id: 'other', count: 3 },
      ],
    ],
    [
      'a default below comes first',
      (p) => p.bucket({ groupBy: '$n', boundaries: [0, 2, 4], default: -1 }),
      [
        { _id: -1, count: 3 },
        { _id: 0, count: 1 },
        { _id: 2, count: 1 },
      ],
    ],
    [
      'automatic ones reach to the next, the last to its greatest',
      (p) => p.bucketAuto({ groupBy: '$_id', buckets: 2 }),
      [
        { _id: { min: 1, max: 4 }, count: 3 },
        { _id: { min: 4, max: 5 }, count: 2 },
      ],
    ],
    [
      'automatic ones take everything that is left',
      (p, $) => p.bucketAuto({ groupBy: '$_id', buckets: 3, output: { s: $.sum('$_id') } }),
      [
        { _id: { min: 1, max: 3 }, s: 3 },
        { _id: { min: 3, max: 5 }, s: 7 },
        { _id: { min: 5, max: 5 }, s: 5 },
      ],
    ],
    [
      'more automatic ones than values',
      (p) => p.limit(2).bucketAuto({ groupBy: '$_id', buckets: 9 }),
      [
        { _id: { min: 1, max: 2 }, count: 1 },
        { _id: { min: 2, max: 2 }, count: 1 },
      ],
    ],
    [
      'sortByCount of an expression',
      (p, $) => p.sortByCount($.isArray('$l')),
      [
        { _id: false, count: 3 },
        { _id: true, count: 2 },
      ],
    ],
  ])('%s', async (_name, build, expected) => {
    expect(await run(build)).toEqual(expected)
  })
})

describe('lookup', () => {
  const joined = async (build: Build) => (await run(build)).map(({ m }) => m)
  const fields = (localField: string, foreignField: string, as = 'm') => ({
    from: 'u',
    localField,
    foreignField,
    as,
  })
  it('takes null and missing for each other, and elements on both sides', async () => {
    expect(await joined((p) => p.lookup(fields('n', 'k')).project({ m: '$m._id' }))).toEqual([
      ['p', 's'],
      ['q', 'r'],
      [],
      [],
      [],
    ])
    expect(await joined((p) => p.lookup(fields('l', 'tags')).project({ m: '$m._id' }))).toEqual([
      ['p'],
      [],
      ['r', 's'],
      ['r', 's'],
      [],
    ])
  })
  it('follows paths through arrays and writes below one', async () => {
    const list = await run((p) =>
      p
        .limit(2)
        .lookup(fields('o.y.z', 'tags', 'r.m'))
        .project({ ids: '$r.m._id' }),
    )
    expect(list.map(({ ids }) => ids)).toEqual([['p'], ['r', 's']])
  })
  it('replaces what was there', async () => {
    expect(
      await joined((p) =>
        p.limit(1).addFields({ m: 1 }).lookup(fields('_id', 'k')).project({ m: '$m._id' }),
      ),
    ).toEqual([['p', 's']])
  })
  const pipeline = (build: Build) =>
    build(
      bench.db.command.aggregate.pipeline(),
      bench.db.command.aggregate,
      bench.db.command,
    ).done()
  it('gives variables to every stage of a pipeline, a missing one as missing', async () => {
    const stages = pipeline((p, $, _) =>
      p.match(_.expr($.eq(['$k', '$$v']))).project({ v: '$$v', next: $.add(['$$v', 1]) }),
    )
    expect(
      await joined((p) =>
        p.limit(2).lookup({ from: 'u', let: { v: '$n' }, pipeline: stages, as: 'm' }),
      ),
    ).toEqual([[{ _id: 'p', v: 1, next: 2 }], [{ _id: 'q', v: null, next: null }]])
    expect(
      await joined((p) =>
        p.limit(1).lookup({ from: 'u', let: { v: '$none' }, pipeline: stages, as: 'm' }),
      ),
    ).toEqual([[{ _id: 'r', next: null }]])
  })
  it('runs sort, skip, limit and group in a pipeline without variables', async () => {
    const stages = pipeline((p, $) =>
      p
        .sort({ _id: -1 })
        .skip(1)
        .limit(2)
        .group({ _id: null, ids: $.push('$_id') }),
    )
    expect(
      await joined((p) => p.limit(1).lookup({ from: 'u', pipeline: stages, as: 'm' })),
    ).toEqual([[{ _id: null, ids: ['r', 'q'] }]])
  })
  it('nests, with the variables of all levels', async () => {
    const inner = pipeline((p, $, _) =>
      p.match(_.expr($.and([$.eq(['$_id', '$$a']), $.eq(['$n', '$$b'])]))).project({ _id: 1 }),
    )
    const outer = pipeline((p) =>
      p
        .limit(2)
        .lookup({ from: 't', let: { b: '$k' }, pipeline: inner, as: 'deep' })
        .project({ deep: 1 }),
    )
    expect(
      await joined((p) =>
        p.limit(1).lookup({ from: 'u', let: { a: '$_id' }, pipeline: outer, as: 'm' }),
      ),
    ).toEqual([
      [
        { _id: 'p', deep: [{ _id: 1 }] },
        { _id: 'q', deep: [] },
      ],
    ])
  })
})

const point = (): unknown =>
  (bench.db.Geo.Point as unknown as (lng: number, lat: number) => unknown)(1, 1)

describe('a stage is refused', () => {
  it.each<[string, Build, RegExp]>([
    [
      'group by two accumulators',
      (p) => p.group({ _id: null, a: { $sum: 1, $avg: 1 } }),
      /must specify one accumulator/,
    ],
    [
      'group without an accumulator',
      (p) => p.group({ _id: null, a: 1 }),
      /must be an accumulator object/,
    ],
    ['group into a path', (p, $) => p.group({ _id: null, 'a.b': $.sum(1) }), /cannot contain '\.'/],
    ['sort by a number alone', (p) => p.sort(5), /sort key specification must be an object/],
    ['sort by 2', (p) => p.sort({ n: 2 }), /must be 1 \(for ascending\) or -1/],
    ['unwind without a path', (p) => p.unwind({}), /path option to \$unwind/],
    ['unwind of a bare name', (p) => p.unwind({ path: 'l' }), /prefixed with a '\$'/],
    ['project of nothing', (p) => p.project({}), /at least one field/],
    [
      'project of an empty object',
      (p) => p.project({ a: {} }),
      /empty object is not a valid value/,
    ],
    ['project of a field and its part', (p) => p.project({ o: 1, 'o.x': 1 }), /path collision/],
    [
      'project into an empty name',
      (p) => p.project({ 'a..b': 1 }),
      /FieldPath field names may not be empty/,
    ],
    [
      'addFields into a name with $',
      (p) => p.addFields({ $a: 1 }),
      /may not be empty or start with '\$'/,
    ],
    [
      'replaceRoot by a number',
      (p) => p.replaceRoot({ newRoot: '$_id' }),
      /must evaluate to an object.*type: int/,
    ],
    [
      'bucket by a constant',
      (p) => p.bucket({ groupBy: 'n', boundaries: [0, 1] }),
      /\$bucket 'groupBy' field must be defined/,
    ],
    [
      'bucket with one boundary',
      (p) => p.bucket({ groupBy: '$n', boundaries: [1] }),
      /at least 2 values/,
    ],
    [
      'bucket with boundaries that are none',
      (p) => p.bucket({ groupBy: '$n', boundaries: 1 }),
      /at least 2 values/,
    ],
    [
      'bucket with equal boundaries',
      (p) => p.bucket({ groupBy: '$n', boundaries: [1, 1] }),
      /ascending order/,
    ],
    [
      'bucket with boundaries of two types',
      (p) => p.bucket({ groupBy: '$n', boundaries: [1, 'a'] }),
      /must have the same type/,
    ],
    [
      'bucket with a default among the boundaries',
      (p) => p.bucket({ groupBy: '$n', boundaries: [0, 4], default: 0 }),
      /'default' field must be less than/,
    ],
    [
      'bucket without a place',
      (p) => p.bucket({ groupBy: '$_id', boundaries: [1, 5] }),
      /no default was specified/,
    ],
    [
      'bucketAuto by a constant',
      (p) => p.bucketAuto({ groupBy: 1, buckets: 2 }),
      /\$bucketAuto 'groupBy' field must be defined/,
    ],
    ['bucketAuto into none', (p) => p.bucketAuto({ groupBy: '$n', buckets: 0 }), /positive number/],
    [
      'bucketAuto by a series',
      (p) => p.bucketAuto({ groupBy: '$n', buckets: 2, granularity: 'R5' }),
      /granularity/,
    ],
    ['sortByCount of a bare name', (p) => p.sortByCount('g'), /sortByCount field must be defined/],
    ['count into a path', (p) => p.count('a.b'), /count field/],
    ['count into a name with $', (p) => p.count('$c'), /count field/],
    ['count into nothing', (p) => p.count(''), /count field/],
    ['a limit below 0', (p) => p.limit(-1), /limit must be a positive number/],
    ['a limit with a fraction', (p) => p.limit(1.5), /limit must be a positive number/],
    ['a skip below 0', (p) => p.skip(-1), /skip must be a non-negative number/],
    ['a sample below 0', (p) => p.sample({ size: -1 }), /sample must be a non-negative number/],
    ['a sample without a size', (p) => p.sample({}), /sample must be a non-negative number/],
    [
      'lookup without a name for the result',
      (p) => p.lookup({ from: 'u', localField: 'n', foreignField: 'k' }),
      /'from' and 'as' must be strings/,
    ],
    [
      'lookup without a collection',
      (p) => p.lookup({ localField: 'n', foreignField: 'k', as: 'm' }),
      /'from' and 'as' must be strings/,
    ],
    [
      'lookup with variables but no pipeline',
      (p) => p.lookup({ from: 'u', let: { a: 1 }, as: 'm' }),
      /requires either 'pipeline' or both/,
    ],
    [
      'lookup with an unknown stage',
      (p) => p.lookup({ from: 'u', pipeline: [{ $wat: 1 }], as: 'm' }),
      /Unrecognized pipeline stage name: '\$wat'/,
    ],
    [
      'lookup with two stages in one',
      (p) => p.lookup({ from: 'u', pipeline: [{ $limit: 1, $skip: 1 }], as: 'm' }),
      /exactly one field/,
    ],
    [
      'geoNear later on',
      (p) => p.limit(1).geoNear({ near: point(), distanceField: 'd', spherical: true }),
      /only valid as the first stage/,
    ],
    [
      'match with an unknown operator',
      (p) => p.match({ n: { $wat: 1 } }),
      /unknown operator: \$wat/,
    ],
    [
      'two operators in one expression',
      (p) => p.project({ a: { $add: [1], $abs: 1 } }),
      /exactly one field/,
    ],
    [
      'a format of dates with an unknown letter',
      (p, $) => p.project({ a: $.dateFromString({ dateString: '2026', format: '%Q' }) }),
      /Invalid format character '%Q' in format string/,
    ],
    ['a lone $', (p) => p.project({ a: '$' }), /not a valid FieldPath/],
  ])('%s', async (_name, build, message) => {
    await expect(run(build)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringMatching(message) as string,
    })
  })
  it('in a collection that is not there', async () => {
    await expect(bench.db.collection('nope').aggregate().match({}).end()).rejects.toMatchObject({
      code: 'DATABASE_COLLECTION_NOT_EXIST',
    })
  })
})
