import { type Document, parseEjson, parseEjsonObject } from './ejson'
import { invalidParam } from './errors'
import { isOperatorObject } from './query/operators'

/** A body as the SDK sends it; everything in it is checked before use. */
export type Request = Record<string, unknown>

/** The platform's cap on documents a query returns. */
const MAX_LIMIT = 1000
const DEFAULT_LIMIT = 100

export function collectionName(request: Request): string {
  const { collectionName: name } = request
  if (typeof name !== 'string' || name === '')
    throw invalidParam('collectionName should be a string')
  return name
}

/** The filter; absent or empty text: everything. */
export function filterOf(request: Request, now: number): Document {
  const { query } = request
  if (query === undefined || query === null || query === '') return {}
  return parseEjsonObject(query, now, 'query')
}

/** The `_id` when a filter asks for nothing else but one document by it. */
export function singleId(filter: Document): unknown {
  const keys = Object.keys(filter)
  if (keys.length !== 1 || keys[0] !== '_id') return undefined
  const id = filter._id
  if (typeof id === 'string' || typeof id === 'number') return id
  if (typeof id !== 'object' || id === null || Array.isArray(id)) return undefined
  const operators = Object.keys(id)
  const equal = (id as Document).$eq
  const isPlainId = typeof equal === 'string' || typeof equal === 'number'
  return operators.length === 1 && isPlainId ? equal : undefined
}

export const orderOf = (request: Request, now: number): unknown =>
  request.order === undefined || request.order === '' ? {} : parseOrder(request.order, now)

/** As an object in order of importance, or as a list of `{field, direction}` of old SDKs. */
function parseOrder(order: unknown, now: number): unknown {
  const value = typeof order === 'string' ? parseEjson(order, now, 'order') : order
  if (!Array.isArray(value)) return value
  return Object.fromEntries(
    (value as Document[]).map(({ field, direction }) => [
      field,
      direction === 'asc' || direction === 1 ? 1 : -1,
    ]),
  )
}

export function projectionOf(request: Request, now: number): Document | null {
  const { projection } = request
  if (projection === undefined || projection === null || projection === '') return null
  const spec = parseEjsonObject(projection, now, 'projection')
  return Object.keys(spec).length === 0 ? null : spec
}

export function limitOf(request: Request): number {
  const { limit } = request
  if (limit === undefined || limit === null || limit === 0) return DEFAULT_LIMIT
  return Math.min(whole('limit', limit), MAX_LIMIT)
}

export const offsetOf = (request: Request): number =>
  request.offset === undefined || request.offset === null ? 0 : whole('offset', request.offset)

function whole(name: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw invalidParam(`${name} should be a non-negative integer`)
  }
  return value
}

/** The documents of an insert. */
export function documentsOf(request: Request, now: number): Document[] {
  const { data } = request
  if (!Array.isArray(data) || data.length === 0)
    throw invalidParam('data should be a non-empty array')
  return data.map((text: unknown) => parseEjsonObject(text, now))
}

/** The operators of an update; bare fields are set. */
export function updateOf(request: Request, now: number): Document {
  const data = parseEjsonObject(request.data, now)
  if (Object.keys(data).length === 0) throw invalidParam('the update must not be empty')
  return isOperatorObject(data) ? data : { $set: data }
}
