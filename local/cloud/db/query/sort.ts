import { compareForSort } from '../compare'
import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { pathParts, visitPath } from '../paths'

export type SortSpec = [path: string, direction: 1 | -1][]

/** @throws DatabaseError for a direction that is neither 1 nor -1 */
export function parseSort(spec: unknown): SortSpec {
  if (!isPlainObject(spec)) throw requestFailed('the sort key specification must be an object')
  return Object.entries(spec).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1) {
      throw requestFailed(`$sort key ordering must be 1 (for ascending) or -1 (for descending)`)
    }
    return [path, direction]
  })
}

/**
 * The value a document sorts by: of an array its least element ascending and its greatest
 * descending; an empty array comes before null.
 */
function sortKey(document: Document, parts: readonly string[], direction: number): unknown {
  let best: unknown = null
  let isFirst = true
  const take = (value: unknown) => {
    if (isFirst || compareKeys(value, best) * direction < 0) best = value ?? null
    isFirst = false
  }
  visitPath(document, parts, 0, (end) => {
    if (Array.isArray(end) && end.length > 0) end.forEach(take)
    else take(Array.isArray(end) ? EMPTY : end)
    return false
  })
  return best
}

/** Stands for an empty array, which sorts below null. */
const EMPTY = Symbol('empty array')

function compareKeys(a: unknown, b: unknown): number {
  if (a === EMPTY || b === EMPTY) return a === b ? 0 : a === EMPTY ? -1 : 1
  return compareForSort(a, b)
}

/** A stably sorted copy. */
export function sortBy<T>(items: T[], spec: SortSpec, documentOf: (item: T) => Document): T[] {
  const fields = spec.map(([path, direction]) => ({ parts: pathParts(path), direction }))
  const keyed = items.map((item) => {
    const document = documentOf(item)
    return { item, keys: fields.map(({ parts, direction }) => sortKey(document, parts, direction)) }
  })
  keyed.sort((a, b) => {
    for (let i = 0; i < fields.length; i++) {
      const result =
        compareKeys(a.keys[i], b.keys[i]) * (fields[i] as { direction: number }).direction
      if (result !== 0) return result
    }
    return 0
  })
  return keyed.map(({ item }) => item)
}
