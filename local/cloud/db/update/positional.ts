import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { compileElement, compileFilter } from '../query/compile'
import { isOperatorObject } from '../query/operators'
import type { Draft } from './draft'

/**
 * The concrete paths an update path stands for: `$` is the element the filter matched, `$[]` every
 * element. Filtered positions (`$[name]`) need arrayFilters, which the SDK cannot send.
 */
export function expandPath(
  draft: Draft,
  parts: readonly string[],
  filter: Document,
): (readonly string[])[] {
  const at = parts.findIndex((part) => part.startsWith('$'))
  if (at < 0) return [parts]
  const before = parts.slice(0, at)
  const after = parts.slice(at + 1)
  const array = draft.get(before)
  if (!Array.isArray(array)) {
    throw requestFailed(
      `The path '${before.join('.')}' must exist in the document in order to apply array updates.`,
    )
  }
  const part = parts[at] as string
  if (part === '$') {
    const index = matchedIndex(array, before.join('.'), filter)
    return expandPath(draft, [...before, String(index), ...after], filter)
  }
  if (part !== '$[]') {
    throw requestFailed(
      `No array filter found for identifier '${part.slice(2, -1)}' in path '${parts.join('.')}'`,
    )
  }
  return array.flatMap((_, i) => expandPath(draft, [...before, String(i), ...after], filter))
}

/** @throws DatabaseError when no condition of the filter is about the array */
function matchedIndex(array: unknown[], path: string, filter: Document): number {
  for (const test of conditionsOn(path, filter)) {
    const index = array.findIndex(test)
    if (index >= 0) return index
  }
  throw requestFailed('The positional operator did not find the match needed from the query.')
}

function* conditionsOn(path: string, filter: Document): Generator<(item: unknown) => boolean> {
  for (const key of Object.keys(filter)) {
    const condition = filter[key]
    if (key === '$and' || key === '$or') {
      for (const branch of condition as Document[]) yield* conditionsOn(path, branch)
    } else if (key.startsWith(`${path}.`)) {
      const test = compileFilter({ [key.slice(path.length + 1)]: condition })
      yield (item) => isPlainObject(item) && test(item)
    } else if (key === path) {
      yield elementTest(condition)
    }
  }
}

function elementTest(condition: unknown): (item: unknown) => boolean {
  if (isPlainObject(condition) && '$elemMatch' in condition) {
    const inner = condition.$elemMatch as Document
    if (isOperatorObject(inner)) return compileElement(inner)
    const test = compileFilter(inner)
    return (item) => isPlainObject(item) && test(item)
  }
  const test = compileFilter({ item: condition })
  return (item) => test({ item })
}
