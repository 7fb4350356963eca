import { runPipeline, type Reader, type StageSpec } from '../aggregate/pipeline'
import type { Collection } from '../catalog'
import { type Document, isPlainObject, parseEjson, stringifyEjson, toWire } from '../ejson'
import { invalidParam, requestFailed } from '../errors'
import { parseNear } from '../geo/conditions'
import { distanceToNearest } from '../geo/measure'
import { pathParts, valueAt } from '../paths'
import type { FindQuery } from '../plan/find'
import { compileFilter } from '../query/compile'
import { compileProjection } from '../query/project'
import { parseSort } from '../query/sort'
import {
  type Request,
  collectionName,
  filterOf,
  limitOf,
  offsetOf,
  orderOf,
  projectionOf,
  singleId,
} from '../request'
import type { DatabaseReply } from '../types'
import { documentKey } from '../view'
import type { Engine, Operation } from './context'

/** Documents an aggregation returns when no stage limits them. */
const DEFAULT_OUTPUT = 20

/** database.getDocument */
export async function getDocuments(
  engine: Engine,
  operation: Operation,
  request: Request,
): Promise<DatabaseReply> {
  const collection = engine.catalog.get(collectionName(request))
  const filter = filterOf(request, operation.now)
  const projection = projectionOf(request, operation.now)
  const isDocument = request.queryType === 'DOC'
  const id = singleId(filter)
  const list = id !== undefined && projection === null ? byId(operation, collection, id) : null
  if (list) return { data: { list } }
  const sort = parseSort(orderOf(request, operation.now))
  const query: FindQuery = {
    collection,
    filter,
    matches: compileFilter(filter),
    sort,
    skip: offsetOf(request),
    limit: isDocument ? 1 : limitOf(request),
    ...nearness(collection, filter, sort.length > 0),
  }
  const found = await engine.finder.find(operation.view, query, operation.cost)
  const project = projection === null ? null : compileProjection(projection)
  return {
    data: {
      list: found.map(({ stored }) =>
        toWire(project ? stringifyEjson(project(stored.document)) : stored.text),
      ),
    },
  }
}

/** The shortest way: no filter, no plan, no parsing of the document. */
function byId(operation: Operation, collection: Collection, id: unknown): string[] {
  const stored = operation.view.document(documentKey(collection, id))
  operation.cost.index = '_id_'
  operation.cost.scanned = stored ? 1 : 0
  return stored ? [toWire(stored.text)] : []
}

/** A condition of nearness sorts by distance when no other order is asked for. */
function nearness(
  collection: Collection,
  filter: Document,
  isSorted: boolean,
): Pick<FindQuery, 'rank'> {
  const found = nearCondition(filter)
  if (found === undefined) return {}
  const [path, condition] = found
  if (
    !collection.indexes.some(({ fields }) => fields[0]?.[0] === path && fields[0][1] === '2dsphere')
  ) {
    throw requestFailed(
      `unable to find index for $geoNear query: declare a 2dsphere index on ${path} of ${collection.name}`,
    )
  }
  if (isSorted) return {}
  const { center } = parseNear(condition)
  const parts = pathParts(path)
  return {
    rank: (document) => distanceToNearest(valueAt(document, parts), center) ?? Infinity,
  }
}

function nearCondition(filter: Document): [path: string, condition: unknown] | undefined {
  for (const key of Object.keys(filter)) {
    const condition = filter[key]
    if (key === '$and') {
      for (const part of condition as Document[]) {
        const found = nearCondition(part)
        if (found) return found
      }
    } else if (isPlainObject(condition)) {
      const near = condition.$nearSphere ?? condition.$near
      if (near !== undefined) return [key, near]
    }
  }
  return undefined
}

/** database.calculateDocument */
export async function countDocuments(
  engine: Engine,
  operation: Operation,
  request: Request,
): Promise<DatabaseReply> {
  const collection = engine.catalog.get(collectionName(request))
  const filter = filterOf(request, operation.now)
  if (Object.keys(filter).length === 0 && operation.transaction === null) {
    return { data: { total: collection.count } }
  }
  const total = await engine.finder.count(
    operation.view,
    { collection, filter, matches: compileFilter(filter), sort: [], skip: 0, limit: Infinity },
    operation.cost,
  )
  return { data: { total } }
}

/** database.aggregateDocuments */
export async function aggregateDocuments(
  engine: Engine,
  operation: Operation,
  request: Request,
): Promise<DatabaseReply> {
  const name = collectionName(request)
  engine.catalog.get(name)
  const stages = stagesOf(request, operation.now)
  const output = await runPipeline(readerFor(engine, operation), name, stages)
  const isLimited = stages.some(([stage]) => stage === '$limit')
  const list = isLimited ? output : output.slice(0, DEFAULT_OUTPUT)
  return { data: { list: list.map((document) => toWire(stringifyEjson(document))) } }
}

function stagesOf(request: Request, now: number): StageSpec[] {
  if (!Array.isArray(request.stages)) throw invalidParam('stages should be an array')
  return request.stages.map((stage: unknown): StageSpec => {
    const { stageKey, stageValue } = isPlainObject(stage) ? stage : {}
    if (typeof stageKey !== 'string') throw invalidParam('stageKey should be a string')
    return [stageKey, parseEjson(stageValue, now, 'stageValue')]
  })
}

function readerFor(engine: Engine, operation: Operation): Reader {
  return {
    async find(name, { filter, sort, limit }) {
      // Another collection that does not exist is empty to a join.
      const collection = engine.catalog.find(name)
      if (collection === undefined) return []
      const found = await engine.finder.find(
        operation.view,
        { collection, filter, matches: compileFilter(filter), sort, skip: 0, limit },
        operation.cost,
      )
      return found.map(({ stored }) => stored.document)
    },
    placePath(name, wanted) {
      const paths = engine.catalog
        .get(name)
        .indexes.flatMap(({ fields }) => fields.filter(([, kind]) => kind === '2dsphere'))
        .map(([path]) => path)
      const path = typeof wanted === 'string' ? paths.find((known) => known === wanted) : paths[0]
      if (path === undefined) {
        throw requestFailed(`$geoNear requires a 2dsphere index, but none were found on ${name}`)
      }
      return path
    },
  }
}
