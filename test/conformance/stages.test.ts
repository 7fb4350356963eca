import {
  openSdkBench,
  type Operators,
  type Pipeline,
  type SdkBench,
  type SdkDatabase,
} from './kit/sdk-database'

/* Every aggregation stage of wx-server-sdk through the real SDK. */

let bench: SdkBench
let db: SdkDatabase
let $: Operators

const sales = [
  { _id: 's1', who: 'ada', team: 'n', amount: 10, tags: ['a', 'b'], at: { city: 'sz' } },
  { _id: 's2', who: 'bob', team: 'n', amount: 20, tags: ['b'] },
  { _id: 's3', who: 'ada', team: 's', amount: 30, tags: [] },
  { _id: 's4', who: 'cyd', team: 's', amount: 5, tags: null },
  { _id: 's5', who: 'bob', team: 's', amount: 20 },
]
const people = [
  { _id: 'ada', name: 'Ada', level: 2 },
  { _id: 'bob', name: 'Bob', level: 1 },
  { _id: 'eve', name: 'Eve', level: null },
]

beforeAll(async () => {
  bench = await openSdkBench([
    { name: 'sales', indexes: [{ name: 'team', fields: [['team', 1]] }] },
    { name: 'people', indexes: [] },
    { name: 'places', indexes: [{ name: 'at', fields: [['at', '2dsphere']] }] },
  ])
  db = bench.db
  $ = db.command.aggregate
  await bench.fill('sales', sales)
  await bench.fill('people', people)
})
afterAll(() => bench.close())

const run = async (build: (pipeline: Pipeline) => Pipeline, collection = 'sales') =>
  (await build(db.collection(collection).aggregate()).end()).list
const ids = (list: Record<string, unknown>[]) => list.map(({ _id }) => _id).join(' ')

describe('match', () => {
  it('filters with commands, also of logic', async () => {
    const { gt, or } = db.command
    expect(ids(await run((p) => p.match({ amount: gt(10) })))).toBe('s2 s3 s5')
    expect(ids(await run((p) => p.match(or([{ who: 'cyd' }, { tags: 'a' }]))))).toBe('s1 s4')
  })
  it('filters again later', async () => {
    expect(
      await run((p) =>
        p.group({ _id: '$who', total: $.sum('$amount') }).match({ total: db.command.gte(40) }),
      ),
    ).toHaveLength(2)
  })
})

describe('project and addFields', () => {
  const one = async (build: (pipeline: Pipeline) => Pipeline) =>
    (await run((p) => build(p.match({ _id: 's1' }))))[0]
  it('keeps and computes', async () => {
    expect(await one((p) => p.project({ amount: 1, double: $.multiply(['$amount', 2]) }))).toEqual({
      _id: 's1',
      amount: 10,
      double: 20,
    })
  })
  it('drops', async () => {
    expect(await one((p) => p.project({ tags: 0, at: 0, team: false }))).toEqual({
      _id: 's1',
      who: 'ada',
      amount: 10,
    })
  })
  it('leaves the id out', async () => {
    expect(await one((p) => p.project({ _id: 0, who: 1 }))).toEqual({ who: 'ada' })
  })
  it('makes objects and arrays', async () => {
    expect(
      await one((p) =>
        p.project({ _id: 0, o: { w: '$who', n: '$none' }, l: ['$amount', '$none'] }),
      ),
    ).toEqual({ o: { w: 'ada' }, l: [10, null] })
  })
  it('refuses to mix', async () => {
    await expect(run((p) => p.project({ a: 1, b: 0 }))).rejects.toThrow(/mix/)
  })
  it('adds fields, also inside', async () => {
    expect(
      await one((p) => p.addFields({ 'at.zip': 518, more: '$amount' }).project({ at: 1, more: 1 })),
    ).toEqual({ _id: 's1', at: { city: 'sz', zip: 518 }, more: 10 })
  })
  it('takes the fields of elements together', async () => {
    const list = await run((p) =>
      p
        .match({ _id: 's1' })
        .addFields({ list: [{ x: 1 }, { x: 2 }, {}] })
        .project({ _id: 0, xs: '$list.x' }),
    )
    expect(list).toEqual([{ xs: [1, 2] }])
  })
})

describe('group, sortByCount, count', () => {
  it('groups in the order of first members', async () => {
    expect(
      await run((p) => p.group({ _id: '$who', n: $.sum(1), total: $.sum('$amount') })),
    ).toEqual([
      { _id: 'ada', n: 2, total: 40 },
      { _id: 'bob', n: 2, total: 40 },
      { _id: 'cyd', n: 1, total: 5 },
    ])
  })
  it('groups by several values and by a missing one', async () => {
    const list = await run((p) =>
      p.group({ _id: { team: '$team', city: '$at.city' }, n: $.sum(1) }),
    )
    expect(list).toEqual([
      { _id: { team: 'n', city: 'sz' }, n: 1 },
      { _id: { team: 'n' }, n: 1 },
      { _id: { team: 's' }, n: 3 },
    ])
    expect(await run((p) => p.group({ _id: '$at.city' }))).toEqual([{ _id: 'sz' }, { _id: null }])
  })
  it('sorts by count', async () => {
    expect(await run((p) => p.sortByCount('$team'))).toEqual([
      { _id: 's', count: 3 },
      { _id: 'n', count: 2 },
    ])
  })
  it('counts', async () => {
    expect(await run((p) => p.match({ team: 's' }).count('many'))).toEqual([{ many: 3 }])
    expect(await run((p) => p.match({ team: 'x' }).count('many'))).toEqual([])
  })
})

describe('sort, skip, limit, sample', () => {
  it('sorts by several fields and pages', async () => {
    expect(ids(await run((p) => p.sort({ amount: -1, _id: -1 })))).toBe('s3 s5 s2 s1 s4')
    expect(ids(await run((p) => p.sort({ amount: -1, _id: -1 }).skip(1).limit(2)))).toBe('s5 s2')
  })
  it('samples', async () => {
    const list = await run((p) => p.sample({ size: 3 }))
    expect(new Set(list.map(({ _id }) => _id)).size).toBe(3)
  })
  it('returns 20 unless limited', async () => {
    await bench.fill(
      'places',
      Array.from({ length: 30 }, (_, i) => ({ _id: `p${i}`, at: point(i, 0) })),
    )
    expect(await run((p) => p.match({}), 'places')).toHaveLength(20)
    expect(await run((p) => p.limit(25), 'places')).toHaveLength(25)
    await db.collection('places').where({}).remove()
  })
})

describe('unwind', () => {
  it('makes a document of each element', async () => {
    expect(await run((p) => p.unwind('$tags').project({ tags: 1 }))).toEqual([
      { _id: 's1', tags: 'a' },
      { _id: 's1', tags: 'b' },
      { _id: 's2', tags: 'b' },
    ])
  })
  it('keeps those without elements and numbers them', async () => {
    const list = await run((p) =>
      p
        .unwind({ path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true })
        .project({ tags: 1, i: 1 }),
    )
    expect(list).toEqual([
      { _id: 's1', tags: 'a', i: 0 },
      { _id: 's1', tags: 'b', i: 1 },
      { _id: 's2', tags: 'b', i: 0 },
      { _id: 's3', i: null },
      { _id: 's4', tags: null, i: null },
      { _id: 's5', i: null },
    ])
  })
})

describe('replaceRoot', () => {
  it('puts an object in the place of the document', async () => {
    expect(await run((p) => p.match({ _id: 's1' }).replaceRoot({ newRoot: '$at' }))).toEqual([
      { city: 'sz' },
    ])
    expect(
      await run((p) =>
        p.match({ _id: 's1' }).replaceRoot({ newRoot: $.mergeObjects([{ x: 1 }, '$at']) }),
      ),
    ).toEqual([{ x: 1, city: 'sz' }])
  })
  it('refuses what is no object', async () => {
    await expect(run((p) => p.replaceRoot({ newRoot: '$at' }))).rejects.toThrow(
      /must evaluate to an object/,
    )
  })
})

describe('bucket and bucketAuto', () => {
  it('sorts into ranges', async () => {
    expect(
      await run((p) =>
        p.bucket({
          groupBy: '$amount',
          boundaries: [0, 10, 20],
          default: 'more',
          output: { n: $.sum(1), who: $.push('$who') },
        }),
      ),
    ).toEqual([
      { _id: 0, n: 1, who: ['cyd'] },
      { _id: 10, n: 1, who: ['ada'] },
      { _id: 'more', n: 3, who: ['bob', 'ada', 'bob'] },
    ])
  })
  it('counts by default and needs a place for each', async () => {
    expect(await run((p) => p.bucket({ groupBy: '$amount', boundaries: [0, 100] }))).toEqual([
      { _id: 0, count: 5 },
    ])
    await expect(run((p) => p.bucket({ groupBy: '$amount', boundaries: [0, 10] }))).rejects.toThrow(
      /no default/,
    )
  })
  it('makes buckets of about the same size, equal values together', async () => {
    expect(await run((p) => p.bucketAuto({ groupBy: '$amount', buckets: 2 }))).toEqual([
      { _id: { min: 5, max: 30 }, count: 4 },
      { _id: { min: 30, max: 30 }, count: 1 },
    ])
  })
})

describe('lookup', () => {
  it('joins equal fields', async () => {
    const list = await run((p) =>
      p
        .lookup({ from: 'people', localField: 'who', foreignField: '_id', as: 'person' })
        .project({ names: '$person.name' }),
    )
    expect(list.map(({ names }) => names)).toEqual([['Ada'], ['Bob'], ['Ada'], [], ['Bob']])
  })
  it('takes a missing field for null', async () => {
    const list = await run((p) =>
      p
        .match({ _id: 's2' })
        .lookup({ from: 'people', localField: 'none', foreignField: 'level', as: 'x' }),
    )
    expect(list[0]?.x).toEqual([people[2]])
  })
  it('joins each element of an array', async () => {
    const list = await run((p) =>
      p
        .match({ _id: 's1' })
        .addFields({ both: ['ada', 'bob'] })
        .lookup({ from: 'people', localField: 'both', foreignField: '_id', as: 'x' }),
    )
    expect(list[0]?.x).toHaveLength(2)
  })
  it('runs a pipeline with variables', async () => {
    const list = await run((p) =>
      p.match({ team: 's' }).lookup({
        from: 'people',
        let: { who: '$who', least: 2 },
        pipeline: $.pipeline()
          .match(db.command.expr($.and([$.eq(['$_id', '$$who']), $.gte(['$level', '$$least'])])))
          .project({ _id: 0, name: 1 })
          .done(),
        as: 'seniors',
      }),
    )
    expect(list.map(({ seniors }) => seniors)).toEqual([[{ name: 'Ada' }], [], []])
  })
  it('finds nothing in a collection that is not there', async () => {
    const list = await run((p) =>
      p.limit(1).lookup({ from: 'absent', localField: 'who', foreignField: '_id', as: 'x' }),
    )
    expect(list[0]?.x).toEqual([])
  })
})

const point = (lng: number, lat: number) =>
  (db.Geo.Point as unknown as (x: number, y: number) => unknown)(lng, lat)

describe('geoNear', () => {
  const around = () => [
    { _id: 'far', at: point(115, 23), kind: 'x' },
    { _id: 'near', at: point(113.001, 23), kind: 'x' },
    { _id: 'here', at: point(113, 23), kind: 'y' },
  ]
  beforeAll(() => bench.fill('places', around()))
  it('gives distances in metres, the nearest first', async () => {
    const list = await run(
      (p) => p.geoNear({ near: point(113, 23), distanceField: 'd', spherical: true }),
      'places',
    )
    expect(ids(list)).toBe('here near far')
    expect(list.map(({ d }) => Math.round(d as number))).toEqual([0, 102, 204937])
  })
  it('agrees with the published distance to the last digit', async () => {
    await bench.fill('places', [{ _id: 'b', at: point(113.306789, 23.1564721) }])
    const near = point(113.3089506, 23.0968251)
    const [found] = await run(
      (p) => p.geoNear({ near, distanceField: 'd', spherical: true, includeLocs: 'at' }),
      'places',
    )
    expect(found?.d).toBe(6643.521654040738)
    await bench.fill('places', around())
  })
  it('bounds the distance and filters', async () => {
    const list = await run(
      (p) =>
        p.geoNear({
          near: point(113, 23),
          distanceField: 'd',
          maxDistance: 1000,
          minDistance: 1,
          query: { kind: 'x' },
          spherical: true,
        }),
      'places',
    )
    expect(ids(list)).toBe('near')
  })
  it('needs an index of places', async () => {
    await expect(
      run((p) => p.geoNear({ near: point(113, 23), distanceField: 'd', spherical: true })),
    ).rejects.toThrow(/2dsphere index/)
  })
})

describe('a pipeline that cannot be', () => {
  it.each<[string, (p: Pipeline) => Pipeline, RegExp]>([
    ['an unknown operator', (p) => p.project({ x: { $half: 1 } }), /Unrecognized expression/],
    ['a group without an id', (p) => p.group({ n: { $sum: 1 } }), /must include an _id/],
    [
      'an unknown accumulator',
      (p) => p.group({ _id: null, n: { $count2: 1 } }),
      /unknown group operator/,
    ],
    ['a limit of 0', (p) => p.limit(0), /positive/],
    ['a sort by nothing', (p) => p.sort({}), /at least one sort key/],
    ['an unwind without $', (p) => p.unwind('tags'), /prefixed with a '\$'/],
    ['an undefined variable', (p) => p.project({ x: '$$nobody' }), /undefined variable/],
  ])('is refused: %s', async (_name, build, message) => {
    await expect(run(build)).rejects.toThrow(message)
  })
  it('throws in the SDK for stages it only declares', () => {
    const pipeline = db.collection('sales').aggregate() as unknown as {
      facet(spec: unknown): unknown
    }
    expect(() => pipeline.facet({})).toThrow(/is not a function/)
  })
})
