import { compareForSort } from '../compare'
import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { parseNear } from '../geo/conditions'
import { EARTH_RADIUS_METRES, distanceToNearest } from '../geo/measure'
import { legacyPair } from '../geo/shapes'
import { pathParts, valueAt } from '../paths'
import { Draft } from '../update/draft'
import type { SortSpec } from '../query/sort'
import { compileExpression } from './expression'
import { type Variables, compileStage, objectOf, sortOf } from './stages'

export type StageSpec = [name: string, spec: unknown]

/** How a pipeline reads collections. */
export interface Reader {
  find(
    collection: string,
    query: { filter: Document; sort: SortSpec; limit: number },
  ): Promise<Document[]>
  /** The path of the collection's index of places. */
  placePath(collection: string, wanted: unknown): string
}

/** Runs a pipeline on a collection; the leading stages become its query. */
export async function runPipeline(
  reader: Reader,
  collection: string,
  stages: StageSpec[],
  variables: Variables = {},
): Promise<Document[]> {
  if (stages[0]?.[0] === '$geoNear') {
    const documents = await geoNear(reader, collection, objectOf('$geoNear', stages[0][1]))
    return runStages(reader, documents, stages.slice(1), variables)
  }
  const head = takeQuery(stages)
  const documents = await reader.find(collection, head)
  return runStages(reader, documents, stages.slice(head.used), variables)
}

/** The stages at the start that a query can do: matches, one sort, then a limit. */
function takeQuery(stages: StageSpec[]): {
  filter: Document
  sort: SortSpec
  limit: number
  used: number
} {
  const filters: Document[] = []
  let at = 0
  for (; stages[at]?.[0] === '$match'; at++) filters.push(objectOf('$match', stages[at]?.[1]))
  let sort: SortSpec = []
  if (stages[at]?.[0] === '$sort') sort = sortOf(stages[at++]?.[1])
  const [name, spec] = stages[at] ?? []
  const isLimit = name === '$limit' && Number.isInteger(spec) && Number(spec) > 0
  const limit = isLimit ? Number(spec) : skippedLimit(stages.slice(at))
  if (isLimit) at++
  const filter =
    filters.length === 1 ? (filters[0] as Document) : filters.length === 0 ? {} : { $and: filters }
  return { filter, sort, limit, used: at }
}

/** `$skip` then `$limit`: enough documents for both; the stages still run. */
function skippedLimit([first, second]: StageSpec[]): number {
  const isPage = first?.[0] === '$skip' && second?.[0] === '$limit'
  return isPage ? Number(first[1]) + Number(second[1]) : Infinity
}

async function runStages(
  reader: Reader,
  input: Document[],
  stages: StageSpec[],
  variables: Variables,
): Promise<Document[]> {
  let documents = input
  for (const [name, spec] of stages) {
    if (name === '$geoNear')
      throw requestFailed('$geoNear is only valid as the first stage in a pipeline.')
    documents =
      name === '$lookup'
        ? await lookup(reader, documents, objectOf(name, spec), variables)
        : compileStage(name, spec, variables)(documents)
  }
  return documents
}

async function lookup(
  reader: Reader,
  documents: Document[],
  spec: Document,
  variables: Variables,
): Promise<Document[]> {
  const { from, as } = spec
  if (typeof from !== 'string' || typeof as !== 'string') {
    throw requestFailed("$lookup argument 'from' and 'as' must be strings")
  }
  const join =
    'pipeline' in spec ? byPipeline(reader, from, spec, variables) : byField(reader, from, spec)
  const result: Document[] = []
  for (const document of documents) {
    const draft = new Draft(document)
    draft.set(pathParts(as), await join(document))
    result.push(draft.root)
  }
  return result
}

type Join = (document: Document) => Promise<Document[]>

function byField(reader: Reader, from: string, { localField, foreignField }: Document): Join {
  if (typeof localField !== 'string' || typeof foreignField !== 'string') {
    throw requestFailed(
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField'",
    )
  }
  const parts = pathParts(localField)
  return (document) => {
    const value = valueAt(document, parts)
    const condition = Array.isArray(value) ? { $in: value as unknown[] } : { $eq: value ?? null }
    return reader.find(from, { filter: { [foreignField]: condition }, sort: [], limit: Infinity })
  }
}

function byPipeline(reader: Reader, from: string, spec: Document, variables: Variables): Join {
  const stages = parseStages(spec.pipeline)
  const bindings = isPlainObject(spec.let)
    ? Object.entries(spec.let).map(
        ([name, value]) => [name, compileExpression(value, variables)] as const,
      )
    : []
  return (document) => {
    const bound: Variables = { ...variables }
    for (const [name, evaluate] of bindings) bound[name] = evaluate(document)
    return runPipeline(
      reader,
      from,
      stages.map((stage) => withVariables(stage, bound)),
      bound,
    )
  }
}

/**
 * Puts the values of variables into the expressions of `$match`, so that
 * `{$expr: {$eq: ['$field', '$$x']}}` becomes a condition an index can serve.
 */
function withVariables([name, spec]: StageSpec, variables: Variables): StageSpec {
  return name === '$match' ? [name, matchWith(spec, variables)] : [name, spec]
}

function matchWith(filter: unknown, variables: Variables): unknown {
  if (!isPlainObject(filter)) return filter
  const result: Document = {}
  for (const key of Object.keys(filter)) {
    const value = filter[key]
    if (key === '$expr') result[key] = bindVariables(value, variables)
    else if (Array.isArray(value) && key.startsWith('$'))
      result[key] = value.map((part) => matchWith(part, variables))
    else result[key] = value
  }
  const equalities = equalitiesOf(result.$expr)
  return equalities.length === 0 ? result : { $and: [result, ...equalities] }
}

function bindVariables(expression: unknown, variables: Variables): unknown {
  if (typeof expression === 'string' && expression.startsWith('$$')) {
    const [name = '', ...path] = expression.slice(2).split('.')
    if (Object.hasOwn(variables, name)) {
      const value = valueAt(variables[name], path)
      return value === undefined ? '$$REMOVE' : { $literal: value }
    }
  }
  if (Array.isArray(expression)) return expression.map((item) => bindVariables(item, variables))
  if (!isPlainObject(expression) || '$literal' in expression) return expression
  return Object.fromEntries(
    Object.entries(expression).map(([key, value]) => [key, bindVariables(value, variables)]),
  )
}

/** Conditions on fields that follow from an expression: equalities under `$and`. */
function equalitiesOf(expression: unknown): Document[] {
  if (!isPlainObject(expression)) return []
  if (Array.isArray(expression.$and)) return expression.$and.flatMap(equalitiesOf)
  if (!Array.isArray(expression.$eq) || expression.$eq.length !== 2) return []
  const [a, b] = expression.$eq as unknown[]
  const [field, value] = typeof a === 'string' ? [a, b] : [b, a]
  const isField = typeof field === 'string' && /^\$[^$]/.test(field)
  if (!isField || !isPlainObject(value) || !('$literal' in value)) return []
  const { $literal: literal } = value
  // An expression compares whole values: an array equals nothing a condition on elements would.
  const isSimple =
    typeof literal === 'string' || typeof literal === 'number' || typeof literal === 'boolean'
  return isSimple ? [{ [field.slice(1)]: { $eq: literal } }] : []
}

/** Stages as `{$name: spec}` objects, as inside of `$lookup`. */
function parseStages(value: unknown): StageSpec[] {
  if (!Array.isArray(value)) throw requestFailed('a pipeline must be an array of stages')
  return value.map((stage: unknown): StageSpec => {
    const entries = isPlainObject(stage) ? Object.entries(stage) : []
    if (entries.length !== 1) {
      throw requestFailed('A pipeline stage specification object must contain exactly one field.')
    }
    return entries[0] as StageSpec
  })
}

/** How far away, in the unit that `near` asks for. */
interface Around {
  condition: Document
  /** One metre in that unit. */
  unit: number
}

/** Legacy coordinates measure in radians, bounds and results alike; GeoJSON measures in metres. */
function aroundOf({ near, maxDistance, minDistance }: Document): Around {
  const pair = legacyPair(near)
  const radius = pair ? EARTH_RADIUS_METRES : 1
  const metres = (bound: unknown): unknown => (typeof bound === 'number' ? bound * radius : bound)
  return {
    condition: {
      $geometry: pair ? { type: 'Point', coordinates: pair } : near,
      $maxDistance: metres(maxDistance),
      $minDistance: metres(minDistance),
    },
    unit: 1 / radius,
  }
}

/** Each distance is multiplied by it: the earth's radius makes metres of a legacy pair's radians. */
function multiplierOf({ distanceMultiplier: given }: Document): number {
  if (given === undefined || given === null) return 1
  if (typeof given !== 'number' || !(given >= 0)) {
    throw requestFailed('distanceMultiplier must be non-negative')
  }
  return given
}

/** The documents around a place, the nearest first, with their distance. */
async function geoNear(reader: Reader, collection: string, spec: Document): Promise<Document[]> {
  const { distanceField, query, limit, num, key, includeLocs } = spec
  if (typeof distanceField !== 'string')
    throw requestFailed('$geoNear requires a distanceField option as a String')
  if (spec.spherical === false)
    throw requestFailed('$geoNear with a 2dsphere index requires spherical: true')
  const { condition, unit } = aroundOf(spec)
  const multiplier = multiplierOf(spec)
  const { center } = parseNear(condition)
  const path = reader.placePath(collection, key)
  const documents = await reader.find(collection, {
    filter: { $and: [{ [path]: { $nearSphere: condition } }, isPlainObject(query) ? query : {}] },
    sort: [],
    limit: Infinity,
  })
  const parts = pathParts(path)
  const placed = documents.map((document) => {
    const place = valueAt(document, parts)
    const distance = (distanceToNearest(place, center) ?? 0) * multiplier * unit
    const draft = new Draft(document)
    draft.set(pathParts(distanceField), distance)
    if (typeof includeLocs === 'string') draft.set(pathParts(includeLocs), place)
    return { root: draft.root, distance }
  })
  placed.sort((a, b) => compareForSort(a.distance, b.distance))
  const most = limit ?? num ?? Infinity
  return placed.slice(0, Number(most)).map(({ root }) => root)
}
