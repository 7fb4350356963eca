import type { ObjectId } from 'bson'
import { BSONRegExp, Binary } from 'bson'
import { TypeClass, numeric, typeClass } from './compare'
import { type Document, stringifyEjson } from './ejson'

/**
 * Encodes values into strings that sort as MongoDB sorts the values.
 *
 * A key is a string of the characters U+0000 to U+00FF, each standing for one byte; LevelDB keeps
 * it as UTF-8, which sorts the same. Every encoded value starts with its type and no encoded value
 * is a prefix of another, so values can follow each other in a compound key. A descending field
 * is the complement of every byte.
 */

/** Sorts after every key that starts with the same prefix. */
export const AFTER = '\u0100'

/** Encoded values from `from` up to, but not with, `to`. */
export interface Interval {
  from: string
  to: string
}

/** First character of a value by type class; gaps leave room. */
const tag = (type: number): string => String.fromCharCode(0x10 + type * 2)

export const NULL_KEY = tag(TypeClass.null)
/** An empty array has no element to index; MongoDB indexes it as `undefined`, below null. */
export const EMPTY_ARRAY_KEY = tag(TypeClass.missing)

const END = '\0'

export function encodeValue(value: unknown): string {
  const type = typeClass(value)
  switch (type) {
    case TypeClass.missing:
    case TypeClass.null:
      return NULL_KEY
    case TypeClass.number:
      return tag(type) + encodeNumber(Number(numeric(value)))
    case TypeClass.string:
      return tag(type) + encodeString(value as string)
    case TypeClass.boolean:
      return tag(type) + (value === true ? '\x02' : '\x01')
    case TypeClass.date:
      return tag(type) + encodeNumber((value as Date).getTime())
    case TypeClass.objectId:
      return tag(type) + encodeString((value as ObjectId).toHexString())
    case TypeClass.array:
      return tag(type) + encodeArray(value as unknown[]) + END
    case TypeClass.object:
      return tag(type) + encodeObject(value as Document) + END
    case TypeClass.binary:
      return tag(type) + encodeBinary(value)
    case TypeClass.regex:
      return tag(type) + encodeString(regexSource(value))
    default:
      return tag(type) + encodeString(stringifyEjson(value))
  }
}

export function complement(key: string): string {
  let result = ''
  for (let i = 0; i < key.length; i++) result += String.fromCharCode(0xff - key.charCodeAt(i))
  return result
}

/** The half-open range of keys that values of this one's type have. */
export const typeRange = (value: unknown): [from: string, to: string] => {
  const first = tag(typeClass(value))
  const next = String.fromCharCode(first.charCodeAt(0) + 1)
  // NaN is the smallest number in a sort but never less than one in a query.
  return typeClass(value) === TypeClass.number
    ? [first + encodeNumber(NaN) + AFTER, next]
    : [first, next]
}

const numberBytes = new DataView(new ArrayBuffer(8))

/** A double whose bits sort: the sign flipped, negative numbers complemented; NaN first. */
function encodeNumber(value: number): string {
  if (Number.isNaN(value)) return '\0\0\0\0\0\0\0\0'
  numberBytes.setFloat64(0, value === 0 ? 0 : value)
  let high = numberBytes.getUint32(0)
  let low = numberBytes.getUint32(4)
  if (high >= 0x80000000) {
    high = ~high >>> 0
    low = ~low >>> 0
  } else {
    high = (high | 0x80000000) >>> 0
  }
  return String.fromCharCode(
    high >>> 24,
    (high >>> 16) & 0xff,
    (high >>> 8) & 0xff,
    high & 0xff,
    low >>> 24,
    (low >>> 16) & 0xff,
    (low >>> 8) & 0xff,
    low & 0xff,
  )
}

const SIMPLE = /^[\x02-\x7f]*$/

/** UTF-8 bytes with 0 and 1 escaped, ended by 0. */
function encodeString(value: string): string {
  return SIMPLE.test(value) ? value + END : escapeBytes(Buffer.from(value, 'utf8')) + END
}

/** The characters of a string range of keys that share a prefix, without the end mark. */
export const encodeStringPrefix = (prefix: string): string =>
  tag(TypeClass.string) + encodeString(prefix).slice(0, -1)

const escapeBytes = (bytes: Buffer): string => {
  const text = bytes.toString('latin1')

  return /[\0\x01]/.test(text) ? text.replace(/\x01/g, '\x01\x02').replace(/\0/g, '\x01\x01') : text
}

const encodeArray = (items: unknown[]): string =>
  items.map((item) => encodeValue(item ?? null)).join('')

function encodeObject(object: Document): string {
  let key = ''
  for (const name of Object.keys(object)) {
    const value = object[name] ?? null
    key += tag(typeClass(value)) + encodeString(name) + encodeValue(value)
  }
  return key
}

function encodeBinary(value: unknown): string {
  const bytes = value instanceof Binary ? value.buffer.subarray(0, value.position) : value
  const buffer = Buffer.from(bytes as Uint8Array)
  return encodeNumber(buffer.length) + escapeBytes(buffer) + END
}

const regexSource = (value: unknown): string =>
  value instanceof BSONRegExp
    ? `${value.pattern}\0${value.options}`
    : `${(value as RegExp).source}\0${(value as RegExp).flags}`
