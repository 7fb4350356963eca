import { BSONRegExp, Binary, Decimal128, EJSON, ObjectId } from 'bson'
import { invalidParam } from './errors'

/**
 * A document in memory. JSON values stay as they are; BSON's other types are `Date`, `bigint` (an
 * int64 outside the safe range) and the classes of `bson` (`ObjectId`, `Binary`, `BSONRegExp`,
 * `Decimal128`, …). Documents in memory are shared and never changed in place.
 */
export type Document = Record<string, unknown>

/** MongoDB's limit on nested documents. */
const MAX_DEPTH = 100

/** A plain object, as opposed to an array, a date or a class of `bson`. */
export function isPlainObject(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Parses extended JSON as the SDK sends it (canonical or relaxed) and resolves server dates. */
export function parseEjson(text: unknown, now: number, what = 'data'): unknown {
  if (typeof text !== 'string') throw invalidParam(`${what} should be an EJSON string`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalidParam(`${what} is not valid JSON`)
  }
  return revive(value, now, 0)
}

/** Like {@link parseEjson}, for what has to be an object. */
export function parseEjsonObject(text: unknown, now: number, what = 'data'): Document {
  const value = parseEjson(text, now, what)
  if (!isPlainObject(value)) throw invalidParam(`${what} should be an object`)
  return value
}

/** Turns parsed JSON into values of memory, in place where nothing changes type. */
export function revive(value: unknown, now: number, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH) throw invalidParam(`Document exceeds maximum nested depth of ${MAX_DEPTH}`)
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i]
      if (typeof item === 'object' && item !== null) value[i] = revive(item, now, depth + 1)
    }
    return value
  }
  const object = value as Document
  for (const key in object) {
    if (key.charCodeAt(0) === 36 /* $ */ && isTypeWrapper(object, key)) {
      return unwrap(object, key, now)
    }
    // Assigning to it would change the prototype of the object instead of a field.
    if (key === '__proto__') throw invalidParam('__proto__ is not a usable field name')
    const item = object[key]
    if (typeof item === 'object' && item !== null) object[key] = revive(item, now, depth + 1)
  }
  return object
}

const WRAPPERS = new Set([
  '$numberInt',
  '$numberLong',
  '$numberDouble',
  '$numberDecimal',
  '$date',
  '$oid',
  '$binary',
  '$uuid',
  '$regularExpression',
  '$timestamp',
  '$minKey',
  '$maxKey',
  '$undefined',
  '$tcb_server_date',
])

const isTypeWrapper = (object: Document, key: string): boolean =>
  WRAPPERS.has(key) && Object.keys(object).length === 1

function unwrap(object: Document, key: string, now: number): unknown {
  const content = object[key]
  switch (key) {
    case '$numberInt':
      return Number(content)
    case '$numberDouble':
      return content === '-0.0' ? -0 : Number(content)
    case '$numberLong':
      return parseLong(String(content))
    case '$date':
      return parseDate(content)
    case '$tcb_server_date': {
      const offset = revive((content as Document | null)?.offset ?? 0, now, 0)
      return new Date(now + Number(offset))
    }
    case '$regularExpression': {
      const { pattern, options } = content as { pattern?: unknown; options?: unknown }
      return new BSONRegExp(String(pattern ?? ''), String(options ?? ''))
    }
    case '$undefined':
      return null
    default:
      try {
        return EJSON.deserialize(object, { relaxed: false }) as unknown
      } catch {
        throw invalidParam(`invalid ${key}`)
      }
  }
}

function parseLong(text: string): number | bigint {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  try {
    return BigInt(text)
  } catch {
    throw invalidParam('invalid $numberLong')
  }
}

function parseDate(content: unknown): Date {
  const time =
    typeof content === 'object' && content !== null
      ? Number((content as Document).$numberLong)
      : typeof content === 'string'
        ? Date.parse(content)
        : Number(content)
  if (Number.isNaN(time)) throw invalidParam('invalid $date')
  return new Date(time)
}

/**
 * The text that is stored and sent: plain JSON numbers (the SDK's EJSON reads them alike and
 * faster), everything JSON lacks in canonical extended form.
 */
export const stringifyEjson = (value: unknown): string => JSON.stringify(toJson(value)) ?? 'null'

/**
 * A document's text as the platform answers it: an ObjectId is its hexadecimal digits there (the
 * SDK's own tests of ObjectId expect them).
 */
export const toWire = (text: string): string =>
  text.includes('{"$oid":"') ? text.replace(/\{"\$oid":("[0-9a-f]{24}")\}/g, '$1') : text

/** The value itself when it is JSON already, so that most documents are not copied. */
function toJson(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      if (Number.isFinite(value) && !Object.is(value, -0)) return value
      return { $numberDouble: Object.is(value, -0) ? '-0.0' : String(value) }
    case 'bigint':
      return { $numberLong: String(value) }
    case 'object':
      return value === null ? null : objectToJson(value)
    default:
      return value
  }
}

function objectToJson(value: object): unknown {
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i]
      const json = toJson(item ?? null)
      if (json !== item) (copy ??= value.slice())[i] = json
    }
    return copy ?? value
  }
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } }
  if (!isPlainObject(value)) return wrapClass(value)
  let copy: Document | undefined
  for (const key in value) {
    const item = value[key]
    const json = toJson(item)
    if (json !== item) (copy ??= { ...value })[key] = json
  }
  return copy ?? value
}

function wrapClass(value: object): unknown {
  if (value instanceof BSONRegExp) {
    return { $regularExpression: { pattern: value.pattern, options: value.options } }
  }
  if (value instanceof RegExp) {
    return { $regularExpression: { pattern: value.source, options: value.flags } }
  }
  if (value instanceof ObjectId) return { $oid: value.toHexString() }
  if (value instanceof Uint8Array) return EJSON.serialize(new Binary(value), { relaxed: false })
  if (value instanceof Decimal128) return { $numberDecimal: value.toString() }
  return EJSON.serialize(value, { relaxed: false })
}
