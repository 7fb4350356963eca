import { openDatabase, DatabaseError, type Database } from '../../../local/cloud/db'
import { ACCOUNTS, BANK, OPENING_BALANCE, randomOf, type Ack } from './bank'

/*
 * Works on a bank until it is killed: DIR SEED. Prints `ready`, one JSON line for each acknowledged write, `failed`
 * lines for refused ones and `log` lines of the database.
 */
const [dir = '', seed = '1'] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)
const acknowledge = (ack: Ack) => say(JSON.stringify(ack))
const random = randomOf(Number(seed))
const pick = (count: number) => Math.floor(random() * count)

const db = await openDatabase({ dir, collections: BANK, log: (line) => say(`log ${line}`) })
const act = (action: string, request: Record<string, unknown>) =>
  db.execute(`database.${action}`, request)
const documents = (reply: Awaited<ReturnType<Database['execute']>>) =>
  (reply.data?.list as string[]).map((text) => JSON.parse(text) as Record<string, number>)

for (let i = 0; i < ACCOUNTS; i++) {
  if (await db.direct.get('accounts', `a${i}`)) continue
  await db.direct.load('accounts', [{ _id: `a${i}`, balance: OPENING_BALANCE }])
}
say('ready')

async function transfer(number: string): Promise<void> {
  const from = pick(ACCOUNTS)
  const to = (from + 1 + pick(ACCOUNTS - 1)) % ACCOUNTS
  const amount = 1 + pick(20)
  const { transactionId } = await act('startTransaction', {})
  const inside = { transactionId, queryType: 'DOC' }
  for (const [account, by] of [
    [from, -amount],
    [to, amount],
  ] as const) {
    const query = JSON.stringify({ _id: `a${account}` })
    const [found] = documents(
      await act('getDocument', { ...inside, collectionName: 'accounts', query }),
    )
    const data = JSON.stringify({ $set: { balance: Number(found?.balance) + by } })
    await act('modifyDocument', { ...inside, collectionName: 'accounts', query, data, merge: true })
  }
  const entry = { _id: number, number, from, to, amount, text: 'x'.repeat(pick(400)) }
  await act('insertDocument', {
    ...inside,
    collectionName: 'ledger',
    data: [JSON.stringify(entry)],
  })
  await act('commitTransaction', { transactionId })
  acknowledge({ kind: 'transfer', number })
}

async function count(worker: string, value: number): Promise<void> {
  await act('modifyDocument', {
    collectionName: 'counters',
    queryType: 'DOC',
    query: JSON.stringify({ _id: worker }),
    data: JSON.stringify({ $max: { value }, $set: { tags: [worker, `t${value % 5}`] } }),
    merge: true,
    upsert: true,
  })
  acknowledge({ kind: 'count', worker, value })
}

async function work(worker: string): Promise<never> {
  for (let i = 1; ; i++) {
    try {
      if (random() < 0.5) await transfer(`${seed}-${worker}-${i}`)
      else await count(`${seed}-${worker}`, i)
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      if (
        error.code === 'DATABASE_TRANSACTION_CONFLICT' ||
        error.code === 'DATABASE_TRANSACTION_FAIL'
      )
        continue
      say(`failed ${error.code}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
}

for (let i = 0; i < 6; i++) {
  work(`w${i}`).catch((error: unknown) => {
    say(`broken ${String(error)}`)
    process.exit(1)
  })
}
