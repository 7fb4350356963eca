import { compareValues, typeClass } from '../compare'
import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { encodeValue } from '../keys'
import { pathParts } from '../paths'
import { compileFilter } from '../query/compile'
import { type SortSpec, parseSort, sortBy } from '../query/sort'
import { typeName } from '../query/types'
import { Draft } from '../update/draft'
import { type Accumulator, compileAccumulators, compileGroup } from './group'
import { compileExpression } from './expression'
import { compileAddFields, compileProject } from './project'

export type Variables = Record<string, unknown>
/** A stage without access to other collections. */
export type Stage = (documents: Document[]) => Document[]

/** @throws DatabaseError for an unknown stage or a wrong specification */
export function compileStage(name: string, spec: unknown, variables: Variables): Stage {
  switch (name) {
    case '$match': {
      const matches = compileFilter(objectOf(name, spec))
      return (documents) => documents.filter(matches)
    }
    case '$addFields':
    case '$set':
      return compileAddFields(objectOf(name, spec), variables)
    case '$project':
      return compileProject(objectOf(name, spec), variables)
    case '$group':
      return compileGroup(objectOf(name, spec), variables)
    case '$sort': {
      const order = sortOf(spec)
      return (documents) => sortBy(documents, order, (document) => document)
    }
    case '$limit': {
      const limit = count(name, spec, 1)
      return (documents) => documents.slice(0, limit)
    }
    case '$skip': {
      const skip = count(name, spec, 0)
      return (documents) => documents.slice(skip)
    }
    case '$count': {
      if (typeof spec !== 'string' || spec === '' || /^\$|\./.test(spec)) {
        throw requestFailed('the count field must be a non-empty string without $ and dots')
      }
      return (documents) => (documents.length === 0 ? [] : [{ [spec]: documents.length }])
    }
    case '$sample':
      return sample(objectOf(name, spec))
    case '$unwind':
      return unwind(spec)
    case '$replaceRoot':
      return replaceRoot(objectOf(name, spec).newRoot, variables)
    case '$sortByCount':
      return sortByCount(spec, variables)
    case '$bucket':
      return bucket(objectOf(name, spec), variables)
    case '$bucketAuto':
      return bucketAuto(objectOf(name, spec), variables)
    default:
      throw requestFailed(`Unrecognized pipeline stage name: '${name}'`)
  }
}

/** The order of a `$sort` stage, which cannot be empty. */
export function sortOf(spec: unknown): SortSpec {
  const order = parseSort(spec)
  if (order.length === 0) throw requestFailed('$sort stage must have at least one sort key')
  return order
}

export function objectOf(name: string, spec: unknown): Document {
  if (!isPlainObject(spec)) throw requestFailed(`the ${name} specification must be an object`)
  return spec
}

function count(name: string, spec: unknown, least: number): number {
  if (typeof spec !== 'number' || !Number.isInteger(spec) || spec < least) {
    throw requestFailed(
      `the ${name.slice(1)} must be ${least === 0 ? 'a non-negative' : 'a positive'} number: ${String(spec)}`,
    )
  }
  return spec
}

function sample(spec: Document): Stage {
  const size = count('$sample', spec.size, 0)
  return (documents) => {
    const pool = documents.slice()
    for (let i = 0; i < Math.min(size, pool.length); i++) {
      const j = i + Math.floor(Math.random() * (pool.length - i))
      ;[pool[i], pool[j]] = [pool[j] as Document, pool[i] as Document]
    }
    return pool.slice(0, size)
  }
}

/** A path, or `{path, includeArrayIndex, preserveNullAndEmptyArrays}`. */
function unwind(spec: unknown): Stage {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = isPlainObject(spec)
    ? spec
    : { path: spec, includeArrayIndex: undefined, preserveNullAndEmptyArrays: undefined }
  if (typeof path !== 'string' || !path.startsWith('$') || path.length < 2) {
    throw requestFailed(
      `path option to $unwind stage should be prefixed with a '$': ${String(path)}`,
    )
  }
  const parts = pathParts(path.slice(1))
  const indexParts = typeof includeArrayIndex === 'string' ? pathParts(includeArrayIndex) : null
  return (documents) =>
    documents.flatMap((document) => {
      const value = new Draft(document).get(parts)
      const elements = Array.isArray(value) ? (value as unknown[]) : null
      if (elements && elements.length > 0) {
        return elements.map((element, i) => changed(document, parts, element, indexParts, i))
      }
      const isPresent = elements === null && value !== null && value !== undefined
      if (!isPresent && preserveNullAndEmptyArrays !== true) return []
      return [changed(document, parts, elements === null ? value : undefined, indexParts, null)]
    })
}

function changed(
  document: Document,
  parts: readonly string[],
  value: unknown,
  indexParts: readonly string[] | null,
  index: number | null,
): Document {
  const draft = new Draft(document)
  if (value === undefined) draft.unset(parts)
  else draft.set(parts, value)
  if (indexParts) draft.set(indexParts, index)
  return draft.root
}

function replaceRoot(newRoot: unknown, variables: Variables): Stage {
  const evaluate = compileExpression(newRoot, variables)
  return (documents) =>
    documents.map((document) => {
      const root = evaluate(document)
      if (!isPlainObject(root)) {
        throw requestFailed(
          `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(root)}`,
        )
      }
      return root
    })
}

/** @throws DatabaseError for a constant, by which nothing can be told apart */
function needExpression(what: string, expression: unknown): void {
  const isPath = typeof expression === 'string' && expression.startsWith('$')
  const isOperator = isPlainObject(expression) && Object.keys(expression)[0]?.startsWith('$')
  if (!isPath && isOperator !== true) {
    throw requestFailed(`${what} must be defined as a $-prefixed path or an expression object`)
  }
}

function sortByCount(expression: unknown, variables: Variables): Stage {
  needExpression('the sortByCount field', expression)
  const group = compileGroup({ _id: expression, count: { $sum: 1 } }, variables)
  return (documents) => sortBy(group(documents), [['count', -1]], (document) => document)
}

const DEFAULT_OUTPUT = { count: { $sum: 1 } }

/** Documents into given ranges; those outside go to `default` or are an error. */
function bucket(spec: Document, variables: Variables): Stage {
  const { groupBy, boundaries, default: other, output = DEFAULT_OUTPUT } = spec
  if (!Array.isArray(boundaries) || boundaries.length < 2) {
    throw requestFailed("The $bucket 'boundaries' field must have at least 2 values")
  }
  needExpression("The $bucket 'groupBy' field", groupBy)
  boundaries.forEach((bound, i) => {
    if (typeClass(bound) !== typeClass(boundaries[0])) {
      throw requestFailed(
        "all values in the 'boundaries' option to $bucket must have the same type",
      )
    }
    if (i > 0 && compareValues(boundaries[i - 1], bound) >= 0) {
      throw requestFailed("The 'boundaries' option to $bucket must be sorted in ascending order")
    }
  })
  const keyOf = compileExpression(groupBy, variables)
  const lowest: unknown = boundaries[0]
  const highest: unknown = boundaries[boundaries.length - 1]
  if ('default' in spec && compareValues(other, lowest) >= 0 && compareValues(other, highest) < 0) {
    throw requestFailed(
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary",
    )
  }
  const bucketOf = (document: Document): unknown => {
    const key = keyOf(document) ?? null
    if (compareValues(key, lowest) >= 0 && compareValues(key, highest) < 0) {
      return (boundaries as unknown[]).filter((bound) => compareValues(bound, key) <= 0).at(-1)
    }
    if ('default' in spec) return other
    throw requestFailed(
      '$switch could not find a matching branch for an input, and no default was specified.',
    )
  }
  return groupsInOrder(bucketOf, objectOf('$bucket output', output), variables)
}

function groupsInOrder(
  keyOf: (document: Document) => unknown,
  output: Document,
  variables: Variables,
): Stage {
  const accumulate: Accumulator = compileAccumulators(output, variables)
  return (documents) => {
    const groups = new Map<string, { id: unknown; members: Document[] }>()
    for (const document of documents) {
      const id = keyOf(document)
      const key = encodeValue(id)
      const group = groups.get(key)
      if (group) group.members.push(document)
      else groups.set(key, { id, members: [document] })
    }
    return [...groups.values()]
      .sort((a, b) => compareValues(a.id, b.id))
      .map(({ id, members }) => ({ _id: id, ...accumulate(members) }))
  }
}

/** Documents into about equally many per bucket; equal values stay together. */
function bucketAuto(spec: Document, variables: Variables): Stage {
  const { groupBy, buckets, output = DEFAULT_OUTPUT, granularity } = spec
  if (granularity !== undefined)
    throw requestFailed("The $bucketAuto 'granularity' option is not supported")
  needExpression("The $bucketAuto 'groupBy' field", groupBy)
  const wanted = count('$bucketAuto', buckets, 1)
  const keyOf = compileExpression(groupBy, variables)
  const accumulate = compileAccumulators(objectOf('$bucketAuto output', output), variables)
  return (documents) => {
    const keyed = documents
      .map((document) => ({ document, key: keyOf(document) ?? null }))
      .sort((a, b) => compareValues(a.key, b.key))
    const size = Math.max(1, Math.round(keyed.length / wanted))
    const runs: (typeof keyed)[] = []
    for (let at = 0; at < keyed.length;) {
      let end = runs.length === wanted - 1 ? keyed.length : Math.min(at + size, keyed.length)
      while (end < keyed.length && compareValues(keyed[end]?.key, keyed[end - 1]?.key) === 0) end++
      runs.push(keyed.slice(at, end))
      at = end
    }
    return runs.map((run, i) => ({
      _id: { min: run[0]?.key, max: (runs[i + 1]?.[0] ?? run[run.length - 1])?.key },
      ...accumulate(run.map(({ document }) => document)),
    }))
  }
}
