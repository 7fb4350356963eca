import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { ownField } from '../paths'
import { compileElement, compileFilter } from './compile'
import { isOperatorObject } from './operators'

export type Projection = (document: Document) => Document

type Transform = (value: unknown) => unknown
/** What to do with a field: keep it, drop it, change it or look into it. */
type Node = { children: Map<string, Node> } | { keep: boolean } | { change: Transform }

/**
 * Compiles the projection of a query: fields with 1 or 0, `{$slice}` and `{$elemMatch}`.
 * @throws DatabaseError when inclusion and exclusion are mixed
 */
export function compileProjection(spec: Document): Projection {
  const root: Node = { children: new Map() }
  let mode: boolean | undefined
  let hasElemMatch = false
  for (const path of Object.keys(spec)) {
    const value = spec[path]
    const node = nodeOf(path, value)
    if ('keep' in node) {
      if (path !== '_id') {
        if (mode !== undefined && mode !== node.keep) {
          throw requestFailed('Projection cannot have a mix of inclusion and exclusion.')
        }
        mode = node.keep
      }
    } else if (isPlainObject(value) && '$elemMatch' in value) {
      hasElemMatch = true
    }
    insert(root, path.split('.'), node)
  }
  const id = ownField(spec, '_id')
  const onlyId = mode === undefined && Object.keys(spec).length === 1 && id !== undefined
  const isInclusion = mode ?? (hasElemMatch || (onlyId && isKept(id)))
  if (id === undefined && isInclusion) root.children.set('_id', { keep: true })
  return (document) => apply(document, root, isInclusion) as Document
}

const isKept = (value: unknown): boolean => value !== 0 && value !== false && value !== null

function nodeOf(path: string, value: unknown): Node {
  if (typeof value === 'number' || typeof value === 'boolean') return { keep: isKept(value) }
  if (isPlainObject(value)) {
    if ('$slice' in value) return { change: slicer(value.$slice) }
    if ('$elemMatch' in value) return { change: firstMatch(value.$elemMatch) }
  }
  throw requestFailed(`Unsupported projection option: ${path}`)
}

function insert(root: { children: Map<string, Node> }, parts: string[], leaf: Node): void {
  let node = root
  parts.forEach((part, i) => {
    if (i === parts.length - 1) {
      node.children.set(part, leaf)
      return
    }
    const child = node.children.get(part)
    if (child && 'children' in child) {
      node = child
    } else {
      const made = { children: new Map<string, Node>() }
      node.children.set(part, made)
      node = made
    }
  })
}

function apply(
  document: Document,
  node: { children: Map<string, Node> },
  isInclusion: boolean,
): unknown {
  const result: Document = {}
  for (const key in document) {
    const rule = node.children.get(key)
    const value = document[key]
    if (rule === undefined) {
      if (!isInclusion) result[key] = value
    } else if ('keep' in rule) {
      if (rule.keep) result[key] = value
    } else if ('change' in rule) {
      const changed = rule.change(value)
      if (changed !== undefined) result[key] = changed
    } else {
      const inner = applyInside(value, rule, isInclusion)
      if (inner !== undefined) result[key] = inner
    }
  }
  return result
}

function applyInside(
  value: unknown,
  node: { children: Map<string, Node> },
  isInclusion: boolean,
): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => applyInside(item, node, isInclusion))
    return isInclusion ? items.filter((item) => item !== undefined) : items
  }
  if (isPlainObject(value)) return apply(value, node, isInclusion)
  return isInclusion ? undefined : value
}

/** `n` from an end or `[skip, limit]`. */
function slicer(operand: unknown): Transform {
  const [first, second] = Array.isArray(operand) ? (operand as unknown[]) : [operand]
  if (
    !Number.isInteger(first) ||
    (second !== undefined && !(Number.isInteger(second) && Number(second) > 0))
  ) {
    throw requestFailed('$slice only supports numbers and [skip, limit] arrays')
  }
  const at = first as number
  return (value) => {
    if (!Array.isArray(value)) return value
    if (second === undefined) return at >= 0 ? value.slice(0, at) : value.slice(at)
    const start = at < 0 ? Math.max(0, value.length + at) : at
    return value.slice(start, start + (second as number))
  }
}

/** The first matching element as an array of one; without a match the field is left out. */
function firstMatch(operand: unknown): Transform {
  if (!isPlainObject(operand)) throw requestFailed('elemMatch: Invalid argument, object required')
  const test = isOperatorObject(operand) ? compileElement(operand) : documentTest(operand)
  return (value) => {
    if (!Array.isArray(value)) return undefined
    const index = value.findIndex(test)
    return index < 0 ? undefined : [value[index]]
  }
}

function documentTest(filter: Document): (value: unknown) => boolean {
  const test = compileFilter(filter)
  return (value) => isPlainObject(value) && test(value)
}
