import { randomBytes } from 'node:crypto'
import type { Collection } from '../catalog'
import { type Document, isPlainObject, parseEjsonObject, toWire } from '../ejson'
import { requestFailed } from '../errors'
import { pathParts } from '../paths'
import { type Matcher, compileFilter } from '../query/compile'
import { isOperatorObject } from '../query/operators'
import {
  type Request,
  collectionName,
  documentsOf,
  filterOf,
  orderOf,
  singleId,
  updateOf,
} from '../request'
import { parseSort } from '../query/sort'
import type { Stored } from '../stored'
import type { DatabaseReply } from '../types'
import { compileUpdate } from '../update/compile'
import { Draft } from '../update/draft'
import { toStored } from '../update/storable'
import { documentKey } from '../view'
import { type Change, planChange } from '../writer'
import type { Engine, Operation } from './context'

/** A generated id looks like the platform's: 32 hexadecimal digits. */
const newId = (): string => randomBytes(16).toString('hex')

/** Applies a change plan in the transaction or, without one, at once. */
async function write(
  engine: Engine,
  { transaction, view }: Operation,
  plan: () => Change[],
): Promise<{ count: number; durable: Promise<void> }> {
  if (transaction === null) {
    const done = await engine.writer.write(view, plan)
    // Awaited later, after further documents: until then a failure is not unhandled.
    done.durable.catch(() => undefined)
    return done
  }
  const changes = plan()
  for (const change of changes) engine.transactions.stage(transaction, change)
  return { count: changes.length, durable: Promise.resolve() }
}

/** database.insertDocument: one after another, ending at the first that fails. */
export async function insertDocuments(
  engine: Engine,
  operation: Operation,
  request: Request,
): Promise<DatabaseReply> {
  const collection = engine.catalog.get(collectionName(request))
  const documents = documentsOf(request, operation.now).map((document) =>
    toStored(document, document._id ?? newId()),
  )
  const durable: Promise<void>[] = []
  try {
    for (const document of documents) {
      const done = await write(engine, operation, () => insertion(collection, document))
      durable.push(done.durable)
    }
  } finally {
    await Promise.all(durable)
  }
  return { data: { insertedIds: documents.map(({ _id }) => _id) } }
}

const insertion = (collection: Collection, document: Document): Change[] => [
  planChange(collection, documentKey(collection, document._id), undefined, document),
]

/** What an update makes of a document; null: there is none to start from. */
type Make = (document: Document | null) => Document

interface Modification {
  collection: Collection
  filter: Document
  make: Make
  /** Replaced documents count even when they stay the same, updated ones do not. */
  isReplacement: boolean
  isUpsert: boolean
  isMulti: boolean
}

/** database.modifyDocument */
export async function modifyDocuments(
  engine: Engine,
  operation: Operation,
  request: Request,
): Promise<DatabaseReply> {
  const modification = modificationOf(engine, operation, request)
  const { collection, filter, make, isReplacement, isUpsert, isMulti } = modification
  const matches = compileFilter(filter)
  let updated = 0
  let matched = 0
  const durable: Promise<void>[] = []
  try {
    for (;;) {
      const keys = await keysOf(engine, operation, collection, filter, isMulti, request)
      for (const key of keys) {
        let isMatch = false
        const done = await write(engine, operation, () => {
          const stored = matching(operation, key, matches)
          isMatch = stored !== undefined
          return stored ? replacement(collection, key, stored, make) : []
        })
        if (isMatch) matched++
        updated += done.count
        durable.push(done.durable)
      }
      if (matched > 0 || keys.length === 0 || !mayFindAnother(filter, isMulti)) break
    }
    if (matched === 0 && isUpsert) return await upsert(engine, operation, modification)
  } finally {
    await Promise.all(durable)
  }
  return { data: { updated: isReplacement ? matched : updated, upsert_id: null } }
}

function modificationOf(engine: Engine, operation: Operation, request: Request): Modification {
  const collection = engine.catalog.get(collectionName(request))
  const { now } = operation
  const filter = filterOf(request, now)
  const isDocument = request.queryType === 'DOC'
  return {
    collection,
    filter,
    make: request.merge === false ? replacer(request, filter, now) : merger(request, filter, now),
    isReplacement: request.merge === false,
    isUpsert: request.upsert === true,
    isMulti: !isDocument && request.multi !== false,
  }
}

function merger(request: Request, filter: Document, now: number): Make {
  const update = compileUpdate(updateOf(request, now))
  return (document) => {
    const isInsert = document === null
    return update(document ?? seedOf(filter), { filter, isInsert, now })
  }
}

/** An upsert starts from the values its filter asks to equal, those under `$and` included. */
function seedOf(filter: Document, seed = new Draft({})): Document {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and') for (const branch of condition as Document[]) seedOf(branch, seed)
    if (key.startsWith('$')) continue
    if (!isPlainObject(condition) || !isOperatorObject(condition))
      seed.set(pathParts(key), condition)
    else if ('$eq' in condition) seed.set(pathParts(key), condition.$eq)
  }
  return seed.root
}

function replacer(request: Request, filter: Document, now: number): Make {
  const document = parseEjsonObject(request.data, now)
  if (isOperatorObject(document)) throw requestFailed('update operator complicit')
  return (current) => {
    const id: unknown = current?._id ?? singleId(filter) ?? document._id
    if (document._id !== undefined && document._id !== id) {
      throw requestFailed(
        `After applying the update, the (immutable) field '_id' was found to have been altered`,
      )
    }
    return { _id: id, ...document }
  }
}

/** Inserts what was not there, or changes it when it has come there since. */
async function upsert(
  engine: Engine,
  operation: Operation,
  { collection, make }: Modification,
): Promise<DatabaseReply> {
  const made = make(null)
  const document = toStored(made, made._id ?? newId())
  const key = documentKey(collection, document._id)
  let isInsert = true
  const { durable } = await write(engine, operation, () => {
    const stored = operation.view.document(key)
    isInsert = stored === undefined
    return stored ? replacement(collection, key, stored, make) : insertion(collection, document)
  })
  await durable
  return {
    data: isInsert ? { updated: 0, upsert_id: document._id } : { updated: 1, upsert_id: null },
  }
}

/** The keys of the documents to change; what they hold is looked at again when it is changed. */
async function keysOf(
  engine: Engine,
  operation: Operation,
  collection: Collection,
  filter: Document,
  isMulti: boolean,
  request: Request,
): Promise<string[]> {
  const id = singleId(filter)
  if (id !== undefined) {
    operation.cost.index = '_id_'
    operation.cost.scanned = 1
    return [documentKey(collection, id)]
  }
  const found = await engine.finder.find(
    operation.view,
    {
      collection,
      filter,
      matches: compileFilter(filter),
      sort: isMulti ? [] : parseSort(orderOf(request, operation.now)),
      skip: 0,
      limit: isMulti ? Infinity : 1,
    },
    operation.cost,
  )
  return found.map(({ key }) => key)
}

/**
 * Whether to look again when the one document that was found no longer matches, because another
 * write was faster: as in MongoDB, who asks for any one gets the next.
 */
const mayFindAnother = (filter: Document, isMulti: boolean): boolean =>
  !isMulti && singleId(filter) === undefined

function matching({ view }: Operation, key: string, matches: Matcher): Stored | undefined {
  const stored = view.document(key)
  return stored && matches(stored.document) ? stored : undefined
}

/** No change at all when the document stays as it is. */
function replacement(collection: Collection, key: string, stored: Stored, make: Make): Change[] {
  const change = planChange(collection, key, stored, make(stored.document))
  return change.stored?.text === stored.text ? [] : [change]
}

/** database.removeDocument */
export async function removeDocuments(
  engine: Engine,
  operation: Operation,
  request: Request,
): Promise<DatabaseReply> {
  const collection = engine.catalog.get(collectionName(request))
  const filter = filterOf(request, operation.now)
  const isMulti = request.queryType !== 'DOC' && request.multi !== false
  const matches = compileFilter(filter)
  let deleted = 0
  const durable: Promise<void>[] = []
  try {
    for (;;) {
      const keys = await keysOf(engine, operation, collection, filter, isMulti, request)
      for (const key of keys) {
        const done = await write(engine, operation, () => {
          const stored = matching(operation, key, matches)
          return stored ? [planChange(collection, key, stored, null)] : []
        })
        deleted += done.count
        durable.push(done.durable)
      }
      if (deleted > 0 || keys.length === 0 || !mayFindAnother(filter, isMulti)) break
    }
  } finally {
    await Promise.all(durable)
  }
  return { data: { deleted } }
}

/** database.modifyAndReturnDoc: changes one document and returns it as it is then. */
export async function modifyAndReturn(
  engine: Engine,
  operation: Operation,
  request: Request,
): Promise<DatabaseReply> {
  const { collection, filter, make } = modificationOf(engine, operation, {
    ...request,
    merge: true,
  })
  const matches = compileFilter(filter)
  for (;;) {
    const [key] = await keysOf(engine, operation, collection, filter, false, request)
    if (key === undefined) return { data: { updated: 0, doc: null } }
    let changed: Stored | undefined
    const { durable } = await write(engine, operation, () => {
      changed = matching(operation, key, matches)
      const changes = changed ? replacement(collection, key, changed, make) : []
      changed = changes[0]?.stored ?? changed
      return changes
    })
    await durable
    if (changed) return { data: { updated: 1, doc: toWire(changed.text) } }
    if (!mayFindAnother(filter, false)) return { data: { updated: 0, doc: null } }
  }
}
