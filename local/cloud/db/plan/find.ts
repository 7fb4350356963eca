import { type Collection, documentPrefix } from '../catalog'
import type { Document } from '../ejson'
import { requestFailed } from '../errors'
import { AFTER } from '../keys'
import type { Matcher } from '../query/compile'
import { type SortSpec, sortBy } from '../query/sort'
import type { Range } from '../store'
import type { Stored } from '../stored'
import type { View } from '../view'
import { type Plan, plansFor } from './planner'

export interface Found {
  key: string
  stored: Stored
}

export interface FindQuery {
  collection: Collection
  filter: Document
  matches: Matcher
  sort: SortSpec
  skip: number
  /** Infinity: all that match. */
  limit: number
  /** An order by a number worked out from the document, instead of `sort`. */
  rank?: (document: Document) => number
}

/** What reading cost. */
export interface Cost {
  scanned: number
  index: string | null
}

/** Reads documents for queries and refuses what looks at too many of them in vain. */
export class Finder {
  readonly #maxScan: number

  constructor(maxScan: number) {
    this.#maxScan = maxScan
  }

  /** @throws DatabaseError (DATABASE_REQUEST_FAILED) naming the index that is missing */
  async find(view: View, query: FindQuery, cost: Cost): Promise<Found[]> {
    return this.#best(view, query, cost, (plan) => this.#read(view, query, plan, cost))
  }

  async count(view: View, query: FindQuery, cost: Cost): Promise<number> {
    return this.#best(view, query, cost, async (plan) =>
      plan.isCovered
        ? this.#countEntries(view, plan, cost)
        : (await this.#read(view, query, plan, cost)).length,
    )
  }

  /** Tries the plans in turn, as long as one turns out to look at too much. */
  async #best<T>(
    view: View,
    query: FindQuery,
    cost: Cost,
    run: (plan: Plan) => Promise<T>,
  ): Promise<T> {
    const { collection, filter, sort, skip, limit } = query
    const plans = plansFor(collection, filter, sort)
    const isPlain = Object.keys(filter).length === 0 && sort.length === 0
    for (const plan of plans) {
      const isWholeScan = !plan.isBounded && !(plan.isSorted && sort.length > 0)
      const isFine = isPlain && skip + limit <= this.#maxScan
      if (isWholeScan && !isFine && collection.count > this.#maxScan) throw this.#refusal(query)
      try {
        cost.index = plan.index
        return await run(plan)
      } catch (error) {
        if (!(error instanceof TooMuch)) throw error
      }
    }
    throw this.#refusal(query)
  }

  async #read(view: View, query: FindQuery, plan: Plan, cost: Cost): Promise<Found[]> {
    const { skip, limit, rank } = query
    const isSorted = plan.isSorted && !rank
    const most = skip + limit
    const found: Found[] = []
    const seen = plan.hasDuplicates ? new Set<string>() : null
    const stopsAt = isSorted || (plan.isSortedWithin && !rank) ? most : Infinity
    const budget = {
      left: this.#maxScan,
      isSorting: !isSorted && limit !== Infinity,
    }
    for (const range of plan.ranges) {
      const room = isSorted ? stopsAt - found.length : stopsAt
      if (room <= 0) break
      found.push(...(await this.#readRange(view, query, plan, range, room, seen, budget, cost)))
    }
    const ordered = isSorted ? found : inOrder(found, query)
    return skip === 0 && ordered.length <= limit ? ordered : ordered.slice(skip, most)
  }

  async #readRange(
    view: View,
    query: FindQuery,
    plan: Plan,
    range: Range,
    room: number,
    seen: Set<string> | null,
    budget: { left: number; isSorting: boolean },
    cost: Cost,
  ): Promise<Found[]> {
    const found: Found[] = []
    const take = (key: string) => {
      if (seen?.has(key)) return
      seen?.add(key)
      const stored = view.document(key)
      if (stored === undefined) return
      cost.scanned++
      if (query.matches(stored.document)) {
        found.push({ key, stored })
        // Sorting in memory for the first few reads all that match: an index should give the order.
        if (budget.isSorting) budget.left--
      } else {
        budget.left--
      }
      if (budget.left < 0) throw new TooMuch()
    }
    const prefix = documentPrefix(query.collection)
    if (plan.isPrimary && range.gte !== prefix && range.lt === range.gte + AFTER) {
      take(range.gte)
      return found
    }
    const scan = view.scan(range)
    try {
      let size = Math.min(room === Infinity ? 200 : room, 200)
      for (;;) {
        const entries = await scan.next(size)
        if (entries.length === 0) return found
        for (const [key, idKey] of entries) {
          take(plan.isPrimary ? key : prefix + idKey)
          if (found.length >= room) return found
        }
        size = 500
      }
    } finally {
      await scan.close()
    }
  }

  async #countEntries(view: View, plan: Plan, cost: Cost): Promise<number> {
    let count = 0
    for (const range of plan.ranges) {
      const scan = view.scan(range)
      try {
        for (;;) {
          const { length } = await scan.next(1000)
          if (length === 0) break
          count += length
        }
      } finally {
        await scan.close()
      }
    }
    cost.scanned += count
    return count
  }

  #refusal({ collection, filter, sort }: FindQuery): Error {
    const paths = [
      ...new Set([
        ...Object.keys(filter).filter((key) => !key.startsWith('$')),
        ...sort.map(([path]) => path),
      ]),
    ]
    const order = sort.length > 0 ? ` ordered by ${JSON.stringify(Object.fromEntries(sort))}` : ''
    return requestFailed(
      `no index of ${collection.name} fits a query by ${JSON.stringify(Object.keys(filter))}${order}: it would look at more than ${this.#maxScan} of ${collection.count} documents. Declare an index on (${paths.join(', ') || 'the fields of the condition'}) or page with limit.`,
    )
  }
}

function inOrder(found: Found[], { sort, rank }: FindQuery): Found[] {
  if (!rank) return sortBy(found, sort, ({ stored }) => stored.document)
  return found
    .map((item) => ({ item, at: rank(item.stored.document) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** A plan looked at more documents in vain than allowed. */
class TooMuch extends Error {}
