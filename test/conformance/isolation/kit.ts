import { openBench, type Bench } from '../kit/embedded'

export { type Bench }

type Fields = Record<string, unknown>

/** One session: operations in a transaction, named as a schedule reads. */
export interface Session {
  read(id: string): Promise<Fields | undefined>
  find(filter: Fields): Promise<Fields[]>
  write(id: string, fields: Fields): Promise<unknown>
  add(document: Fields): Promise<unknown>
  remove(id: string): Promise<unknown>
  commit(): Promise<unknown>
  abort(): Promise<unknown>
}

/** What the platform answers when two transactions meet. */
export const CONFLICT = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message:
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
}

/** What it answers for a transaction that is over. */
export const GONE = {
  code: 'DATABASE_TRANSACTION_FAIL',
  message:
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.',
}

export const COLLECTION = 'accounts'

/** A bench with two documents, x and y, of 50 each. */
export async function openAccounts(options: Parameters<typeof openBench>[0] = {}): Promise<Bench> {
  const bench = await openBench({
    collections: [
      {
        name: COLLECTION,
        indexes: [
          { name: 'v', fields: [['v', 1]] },
          { name: 'email', fields: [['email', 1]], unique: true },
        ],
      },
    ],
    ...options,
  })
  await bench.insert(COLLECTION, { _id: 'x', v: 50, email: 'x@' }, { _id: 'y', v: 50, email: 'y@' })
  return bench
}

export async function session(bench: Bench): Promise<Session> {
  const transactionId = await bench.begin()
  const inside = { transactionId }
  return {
    read: async (id) => (await bench.find(COLLECTION, { _id: id }, inside))[0],
    find: (filter) => bench.find(COLLECTION, filter, inside),
    write: (id, fields) => bench.update(COLLECTION, { _id: id }, { $set: fields }, inside),
    add: (document) =>
      bench.act('insertDocument', {
        collectionName: COLLECTION,
        data: [JSON.stringify(document)],
        ...inside,
      }),
    remove: (id) => bench.remove(COLLECTION, { _id: id }, inside),
    commit: () => bench.commit(transactionId),
    abort: () => bench.abort(transactionId),
  }
}

/** What stands there, outside of any transaction. */
export async function valueOf(bench: Bench, id: string): Promise<unknown> {
  return (await bench.find(COLLECTION, { _id: id }))[0]?.v
}

/** Whether a promise is still pending after everything that can run has run. */
export async function isWaiting(promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  promise.then(
    () => (settled = true),
    () => (settled = true),
  )
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve))
  return !settled
}
