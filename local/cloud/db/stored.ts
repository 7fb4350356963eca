import { type Document, revive, stringifyEjson } from './ejson'

const RECORD_LENGTH = 8

/** A document as it is stored: its number in natural order and its text. */
export class Stored {
  readonly record: string
  /** EJSON, ready for the wire. */
  readonly text: string
  #document: Document | undefined

  constructor(record: string, text: string, document?: Document) {
    this.record = record
    this.text = text
    this.#document = document
  }

  static parse(value: string): Stored {
    return new Stored(value.slice(0, RECORD_LENGTH), value.slice(RECORD_LENGTH))
  }

  static of(record: string, document: Document): Stored {
    return new Stored(record, stringifyEjson(document), document)
  }

  /** Shared: never to be changed in place. */
  get document(): Document {
    return (this.#document ??= revive(JSON.parse(this.text), 0, 0) as Document)
  }

  toValue(): string {
    return this.record + this.text
  }
}

/** Keeps the documents used last, up to twice a number of characters of text. */
export class DocumentCache {
  readonly #limit: number
  #young = new Map<string, Stored>()
  #old = new Map<string, Stored>()
  #size = 0

  constructor(limit = 8 << 20) {
    this.#limit = limit
  }

  get(key: string): Stored | undefined {
    const young = this.#young.get(key)
    if (young !== undefined) return young
    const old = this.#old.get(key)
    if (old !== undefined) this.set(key, old)
    return old
  }

  set(key: string, stored: Stored): void {
    this.#young.set(key, stored)
    this.#size += stored.text.length + key.length
    if (this.#size < this.#limit) return
    // Two generations stand for "used lately" without a list to keep in order.
    this.#old = this.#young
    this.#young = new Map()
    this.#size = 0
  }

  delete(key: string): void {
    this.#young.delete(key)
    this.#old.delete(key)
  }

  clear(): void {
    this.#young.clear()
    this.#old.clear()
    this.#size = 0
  }
}
