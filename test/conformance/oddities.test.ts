import { openSdkBench, type SdkBench, type SdkDatabase } from './kit/sdk-database'

/* What surprises in wx-server-sdk 4.0.2 and the cloud database, each by itself, through the real SDK. */

let bench: SdkBench
let db: SdkDatabase

beforeAll(async () => {
  bench = await openSdkBench([
    { name: 'docs', indexes: [] },
    {
      name: 'people',
      indexes: [
        { name: 'email', fields: [['email', 1]], unique: true },
        {
          name: 'team_no',
          fields: [
            ['team', 1],
            ['no', 1],
          ],
          unique: true,
        },
      ],
    },
  ])
  db = bench.db
})
beforeEach(async () => {
  await bench.fill('docs', [])
  await bench.fill('people', [])
})
afterAll(() => bench.close())

const point = (): unknown =>
  (db.Geo.Point as unknown as (lng: number, lat: number) => unknown)(113, 23)

describe('a unique index', () => {
  const people = () => db.collection('people')
  const duplicate = (index: string) => ({
    errCode: -502001,
    errMsg: expect.stringMatching(
      new RegExp(`DuplicateWrite.*E11000 duplicate key error.* index: ${index} dup key`),
    ) as string,
  })
  let no = 0
  const add = (fields: object) => people().add({ data: { no: ++no, ...fields } })

  it('takes a missing field for null, so that only one may lack it', async () => {
    await add({ name: 'first' })
    await expect(add({ name: 'second' })).rejects.toMatchObject(duplicate('email'))
    await expect(add({ email: null })).rejects.toMatchObject(duplicate('email'))
    await add({ email: '' })
  })
  it('takes undefined for missing, because the SDK drops it', async () => {
    await add({ email: undefined })
    await expect(add({ email: undefined })).rejects.toMatchObject(duplicate('email'))
  })
  it('tells a number from its text', async () => {
    await add({ email: 1 })
    await add({ email: '1' })
    await expect(add({ email: 1.0 })).rejects.toMatchObject(duplicate('email'))
  })
  it('of several fields takes each missing one for null', async () => {
    await people().add({ data: { email: 'a@', team: 't' } })
    await expect(
      people().add({ data: { email: 'b@', team: 't', no: null } }),
    ).rejects.toMatchObject(duplicate('team_no'))
    await people().add({ data: { email: 'b@', no: 7 } })
    await people().add({ data: { email: 'c@', team: null, no: 8 } })
  })
  it('refuses an update that takes the field away from a second one', async () => {
    await add({ _id: 'first' })
    await add({ _id: 'second', email: 'b@' })
    const data = { email: db.command.remove() }
    await expect(people().doc('second').update({ data })).rejects.toMatchObject(duplicate('email'))
    expect((await people().doc('second').get()).data).toMatchObject({ email: 'b@' })
  })
  it('refuses set as well, and the second of a list', async () => {
    await add({ _id: 'first', email: 'a@' })
    await expect(
      people()
        .doc('second')
        .set({ data: { email: 'a@', no: 0 } }),
    ).rejects.toMatchObject(duplicate('email'))
    const both = [
      { email: 'b@', no: 100 },
      { email: 'b@', no: 101 },
    ]
    await expect(people().add({ data: both })).rejects.toMatchObject(duplicate('email'))
    expect((await people().count()).total).toBe(2)
  })
  it('holds in a transaction', async () => {
    await add({ email: 'a@' })
    const run = db.runTransaction((transaction) =>
      transaction.collection('people').add({ data: { email: 'a@', no: 0 } }),
    )
    await expect(run).rejects.toMatchObject(duplicate('email'))
  })
})

describe('a nested object of an update', () => {
  const nested = { a: { b: { c: 1, d: 2 }, e: 3 } }
  const changed = async (data: unknown) => {
    const doc = db.collection('docs').doc('one')
    await doc.set({ data: nested })
    await doc.update({ data })
    return (await doc.get()).data
  }
  it('is a dotted path at every depth, so that its neighbours stay', async () => {
    expect(await changed({ a: { b: { c: 9 } } })).toEqual({
      _id: 'one',
      a: { b: { c: 9, d: 2 }, e: 3 },
    })
  })
  it('is replaced by set', async () => {
    expect(await changed({ a: db.command.set({ b: { c: 9 } }) })).toEqual({
      _id: 'one',
      a: { b: { c: 9 } },
    })
  })
  it('is replaced by set further down', async () => {
    expect(await changed({ a: { b: db.command.set({ c: 9 }) } })).toEqual({
      _id: 'one',
      a: { b: { c: 9 }, e: 3 },
    })
  })
  it('that is empty changes nothing there', async () => {
    expect(await changed({ a: { b: {} }, f: 1 })).toEqual({ _id: 'one', ...nested, f: 1 })
  })
  it('keeps its neighbours in where().update and in a transaction', async () => {
    const doc = db.collection('docs').doc('one')
    await doc.set({ data: nested })
    await db
      .collection('docs')
      .where({ _id: 'one' })
      .update({ data: { a: { b: { c: 8 } } } })
    await db.runTransaction((transaction) =>
      transaction
        .collection('docs')
        .doc('one')
        .update({ data: { a: { b: { d: 9 } } } }),
    )
    expect((await doc.get()).data).toEqual({ _id: 'one', a: { b: { c: 8, d: 9 }, e: 3 } })
  })
})

describe('the time of the server', () => {
  const isNow = (value: unknown, offset = 0) => {
    expect(value).toBeInstanceOf(Date)
    expect(Math.abs(+(value as Date) - offset - Date.now())).toBeLessThan(10_000)
  }
  const HOUR = 3_600_000
  const later = () => db.serverDate({ offset: HOUR })
  const earlier = () => db.serverDate({ offset: -HOUR })

  it('stands in set, in lists and in objects, with offsets to both sides', async () => {
    const doc = db.collection('docs').doc('one')
    await doc.set({ data: { at: earlier(), inside: { list: [later(), { at: db.serverDate() }] } } })
    const { data } = await doc.get()
    const { list } = data?.inside as { list: [Date, { at: Date }] }
    isNow(data?.at, -HOUR)
    isNow(list[0], HOUR)
    isNow(list[1].at)
  })
  it('stands in push, unshift and addToSet', async () => {
    const doc = db.collection('docs').doc('one')
    await doc.set({ data: { pushed: [], unshifted: [1], added: [] } })
    const { push, unshift, addToSet } = db.command
    await doc.update({
      data: {
        pushed: push([{ at: later() }]),
        unshifted: unshift(db.serverDate()),
        added: addToSet(earlier()),
      },
    })
    const { data } = await doc.get()
    isNow((data?.pushed as [{ at: Date }])[0].at, HOUR)
    isNow((data?.unshifted as Date[])[0])
    isNow((data?.added as Date[])[0], -HOUR)
  })
  it('is an object with its offset in set, max, min and push({each}), for the SDK sends it so', async () => {
    const doc = db.collection('docs').doc('one')
    await doc.set({ data: { list: [] } })
    const { set, max, min, push } = db.command
    const data = {
      set: set({ at: later(), place: point() }),
      max: max(later()),
      min: min(later()),
      list: push({ each: [later()] }),
    }
    await doc.update({ data })
    const sent = { offset: HOUR }
    expect((await doc.get()).data).toEqual({
      _id: 'one',
      set: { at: sent, place: { longitude: 113, latitude: 23 } },
      max: sent,
      min: sent,
      list: [sent],
    })
  })
  it('is one moment for a whole call', async () => {
    const { _ids } = await db
      .collection('docs')
      .add({ data: [{ at: db.serverDate() }, { at: db.serverDate() }] })
    const { data } = await db
      .collection('docs')
      .where({ _id: db.command.in(_ids) })
      .get()
    expect(data[0]?.at).toEqual(data[1]?.at)
  })
  it('compares in conditions, with its offset', async () => {
    await db.collection('docs').add({ data: { at: new Date() } })
    const count = async (condition: unknown) =>
      (await db.collection('docs').where({ at: condition }).count()).total
    expect(await count(db.command.gt(earlier()))).toBe(1)
    expect(await count(db.command.gt(later()))).toBe(0)
    expect(await count(db.command.lt(later()))).toBe(1)
  })
  it('stands in a transaction', async () => {
    await db.runTransaction(async (transaction) => {
      const inside = transaction.collection('docs')
      await inside.add({ data: { _id: 'one', at: db.serverDate() } })
      await inside.doc('one').update({ data: { later: later() } })
    })
    const { data } = await db.collection('docs').doc('one').get()
    isNow(data?.at)
    isNow(data?.later, HOUR)
  })
})

describe('numbers and dates', () => {
  it('beyond the whole numbers of JavaScript lose their last digits in the SDK', async () => {
    const text = '{"_id":"long","n":{"$numberLong":"9007199254740993"}}'
    await bench.test.cloud.database.load('docs', [])
    const reply = await fetch(bench.test.cloud.adminUrl, {
      method: 'POST',
      body: JSON.stringify({
        action: 'database.insertDocument',
        collectionName: 'docs',
        data: [text],
      }),
    })
    expect(await reply.json()).toMatchObject({ data: { insertedIds: ['long'] } })
    expect((await db.collection('docs').doc('long').get()).data).toEqual({
      _id: 'long',
      n: 9007199254740992,
    })
  })
  it('are found by what they are, not by how they are written', async () => {
    const at = new Date('2026-11-21T08:00:00+08:00')
    await db.collection('docs').add({ data: { _id: 'one', n: 1.0, zero: -0, at } })
    const has = async (condition: unknown) =>
      (await db.collection('docs').where(condition).count()).total === 1
    expect(await has({ n: 1 })).toBe(true)
    expect(await has({ zero: 0 })).toBe(true)
    expect(await has({ at: new Date('2026-11-21T00:00:00.000Z') })).toBe(true)
    expect(await has({ at: '2026-11-21T00:00:00.000Z' })).toBe(false)
    expect(await has({ at: +at })).toBe(false)
    expect(await has({ n: '1' })).toBe(false)
  })
})

describe('a document that is not there', () => {
  const nobody = (handle: SdkDatabase) => handle.collection('docs').doc('nobody')
  const MISSING = { errCode: -1, errMsg: expect.stringContaining('does not exist') as string }

  it('throws unless the handle was told not to', async () => {
    await expect(nobody(db).get()).rejects.toMatchObject(MISSING)
    await expect(nobody(bench.database({ throwOnNotFound: true })).get()).rejects.toMatchObject(
      MISSING,
    )
    expect(await nobody(bench.database({ throwOnNotFound: false })).get()).toMatchObject({
      data: null,
    })
  })
  it('throws in a transaction as well, which aborts it', async () => {
    const run = db.runTransaction(async (transaction) => {
      await transaction.collection('docs').add({ data: { _id: 'new' } })
      await nobody(transaction as unknown as SdkDatabase).get()
    })
    await expect(run).rejects.toMatchObject(MISSING)
    expect((await db.collection('docs').count()).total).toBe(0)
  })
  it('is no error to update and remove, and is made by set', async () => {
    expect((await nobody(db).update({ data: { a: 1 } })).stats).toEqual({ updated: 0 })
    expect((await nobody(db).remove()).stats).toEqual({ removed: 0 })
    expect((await nobody(db).set({ data: { a: 1 } })).stats).toEqual({ updated: 0, created: 1 })
  })
  it('is made by set in a transaction too, but counted as 0', async () => {
    const stats = await db.runTransaction(
      async (transaction) =>
        (
          await transaction
            .collection('docs')
            .doc('nobody')
            .set({ data: { a: 1 } })
        ).stats,
    )
    expect(stats).toMatchObject({ created: 0 })
    expect((await nobody(db).get()).data).toEqual({ _id: 'nobody', a: 1 })
  })
})

describe('a condition that undefined empties', () => {
  it('throws when nothing is left, and is wider when something is', async () => {
    await bench.fill('docs', [
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1, kind: 'x' },
    ])
    const docs = db.collection('docs')
    expect(() => docs.where({ kind: undefined })).toThrow()
    expect((await docs.where({ n: 1, kind: undefined }).count()).total).toBe(2)
  })
  it('removes everything when it is an empty object', async () => {
    await bench.fill('docs', [{ _id: 'a' }, { _id: 'b' }])
    expect((await db.collection('docs').where({}).remove()).stats.removed).toBe(2)
  })
})

describe('limits', () => {
  it('100 without limit(), 1000 at most, 20 of an aggregation, in a transaction as well', async () => {
    await bench.fill(
      'docs',
      Array.from({ length: 1005 }, (_, i) => ({ _id: `d${i}` })),
    )
    const docs = db.collection('docs')
    expect((await docs.get()).data).toHaveLength(100)
    expect((await docs.where({}).limit(101).get()).data).toHaveLength(101)
    expect((await docs.limit(1000).get()).data).toHaveLength(1000)
    expect((await docs.limit(1001).get()).data).toHaveLength(1000)
    expect((await docs.skip(1000).get()).data).toHaveLength(5)
    expect((await docs.count()).total).toBe(1005)
    expect((await docs.aggregate().match({}).end()).list).toHaveLength(20)
    expect((await docs.aggregate().limit(1005).end()).list).toHaveLength(1005)
    await db.runTransaction(async (transaction) => {
      const inside = transaction.collection('docs').where({})
      expect((await inside.get()).data).toHaveLength(100)
      expect((await inside.limit(2000).get()).data).toHaveLength(1000)
    })
  })
})
