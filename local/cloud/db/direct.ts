import type { DirectDatabase } from '../types'
import type { Catalog } from './catalog'
import { type Document, parseEjsonObject, stringifyEjson } from './ejson'
import { invalidParam } from './errors'
import { clearDocuments } from './maintenance'
import { Finder } from './plan/find'
import { compileFilter } from './query/compile'
import type { Store } from './store'
import { toStored } from './update/storable'
import { PresentView, type Space, documentKey } from './view'
import { type Writer, planChange } from './writer'

const BATCH = 1000

interface Parts {
  space: Space
  store: Store
  catalog: Catalog
  writer: Writer
  /** Drops open transactions and what was derived from documents. */
  forget: () => void
  ready: () => Promise<void>
}

/** Access for seeds and tests: the same locks and indexes, no limits on reading. */
export function directAccess({
  space,
  store,
  catalog,
  writer,
  forget,
  ready,
}: Parts): DirectDatabase {
  const finder = new Finder(Infinity)
  /** A copy of its own, so that the caller's object and ours never meet. */
  const copy = (document: unknown): Document =>
    parseEjsonObject(stringifyEjson(document), Date.now())
  return {
    async load(name, documents) {
      await ready()
      const collection = catalog.get(name)
      for (let at = 0; at < documents.length; at += BATCH) {
        const batch = documents.slice(at, at + BATCH).map((given) => {
          if (given._id === undefined) throw invalidParam('a document to load needs an _id')
          const document = copy(given)
          return toStored(document, document._id)
        })
        const { durable } = await writer.write(new PresentView(space), () =>
          batch.map((document) => {
            const key = documentKey(collection, document._id)
            return planChange(collection, key, space.document(key), document)
          }),
        )
        await durable
      }
    },
    async get(name, id) {
      await ready()
      const stored = space.document(documentKey(catalog.get(name), id))
      return stored ? parseEjsonObject(stored.text, 0) : null
    },
    async all(name, filter = {}) {
      await ready()
      const wanted = copy(filter)
      const found = await finder.find(
        new PresentView(space),
        {
          collection: catalog.get(name),
          filter: wanted,
          matches: compileFilter(wanted),
          sort: [],
          skip: 0,
          limit: Infinity,
        },
        { scanned: 0, index: null },
      )
      return found.map(({ stored }) => parseEjsonObject(stored.text, 0))
    },
    collections: () => catalog.all().map(({ name }) => name),
    async clear() {
      await ready()
      forget()
      await clearDocuments(store, catalog)
      forget()
    },
  }
}
