import { COLLECTION, isWaiting, openAccounts, session, valueOf, type Bench } from './kit'

/* Writes outside of transactions: they wait where a transaction holds the document. */

let bench: Bench

beforeEach(async () => {
  bench = await openAccounts()
})
afterEach(() => bench.close())

const increment = () => bench.update(COLLECTION, { _id: 'x' }, { $inc: { v: 1 } })

it('wait for the commit and build on it', async () => {
  const t = await session(bench)
  await t.write('x', { v: 100 })
  const write = increment()
  expect(await isWaiting(write)).toBe(true)
  await t.commit()
  expect(await write).toBe(1)
  expect(await valueOf(bench, 'x')).toBe(101)
})

it('wait for the abort and build on what was', async () => {
  const t = await session(bench)
  await t.write('x', { v: 100 })
  const write = increment()
  expect(await isWaiting(write)).toBe(true)
  await t.abort()
  await write
  expect(await valueOf(bench, 'x')).toBe(51)
})

it('do not wait for other documents or for reads', async () => {
  const t = await session(bench)
  await t.write('y', { v: 100 })
  await t.read('x')
  await increment()
  expect(await valueOf(bench, 'x')).toBe(51)
})

it('pass a reader, who sees the old value', async () => {
  const t = await session(bench)
  await t.write('x', { v: 100 })
  expect(await valueOf(bench, 'x')).toBe(50)
})

it('wait in line, all of them', async () => {
  const t = await session(bench)
  await t.write('x', { v: 0 })
  const writes = Array.from({ length: 10 }, increment)
  expect(await isWaiting(Promise.race(writes))).toBe(true)
  await t.commit()
  await Promise.all(writes)
  expect(await valueOf(bench, 'x')).toBe(10)
})

it('wait with adding what a transaction adds or removes', async () => {
  const t = await session(bench)
  await t.add({ _id: 'z', email: 'z@' })
  await t.remove('y')
  const [adding, again] = [
    bench.insert(COLLECTION, { _id: 'z', email: 'other@' }),
    bench.insert(COLLECTION, { _id: 'y', email: 'yy@' }),
  ]
  const refused = expect(adding).rejects.toMatchObject({
    message: expect.stringContaining('E11000') as string,
  })
  expect(await isWaiting(Promise.race([adding, again]).catch(() => undefined))).toBe(true)
  await t.commit()
  await refused
  await expect(again).resolves.toEqual(['y'])
})

it('wait for a unique value that a transaction takes', async () => {
  const t = await session(bench)
  await t.add({ _id: 'z', email: 'taken@' })
  const adding = bench.insert(COLLECTION, { _id: 'w', email: 'taken@' })
  expect(await isWaiting(adding)).toBe(true)
  await t.abort()
  await expect(adding).resolves.toEqual(['w'])
})

it('of many documents go on where they waited', async () => {
  const t = await session(bench)
  await t.write('x', { v: 50, note: 'kept' })
  const write = bench.update(COLLECTION, { v: 50 }, { $set: { seen: true } })
  expect(await isWaiting(write)).toBe(true)
  await t.commit()
  expect(await write).toBe(2)
  expect(await bench.find(COLLECTION, { seen: true })).toMatchObject([
    { note: 'kept' },
    { _id: 'y' },
  ])
})

it('of many documents leave out those that no longer match', async () => {
  const t = await session(bench)
  await t.write('x', { v: 1 })
  const write = bench.update(COLLECTION, { v: 50 }, { $set: { seen: true } })
  expect(await isWaiting(write)).toBe(true)
  await t.commit()
  expect(await write).toBe(1)
})

describe('of any one document go to the next when the one they waited for no longer matches', () => {
  const one = { collectionName: COLLECTION, queryType: 'WHERE', query: '{"v":50}', multi: false }
  const to1 = { data: '{"$set":{"v":1}}', merge: true }
  it.each<[string, () => Promise<unknown>, number]>([
    ['an update', async () => (await bench.act('modifyDocument', { ...one, ...to1 })).data, 1],
    [
      'an update that returns it',
      async () => (await bench.act('modifyAndReturnDoc', { ...one, ...to1 })).data,
      1,
    ],
    ['a removal', async () => (await bench.act('removeDocument', one)).data, 0],
  ])('%s', async (_name, write, left) => {
    const t = await session(bench)
    await t.write('x', { v: 2 })
    const answer = write()
    expect(await isWaiting(answer)).toBe(true)
    await t.commit()
    expect(Object.values((await answer) as object)[0]).toBe(1)
    expect(await bench.ids(COLLECTION, { v: 50 })).toEqual([])
    expect(await bench.count(COLLECTION, { _id: 'y' })).toBe(left)
    expect(await valueOf(bench, 'x')).toBe(2)
  })
})

it('give up after a while', async () => {
  await bench.reopen({ lockWaitMs: 20 })
  const t = await session(bench)
  await t.write('x', { v: 100 })
  await expect(increment()).rejects.toMatchObject({ code: 'DATABASE_TIMEOUT' })
  await t.commit()
  expect(await valueOf(bench, 'x')).toBe(100)
})

it('lose nothing under many at once, in and out of transactions', async () => {
  const inTransaction = async (): Promise<void> => {
    for (;;) {
      const t = await session(bench)
      try {
        const x = await t.read('x')
        await new Promise((resolve) => setImmediate(resolve))
        await t.write('x', { v: Number(x?.v) + 1 })
        await t.commit()
        return
      } catch (error) {
        expect(error).toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' })
      }
    }
  }
  await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? inTransaction() : increment())))
  expect(await valueOf(bench, 'x')).toBe(90)
  expect(await bench.db.verify()).toEqual([])
})
