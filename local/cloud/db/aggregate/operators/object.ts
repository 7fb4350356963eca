import { type Document, isPlainObject } from '../../ejson'
import { requestFailed } from '../../errors'
import { typeName } from '../../query/types'
import { type Operator, any, isNil, one } from './support'

/** Later objects win; null and missing ones are skipped. */
export function mergeObjects(values: unknown[]): Document {
  const result: Document = {}
  for (const value of values) {
    if (isNil(value)) continue
    if (!isPlainObject(value)) {
      throw requestFailed(
        `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
      )
    }
    Object.assign(result, value)
  }
  return result
}

export const OBJECTS: Record<string, Operator> = {
  $mergeObjects: any((args) =>
    mergeObjects(args.length === 1 && Array.isArray(args[0]) ? (args[0] as unknown[]) : args),
  ),
  $objectToArray: one((value) => {
    if (isNil(value)) return null
    if (!isPlainObject(value)) {
      throw requestFailed(`$objectToArray requires a document input, found: ${typeName(value)}`)
    }
    return Object.entries(value).map(([k, v]) => ({ k, v }))
  }),
}
