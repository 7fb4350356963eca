import { type Document, isPlainObject } from '../ejson'
import { AFTER, type Interval, NULL_KEY, encodeStringPrefix, encodeValue, typeRange } from '../keys'
import { coverOf } from '../geo/cells'
import { isOperatorObject } from '../query/operators'
import { isRegex, literalPrefix, regexOf, toRegExp } from '../query/regex'

/** What one condition says about the values of a path. */
export interface Constraint {
  intervals: Interval[]
  /** Whether being in the intervals is all the condition asks (of values that are no arrays). */
  isExact: boolean
  /** Only an index of places can serve it. */
  isGeo: boolean
}

/** The constraints of a filter by path, and how many conditions they do not express. */
export interface Bounds {
  byPath: Map<string, Constraint[]>
  /** Conditions without a constraint. */
  others: number
  /** The branches of one `$or`, for a plan that joins them. */
  branches: Document[] | null
}

const MAX_IN = 500

const pointOf = (value: unknown): Interval => {
  const key = encodeValue(value)
  return { from: key, to: key + AFTER }
}

export const isPoint = (interval: Interval): boolean => interval.to === interval.from + AFTER

export function boundsOf(filter: Document): Bounds {
  const bounds: Bounds = { byPath: new Map(), others: 0, branches: null }
  collect(filter, '', bounds)
  return bounds
}

function collect(filter: Document, prefix: string, bounds: Bounds): void {
  for (const key of Object.keys(filter)) {
    const condition = filter[key]
    if (key === '$and' && Array.isArray(condition)) {
      for (const part of condition) collect(part as Document, prefix, bounds)
    } else if (key === '$or' && prefix === '' && bounds.branches === null) {
      bounds.branches = condition as Document[]
      bounds.others++
    } else if (key.startsWith('$')) {
      if (key !== '$comment') bounds.others++
    } else {
      collectField(prefix + key, condition, bounds)
    }
  }
}

function collectField(path: string, condition: unknown, bounds: Bounds): void {
  if (!isPlainObject(condition) || !isOperatorObject(condition)) {
    add(
      bounds,
      path,
      isRegex(condition) ? regexConstraint(regexOf(condition)) : equality(condition),
    )
    return
  }
  for (const operator of Object.keys(condition)) {
    const operand = condition[operator]
    if (operator === '$options') continue
    if (operator === '$elemMatch' && isPlainObject(operand) && !isOperatorObject(operand)) {
      // Its parts hold for one element, so each gives bounds but none is exact.
      collect(operand, `${path}.`, bounds)
      bounds.others++
    } else {
      add(bounds, path, constraintOf(operator, operand, condition))
    }
  }
}

function add(bounds: Bounds, path: string, constraint: Constraint | undefined): void {
  if (constraint === undefined) {
    bounds.others++
    return
  }
  const known = bounds.byPath.get(path)
  if (known) known.push(constraint)
  else bounds.byPath.set(path, [constraint])
  if (!constraint.isExact) bounds.others++
}

const exact = (...intervals: Interval[]): Constraint => ({ intervals, isExact: true, isGeo: false })
const loose = (...intervals: Interval[]): Constraint => ({
  intervals,
  isExact: false,
  isGeo: false,
})

function equality(value: unknown): Constraint | undefined {
  // A whole array is not an entry of an index, its elements are.
  return Array.isArray(value) ? undefined : exact(pointOf(value))
}

function constraintOf(
  operator: string,
  operand: unknown,
  siblings: Document,
): Constraint | undefined {
  switch (operator) {
    case '$eq':
      return equality(operand)
    case '$in':
      return inList(operand)
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(operator, operand)
    case '$exists':
      return operand === false || operand === 0 || operand === null
        ? loose({ from: NULL_KEY, to: NULL_KEY + AFTER })
        : undefined
    case '$regex':
      return typeof operand === 'string'
        ? regexConstraint(toRegExp(operand, String(siblings.$options ?? '')))
        : isRegex(operand)
          ? regexConstraint(regexOf(operand))
          : undefined
    case '$all':
      return Array.isArray(operand) && operand.length > 0 && !isPlainObject(operand[0])
        ? asLoose(equality(operand[0]))
        : undefined
    case '$nearSphere':
    case '$near':
    case '$geoWithin':
    case '$geoIntersects':
      return { intervals: coverOf(operator, operand), isExact: false, isGeo: true }
    default:
      return undefined
  }
}

const asLoose = (constraint: Constraint | undefined): Constraint | undefined =>
  constraint && { ...constraint, isExact: false }

function inList(operand: unknown): Constraint | undefined {
  if (!Array.isArray(operand) || operand.length > MAX_IN) return undefined
  if (operand.some((item) => Array.isArray(item) || isRegex(item))) return undefined
  const points = new Map<string, Interval>()
  for (const item of operand as unknown[]) {
    const point = pointOf(item)
    points.set(point.from, point)
  }
  return exact(...[...points.values()].sort((a, b) => (a.from < b.from ? -1 : 1)))
}

function range(operator: string, operand: unknown): Constraint | undefined {
  if (Array.isArray(operand)) return undefined
  if (operand === null || operand === undefined) {
    return operator.endsWith('e') ? exact(pointOf(null)) : exact()
  }
  if (typeof operand === 'number' && Number.isNaN(operand)) return undefined
  const key = encodeValue(operand)
  const [first, end] = typeRange(operand)
  switch (operator) {
    case '$gt':
      return exact({ from: key + AFTER, to: end })
    case '$gte':
      return exact({ from: key, to: end })
    case '$lt':
      return exact({ from: first, to: key })
    default:
      return exact({ from: first, to: key + AFTER })
  }
}

function regexConstraint(regex: RegExp): Constraint | undefined {
  const prefix = literalPrefix(regex)
  if (prefix === '') return undefined
  const key = encodeStringPrefix(prefix)
  return loose({ from: key, to: key + AFTER })
}

/** The intervals that lie in both lists; both are sorted and without overlaps. */
export function intersect(a: Interval[], b: Interval[]): Interval[] {
  const result: Interval[] = []
  for (const x of a) {
    for (const y of b) {
      const from = x.from > y.from ? x.from : y.from
      const to = x.to < y.to ? x.to : y.to
      if (from < to) result.push({ from, to })
    }
  }
  return result
}
