import type { Catalog } from '../catalog'
import type { Cost, Finder } from '../plan/find'
import type { Store } from '../store'
import type { Transaction, Transactions } from '../transaction'
import { PresentView, type Space, type View } from '../view'
import type { Writer } from '../writer'

/** The parts of an open database that actions use. */
export interface Engine {
  store: Store
  space: Space
  catalog: Catalog
  writer: Writer
  transactions: Transactions
  finder: Finder
}

/** One action under way. */
export interface Operation {
  /** One time for the whole action, also for its server dates. */
  now: number
  transaction: Transaction | null
  view: View
  cost: Cost
}

/** @throws DatabaseError (DATABASE_TRANSACTION_FAIL) when the request names a transaction that is not open */
export function beginOperation(engine: Engine, request: Record<string, unknown>): Operation {
  const { transactionId } = request
  const transaction =
    transactionId === undefined || transactionId === null || transactionId === ''
      ? null
      : engine.transactions.get(transactionId)
  return {
    now: Date.now(),
    transaction,
    view: transaction ? engine.transactions.viewOf(transaction) : new PresentView(engine.space),
    cost: { scanned: 0, index: null },
  }
}
