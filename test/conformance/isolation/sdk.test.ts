import {
  openSdkBench,
  type SdkBench,
  type SdkDatabase,
  type SdkTransaction,
} from '../kit/sdk-database'

/* Transactions through the real wx-server-sdk: what its own helpers do with the answers. */

let bench: SdkBench
let db: SdkDatabase

beforeAll(async () => {
  bench = await openSdkBench([{ name: 'accounts', indexes: [] }])
  db = bench.database({ throwOnNotFound: false })
})
beforeEach(() =>
  bench.fill('accounts', [
    { _id: 'x', v: 50, at: new Date(5) },
    { _id: 'y', v: 50 },
  ]),
)
afterAll(() => bench.close())

const accounts = () => db.collection('accounts')
const value = async (id: string) => (await accounts().doc(id).get()).data?.v
const inside = (transaction: SdkTransaction) => transaction.collection('accounts')
const increment = {
  data: {
    get v() {
      return db.command.inc(1)
    },
  },
}

it('commits what the callback wrote and returns its result', async () => {
  const result = await db.runTransaction(async (transaction) => {
    await inside(transaction).add({ data: { _id: 'z', v: 1, at: new Date(7) } })
    await inside(transaction).doc('x').update(increment)
    await inside(transaction).doc('y').remove()
    expect((await inside(transaction).doc('z').get()).data).toEqual({
      _id: 'z',
      v: 1,
      at: new Date(7),
    })
    return 'done'
  })
  expect(result).toBe('done')
  expect([await value('x'), await value('y'), await value('z')]).toEqual([51, undefined, 1])
})

it('rejects with the reason of a rollback and keeps nothing', async () => {
  const run = db.runTransaction(async (transaction) => {
    await inside(transaction).doc('x').update(increment)
    await transaction.rollback('enough')
  })
  await expect(run).rejects.toBe('enough')
  expect(await value('x')).toBe(50)
})

it('rejects with what the callback throws and keeps nothing', async () => {
  const run = db.runTransaction(async (transaction) => {
    await inside(transaction).doc('x').update(increment)
    throw new Error('bad luck')
  })
  await expect(run).rejects.toThrow('bad luck')
  expect(await value('x')).toBe(50)
})

it('says null for a document that is not there', async () => {
  await db.runTransaction(async (transaction) => {
    expect((await inside(transaction).doc('nobody').get()).data).toBeNull()
  })
})

it('does not retry a conflict that an operation meets, and hides its code', async () => {
  let runs = 0
  const run = db.runTransaction(async (transaction) => {
    runs++
    await inside(transaction).doc('x').get()
    await accounts().doc('x').update(increment)
    await inside(transaction).doc('x').update(increment)
  })
  await expect(run).rejects.toMatchObject({
    errCode: -501001,
    errMsg: expect.stringContaining(
      '[ResourceUnavailable.TransactionConflict] Transaction is conflict',
    ) as string,
  })
  expect(runs).toBe(1)
  expect(await value('x')).toBe(51)
})

it('answers any operation after the end with the platform’s text', async () => {
  const transaction = await db.startTransaction()
  await inside(transaction).doc('x').get()
  await transaction.commit()
  await expect(
    inside(transaction)
      .doc('x')
      .set({ data: { v: 0 } }),
  ).rejects.toMatchObject({
    errMsg: expect.stringContaining(
      '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server',
    ) as string,
  })
})

it('sees what was written after its start but before its first operation', async () => {
  await db.runTransaction(async (transaction) => {
    await accounts().add({ data: { _id: 'early', v: 1 } })
    const { data } = await inside(transaction).where({ _id: 'early' }).get()
    expect(data).toHaveLength(1)
  })
})

it('lets where().update, where().remove, count and aggregate escape', async () => {
  const run = db.runTransaction(async (transaction) => {
    await inside(transaction).doc('y').update(increment)
    await inside(transaction)
      .where({ _id: 'x' })
      .update({ data: { v: 1000 } })
    expect((await inside(transaction).where({ v: 51 }).count()).total).toBe(0)
    throw new Error('aborted')
  })
  await expect(run).rejects.toThrow('aborted')
  expect([await value('x'), await value('y')]).toEqual([1000, 50])
})

it('keeps every one of many concurrent transfers that committed', async () => {
  const isConflict = (error: unknown) =>
    JSON.stringify(error).includes('TransactionConflict') ||
    String(error).includes('TransactionConflict')
  let conflicts = 0
  const transfer = async (from: string, to: string): Promise<void> => {
    for (;;) {
      try {
        await db.runTransaction(async (transaction) => {
          const [a, b] = [
            await inside(transaction).doc(from).get(),
            await inside(transaction).doc(to).get(),
          ]
          await inside(transaction)
            .doc(from)
            .update({ data: { v: Number(a.data?.v) - 1 } })
          await inside(transaction)
            .doc(to)
            .update({ data: { v: Number(b.data?.v) + 1 } })
        })
        return
      } catch (error) {
        if (!isConflict(error)) throw error
        conflicts++
      }
    }
  }
  await Promise.all(
    Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? transfer('y', 'x') : transfer('x', 'y'))),
  )
  expect([await value('x'), await value('y')]).toEqual([46, 54])
  expect(conflicts).toBeGreaterThan(0)
})
