import { type Collection, type Index, NATURAL, indexPrefix } from './catalog'
import { type Document, isPlainObject, stringifyEjson } from './ejson'
import { requestFailed } from './errors'
import { geoCells } from './geo/cells'
import { EMPTY_ARRAY_KEY, NULL_KEY, complement, encodeValue } from './keys'
import { arrayIndex, ownField, pathParts } from './paths'

/** The entries a document has in all indexes of its collection: key → its key characters. */
export function indexEntries(
  collection: Collection,
  document: Document,
  record: string,
  idKey: string,
): Map<string, string> {
  const entries = new Map<string, string>()
  entries.set(indexPrefix(collection, NATURAL) + record, idKey)
  for (const index of collection.indexes)
    addEntries(entries, collection, index, document, record, idKey)
  return entries
}

/**
 * A unique index has one entry a value; in others the record number keeps entries of the same
 * value apart and in natural order.
 */
export function addEntries(
  entries: Map<string, string>,
  collection: Collection,
  index: Index,
  document: Document,
  record: string,
  idKey: string,
): void {
  const keys = indexKeys(index, document)
  if (keys.length > 1) index.multikey = true
  const prefix = indexPrefix(collection, index.id)
  const suffix = index.unique ? '' : record
  for (const key of keys) entries.set(prefix + key + suffix, idKey)
}

function indexKeys(index: Index, document: Document): string[] {
  let keys = ['']
  let arrayAt: string | undefined
  for (const [path, kind] of index.fields) {
    const found = kind === '2dsphere' ? placeKeys(path, document) : valueKeys(path, document)
    if (found.array !== undefined) {
      // Elements of one array may be combined, those of two would multiply.
      if (arrayAt !== undefined && arrayAt !== found.array) {
        throw requestFailed(`cannot index parallel arrays [${found.array}] [${arrayAt}]`)
      }
      arrayAt = found.array
      index.multikey = true
    }
    const parts = kind === -1 ? found.keys.map(complement) : found.keys
    keys = parts.length === 1 ? keys.map((key) => key + (parts[0] as string)) : combine(keys, parts)
  }
  return keys
}

const combine = (keys: string[], parts: string[]): string[] => [
  ...new Set(keys.flatMap((key) => parts.map((part) => key + part))),
]

interface FieldKeys {
  keys: string[]
  /** Path of the array that was entered. */
  array: string | undefined
}

/** A missing field is indexed as null, an array by its elements. */
function valueKeys(path: string, document: Document): FieldKeys {
  const parts = pathParts(path)
  if (parts.length === 1) {
    const value = ownField(document, path)
    if (!Array.isArray(value)) return { keys: [encodeValue(value)], array: undefined }
  }
  const keys = new Set<string>()
  const arrays: string[] = []
  collect(document, parts, 0, keys, arrays)
  if (keys.size === 0) keys.add(NULL_KEY)
  return { keys: [...keys], array: arrays[0] }
}

function collect(
  value: unknown,
  parts: readonly string[],
  at: number,
  keys: Set<string>,
  arrays: string[],
): void {
  if (Array.isArray(value)) {
    arrays.push(parts.slice(0, at).join('.'))
    collectElements(value, parts, at, keys, arrays)
  } else if (at === parts.length) {
    keys.add(encodeValue(value))
  } else if (isPlainObject(value)) {
    collect(ownField(value, parts[at] as string), parts, at + 1, keys, arrays)
  } else {
    keys.add(NULL_KEY)
  }
}

function collectElements(
  array: unknown[],
  parts: readonly string[],
  at: number,
  keys: Set<string>,
  arrays: string[],
): void {
  if (at === parts.length) {
    if (array.length === 0) keys.add(EMPTY_ARRAY_KEY)
    for (const element of array) keys.add(encodeValue(element))
    return
  }
  const index = arrayIndex(parts[at] as string)
  if (index >= 0 && index < array.length) collect(array[index], parts, at + 1, keys, arrays)
  for (const element of array) if (isPlainObject(element)) collect(element, parts, at, keys, arrays)
}

function placeKeys(path: string, document: Document): FieldKeys {
  const place = pathParts(path).reduce<unknown>(
    (value, part) => (isPlainObject(value) ? ownField(value, part) : undefined),
    document,
  )
  const keys = cellsIn(place)
  return { keys, array: keys.length > 1 ? path : undefined }
}

/** A list is a legacy pair, or holds places. */
function cellsIn(place: unknown): string[] {
  if (isPlainObject(place)) return geoCells(place)
  if (!Array.isArray(place) || place.length === 0) return [NULL_KEY]
  if (typeof place[0] === 'number') return geoCells(place)
  return [...new Set(place.flatMap((item) => geoCells(item)))]
}

/** The value of a unique index as a duplicate error shows it: `{ : "x", : 1 }`. */
export function describeKey(index: Index, document: Document): string {
  const values = index.fields.map(([path]) => {
    const value = pathParts(path).reduce<unknown>(
      (current, part) => (isPlainObject(current) ? ownField(current, part) : undefined),
      document,
    )
    return `: ${stringifyEjson(value ?? null)}`
  })
  return `{ ${values.join(', ')} }`
}
