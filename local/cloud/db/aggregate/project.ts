import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { compileExpression } from './expression'

type Variables = Record<string, unknown>
type Stage = (documents: Document[]) => Document[]
type Compute = (document: Document) => unknown

/** What a specification says about a field: a value to compute, keep or drop, or its parts. */
type Rule = { kind: 'compute'; compute: Compute } | { kind: 'keep' } | { kind: 'drop' } | Inner
interface Inner {
  kind: 'inner'
  fields: Map<string, Rule>
}

const inner = (): Inner => ({ kind: 'inner', fields: new Map() })

const isExpression = (value: Document): boolean => Object.keys(value)[0]?.startsWith('$') === true

/** `$addFields`: sets fields, also inside of objects and of every element of an array. */
export function compileAddFields(spec: Document, variables: Variables): Stage {
  const root = inner()
  for (const path of Object.keys(spec)) addRule(root, path, spec[path], variables, false)
  return (documents) => documents.map((document) => addInto(document, root, document) as Document)
}

function addRule(
  root: Inner,
  path: string,
  value: unknown,
  variables: Variables,
  isProject: boolean,
): void {
  const parts = path.split('.')
  if (parts.some((part) => part === '' || part.startsWith('$'))) {
    throw requestFailed(`FieldPath field names may not be empty or start with '$': '${path}'`)
  }
  const last = parts.pop() as string
  let node = root
  for (const part of parts) {
    const next = node.fields.get(part) ?? inner()
    if (next.kind !== 'inner')
      throw requestFailed(`Invalid specification: path collision at ${path}`)
    node.fields.set(part, next)
    node = next
  }
  if (node.fields.has(last) && !isPlainObject(value)) {
    throw requestFailed(`Invalid specification: path collision at ${path}`)
  }
  node.fields.set(last, ruleOf(value, variables, isProject, node.fields.get(last)))
}

function ruleOf(value: unknown, variables: Variables, isProject: boolean, present?: Rule): Rule {
  if (isPlainObject(value) && !isExpression(value)) {
    const node = present?.kind === 'inner' ? present : inner()
    for (const key of Object.keys(value)) addRule(node, key, value[key], variables, isProject)
    if (isProject && node.fields.size === 0)
      throw requestFailed('an empty object is not a valid value in $project')
    return node
  }
  if (isProject && (typeof value === 'number' || typeof value === 'boolean')) {
    return { kind: value === 0 || value === false ? 'drop' : 'keep' }
  }
  return { kind: 'compute', compute: compileExpression(value, variables) }
}

function addInto(value: unknown, node: Inner, document: Document): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => addInto(item, node, document))
  const result: Document = isPlainObject(value) ? { ...value } : {}
  for (const [name, rule] of node.fields) {
    const computed =
      rule.kind === 'compute'
        ? rule.compute(document)
        : addInto(result[name], rule as Inner, document)
    if (computed === undefined) delete result[name]
    else result[name] = computed
  }
  return result
}

/** `$project`: fields kept or computed, or, with zeros only, fields dropped. */
export function compileProject(spec: Document, variables: Variables): Stage {
  if (Object.keys(spec).length === 0)
    throw requestFailed('$project specification must have at least one field')
  const root = inner()
  for (const path of Object.keys(spec)) addRule(root, path, spec[path], variables, true)
  const id = root.fields.get('_id')
  const kinds = new Set(
    [...root.fields].filter(([name]) => name !== '_id').flatMap(([, rule]) => kindsOf(rule)),
  )
  const isExclusion = kinds.size === 0 ? id?.kind === 'drop' : kinds.has('drop')
  if (isExclusion && (kinds.has('keep') || kinds.has('compute'))) {
    throw requestFailed('Invalid $project :: cannot mix inclusion and exclusion')
  }
  if (isExclusion)
    return (documents) => documents.map((document) => exclude(document, root) as Document)
  if (id === undefined) root.fields.set('_id', { kind: 'keep' })
  return (documents) => documents.map((document) => include(document, root, document) as Document)
}

const kindsOf = (rule: Rule): Rule['kind'][] =>
  rule.kind === 'inner' ? [...rule.fields.values()].flatMap(kindsOf) : [rule.kind]

function exclude(value: unknown, node: Inner): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => exclude(item, node))
  if (!isPlainObject(value)) return value
  const result: Document = {}
  for (const key in value) {
    const rule = node.fields.get(key)
    if (rule?.kind === 'drop') continue
    result[key] = rule?.kind === 'inner' ? exclude(value[key], rule) : value[key]
  }
  return result
}

/** Kept fields stay in the document's order, computed ones follow in the specification's. */
function include(value: unknown, node: Inner, document: Document): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item: unknown) => include(item, node, document))
      .filter((item) => item !== undefined)
  }
  const result: Document = {}
  if (isPlainObject(value)) {
    for (const key in value) {
      const rule = node.fields.get(key)
      if (rule?.kind === 'keep') result[key] = value[key]
      else if (rule?.kind === 'inner' && hasKept(rule)) {
        const part = include(value[key], rule, document)
        if (part !== undefined) result[key] = part
      }
    }
  } else if (!hasComputed(node)) {
    return undefined
  }
  for (const [name, rule] of node.fields) {
    if (rule.kind === 'compute') {
      const computed = rule.compute(document)
      if (computed !== undefined) result[name] = computed
    } else if (rule.kind === 'inner' && !(name in result) && hasComputed(rule)) {
      result[name] = include(isPlainObject(value) ? value[name] : undefined, rule, document)
    }
  }
  return result
}

const hasKept = (node: Inner): boolean => kindsOf(node).includes('keep')
const hasComputed = (node: Inner): boolean => kindsOf(node).includes('compute')
