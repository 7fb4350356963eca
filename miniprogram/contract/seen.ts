import * as v from '../vendor/valibot'
import type { GenericSchema } from '../vendor/valibot'

/**
 * What kind of text others will see; each has its own standard. A rule or a script that forbids a thing has to name it, so
 * those get findings, the others refusals.
 */
export const TEXT_KINDS = ['name', 'post', 'rules', 'script', 'reason'] as const
export type TextKind = (typeof TEXT_KINDS)[number]

/** Marks a text as one that others will see: the dispatcher checks it by the standard of its kind. */
export const seenBy = (kind: TextKind | 'nobody') =>
  v.metadata<string, { readonly seen: TextKind | undefined }>({
    seen: kind === 'nobody' ? undefined : kind,
  })

/** A text in an input that others will see, by its dotted path. */
export interface SeenText {
  path: string
  kind: TextKind
  text: string
}

/** The parts of valibot's schema objects that are walked (valibot 1.5). */
interface SchemaParts {
  type: string
  entries?: Record<string, SchemaParts>
  item?: SchemaParts
  wrapped?: SchemaParts
  value?: SchemaParts
  options?: SchemaParts[]
  pipe?: (Partial<SchemaParts> & { metadata?: { seen?: TextKind } })[]
}

/** A pipe may begin with a schema that has a pipe of its own. */
function kindOf({ pipe = [] }: Pick<SchemaParts, 'pipe'>): TextKind | undefined {
  for (const { metadata, pipe: inner } of pipe) {
    const kind = metadata?.seen ?? (inner && kindOf({ pipe: inner }))
    if (kind !== undefined) return kind
  }
  return undefined
}

function walk(schema: SchemaParts, value: unknown, path: string, found: SeenText[]): void {
  if (schema.wrapped) return walk(schema.wrapped, value, path, found)
  const kind = kindOf(schema)
  if (kind !== undefined && typeof value === 'string' && value !== '') {
    found.push({ path, kind, text: value })
    return
  }
  if (typeof value !== 'object' || value === null) return
  const at = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`)
  if (schema.item && Array.isArray(value)) {
    value.forEach((part, index) => walk(schema.item!, part, at(index), found))
    return
  }
  for (const [key, part] of Object.entries(value as Record<string, unknown>)) {
    if (schema.entries?.[key]) walk(schema.entries[key], part, at(key), found)
    else if (schema.type === 'record' && schema.value) walk(schema.value, part, at(key), found)
  }
  for (const option of schema.options ?? []) {
    if (typeof option === 'object') walk(option, value, path, found)
  }
}

/**
 * The texts of a parsed input that others will see, as its schema says (`text(max, { seen })`): the dispatcher checks them
 * before the transaction, so no handler can forget.
 */
export function seenTexts(schema: GenericSchema, input: unknown): SeenText[] {
  const found: SeenText[] = []
  walk(schema as unknown as SchemaParts, input, '', found)
  const paths = new Set<string>()
  return found.filter(({ path }) => !paths.has(path) && paths.add(path))
}
