import { BSONRegExp, Binary, Decimal128, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import { isPlainObject } from '../ejson'
import { requestFailed } from '../errors'

const isNumber = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal128
const isInt = (value: unknown): boolean => Number.isInteger(value) && (Number(value) | 0) === value
const isLong = (value: unknown): boolean =>
  typeof value === 'bigint' || (Number.isSafeInteger(value) && !isInt(value))
const isDouble = (value: unknown): boolean =>
  typeof value === 'number' && !isInt(value) && !isLong(value)

/** BSON types by alias and number. A whole number is an int: JavaScript cannot tell 1.0 from 1. */
const TYPES: Record<string, [number, (value: unknown) => boolean]> = {
  double: [1, isDouble],
  string: [2, (value) => typeof value === 'string'],
  object: [3, isPlainObject],
  array: [4, Array.isArray],
  binData: [5, (value) => value instanceof Binary || value instanceof Uint8Array],
  objectId: [7, (value) => value instanceof ObjectId],
  bool: [8, (value) => typeof value === 'boolean'],
  date: [9, (value) => value instanceof Date],
  null: [10, (value) => value === null],
  regex: [11, (value) => value instanceof BSONRegExp || value instanceof RegExp],
  int: [16, isInt],
  timestamp: [17, (value) => value instanceof Timestamp],
  long: [18, isLong],
  decimal: [19, (value) => value instanceof Decimal128],
  minKey: [-1, (value) => value instanceof MinKey],
  maxKey: [127, (value) => value instanceof MaxKey],
}

/** The test of `$type`: an alias, a number or several of them. */
export function typeTest(operand: unknown): (value: unknown) => boolean {
  const tests = (Array.isArray(operand) ? operand : [operand]).map(oneType)
  return (value) => tests.some((test) => test(value))
}

export function oneType(name: unknown): (value: unknown) => boolean {
  if (name === 'number') return isNumber
  if (typeof name === 'string' && Object.hasOwn(TYPES, name)) {
    return (TYPES[name] as [number, (value: unknown) => boolean])[1]
  }
  const byNumber = Object.values(TYPES).find(([number]) => number === name)
  if (byNumber) return byNumber[1]
  throw requestFailed(`Unknown type name alias: ${String(name)}`)
}

/** The alias of a value's type as error texts name it. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing'
  return Object.entries(TYPES).find(([, [, test]]) => test(value))?.[0] ?? 'object'
}
