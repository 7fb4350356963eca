import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { encodeValue } from '../keys'
import { compileExpression } from './expression'
import { average, deviation, extreme, sum } from './operators/arithmetic'
import { mergeObjects } from './operators/object'
import { distinct } from './operators/set'
import { toNumber } from './operators/support'

/** Computes the fields of one group from its members. */
export type Accumulator = (members: Document[]) => Document

const numbers = (values: unknown[]): number[] =>
  values.map(toNumber).filter((value) => value !== undefined)

const present = (values: unknown[]): unknown[] => values.filter((value) => value !== undefined)

/** From the value of the expression for each member (undefined: missing) to the result. */
const ACCUMULATORS: Record<string, (values: unknown[]) => unknown> = {
  $addToSet: (values) => [...distinct(present(values)).values()],
  $avg: (values) => average(numbers(values)),
  $first: (values) => values[0] ?? null,
  $last: (values) => values[values.length - 1] ?? null,
  $max: (values) => extreme(values, 1),
  $mergeObjects: mergeObjects,
  $min: (values) => extreme(values, -1),
  $push: present,
  $stdDevPop: (values) => deviation(numbers(values), false),
  $stdDevSamp: (values) => deviation(numbers(values), true),
  $sum: (values) => sum(numbers(values)),
}

/** Compiles `{total: {$sum: '$x'}, …}`. */
export function compileAccumulators(
  spec: Document,
  variables: Record<string, unknown>,
): Accumulator {
  const fields = Object.entries(spec).map(([name, expression]) => {
    const keys = isPlainObject(expression) ? Object.keys(expression) : []
    const operator = keys[0]
    if (!isPlainObject(expression) || operator === undefined) {
      throw requestFailed(`The field '${name}' must be an accumulator object`)
    }
    if (keys.length > 1) throw requestFailed(`The field '${name}' must specify one accumulator`)
    if (name.includes('.')) throw requestFailed(`The field name '${name}' cannot contain '.'`)
    if (!Object.hasOwn(ACCUMULATORS, operator))
      throw requestFailed(`unknown group operator '${operator}'`)
    return {
      name,
      evaluate: compileExpression(expression[operator], variables),
      finish: ACCUMULATORS[operator] as (values: unknown[]) => unknown,
    }
  })
  return (members) => {
    const result: Document = {}
    for (const { name, evaluate, finish } of fields) result[name] = finish(members.map(evaluate))
    return result
  }
}

/** Groups in the order in which their first members come. */
export function compileGroup(
  spec: Document,
  variables: Record<string, unknown>,
): (documents: Document[]) => Document[] {
  if (!('_id' in spec)) throw requestFailed('a group specification must include an _id')
  const { _id, ...fields } = spec
  const keyOf = compileExpression(_id, variables)
  const accumulate = compileAccumulators(fields, variables)
  return (documents) => {
    const groups = new Map<string, { id: unknown; members: Document[] }>()
    for (const document of documents) {
      const id = keyOf(document) ?? null
      const key = encodeValue(id)
      const group = groups.get(key)
      if (group) group.members.push(document)
      else groups.set(key, { id, members: [document] })
    }
    return [...groups.values()].map(({ id, members }) => ({ _id: id, ...accumulate(members) }))
  }
}
