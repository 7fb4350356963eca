import { encodeValue } from '../../keys'
import { requestFailed } from '../../errors'
import { typeName } from '../../query/types'
import { type Operator, any, isNil, isTruthy, needArray, one, two } from './support'

/** Values by identity in MongoDB's sense, in the order they came. */
export function distinct(values: unknown[]): Map<string, unknown> {
  const set = new Map<string, unknown>()
  for (const value of values) {
    const key = encodeValue(value)
    if (!set.has(key)) set.set(key, value)
  }
  return set
}

const setOf = (operator: string, value: unknown): Map<string, unknown> => {
  if (!Array.isArray(value)) {
    throw requestFailed(
      `All operands of ${operator} must be arrays. One argument is of type: ${typeName(value)}`,
    )
  }
  return distinct(value)
}

export const SETS: Record<string, Operator> = {
  $allElementsTrue: one((value) => needArray('$allElementsTrue', value).every(isTruthy)),
  $anyElementTrue: one((value) => needArray('$anyElementTrue', value).some(isTruthy)),
  $setDifference: two((a, b) => {
    if (isNil(a) || isNil(b)) return null
    const without = setOf('$setDifference', b)
    const result = setOf('$setDifference', a)
    for (const key of without.keys()) result.delete(key)
    return [...result.values()]
  }),
  $setEquals: any((args) => {
    if (args.length < 2) throw requestFailed('$setEquals needs at least two arguments')
    const [first, ...others] = args.map((value) => setOf('$setEquals', value)) as [
      Map<string, unknown>,
      ...Map<string, unknown>[],
    ]
    return others.every(
      (set) => set.size === first.size && [...set.keys()].every((key) => first.has(key)),
    )
  }),
  $setIntersection: any((args) => {
    if (args.some(isNil)) return null
    const [first, ...others] = args.map((value) => setOf('$setIntersection', value))
    const shared = [...(first ?? [])].filter(([key]) => others.every((set) => set.has(key)))
    return shared.map(([, value]) => value)
  }),
  $setIsSubset: two((a, b) => {
    const all = setOf('$setIsSubset', b)
    return [...setOf('$setIsSubset', a).keys()].every((key) => all.has(key))
  }),
  $setUnion: any((args) => {
    if (args.some(isNil)) return null
    return [...distinct(args.flatMap((value) => [...setOf('$setUnion', value).values()])).values()]
  }),
}
