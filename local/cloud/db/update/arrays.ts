import { compareForSort, equalValues } from '../compare'
import { type Document, isPlainObject, stringifyEjson } from '../ejson'
import { requestFailed } from '../errors'
import { distinct } from '../aggregate/operators/set'
import { pathParts, valueAt } from '../paths'
import { compileElement, compileFilter } from '../query/compile'
import { isOperatorObject } from '../query/operators'
import { isRegex, regexOf } from '../query/regex'
import { typeName } from '../query/types'

/** What an array operator makes of the present value; undefined: nothing to write. */
export type ArrayChange = (current: unknown, path: string, id: unknown) => unknown[] | undefined

/** MongoDB's words for what is no array, by operator. */
const NO_ARRAY = {
  $push: (path: string, value: unknown, id: unknown) =>
    `The field '${path}' must be an array but is of type ${typeName(value)} in document {_id: ${stringifyEjson(id)}}`,
  $addToSet: (path: string, value: unknown) =>
    `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${typeName(value)}`,
  $pop: (path: string, value: unknown) =>
    `Path '${path}' contains an element of non-array type '${typeName(value)}'`,
  $pull: () => 'Cannot apply $pull to a non-array value',
}

function arrayAt(
  operator: keyof typeof NO_ARRAY,
  value: unknown,
  path: string,
  id: unknown,
): unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw requestFailed(NO_ARRAY[operator](path, value, id))
  return value as unknown[]
}

/** `$push`: a value, or `{$each, $position, $slice, $sort}`. */
export function push(operand: unknown): ArrayChange {
  const isModified = isPlainObject(operand) && '$each' in operand
  if (isPlainObject(operand) && !isModified && isOperatorObject(operand)) {
    throw requestFailed(
      `The dollar ($) prefixed field in $push is not valid for storage without $each.`,
    )
  }
  const modifiers = isModified ? operand : { $each: [operand] }
  const {
    $each: each,
    $position: position,
    $slice: slice,
    $sort: sort,
    ...unknown
  } = modifiers as Document
  const [extra] = Object.keys(unknown)
  if (extra !== undefined) throw requestFailed(`Unrecognized clause in $push: ${extra}`)
  if (!Array.isArray(each)) throw requestFailed('The argument to $each in $push must be an array')
  const order = sort === undefined ? undefined : sorter(sort)
  const at = integer('$position', position)
  const keep = integer('$slice', slice)
  return (current, path, id) => {
    const result = arrayAt('$push', current, path, id).slice()
    const start = at === undefined ? result.length : at < 0 ? Math.max(0, result.length + at) : at
    result.splice(start, 0, ...(each as unknown[]))
    if (order) result.sort(order)
    if (keep === undefined) return result
    return keep >= 0 ? result.slice(0, keep) : result.slice(keep)
  }
}

function integer(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw requestFailed(`The value for ${name} must be an integer value`)
  }
  return value
}

/** The order of `$sort` in `$push`: 1 or -1 for whole elements, or by their fields. */
function sorter(spec: unknown): (a: unknown, b: unknown) => number {
  if (spec === 1 || spec === -1) return (a, b) => compareForSort(a, b) * spec
  if (!isPlainObject(spec) || Object.keys(spec).length === 0) {
    throw requestFailed(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    )
  }
  const fields = Object.entries(spec).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1)
      throw requestFailed('The $sort element value must be either 1 or -1')
    return { parts: pathParts(path), direction }
  })
  return (a, b) => {
    for (const { parts, direction } of fields) {
      const result = compareForSort(valueAt(a, parts), valueAt(b, parts)) * direction
      if (result !== 0) return result
    }
    return 0
  }
}

/** `$addToSet`: a value or `{$each}`; what is there stays where it is. */
export function addToSet(operand: unknown): ArrayChange {
  const isEach = isPlainObject(operand) && '$each' in operand
  if (isEach && !Array.isArray(operand.$each)) {
    throw requestFailed('The argument to $each in $addToSet must be an array')
  }
  const values = isEach ? [...distinct(operand.$each as unknown[]).values()] : [operand]
  return (current, path, id) => {
    const array = arrayAt('$addToSet', current, path, id)
    const missing = values.filter((value) => !array.some((item) => equalValues(item, value)))
    return missing.length === 0 && current !== undefined ? undefined : [...array, ...missing]
  }
}

/** `$pop`: -1 takes the first, 1 the last element. */
export function pop(operand: unknown): ArrayChange {
  if (operand !== 1 && operand !== -1) throw requestFailed('$pop expects 1 or -1')
  return (current, path, id) => {
    if (current === undefined) return undefined
    const array = arrayAt('$pop', current, path, id)
    return operand === 1 ? array.slice(0, -1) : array.slice(1)
  }
}

/** `$pull`: elements that equal a value or match a condition. */
export function pull(operand: unknown): ArrayChange {
  return without(pullTest(operand))
}

export function pullAll(operand: unknown): ArrayChange {
  if (!Array.isArray(operand)) throw requestFailed('$pullAll requires an array argument')
  const values = operand as unknown[]
  return without((item) => values.some((value) => equalValues(value, item)))
}

const without =
  (isGone: (item: unknown) => boolean): ArrayChange =>
  (current, path, id) => {
    if (current === undefined) return undefined
    const array = arrayAt('$pull', current, path, id)
    const kept = array.filter((item) => !isGone(item))
    return kept.length === array.length ? undefined : kept
  }

function pullTest(operand: unknown): (item: unknown) => boolean {
  if (isRegex(operand)) {
    const regex = regexOf(operand)
    return (item) => typeof item === 'string' && regex.test(item)
  }
  if (!isPlainObject(operand)) return (item) => equalValues(item, operand)
  if (isOperatorObject(operand) && !['$and', '$or', '$nor'].some((key) => key in operand)) {
    return compileElement(operand)
  }
  const filter = compileFilter(operand)
  return (item) => isPlainObject(item) && filter(item)
}
