import { BSONRegExp } from 'bson'
import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'

/** MongoDB's limit on a document, here on its text. */
const MAX_SIZE = 16 * 1024 * 1024

/** @throws DatabaseError when a value holds field names that only operators may have */
export function checkStorable(value: unknown, path: string): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i]
      if (typeof item === 'object' && item !== null) checkStorable(item, `${path}.${i}`)
    }
    return
  }
  if (!isPlainObject(value)) return
  for (const key in value) {
    if (key.charCodeAt(0) === 36 && !isReference(key)) {
      throw requestFailed(
        `The dollar ($) prefixed field '${key}' in '${path === '' ? key : `${path}.${key}`}' is not valid for storage.`,
      )
    }
    const item = value[key]
    if (typeof item === 'object' && item !== null)
      checkStorable(item, path === '' ? key : `${path}.${key}`)
  }
}

/** The fields of a DBRef. */
const isReference = (key: string): boolean => key === '$ref' || key === '$id' || key === '$db'

/** Checks a whole document and puts `_id` first, where MongoDB keeps it. */
export function toStored(document: Document, id: unknown): Document {
  if (Array.isArray(id) || id instanceof BSONRegExp || id === undefined) {
    throw requestFailed(
      `The '_id' value cannot be of type ${Array.isArray(id) ? 'array' : 'regex'}`,
    )
  }
  checkStorable(document, '')
  for (const key in document) {
    if (key === '_id' && document._id === id) return document
    break
  }
  const { _id: _, ...rest } = document
  return { _id: id, ...rest }
}

export function checkSize(text: string): void {
  if (text.length > MAX_SIZE / 4 && Buffer.byteLength(text) > MAX_SIZE) {
    throw requestFailed('Document exceeds the maximum size of 16MB')
  }
}
