import { compareValues, equalValues, typeClass } from '../compare'
import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { geoTest } from './geo'
import { isRegex, regexOf, toRegExp } from './regex'
import { typeTest } from './types'

export type ElementTest = (value: unknown) => boolean

/** A compiled operator on one path. */
export interface FieldTest {
  /** Tests one candidate value; undefined stands for a missing field. */
  matches: ElementTest
  /** The document matches when no candidate does (`$ne`, `$nin`, `$not`, `$exists: false`). */
  negated: boolean
  /** Arrays are tested as a whole, not by element (`$size`, `$elemMatch`, `$exists`). */
  wholeOnly: boolean
}

interface Compilers {
  filter(filter: Document): (document: Document) => boolean
  element(condition: Document): ElementTest
}

/** Whether an object is a set of operators rather than a value to equal. */
export function isOperatorObject(value: Document): boolean {
  for (const key in value) return key.charCodeAt(0) === 36
  return false
}

const perElement = (matches: ElementTest): FieldTest => ({
  matches,
  negated: false,
  wholeOnly: false,
})
const whole = (matches: ElementTest): FieldTest => ({ matches, negated: false, wholeOnly: true })
const negate = (test: FieldTest): FieldTest => ({ ...test, negated: !test.negated })

/** @throws DatabaseError for an unknown operator or an operand of the wrong type */
export function fieldTest(
  operator: string,
  operand: unknown,
  siblings: Document,
  compilers: Compilers,
): FieldTest {
  switch (operator) {
    case '$eq':
      return perElement(equality(operand))
    case '$ne':
      if (isRegex(operand)) throw requestFailed("Can't have regex as arg to $ne.")
      return negate(perElement(equality(operand)))
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return perElement(comparison(operator, operand))
    case '$in':
      return perElement(membership(operator, operand))
    case '$nin':
      return negate(perElement(membership(operator, operand)))
    case '$exists': {
      const test = whole((value) => value !== undefined)
      return isWanted(operand) ? test : negate(test)
    }
    case '$regex':
      return perElement(regexTest(operand, siblings.$options))
    case '$mod':
      return perElement(modulus(operand))
    case '$size':
      return whole(sizeTest(operand))
    case '$type':
      return perElement(typeTest(operand))
    case '$all':
      return allTest(operand, compilers)
    case '$elemMatch':
      return whole(elemMatch(operand, compilers))
    case '$not':
      if (isRegex(operand)) return negate(perElement(regexTest(operand, undefined)))
      throw requestFailed('$not needs a regex or a document')
    case '$nearSphere':
    case '$near':
    case '$geoWithin':
    case '$geoIntersects':
      return whole(geoTest(operator, operand))
    default:
      throw requestFailed(`unknown operator: ${operator}`)
  }
}

const isWanted = (operand: unknown): boolean =>
  operand !== false && operand !== 0 && operand !== null

function equality(operand: unknown): ElementTest {
  if (operand === null || operand === undefined)
    return (value) => value === null || value === undefined
  if (typeof operand === 'string' || typeof operand === 'boolean')
    return (value) => value === operand
  if (typeof operand === 'number' && !Number.isNaN(operand)) {
    return (value) =>
      value === operand ||
      (typeof value === 'object' && value !== null && equalValues(value, operand))
  }
  return (value) => equalValues(value, operand)
}

/** Compares only within a type: `{$gt: 5}` never matches a string. */
function comparison(operator: string, operand: unknown): ElementTest {
  if (isRegex(operand)) throw requestFailed(`Can't have RegEx as arg to predicate over field.`)
  const type = typeClass(operand ?? null)
  const includesEqual = operator === '$gte' || operator === '$lte'
  const sign = operator === '$gt' || operator === '$gte' ? 1 : -1
  const isNaNOperand = typeof operand === 'number' && Number.isNaN(operand)
  return (value) => {
    const candidate = value ?? null
    if (typeClass(candidate) !== type) return false
    const result = compareValues(candidate, operand ?? null)
    if (result === 0) return includesEqual
    // NaN is neither less nor greater than a number.
    if (isNaNOperand || (typeof candidate === 'number' && Number.isNaN(candidate))) return false
    return result > 0 === sign > 0
  }
}

function membership(operator: string, operand: unknown): ElementTest {
  if (!Array.isArray(operand)) throw requestFailed(`${operator} needs an array`)
  const simple = new Set<unknown>()
  const others: ElementTest[] = []
  for (const item of operand as unknown[]) {
    if (isPlainObject(item) && isOperatorObject(item)) {
      throw requestFailed(`cannot nest $ under ${operator}`)
    }
    if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') {
      simple.add(item === 0 ? 0 : item)
    } else if (isRegex(item)) {
      others.push(regexTest(item, undefined))
    } else {
      others.push(equality(item))
    }
  }
  // A Set finds NaN and takes 0 and -0 for the same, as MongoDB does.
  return (value) => simple.has(value) || others.some((test) => test(value))
}

function regexTest(operand: unknown, options: unknown): ElementTest {
  const regex =
    typeof operand === 'string'
      ? toRegExp(operand, String(options ?? ''))
      : isRegex(operand)
        ? withOptions(operand, options)
        : undefined
  if (regex === undefined) throw requestFailed('$regex has to be a string')
  return (value) =>
    typeof value === 'string' ? regex.test(value) : isRegex(value) && equalValues(value, operand)
}

const withOptions = (operand: Parameters<typeof regexOf>[0], options: unknown): RegExp => {
  const regex = regexOf(operand)
  return options === undefined ? regex : toRegExp(regex.source, String(options))
}

function modulus(operand: unknown): ElementTest {
  if (!Array.isArray(operand) || operand.length !== 2) {
    throw requestFailed('malformed mod, needs to be an array of two numbers')
  }
  const [divisor, remainder] = operand.map((item) => Math.trunc(Number(item))) as [number, number]
  if (Number.isNaN(divisor) || Number.isNaN(remainder)) throw requestFailed('malformed mod')
  if (divisor === 0) throw requestFailed('divisor cannot be 0')
  return (value) =>
    typeof value === 'number' && Number.isFinite(value) && Math.trunc(value) % divisor === remainder
}

function sizeTest(operand: unknown): ElementTest {
  if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < 0) {
    throw requestFailed('$size must be a whole number that is not negative')
  }
  return (value) => Array.isArray(value) && value.length === operand
}

/** Every item has to be there, each by another element if need be. */
function allTest(operand: unknown, compilers: Compilers): FieldTest {
  if (!Array.isArray(operand)) throw requestFailed('$all needs an array')
  const tests = (operand as unknown[]).map((item): FieldTest => {
    if (isPlainObject(item) && isOperatorObject(item)) {
      if (!('$elemMatch' in item)) throw requestFailed('no $ expressions in $all')
      return fieldTest('$elemMatch', item.$elemMatch, item, compilers)
    }
    return perElement(isRegex(item) ? regexTest(item, undefined) : equality(item))
  })
  return whole(
    (value) =>
      tests.length > 0 &&
      tests.every(
        (test) =>
          (!test.wholeOnly && Array.isArray(value) && value.some(test.matches)) ||
          test.matches(value),
      ),
  )
}

function elemMatch(operand: unknown, compilers: Compilers): ElementTest {
  if (!isPlainObject(operand)) throw requestFailed('$elemMatch needs an Object')
  const isLogical = ['$and', '$or', '$nor'].some((key) => key in operand)
  const test: ElementTest =
    isOperatorObject(operand) && !isLogical
      ? compilers.element(operand)
      : documentTest(compilers.filter(operand))
  return (value) => Array.isArray(value) && value.some(test)
}

/** An array inside of the array is a document of its positions to `$elemMatch`. */
const documentTest =
  (filter: (document: Document) => boolean): ElementTest =>
  (value) =>
    Array.isArray(value) ? filter({ ...value }) : isPlainObject(value) && filter(value)
