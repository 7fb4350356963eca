import { AutomationError } from './errors'

const MAX_DEPTH = 20

/**
 * A copy that JSON can carry: functions and symbols go, cycles and very deep parts become a marker text, dates and
 * errors become readable. Results of a mini program may hold anything, and one odd member must not lose the reply.
 */
export function toWire(value: unknown, seen: readonly object[] = []): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Error) return { message: value.message, stack: value.stack }
  if (value instanceof Date) return value.toISOString()
  if (isWindowOrNode(value)) return `[${value.constructor.name}]`
  if (seen.includes(value)) return '[Circular]'
  if (seen.length >= MAX_DEPTH) return '[Too deep]'
  const path = [...seen, value]
  if (Array.isArray(value)) return value.map((item) => toWire(item, path) ?? null)
  if (value instanceof ArrayBuffer) return Array.from(new Uint8Array(value))
  if (ArrayBuffer.isView(value)) return Array.from(value as Uint8Array)
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    const member = toWire((value as Record<string, unknown>)[key], path)
    if (member !== undefined) copy[key] = member
  }
  return copy
}

/** Windows and DOM nodes of any page: they lead to everything and carry nothing. */
const isWindowOrNode = (value: object): boolean =>
  'nodeType' in value || ('document' in value && 'location' in value)

/** What the console printed, for people and for `App.logAdded`. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return value.stack ?? value.message
  return JSON.stringify(toWire(value)) ?? String(value)
}

/**
 * Reads `list[0].name` out of page or component data, as `page.data(path)` does.
 * @returns undefined where any part is missing, like the property access it stands for.
 */
export function readPath(data: unknown, path: string): unknown {
  const parts = path.match(/[^.[\]]+/g)
  if (!parts) throw new AutomationError(`Data path "${path}" is empty`)
  let current: unknown = data
  for (const part of parts) {
    if (current === null || typeof current !== 'object') return undefined
    current = (current as Record<string, unknown>)[part]
  }
  return current
}

/** The message of whatever was thrown; `wx` calls reject with `{ errMsg }`, not with an Error. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message
  if (error !== null && typeof error === 'object' && 'errMsg' in error) return String(error.errMsg)
  return toText(error)
}
