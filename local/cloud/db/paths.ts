import { type Document, isPlainObject } from './ejson'

/** Splits a dotted path once; paths repeat, so the parts are kept. */
const known = new Map<string, readonly string[]>()

export function pathParts(path: string): readonly string[] {
  let parts = known.get(path)
  if (parts === undefined) {
    parts = path.split('.')
    if (known.size > 5000) known.clear()
    known.set(path, parts)
  }
  return parts
}

/** A field of a document itself, never something its prototype has. */
export const ownField = (object: Document, name: string): unknown =>
  Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined

/** The position a path part names in an array, or -1. */
export function arrayIndex(part: string): number {
  if (part.length === 0 || part.length > 9) return -1
  for (let i = 0; i < part.length; i++) {
    const code = part.charCodeAt(i)
    if (code < 48 || code > 57) return -1
  }
  return Number(part)
}

/**
 * Walks a path as MongoDB's matcher does: arrays on the way are entered by position and, for
 * their object elements, implicitly. `visit` gets what stands at the end (undefined: missing, also
 * for each object on the way that lacks the rest); it stops the walk by returning true.
 * An array with no fitting element yields nothing at all.
 */
export function visitPath(
  value: unknown,
  parts: readonly string[],
  from: number,
  visit: (end: unknown) => boolean,
): boolean {
  let current = value
  for (let i = from; i < parts.length; i++) {
    const part = parts[i] as string
    if (Array.isArray(current)) return visitElements(current, parts, i, visit)
    if (!isPlainObject(current)) return visit(undefined)
    current = ownField(current, part)
    if (current === undefined) return visit(undefined)
  }
  return visit(current)
}

function visitElements(
  array: unknown[],
  parts: readonly string[],
  at: number,
  visit: (end: unknown) => boolean,
): boolean {
  const index = arrayIndex(parts[at] as string)
  if (index >= 0 && index < array.length && visitPath(array[index], parts, at + 1, visit))
    return true
  for (const element of array) {
    if (!isPlainObject(element)) continue
    // A number names a position first; elements that lack a field of that name do not count.
    if (index >= 0 && ownField(element, parts[at] as string) === undefined) continue
    if (visitPath(element, parts, at, visit)) return true
  }
  return false
}

/**
 * The value at a path for sorting and projections that need one: arrays are entered and their
 * values collected, as in an aggregation expression.
 */
export function valueAt(value: unknown, parts: readonly string[], from = 0): unknown {
  let current = value
  for (let i = from; i < parts.length; i++) {
    if (Array.isArray(current)) {
      const found: unknown[] = []
      for (const element of current) {
        // An array inside of an array is not entered.
        if (!isPlainObject(element)) continue
        const item = valueAt(element, parts, i)
        if (item !== undefined) found.push(item)
      }
      return found
    }
    if (!isPlainObject(current)) return undefined
    current = ownField(current, parts[i] as string)
  }
  return current
}
