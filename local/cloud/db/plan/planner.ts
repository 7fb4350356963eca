import { type Collection, type Index, NATURAL, documentPrefix, indexPrefix } from '../catalog'
import type { Document } from '../ejson'
import { AFTER, type Interval, complement } from '../keys'
import type { SortSpec } from '../query/sort'
import type { Range } from '../store'
import { type Bounds, type Constraint, boundsOf, intersect, isPoint } from './bounds'

/** How to read a query's documents. */
export interface Plan {
  /** Name of the index, `_id_` for the key, null for natural order. */
  index: string | null
  /** Whether the keys are those of the documents themselves. */
  isPrimary: boolean
  ranges: Range[]
  /** The ranges in turn give the order that was asked for. */
  isSorted: boolean
  /** Each range gives the order in itself; together they have to be merged. */
  isSortedWithin: boolean
  /** One document may have several entries in the ranges. */
  hasDuplicates: boolean
  /** Every entry in the ranges matches: documents need not be read to be counted. */
  isCovered: boolean
  /** Whether the ranges are smaller than everything. */
  isBounded: boolean
  score: number
}

const MAX_RANGES = 1000

/** The plans that can serve a query, the best first; natural order is always the last. */
export function plansFor(collection: Collection, filter: Document, sort: SortSpec): Plan[] {
  const bounds = boundsOf(filter)
  const plans = [primaryPlan(collection, bounds, sort)]
  for (const index of collection.indexes) plans.push(indexPlan(collection, index, bounds, sort))
  const useful = plans.filter((plan) => plan.isBounded || (plan.isSorted && sort.length > 0))
  useful.sort((a, b) => b.score - a.score)
  if (!useful.some((plan) => plan.isBounded) && bounds.branches !== null) {
    const joined = branchPlans(collection, filter, bounds.branches)
    if (joined) useful.unshift(joined)
  }
  return [...useful, naturalPlan(collection, sort)]
}

function naturalPlan(collection: Collection, sort: SortSpec): Plan {
  const prefix = indexPrefix(collection, NATURAL)
  return {
    index: null,
    isPrimary: false,
    ranges: [{ gte: prefix, lt: prefix + AFTER }],
    isSorted: sort.length === 0,
    isSortedWithin: sort.length === 0,
    hasDuplicates: false,
    isCovered: false,
    isBounded: false,
    score: 0,
  }
}

const ID_INDEX: Index = {
  name: '_id_',
  id: '',
  fields: [['_id', 1]],
  unique: true,
  multikey: false,
}

const primaryPlan = (collection: Collection, bounds: Bounds, sort: SortSpec): Plan => ({
  ...planOn(ID_INDEX, documentPrefix(collection), bounds, sort),
  isPrimary: true,
})

const indexPlan = (collection: Collection, index: Index, bounds: Bounds, sort: SortSpec): Plan =>
  planOn(index, indexPrefix(collection, index.id), bounds, sort)

interface Reading {
  /** Key prefixes for the fields that are bound to points. */
  prefixes: string[]
  /** Intervals of the field after them. */
  intervals: Interval[] | null
  /** How many fields are bound to points. */
  points: number
  /** Conditions that the bounds express exactly. */
  expressed: number
}

function planOn(index: Index, prefix: string, bounds: Bounds, sort: SortSpec): Plan {
  const reading = read(index, bounds)
  const order = index.multikey ? null : orderGiven(index, reading, sort)
  const ranges: Range[] = []
  for (const start of reading.prefixes) {
    for (const { from, to } of reading.intervals ?? [{ from: '', to: AFTER }]) {
      ranges.push({ gte: prefix + start + from, lt: prefix + start + to, reverse: order === -1 })
    }
  }
  if (order === -1) ranges.reverse()
  const isBounded = reading.points > 0 || reading.intervals !== null
  const isOneRun = reading.prefixes.length === 1
  const isSorted = sort.length === 0 || (order !== null && isOneRun)
  const total = [...bounds.byPath.values()].reduce((sum, list) => sum + list.length, 0)
  const isUniquePoint = index.unique && reading.points === index.fields.length
  return {
    index: index.name,
    isPrimary: false,
    ranges,
    isSorted,
    isSortedWithin: order !== null,
    hasDuplicates: index.multikey,
    isCovered: !index.multikey && bounds.others === 0 && reading.expressed === total,
    isBounded,
    score:
      (isUniquePoint ? 100 : 0) +
      reading.points * 2 +
      (reading.intervals === null ? 0 : 1) +
      (sort.length > 0 && order !== null ? 1.5 : 0),
  }
}

function read(index: Index, bounds: Bounds): Reading {
  const reading: Reading = {
    prefixes: [''],
    intervals: null,
    points: 0,
    expressed: 0,
  }
  for (const [path, kind] of index.fields) {
    const constraints = (bounds.byPath.get(path) ?? []).filter(
      ({ isGeo }) => isGeo === (kind === '2dsphere'),
    )
    if (constraints.length === 0) break
    const intervals = combined(constraints, index.multikey)
    if (!index.multikey) reading.expressed += constraints.filter(({ isExact }) => isExact).length
    const directed = kind === -1 ? intervals.map(flip).reverse() : intervals
    const isPoints = kind !== '2dsphere' && intervals.every(isPoint)
    if (!isPoints || reading.prefixes.length * intervals.length > MAX_RANGES) {
      reading.intervals = directed
      break
    }
    reading.prefixes = reading.prefixes.flatMap((start) => directed.map(({ from }) => start + from))
    reading.points++
  }
  return reading
}

/** Of an array different elements may meet different conditions, so only one of them can bound it. */
function combined(constraints: Constraint[], isMultikey: boolean): Interval[] {
  const [first, ...others] = constraints.map(({ intervals }) => intervals) as [
    Interval[],
    ...Interval[][],
  ]
  if (!isMultikey) return others.reduce(intersect, first)
  return others.reduce((best, next) => (weight(next) < weight(best) ? next : best), first)
}

const weight = (intervals: Interval[]): number =>
  intervals.every(isPoint) ? intervals.length : 1_000_000

function flip({ from, to }: Interval): Interval {
  return { from: flipBound(to), to: flipBound(from) }
}

/** "At this key" and "after all keys that start so" change places when every byte is complemented. */
const flipBound = (bound: string): string =>
  bound.endsWith(AFTER) ? complement(bound.slice(0, -1)) : complement(bound) + AFTER

/**
 * 1 or -1 when reading a range of the index forward or backward gives the order; null when neither
 * does. Fields bound to points are the same all over a range.
 */
function orderGiven(index: Index, reading: Reading, sort: SortSpec): 1 | -1 | null {
  const fixed = new Set(index.fields.slice(0, reading.points).map(([path]) => path))
  let direction: 1 | -1 | null = null
  let at = reading.points
  for (const [path, wanted] of sort) {
    if (fixed.has(path)) continue
    const field = index.fields[at++]
    if (field === undefined || field[0] !== path || field[1] === '2dsphere') return null
    const turn = field[1] === wanted ? 1 : -1
    if (direction !== null && direction !== turn) return null
    direction = turn
  }
  return direction ?? 1
}

/** One plan out of a plan for each branch of `$or`, if every branch has bounds. */
function branchPlans(collection: Collection, filter: Document, branches: Document[]): Plan | null {
  const { $or: _, ...rest } = filter
  const ranges: Range[] = []
  let index: string | null = null
  let isPrimary: boolean | undefined
  for (const branch of branches) {
    const [best] = plansFor(collection, { $and: [rest, branch] }, [])
    if (!best?.isBounded || (isPrimary !== undefined && best.isPrimary !== isPrimary)) return null
    isPrimary = best.isPrimary
    index ??= best.index
    ranges.push(...best.ranges)
  }
  return {
    index,
    isPrimary: isPrimary === true,
    ranges: ranges.map(({ gte, lt }) => ({ gte, lt })),
    isSorted: false,
    isSortedWithin: false,
    hasDuplicates: true,
    isCovered: false,
    isBounded: true,
    score: 1,
  }
}
