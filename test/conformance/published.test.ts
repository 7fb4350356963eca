import tcb from '@cloudbase/node-sdk'
import { openTestCloud, type TestCloud } from '../kit/cloud'
import { pointSdkAt } from './kit/sdk-database'

/*
 * The yardstick: calls of the tests that @cloudbase/node-sdk publishes with its source (test/database/unit), made with
 * that SDK, and the answers those tests expect of the real cloud.
 */

type Fields = Record<string, unknown>
type Database = ReturnType<ReturnType<typeof tcb.init>['database']>

let test: TestCloud
let db: Database

const COLLECTIONS = ['transactions', 'goods', 'sets', 'dates', 'oid', 'oid-lookup']

beforeAll(async () => {
  test = await openTestCloud({
    collections: [
      ...COLLECTIONS.map((name) => ({ name, indexes: [] })),
      { name: 'attractions', indexes: [{ name: 'location', fields: [['location', '2dsphere']] }] },
    ],
  })
  pointSdkAt(test.cloud.adminUrl)
  db = tcb.init({ env: 'local' }).database()
})
afterAll(() => test.close())

/** The SDK's own types say less than its answers hold. */
const loosely = (value: unknown) => value as Record<string, never> & Fields
const coll = (name: string) => db.collection(name)

describe('transactions', () => {
  const date = new Date()
  const documents = () => [
    {
      _id: '1',
      category: 'Web',
      tags: ['JavaScript', 'C#'],
      date,
      geo: new db.Geo.Point(90, 23),
      num: 2,
    },
    { _id: '2', category: 'Web', tags: ['Go', 'C#'] },
    { _id: '3', category: 'Life', tags: ['Go', 'Python', 'JavaScript'] },
  ]
  const CONFLICT = {
    code: 'DATABASE_TRANSACTION_CONFLICT',
    message:
      '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
  }
  beforeEach(async () => {
    await coll('transactions').where({}).remove()
    await coll('transactions').add(documents())
  })

  it('answer adds, updates and removals with their counts', async () => {
    const transaction = await db.startTransaction()
    const inside = transaction.collection('transactions')
    expect(await inside.add({ _id: 'lluke', date })).toMatchObject({ inserted: 1, id: 'lluke' })
    expect(await inside.add([{ name: 'a' }, { name: 'b' }])).toMatchObject({
      ids: [expect.any(String), expect.any(String)],
    })
    expect(
      (await inside.where(db.command.or([{ name: 'a' }, { name: 'b' }])).get()).data,
    ).toHaveLength(2)
    expect(await inside.doc('1').update({ num: db.command.inc(1), date })).toMatchObject({
      updated: 1,
    })
    expect(await inside.doc('2').delete()).toMatchObject({ deleted: 1 })
    expect(loosely(await inside.doc('2').get()).data).toBeNull()
    const upsert = loosely(await inside.doc('114514').set({ category: 'Node.js', date }))
    expect(upsert.upserted).toEqual([{ _id: '114514' }])
    expect(loosely(await transaction.commit()).requestId).toEqual(expect.any(String))
    expect(loosely((await coll('transactions').doc('1').get()).data[0]).num).toBe(3)
  })

  it('insert 1001 documents and read 1000 of them', async () => {
    const transaction = await db.startTransaction()
    const inside = transaction.collection('transactions')
    const many = Array.from({ length: 1001 }, (_, i) => ({ name: `luketest${i}` }))
    expect((await inside.add(many)).ids).toHaveLength(1001)
    expect(
      (
        await inside
          .where({ name: /^luketest/ })
          .limit(1000)
          .get()
      ).data,
    ).toHaveLength(1000)
    await transaction.commit()
  })

  it('refuse the second to write, and a write over what changed outside', async () => {
    const [first, second] = [await db.startTransaction(), await db.startTransaction()]
    await first.collection('transactions').doc('1').get()
    await second.collection('transactions').doc('1').update({ category: 'x' })
    const late = first.collection('transactions').doc('1').update({ category: 'y' })
    await expect(late).rejects.toMatchObject(CONFLICT)
    await second.commit()

    const reader = await db.startTransaction()
    await reader.collection('transactions').doc('1').get()
    await coll('transactions').doc('1').set({ category: 'w' })
    await coll('transactions').doc('2').set({ category: 'h' })
    const seen = loosely(await reader.collection('transactions').doc('2').get())
    expect(seen.data).toEqual(documents()[1])
    const over = reader.collection('transactions').doc('1').update({ category: 't' })
    await expect(over).rejects.toMatchObject(CONFLICT)
  })

  it('are gone after the commit', async () => {
    const transaction = await db.startTransaction()
    await transaction.commit()
    await expect(
      transaction.collection('transactions').doc('1').set({ category: 'x' }),
    ).rejects.toMatchObject({
      code: 'DATABASE_TRANSACTION_FAIL',
      message:
        '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.',
    })
  })

  it('are retried when the commit conflicts, and end with the conflict when that goes on', async () => {
    let runs = 0
    const run = db.runTransaction(async () => {
      runs++
      throw CONFLICT
    })
    await expect(run).rejects.toMatchObject({ code: CONFLICT.code })
    expect(runs).toBe(4)
  })

  it('find and update with MongoDB’s own conditions what was added since the start', async () => {
    await db.runTransaction(
      async (transaction: Awaited<ReturnType<typeof db.startTransaction>>) => {
        await coll('transactions').add([{ key: 'a', value: 1 }])
        const raw = transaction.collection('transactions').options({ raw: true })
        expect((await raw.where({ key: { $eq: 'a' } }).get()).data).toHaveLength(1)
        const change = await raw
          .where({ key: { $eq: 'a' }, value: { $eq: 1 } })
          .update({ $set: { value: 2 } })
        expect(change).toMatchObject({ updated: 1 })
      },
    )
  })

  it('modify a document and return it', async () => {
    const transaction = await db.startTransaction()
    const change = await transaction
      .collection('transactions')
      .where({ category: 'Web' })
      .updateAndReturn({ category: 'web' })
    expect(change).toMatchObject({ updated: 1, doc: { category: 'web' } })
    await transaction.commit()
  })
})

describe('updateAndReturn', () => {
  it('counts a document that stays the same, and answers null when there is none', async () => {
    await coll('goods').where({}).remove()
    await coll('goods').add([{ _id: 'one', a: 1 }])
    const change = (where: Fields, data: Fields) => coll('goods').where(where).updateAndReturn(data)
    expect(await change({ a: 1 }, { a: 1 })).toMatchObject({
      updated: 1,
      doc: { _id: 'one', a: 1 },
    })
    expect(await change({ a: -1 }, { a: 1 })).toMatchObject({ updated: 0, doc: null })
  })
})

describe('set and ids', () => {
  it('set answers updated: 1 also when nothing changes', async () => {
    const { id } = await coll('goods').add({ point: new db.Geo.Point(12.5, 3) })
    const same = await coll('goods')
      .doc(String(id))
      .set({ point: new db.Geo.Point(12.5, 3) })
    expect(same).toMatchObject({ updated: 1 })
  })

  it('an ObjectId is its digits in every answer, and joins as what it is', async () => {
    const [a, b] = ['507f1f77bcf86cd799439011', '507f1f77bcf86cd799439012']
    const oid = (id: string) =>
      (db as unknown as { ObjectId(spec: { id: string }): unknown }).ObjectId({ id })
    expect((await coll('oid').add({ _id: oid(a), uid: oid(b) })).id).toBe(a)
    await coll('oid-lookup').add({ _id: oid(b), uid: oid(a) })
    const { data } = await coll('oid')
      .where({ uid: oid(b) })
      .get()
    expect(data).toEqual([{ _id: a, uid: b }])
    const joined = await coll('oid-lookup')
      .aggregate()
      .lookup({ from: 'oid', localField: 'uid', foreignField: '_id', as: 'x' })
      .end()
    expect(loosely(joined).data).toEqual([{ _id: b, uid: a, x: [{ _id: a, uid: b }] }])
  })
})

describe('aggregation', () => {
  const aggregate = async (name: string, projection: Fields) =>
    loosely(
      await coll(name)
        .aggregate()
        .project({ _id: 0, ...projection })
        .end(),
    ).data as unknown
  const fill = async (name: string, documents: Fields[]) => {
    await coll(name).where({}).remove()
    await coll(name).add(documents)
  }

  it('parts of a date', async () => {
    const $ = db.command.aggregate
    const date = new Date(1557826731686)
    await fill('dates', [{ date }])
    const parts = [
      'dayOfWeek',
      'dayOfYear',
      'dayOfMonth',
      'year',
      'month',
      'hour',
      'week',
      'isoDayOfWeek',
      'isoWeek',
      'isoWeekYear',
    ] as const
    const spec = Object.fromEntries(parts.map((name) => [name, $[name]('$date')]))
    const made = {
      dateFromParts: $.dateFromParts({
        year: 2017,
        month: 2,
        day: 8,
        hour: 12,
        timezone: 'America/New_York',
      }),
      dateFromString: $.dateFromString({ dateString: date.toISOString() }),
      text: $.dateToString({ date: '$empty', onNull: 'null' }),
    }
    expect(await aggregate('dates', { ...spec, ...made })).toEqual([
      {
        dayOfWeek: 3,
        dayOfYear: 134,
        dayOfMonth: 14,
        year: 2019,
        month: 5,
        hour: 9,
        week: 19,
        isoDayOfWeek: 2,
        isoWeek: 20,
        isoWeekYear: 2019,
        dateFromParts: new Date('2017-02-08T17:00:00.000Z'),
        dateFromString: date,
        text: 'null',
      },
    ])
  })

  it('sets', async () => {
    const $ = db.command.aggregate
    await fill(
      'sets',
      [[1, 2], [2, 1, 2], [1, 2, 3], [3, 1], [], [{}, []]].map((B) => ({ A: [1, 2], B })),
    )
    const both = ['$A', '$B']
    const rows = await aggregate('sets', {
      onlyB: $.setDifference(['$B', '$A']),
      equal: $.setEquals(both),
      shared: $.setIntersection(both),
      subset: $.setIsSubset(both),
      union: $.setUnion(both),
    })
    expect(rows).toEqual([
      { onlyB: [], equal: true, shared: [1, 2], subset: true, union: [1, 2] },
      { onlyB: [], equal: true, shared: [1, 2], subset: true, union: [1, 2] },
      { onlyB: [3], equal: false, shared: [1, 2], subset: true, union: [1, 2, 3] },
      { onlyB: [3], equal: false, shared: [1], subset: false, union: [1, 2, 3] },
      { onlyB: [], equal: false, shared: [], subset: false, union: [1, 2] },
      { onlyB: [{}, []], equal: false, shared: [], subset: false, union: [1, 2, {}, []] },
    ])
  })

  it('truth of elements', async () => {
    const $ = db.command.aggregate
    await fill(
      'sets',
      [[true], [], [true, false], [1], [1, 0], ['stark']].map((arr) => ({ arr })),
    )
    const rows = await aggregate('sets', {
      all: $.allElementsTrue(['$arr']),
      any: $.anyElementTrue(['$arr']),
    })
    expect((rows as Fields[]).map(({ all, any }) => [all, any])).toEqual([
      [true, true],
      [true, false],
      [false, true],
      [true, true],
      [false, true],
      [true, true],
    ])
  })

  it('texts', async () => {
    const $ = db.command.aggregate
    await fill('goods', [
      { firstName: 'Yuanxin', lastName: 'Dong', birthday: '1999/12/12', price: '$1' },
    ])
    expect(
      await aggregate('goods', {
        full: $.concat(['$firstName', ' ', '$lastName']),
        at: $.indexOfBytes(['$firstName', 'a']),
        parts: $.split(['$birthday', '/']),
        order: $.strcasecmp(['$firstName', '$lastName']),
        year: $.substr(['$birthday', 0, 4]),
        day: $.substrBytes(['$birthday', 8, -1]),
        upper: $.toUpper('$lastName'),
        dollar: $.eq(['$price', $.literal('$1')]),
      }),
    ).toEqual([
      {
        full: 'Yuanxin Dong',
        at: 2,
        parts: ['1999', '12', '12'],
        order: 1,
        year: '1999',
        day: '12',
        upper: 'DONG',
        dollar: true,
      },
    ])
  })

  it('distances to places, to the last digit', async () => {
    const date = new Date()
    await fill('attractions', [
      { city: 'Guangzhou', date, location: new db.Geo.Point(113.30593, 23.1361155) },
      {
        city: 'Hangzhou',
        date: new Date(+date - 1000),
        location: new db.Geo.Point(113.306789, 23.1564721),
      },
      {
        city: 'Beijing',
        date: new Date(+date + 1000),
        location: new db.Geo.Point(116.3949659, 39.9163447),
      },
    ])
    const near = {
      distanceField: 'distance',
      spherical: true,
      near: new db.Geo.Point(113.3089506, 23.0968251),
      key: 'location',
      includeLocs: 'location',
    }
    const query = { city: /zhou/, date: db.command.lt(date) }
    const { data } = loosely(
      await coll('attractions')
        .aggregate()
        .geoNear({ ...near, query })
        .end(),
    )
    expect(data).toMatchObject([{ city: 'Hangzhou', distance: 6643.521654040738 }])
    const around = loosely(
      await coll('attractions')
        .aggregate()
        .geoNear({ ...near, query: { city: /zhou/ }, maxDistance: 5000 })
        .end(),
    )
    expect(around.data).toMatchObject([{ city: 'Guangzhou', distance: 4384.68131486958 }])
  })
})
