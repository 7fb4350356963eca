import { openSdkBench, type SdkBench, type SdkDatabase } from './kit/sdk-database'

/* Every update command of wx-server-sdk, and the plain ways of writing, through the real SDK. */

let bench: SdkBench
let db: SdkDatabase

beforeAll(async () => {
  bench = await openSdkBench([{ name: 'docs', indexes: [] }])
  db = bench.db
})
afterAll(() => bench.close())

type Fields = Record<string, unknown>
type Commands = SdkDatabase['command']

let ids = 0
/** Puts a document there, updates it and returns what it is then, without its id. */
async function updated(before: Fields, data: unknown): Promise<Fields> {
  const _id = `doc-${++ids}`
  await db.collection('docs').add({ data: { _id, ...before } })
  await db.collection('docs').doc(_id).update({ data })
  const { data: after } = await db.collection('docs').doc(_id).get()
  const { _id: id, ...fields } = after as Fields
  expect(id).toBe(_id)
  return fields
}

type Row = [name: string, before: Fields, data: (_: Commands) => unknown, after: Fields]

describe.each<[command: string, rows: Row[]]>([
  [
    'plain values',
    [
      ['a field', { a: 1 }, () => ({ a: 2 }), { a: 2 }],
      ['a new field', { a: 1 }, () => ({ b: 'x' }), { a: 1, b: 'x' }],
      [
        'a nested object keeps its other fields',
        { y: { z: 1, w: 2 } },
        () => ({ y: { z: 9 } }),
        { y: { z: 9, w: 2 } },
      ],
      ['a dotted path', { y: { z: 1 } }, () => ({ 'y.q.r': 1 }), { y: { z: 1, q: { r: 1 } } }],
      ['an array replaces', { l: [1, 2] }, () => ({ l: [3] }), { l: [3] }],
      ['a position of an array', { l: [1, 2] }, () => ({ 'l.1': 9 }), { l: [1, 9] }],
      ['a position beyond the end', { l: [1] }, () => ({ 'l.3': 4 }), { l: [1, null, null, 4] }],
      ['null', { a: 1 }, () => ({ a: null }), { a: null }],
      ['undefined, which is dropped', { a: 1 }, () => ({ a: undefined, b: 2 }), { a: 1, b: 2 }],
      ['a date', {}, () => ({ at: new Date(5) }), { at: new Date(5) }],
    ],
  ],
  [
    'set and remove',
    [
      [
        'set replaces an object',
        { y: { z: 1, w: 2 } },
        (_) => ({ y: _.set({ z: 9 }) }),
        { y: { z: 9 } },
      ],
      ['remove', { a: 1, b: 2 }, (_) => ({ a: _.remove() }), { b: 2 }],
      ['remove inside', { y: { z: 1, w: 2 } }, (_) => ({ y: { z: _.remove() } }), { y: { w: 2 } }],
      ['remove of what is not there', { b: 2 }, (_) => ({ a: _.remove(), c: 1 }), { b: 2, c: 1 }],
      [
        'remove of an element leaves null',
        { l: [1, 2] },
        (_) => ({ 'l.0': _.remove() }),
        { l: [null, 2] },
      ],
    ],
  ],
  [
    'inc, mul, max, min, bit, rename',
    [
      ['inc', { a: 1 }, (_) => ({ a: _.inc(2) }), { a: 3 }],
      ['inc of a missing field', {}, (_) => ({ a: _.inc(-2) }), { a: -2 }],
      ['inc by a fraction', { a: 1 }, (_) => ({ a: _.inc(0.5) }), { a: 1.5 }],
      ['inc inside', { y: { n: 1, m: 1 } }, (_) => ({ y: { n: _.inc(1) } }), { y: { n: 2, m: 1 } }],
      ['mul', { a: 3 }, (_) => ({ a: _.mul(2) }), { a: 6 }],
      ['mul by 0, which leaves no minus zero', { a: -3 }, (_) => ({ a: _.mul(0) }), { a: 0 }],
      ['mul of a missing field', {}, (_) => ({ a: _.mul(2) }), { a: 0 }],
      ['max', { a: 3, b: 9 }, (_) => ({ a: _.max(5), b: _.max(5) }), { a: 5, b: 9 }],
      ['min', { a: 3, b: 9 }, (_) => ({ a: _.min(5), b: _.min(5) }), { a: 3, b: 5 }],
      ['max of a missing field', {}, (_) => ({ a: _.max(5) }), { a: 5 }],
      [
        'max of dates',
        { at: new Date(5) },
        (_) => ({ at: _.max(new Date(9)) }),
        { at: new Date(9) },
      ],
      ['bit and', { a: 13 }, (_) => ({ a: _.bit({ and: 10 }) }), { a: 8 }],
      ['bit or', { a: 3 }, (_) => ({ a: _.bit({ or: 5 }) }), { a: 7 }],
      ['bit xor', { a: 1 }, (_) => ({ a: _.bit({ xor: 5 }) }), { a: 4 }],
      ['rename', { a: 1, b: 2 }, (_) => ({ a: _.rename('c') }), { b: 2, c: 1 }],
      ['rename into an object', { a: 1 }, (_) => ({ a: _.rename('y.z') }), { y: { z: 1 } }],
      ['rename over another', { a: 1, b: 2 }, (_) => ({ a: _.rename('b') }), { b: 1 }],
      [
        'rename of what is not there',
        { b: 2 },
        (_) => ({ a: _.rename('c'), d: 1 }),
        { b: 2, d: 1 },
      ],
    ],
  ],
  [
    'push, pop, shift, unshift',
    [
      ['push one', { l: [1] }, (_) => ({ l: _.push(2) }), { l: [1, 2] }],
      ['push several', { l: [1] }, (_) => ({ l: _.push([2, 3]) }), { l: [1, 2, 3] }],
      ['push to a missing field', {}, (_) => ({ l: _.push(1, 2) }), { l: [1, 2] }],
      ['push an object', { l: [] }, (_) => ({ l: _.push({ x: 1 }) }), { l: [{ x: 1 }] }],
      [
        'push at a position',
        { l: [1, 4] },
        (_) => ({ l: _.push({ each: [2, 3], position: 1 }) }),
        { l: [1, 2, 3, 4] },
      ],
      [
        'push before the end',
        { l: [1, 4] },
        (_) => ({ l: _.push({ each: [3], position: -1 }) }),
        { l: [1, 3, 4] },
      ],
      [
        'push and sort',
        { l: [3] },
        (_) => ({ l: _.push({ each: [1, 2], sort: 1 }) }),
        { l: [1, 2, 3] },
      ],
      [
        'push, sort by a field and keep three',
        { l: [{ s: 5 }] },
        (_) => ({ l: _.push({ each: [{ s: 7 }, { s: 1 }, { s: 6 }], sort: { s: -1 }, slice: 3 }) }),
        { l: [{ s: 7 }, { s: 6 }, { s: 5 }] },
      ],
      [
        'push and keep the last',
        { l: [1, 2] },
        (_) => ({ l: _.push({ each: [3], slice: -2 }) }),
        { l: [2, 3] },
      ],
      [
        'push and keep none',
        { l: [1, 2] },
        (_) => ({ l: _.push({ each: [3], slice: 0 }) }),
        { l: [] },
      ],
      ['pop', { l: [1, 2, 3] }, (_) => ({ l: _.pop() }), { l: [1, 2] }],
      ['pop of nothing', { l: [] }, (_) => ({ l: _.pop(), m: 1 }), { l: [], m: 1 }],
      ['shift', { l: [1, 2, 3] }, (_) => ({ l: _.shift() }), { l: [2, 3] }],
      ['unshift', { l: [3] }, (_) => ({ l: _.unshift([1, 2]) }), { l: [1, 2, 3] }],
    ],
  ],
  [
    'pull, pullAll, addToSet',
    [
      ['pull a value', { l: [1, 2, 1] }, (_) => ({ l: _.pull(1) }), { l: [2] }],
      ['pull by a comparison', { l: [1, 5, 9] }, (_) => ({ l: _.pull(_.gte(5)) }), { l: [1] }],
      [
        'pull by raw operators',
        { l: [1, 5, 9] },
        (_) => ({ l: _.pull({ $in: [1, 9] }) }),
        { l: [5] },
      ],
      [
        'pull objects by a field',
        { l: [{ k: 1, v: 1 }, { k: 2 }] },
        (_) => ({ l: _.pull({ k: 1 }) }),
        { l: [{ k: 2 }] },
      ],
      [
        'pull objects by a condition',
        { l: [{ k: 1 }, { k: 5 }] },
        (_) => ({ l: _.pull({ k: _.gt(1) }) }),
        { l: [{ k: 1 }] },
      ],
      [
        'pull by a regular expression',
        { l: ['ab', 'b'] },
        (_) => ({ l: _.pull(/^a/) }),
        { l: ['b'] },
      ],
      ['pullAll', { l: [1, 2, 3, 2] }, (_) => ({ l: _.pullAll([2, 3]) }), { l: [1] }],
      [
        'pullAll of objects, whole',
        { l: [{ k: 1 }, { k: 1, v: 2 }] },
        (_) => ({ l: _.pullAll([{ k: 1 }]) }),
        { l: [{ k: 1, v: 2 }] },
      ],
      ['addToSet', { l: [1] }, (_) => ({ l: _.addToSet(2) }), { l: [1, 2] }],
      [
        'addToSet of what is there',
        { l: [1] },
        (_) => ({ l: _.addToSet(1), m: 1 }),
        { l: [1], m: 1 },
      ],
      [
        'addToSet of several, as MongoDB spells it',
        { l: [1] },
        (_) => ({ l: _.addToSet({ $each: [1, 2, 2, 3] }) }),
        { l: [1, 2, 3] },
      ],
      [
        'addToSet({each}), which the SDK does not translate',
        { l: [1] },
        (_) => ({ l: _.addToSet({ each: [2] }) }),
        { l: [1, { each: [2] }] },
      ],
      [
        'addToSet of an array adds it whole',
        { l: [1] },
        (_) => ({ l: _.addToSet([1, 2]) }),
        { l: [1, [1, 2]] },
      ],
      [
        'addToSet of an object in another order',
        { l: [{ a: 1, b: 2 }] },
        (_) => ({ l: _.addToSet({ b: 2, a: 1 }) }),
        {
          l: [
            { a: 1, b: 2 },
            { b: 2, a: 1 },
          ],
        },
      ],
      ['addToSet to a missing field', {}, (_) => ({ l: _.addToSet('x') }), { l: ['x'] }],
    ],
  ],
])('%s', (_name, rows) => {
  it.each(rows)('%s', async (_row, before, data, after) => {
    expect(await updated(before, data(db.command))).toEqual(after)
  })
})

describe('an update that cannot be', () => {
  it.each<[string, Fields, (_: Commands) => unknown, RegExp]>([
    [
      'inc of a string',
      { a: 'x' },
      (_) => ({ a: _.inc(1) }),
      /Cannot apply \$inc to a value of non-numeric type/,
    ],
    ['inc of null', { a: null }, (_) => ({ a: _.inc(1) }), /non-numeric type null/],
    ['inc by a string', { a: 1 }, (_) => ({ a: _.inc('1') }), /non-numeric argument/],
    [
      'a field below null',
      { a: null },
      () => ({ a: { b: 1 } }),
      /Cannot create field 'b' in element \{a: null\}/,
    ],
    [
      'a field below a number',
      { a: 1 },
      () => ({ 'a.b': 1 }),
      /Cannot create field 'b' in element \{a: 1\}/,
    ],
    ['a name below an array', { a: [1] }, () => ({ 'a.b': 1 }), /Cannot create field 'b'/],
    [
      'push to what is no array',
      { a: 1 },
      (_) => ({ a: _.push(1) }),
      /must be an array but is of type int/,
    ],
    [
      'two changes of one path',
      { a: 1 },
      (_) => ({ a: _.inc(1), 'a.b': 2 }),
      /would create a conflict at 'a'/,
    ],
    ['an unknown operator', { a: 1 }, () => ({ $add: { a: 1 } }), /Unknown modifier: \$add/],
    ['bits of a fraction', { a: 1.5 }, (_) => ({ a: _.bit({ or: 1 }) }), /non-integral type/],
    [
      'a field name that starts with $',
      { a: 1 },
      (_) => ({ a: _.set({ $x: 1 }) }),
      /dollar \(\$\) prefixed/,
    ],
  ])('is refused and changes nothing: %s', async (_name, before, data, message) => {
    const _id = `bad-${++ids}`
    await db.collection('docs').add({ data: { _id, ...before } })
    const update = db
      .collection('docs')
      .doc(_id)
      .update({ data: data(db.command) })
    await expect(update).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringMatching(message) as string,
    })
    expect((await db.collection('docs').doc(_id).get()).data).toEqual({ _id, ...before })
  })

  it('names the id or nothing', async () => {
    const doc = db.collection('docs').doc('whatever')
    await expect(doc.update({ data: { _id: 'other' } })).rejects.toMatchObject({ errCode: -501007 })
    await expect(doc.update({ data: {} })).rejects.toThrow('must not be empty')
    await expect(doc.update({ data: { a: undefined } })).rejects.toMatchObject({ errCode: -501007 })
  })
})

describe('times of the server', () => {
  it('are resolved with their offset', async () => {
    const before = Date.now()
    const after = await updated(
      {},
      { at: db.serverDate(), later: db.serverDate({ offset: 60_000 }) },
    )
    const [at, later] = [after.at as Date, after.later as Date]
    expect(+later - +at).toBe(60_000)
    expect(+at).toBeGreaterThanOrEqual(before)
    expect(+at).toBeLessThanOrEqual(Date.now())
  })
  it('work in add, in lists and in conditions', async () => {
    const { _id } = await db
      .collection('docs')
      .add({ data: { inner: { list: [db.serverDate()] }, at: db.serverDate() } })
    const { data } = await db
      .collection('docs')
      .where({ _id, at: db.command.lte(db.serverDate()) })
      .get()
    expect((data[0] as { inner: { list: Date[] } }).inner.list[0]).toBeInstanceOf(Date)
  })
})

describe('add', () => {
  it('makes an id of 32 hexadecimal digits', async () => {
    const { _id } = await db.collection('docs').add({ data: { a: 1 } })
    expect(_id).toMatch(/^[0-9a-f]{32}$/)
  })
  it('keeps a given id and refuses it twice', async () => {
    expect((await db.collection('docs').add({ data: { _id: 'mine', a: 1 } }))._id).toBe('mine')
    await expect(db.collection('docs').add({ data: { _id: 'mine', a: 2 } })).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringContaining('E11000 duplicate key error') as string,
    })
    expect((await db.collection('docs').doc('mine').get()).data).toEqual({ _id: 'mine', a: 1 })
  })
  it('adds several at once, up to the first that fails', async () => {
    const { _ids } = await db.collection('docs').add({ data: [{ _id: 'm1' }, { a: 1 }] })
    expect(_ids).toEqual(['m1', expect.stringMatching(/^[0-9a-f]{32}$/)])
    await expect(
      db.collection('docs').add({ data: [{ _id: 'm2' }, { _id: 'm1' }, { _id: 'm3' }] }),
    ).rejects.toThrow('E11000')
    const { data } = await db
      .collection('docs')
      .where({ _id: db.command.in(['m2', 'm3']) })
      .get()
    expect(data).toEqual([{ _id: 'm2' }])
  })
  it('adds no _openid of its own', async () => {
    const { _id } = await db.collection('docs').add({ data: {} })
    expect((await db.collection('docs').doc(_id).get()).data).toEqual({ _id })
  })
})

describe('set', () => {
  it('creates, then replaces', async () => {
    const doc = db.collection('docs').doc('set-1')
    expect(await doc.set({ data: { a: { b: 1 } } })).toMatchObject({
      _id: 'set-1',
      stats: { updated: 0, created: 1 },
    })
    expect(await doc.set({ data: { c: 1 } })).toMatchObject({ stats: { updated: 1, created: 0 } })
    expect((await doc.get()).data).toEqual({ _id: 'set-1', c: 1 })
  })
  it('counts a document that stays the same, which update does not', async () => {
    const doc = db.collection('docs').doc('set-3')
    await doc.set({ data: { a: 1 } })
    expect(await doc.set({ data: { a: 1 } })).toMatchObject({ stats: { updated: 1, created: 0 } })
    expect((await doc.update({ data: { a: 1 } })).stats.updated).toBe(0)
  })
  it('takes no commands', async () => {
    const doc = db.collection('docs').doc('set-2')
    await expect(doc.set({ data: { a: db.command.inc(1) } })).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringContaining('update operator complicit') as string,
    })
  })
})

describe('update and remove of many', () => {
  const { collection } = { collection: () => db.collection('docs') }
  beforeEach(async () => {
    await bench.fill(
      'docs',
      [1, 2, 3, 4].map((n) => ({ _id: `n${n}`, n, group: n % 2 })),
    )
  })

  it('updates all that match and counts those that changed', async () => {
    const { stats } = await collection()
      .where({ group: 0 })
      .update({ data: { n: db.command.max(3) } })
    expect(stats.updated).toBe(1)
  })
  it('updates one with multi: false', async () => {
    const { stats } = await collection()
      .where({ group: 0 })
      .update({ data: { seen: true }, multi: false })
    expect(stats.updated).toBe(1)
    expect((await collection().where({ seen: true }).count()).total).toBe(1)
  })
  it('does not insert when nothing matches', async () => {
    const { stats } = await collection()
      .where({ group: 9 })
      .update({ data: { n: 0 } })
    expect(stats.updated).toBe(0)
    expect((await collection().count()).total).toBe(4)
    expect(
      (
        await collection()
          .doc('absent')
          .update({ data: { n: 0 } })
      ).stats.updated,
    ).toBe(0)
  })
  it('can compare and set', async () => {
    const take = () =>
      collection()
        .where({ _id: 'n1', n: 1 })
        .update({ data: { n: db.command.inc(1) } })
    const results = await Promise.all([take(), take(), take()])
    expect(results.map(({ stats }) => stats.updated).sort()).toEqual([0, 0, 1])
  })
  it('loses no increment of many at once', async () => {
    await Promise.all(
      Array.from({ length: 50 }, () =>
        collection()
          .doc('n1')
          .update({ data: { n: db.command.inc(1) } }),
      ),
    )
    expect((await collection().doc('n1').get()).data).toMatchObject({ n: 51 })
  })
  it('changes the element that matched', async () => {
    await collection().add({
      data: {
        _id: 'arr',
        list: [
          { k: 'a', v: 1 },
          { k: 'b', v: 1 },
        ],
      },
    })
    await collection()
      .where({ _id: 'arr', 'list.k': 'b' })
      .update({ data: { 'list.$.v': db.command.inc(5) } })
    expect((await collection().doc('arr').get()).data).toMatchObject({ list: [{ v: 1 }, { v: 6 }] })
    await collection()
      .doc('arr')
      .update({ data: { 'list.$[].v': 0 } })
    expect((await collection().doc('arr').get()).data).toMatchObject({ list: [{ v: 0 }, { v: 0 }] })
  })
  it('removes', async () => {
    expect((await collection().where({ group: 1 }).remove({ multi: false })).stats.removed).toBe(1)
    expect((await collection().where({ group: 1 }).remove()).stats.removed).toBe(1)
    expect((await collection().doc('n2').remove()).stats.removed).toBe(1)
    expect((await collection().doc('n2').remove()).stats.removed).toBe(0)
    expect((await collection().where({}).remove()).stats.removed).toBe(1)
  })
})

describe('values', () => {
  it.each<[string, unknown]>([
    ['whole numbers', [0, 1, -1, 2147483648, 9007199254740991]],
    ['fractions', [0.1, -1.5e300, 5e-324]],
    ['text', ['', '群规', '👍🏽', 'a\u0000b', 'x'.repeat(10_000)]],
    ['dates', [new Date(0), new Date(-1), new Date('9999-12-31T23:59:59.999Z')]],
    ['nothing', [null]],
    ['depth', [{ a: [{ b: { c: [[]] } }] }]],
    ['names that JavaScript knows', [{ constructor: 1, toString: 2, hasOwnProperty: 3 }]],
  ])('come back as they went: %s', async (_name, values) => {
    const { _id } = await db.collection('docs').add({ data: { values } })
    expect((await db.collection('docs').doc(_id).get()).data).toEqual({ _id, values })
  })
  it('keeps what is no number a number', async () => {
    const { _id } = await db
      .collection('docs')
      .add({ data: { values: [NaN, Infinity, -Infinity] } })
    const { data } = await db.collection('docs').doc(_id).get()
    expect(data?.values).toEqual([NaN, Infinity, -Infinity])
  })
  it('turns places into the SDK’s points', async () => {
    const { Point } = db.Geo as unknown as { Point: (lng: number, lat: number) => unknown }
    const { _id } = await db.collection('docs').add({ data: { at: Point(113, 23) } })
    const { data } = await db.collection('docs').doc(_id).get()
    expect(data?.at).toMatchObject({ longitude: 113, latitude: 23 })
  })
})
