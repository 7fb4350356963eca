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

/** Starts an action; the first one of a transaction takes its snapshot. */
export function beginOperation(engine: Engine, transaction: Transaction | null): Operation {
  return {
    now: Date.now(),
    transaction,
    view: transaction ? engine.transactions.viewOf(transaction) : new PresentView(engine.space),
    cost: { scanned: 0, index: null },
  }
}
