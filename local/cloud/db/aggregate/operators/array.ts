import { equalValues } from '../../compare'
import { type Document, isPlainObject } from '../../ejson'
import { requestFailed } from '../../errors'
import { typeName } from '../../query/types'
import {
  type Operator,
  any,
  isNil,
  named,
  needArray,
  needInteger,
  needPosition,
  one,
  two,
} from './support'

function elementAt(value: unknown, position: unknown): unknown {
  if (isNil(value) || isNil(position)) return null
  const array = needArray('$arrayElemAt', value)
  const index = needInteger('$arrayElemAt', position)
  return array[index < 0 ? array.length + index : index]
}

/** From `[[k, v], …]` or `[{k, v}, …]`. */
function arrayToObject(value: unknown): unknown {
  if (isNil(value)) return null
  const result: Document = {}
  for (const item of needArray('$arrayToObject', value)) {
    const [key, field] = Array.isArray(item)
      ? (item as unknown[])
      : isPlainObject(item)
        ? [item.k, item.v]
        : []
    if (typeof key !== 'string') {
      throw requestFailed(
        `$arrayToObject requires an array of key-value pairs, found: ${typeName(item)}`,
      )
    }
    Object.defineProperty(result, key, {
      value: field ?? null,
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  return result
}

function indexOfArray([value, search, from, to]: unknown[]): unknown {
  if (isNil(value)) return null
  const array = needArray('$indexOfArray', value)
  const start = isNil(from) ? 0 : needPosition('$indexOfArray', from)
  const end = isNil(to) ? array.length : Math.min(needPosition('$indexOfArray', to), array.length)
  for (let i = start; i < end; i++) if (equalValues(array[i], search)) return i
  return -1
}

function range([from, to, by]: unknown[]): unknown {
  const start = needInteger('$range', from)
  const end = needInteger('$range', to)
  const step = by === undefined ? 1 : needInteger('$range', by)
  if (step === 0) throw requestFailed('$range requires a non-zero step value')
  const result: number[] = []
  for (let i = start; step > 0 ? i < end : i > end; i += step) result.push(i)
  return result
}

/** `[array, n]` takes from an end, `[array, position, n]` from a position. */
function slice([value, first, second]: unknown[]): unknown {
  if (isNil(value) || isNil(first)) return null
  const array = needArray('$slice', value)
  const at = needInteger('$slice', first)
  if (second === undefined) return at >= 0 ? array.slice(0, at) : array.slice(at)
  if (second === null) return null
  const count = needInteger('$slice', second)
  if (count <= 0) throw requestFailed(`Third argument to $slice must be positive: ${count}`)
  const start = at < 0 ? Math.max(0, array.length + at) : at
  return array.slice(start, start + count)
}

function zip([inputs, useLongest, defaults]: unknown[]): unknown {
  const lists: unknown[][] = []
  if (Array.isArray(inputs) && inputs.length === 0)
    throw requestFailed('$zip requires at least one input array')
  for (const input of needArray('$zip', inputs)) {
    if (isNil(input)) return null
    lists.push(needArray('$zip', input))
  }
  const fill = isNil(defaults) ? [] : needArray('$zip', defaults)
  if (fill.length > 0 && useLongest !== true) {
    throw requestFailed('cannot specify defaults unless useLongestLength is true')
  }
  if (fill.length > 0 && fill.length !== lists.length)
    throw requestFailed('defaults and inputs must have the same length')
  const lengths = lists.map((list) => list.length)
  const length = useLongest === true ? Math.max(0, ...lengths) : Math.min(...lengths)
  return Array.from({ length }, (_, i) => lists.map((list, j) => list[i] ?? fill[j] ?? null))
}

export const ARRAYS: Record<string, Operator> = {
  $arrayElemAt: two(elementAt),
  $arrayToObject: one(arrayToObject),
  $concatArrays: any((args) => {
    const result: unknown[] = []
    for (const value of args) {
      if (isNil(value)) return null
      result.push(...needArray('$concatArrays', value))
    }
    return result
  }),
  $in: two((value, list) => needArray('$in', list).some((item) => equalValues(item, value))),
  $indexOfArray: { count: [2, 4], apply: indexOfArray },
  $isArray: one(Array.isArray),
  $range: { count: [2, 3], apply: range },
  $reverseArray: one((value) =>
    isNil(value) ? null : needArray('$reverseArray', value).slice().reverse(),
  ),
  $size: one((value) => needArray('$size', value).length),
  $slice: { count: [2, 3], apply: slice },
  $zip: named(['inputs', 'useLongestLength', 'defaults'], zip),
}
