import { BSONRegExp, Binary, Decimal128, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import type { Document } from './ejson'

/**
 * MongoDB's order of types ("Comparison/Sort Order" of its manual). Numbers of all widths share
 * one class; a missing value comes before null where the two are told apart.
 */
export const TypeClass = {
  minKey: 1,
  missing: 2,
  null: 3,
  number: 4,
  string: 5,
  object: 6,
  array: 7,
  binary: 8,
  objectId: 9,
  boolean: 10,
  date: 11,
  timestamp: 12,
  regex: 13,
  maxKey: 14,
} as const

export function typeClass(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return TypeClass.missing
    case 'number':
    case 'bigint':
      return TypeClass.number
    case 'string':
      return TypeClass.string
    case 'boolean':
      return TypeClass.boolean
    default:
      return value === null ? TypeClass.null : objectTypeClass(value as object)
  }
}

function objectTypeClass(value: object): number {
  if (Array.isArray(value)) return TypeClass.array
  if (Object.getPrototypeOf(value) === Object.prototype) return TypeClass.object
  if (value instanceof Date) return TypeClass.date
  if (value instanceof ObjectId) return TypeClass.objectId
  if (value instanceof Binary || value instanceof Uint8Array) return TypeClass.binary
  if (value instanceof BSONRegExp || value instanceof RegExp) return TypeClass.regex
  if (value instanceof Decimal128) return TypeClass.number
  if (value instanceof Timestamp) return TypeClass.timestamp
  if (value instanceof MinKey) return TypeClass.minKey
  if (value instanceof MaxKey) return TypeClass.maxKey
  return TypeClass.object
}

/** Total order over values as MongoDB compares them; missing comes before null. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  const classA = typeClass(a)
  const classB = typeClass(b)
  if (classA !== classB) return classA < classB ? -1 : 1
  return compareWithin(classA, a, b)
}

/** The order of `sort`: a missing field counts as null. */
export const compareForSort = (a: unknown, b: unknown): number =>
  compareValues(a ?? null, b ?? null)

/** Whether two values are the same to MongoDB: the order of fields counts, 1 equals 1.0. */
export const equalValues = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0

function compareWithin(type: number, a: unknown, b: unknown): number {
  switch (type) {
    case TypeClass.number:
      return compareNumbers(numeric(a), numeric(b))
    case TypeClass.string:
      return compareStrings(a as string, b as string)
    case TypeClass.boolean:
      return Number(a) - Number(b)
    case TypeClass.date:
      return order((a as Date).getTime(), (b as Date).getTime())
    case TypeClass.array:
      return compareArrays(a as unknown[], b as unknown[])
    case TypeClass.object:
      return compareObjects(a as Document, b as Document)
    case TypeClass.binary:
      return compareBytes(bytesOf(a), bytesOf(b))
    case TypeClass.regex:
      return order(regexText(a), regexText(b))
    case TypeClass.objectId:
    case TypeClass.timestamp:
      return order(String(a), String(b))
    default:
      return 0
  }
}

const order = <T extends number | bigint | string>(a: T, b: T): number =>
  a < b ? -1 : a > b ? 1 : 0

/** The number to compare by; a decimal loses digits beyond a double's. */
export const numeric = (value: unknown): number | bigint =>
  typeof value === 'number' || typeof value === 'bigint' ? value : Number(String(value))

/** NaN is the smallest number and equal to itself. */
function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a == b) return 0 // eslint-disable-line eqeqeq -- a bigint and a number may be equal
  const aIsNaN = Number.isNaN(a)
  return aIsNaN === Number.isNaN(b) ? 0 : aIsNaN ? -1 : 1
}

/** By code point, as UTF-8 bytes sort; JavaScript's own order differs for surrogates. */
function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const xIsSurrogate = (x & 0xf800) === 0xd800
    const yIsSurrogate = (y & 0xf800) === 0xd800
    if (xIsSurrogate !== yIsSurrogate) return xIsSurrogate ? 1 : -1
    return x < y ? -1 : 1
  }
  return a.length - b.length
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const result = compareValues(a[i] ?? null, b[i] ?? null)
    if (result !== 0) return result
  }
  return a.length - b.length
}

/** Field by field in their order: type, then name, then value. */
function compareObjects(a: Document, b: Document): number {
  const keysA = Object.keys(a)
  const keysB = Object.keys(b)
  const length = Math.min(keysA.length, keysB.length)
  for (let i = 0; i < length; i++) {
    const keyA = keysA[i] as string
    const keyB = keysB[i] as string
    const valueA = a[keyA] ?? null
    const valueB = b[keyB] ?? null
    const result =
      typeClass(valueA) - typeClass(valueB) ||
      compareStrings(keyA, keyB) ||
      compareValues(valueA, valueB)
    if (result !== 0) return result
  }
  return keysA.length - keysB.length
}

const bytesOf = (value: unknown): Uint8Array =>
  value instanceof Binary ? value.buffer.subarray(0, value.position) : (value as Uint8Array)

/** Shorter binary data comes first. */
const compareBytes = (a: Uint8Array, b: Uint8Array): number =>
  a.length - b.length || Buffer.compare(a, b)

const regexText = (value: unknown): string =>
  value instanceof BSONRegExp
    ? `${value.pattern}\0${value.options}`
    : `${(value as RegExp).source}\0${(value as RegExp).flags}`
