import { type Document, isPlainObject, stringifyEjson } from '../ejson'
import { requestFailed } from '../errors'
import { arrayIndex, ownField } from '../paths'

type Container = Document | unknown[]

/** MongoDB refuses to fill more than this many positions with null. */
const MAX_PADDING = 1_500_000

/** A document under change: what lies on the way to a change is copied once, the rest is shared. */
export class Draft {
  readonly root: Document
  readonly #owned = new Set<object>()

  constructor(document: Document) {
    this.root = { ...document }
    this.#owned.add(this.root)
  }

  /** The value at a path; undefined: missing. Arrays are entered by position only. */
  get(parts: readonly string[]): unknown {
    let value: unknown = this.root
    for (const part of parts) {
      if (Array.isArray(value)) {
        const index = arrayIndex(part)
        value = index < 0 ? undefined : (value as unknown[])[index]
      } else if (isPlainObject(value)) {
        value = ownField(value, part)
      } else {
        return undefined
      }
    }
    return value
  }

  /** Sets the value at a path and makes what is missing on the way. */
  set(parts: readonly string[], value: unknown): void {
    let container: Container = this.root
    const last = parts.length - 1
    for (let i = 0; i < last; i++) {
      const part = parts[i] as string
      const child = this.#child(container, part, parts, i)
      if (child === undefined) {
        const made: Document = {}
        this.#owned.add(made)
        this.#put(container, part, made, parts, i)
        container = made
      } else {
        container = child
      }
    }
    this.#put(container, parts[last] as string, value, parts, last)
  }

  /** Removes a field; an element of an array becomes null, so that the others keep their places. */
  unset(parts: readonly string[]): void {
    if (this.get(parts) === undefined) return
    let container: Container = this.root
    for (let i = 0; i < parts.length - 1; i++) {
      const child = this.#child(container, parts[i] as string, parts, i)
      if (child === undefined) return
      container = child
    }
    const last = parts[parts.length - 1] as string
    if (Array.isArray(container)) container[arrayIndex(last)] = null
    else delete container[last]
  }

  /** The own copy of the container under a part; undefined when there is none yet. */
  #child(
    container: Container,
    part: string,
    parts: readonly string[],
    at: number,
  ): Container | undefined {
    const key = Array.isArray(container) ? this.#position(container, part, parts, at) : part
    const value = Array.isArray(container) ? container[key as number] : ownField(container, part)
    if (value === undefined) return undefined
    if (!Array.isArray(value) && !isPlainObject(value)) {
      throw cannotCreate(parts[at + 1] as string, part, value)
    }
    if (this.#owned.has(value)) return value as Container
    const copy: Container = Array.isArray(value) ? value.slice() : { ...value }
    this.#owned.add(copy)
    ;(container as Record<string | number, unknown>)[key] = copy
    return copy
  }

  #put(
    container: Container,
    part: string,
    value: unknown,
    parts: readonly string[],
    at: number,
  ): void {
    if (!Array.isArray(container)) {
      container[part] = value
      return
    }
    const index = this.#position(container, part, parts, at)
    if (index > container.length + MAX_PADDING)
      throw requestFailed('can not backfill array to larger than 1500000')
    while (container.length < index) container.push(null)
    container[index] = value
  }

  #position(array: unknown[], part: string, parts: readonly string[], at: number): number {
    const index = arrayIndex(part)
    if (index < 0) throw cannotCreate(part, parts[at - 1] ?? '', array)
    return index
  }
}

const cannotCreate = (field: string, inside: string, value: unknown) =>
  requestFailed(`Cannot create field '${field}' in element {${inside}: ${stringifyEjson(value)}}`)
