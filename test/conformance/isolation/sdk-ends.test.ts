import { openSdkBench, type SdkBench, type SdkDatabase } from '../kit/sdk-database'

/*
 * Ends of transactions that the server decides on, through the real wx-server-sdk: a conflict at the commit, a time that
 * ran out, a lock that is held for too long.
 */

const LIFETIME = 1200
const LOCK_WAIT = 250

let bench: SdkBench
let db: SdkDatabase
/** How many commits fail from now on. */
let failing = 0

beforeAll(async () => {
  bench = await openSdkBench([{ name: 'accounts', indexes: [] }], {
    transactions: {
      transactionLifetimeMs: LIFETIME,
      lockWaitMs: LOCK_WAIT,
      failCommit: () => failing-- > 0,
    },
  })
  db = bench.database({ throwOnNotFound: false })
})
beforeEach(async () => {
  failing = 0
  await bench.fill('accounts', [{ _id: 'x', v: 50 }])
})
afterAll(() => bench.close())

const account = () => db.collection('accounts').doc('x')
const value = async () => (await account().get()).data?.v
const increment = () => ({ data: { v: db.command.inc(1) } })

const aborted = () =>
  bench.test.lines.filter((line) => line.includes('aborted, it was open')).length
/** Waits until the time of the one open transaction has run out. */
const timeIsUp = () => {
  const before = aborted()
  return bench.test.until(() => aborted() > before)
}

/** Increments x in a transaction and counts how often that was begun. */
async function transfer(): Promise<{ runs: number; error?: unknown }> {
  let runs = 0
  const run = db.runTransaction(async (transaction) => {
    runs++
    await transaction.collection('accounts').doc('x').update(increment())
  })
  return run.then(
    () => ({ runs }),
    (error: unknown) => ({ runs, error }),
  )
}

it('a conflict at the commit is tried again by the SDK', async () => {
  failing = 2
  expect(await transfer()).toEqual({ runs: 3 })
  expect(await value()).toBe(51)
})

it('a conflict at every commit comes out after four attempts, with its code', async () => {
  failing = 9
  const { runs, error } = await transfer()
  expect(runs).toBe(4)
  expect(error).toMatchObject({
    code: 'DATABASE_TRANSACTION_CONFLICT',
    message: expect.stringContaining(
      '[ResourceUnavailable.TransactionConflict] Transaction is conflict',
    ) as string,
  })
  expect(await value()).toBe(50)
})

const TOO_LATE =
  '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds.'

it('a commit after its time is refused with its code, once, and nothing stays', async () => {
  let runs = 0
  const run = db.runTransaction(async (transaction) => {
    runs++
    await transaction.collection('accounts').doc('x').update(increment())
    await timeIsUp()
  })
  await expect(run).rejects.toMatchObject({
    code: 'DATABASE_TRANSACTION_FAIL',
    message: expect.stringContaining(TOO_LATE) as string,
  })
  expect(runs).toBe(1)
  expect(await value()).toBe(50)
})

it('an operation after its time is refused, and the rollback as well', async () => {
  const transaction = await db.startTransaction()
  const inside = transaction.collection('accounts').doc('x')
  await inside.update(increment())
  await timeIsUp()
  const refusal = { errMsg: expect.stringContaining(TOO_LATE) as string }
  await expect(inside.update(increment())).rejects.toMatchObject(refusal)
  await expect(inside.get()).rejects.toMatchObject(refusal)
  await expect(transaction.rollback()).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' })
  expect(await value()).toBe(50)
})

it('a plain write waits for the lock, and for too long it does not', async () => {
  const transaction = await db.startTransaction()
  await transaction.collection('accounts').doc('x').update(increment())
  await expect(account().update(increment())).rejects.toMatchObject({
    errCode: -501001,
    errMsg: expect.stringContaining('[FailedOperation.Timeout]') as string,
  })
  const late = account().update(increment())
  await transaction.commit()
  expect((await late).stats.updated).toBe(1)
  expect(await value()).toBe(52)
})

it('a plain write inside of the callback waits for its own transaction in vain', async () => {
  const run = db.runTransaction(async (transaction) => {
    await transaction.collection('accounts').doc('x').update(increment())
    await account().update(increment())
  })
  await expect(run).rejects.toMatchObject({
    errMsg: expect.stringContaining('[FailedOperation.Timeout]') as string,
  })
  expect(await value()).toBe(50)
})
