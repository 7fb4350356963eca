import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { pathParts, visitPath } from '../paths'
import { compileExpression, isTruthy } from '../aggregate/expression'
import { compileJsonSchema } from './json-schema'
import { type ElementTest, type FieldTest, fieldTest, isOperatorObject } from './operators'
import { isRegex } from './regex'

export type Matcher = (document: Document) => boolean

const LOGICAL = new Set(['$and', '$or', '$nor'])

/**
 * Compiles a MongoDB filter into a test.
 * @throws DatabaseError (DATABASE_REQUEST_FAILED) for what the platform would refuse
 */
export function compileFilter(filter: Document): Matcher {
  const tests: Matcher[] = []
  for (const key of Object.keys(filter)) {
    const condition = filter[key]
    if (LOGICAL.has(key)) tests.push(compileLogical(key, condition))
    else if (key.startsWith('$')) tests.push(compileTopLevel(key, condition))
    else tests.push(compileField(key, condition))
  }
  return allOf(tests)
}

function compileLogical(operator: string, condition: unknown): Matcher {
  if (!Array.isArray(condition) || condition.length === 0) {
    throw requestFailed(`${operator} must be a nonempty array`)
  }
  const branches = condition.map((branch) => {
    if (!isPlainObject(branch)) {
      throw requestFailed('$or/$and/$nor entries need to be full objects')
    }
    return compileFilter(branch)
  })
  if (operator === '$and') return (document) => branches.every((test) => test(document))
  if (operator === '$or') return (document) => branches.some((test) => test(document))
  return (document) => !branches.some((test) => test(document))
}

function compileTopLevel(operator: string, condition: unknown): Matcher {
  switch (operator) {
    case '$expr': {
      const evaluate = compileExpression(condition)
      return (document) => isTruthy(evaluate(document))
    }
    case '$jsonSchema':
      return compileJsonSchema(condition)
    case '$comment':
      return () => true
    case '$text':
      throw requestFailed('text index required for $text query')
    case '$where':
      throw requestFailed('$where is not allowed')
    default:
      throw requestFailed(`unknown top level operator: ${operator}`)
  }
}

/** Compiles the condition on one path: a value to equal, a regular expression or operators. */
function compileField(path: string, condition: unknown): Matcher {
  const parts = pathParts(path)
  if (isPlainObject(condition) && isOperatorObject(condition)) {
    return allOf(compileOperators(condition, (test) => atPath(parts, test)))
  }
  return atPath(parts, fieldTest(isRegex(condition) ? '$regex' : '$eq', condition, {}, compilers))
}

/** Compiles `{$gte: 1, $lt: 5}` into a test of a single array element. */
export const compileElement = (condition: Document): ElementTest =>
  allOf(compileOperators(condition, (test) => (value) => test.matches(value) !== test.negated))

type Test<T> = (subject: T) => boolean

function allOf<T>(tests: Test<T>[]): Test<T> {
  if (tests.length === 1) return tests[0] as Test<T>
  return (subject) => {
    for (const test of tests) if (!test(subject)) return false
    return true
  }
}

function compileOperators<T>(condition: Document, attach: (test: FieldTest) => Test<T>): Test<T>[] {
  const tests: Test<T>[] = []
  for (const operator of Object.keys(condition)) {
    const operand = condition[operator]
    if (operator === '$options') {
      if (!('$regex' in condition)) throw requestFailed('$options needs a $regex')
    } else if (operator === '$not' && isPlainObject(operand) && isOperatorObject(operand)) {
      const inner = allOf(compileOperators(operand, attach))
      tests.push((subject) => !inner(subject))
    } else if (operator.startsWith('$')) {
      tests.push(attach(fieldTest(operator, operand, condition, compilers)))
    } else {
      throw requestFailed(`unknown operator: ${operator}`)
    }
  }
  return tests
}

/** What the operators need back from this file, without a cycle of imports. */
const compilers = { filter: compileFilter, element: compileElement }

/** A leaf that is an array matches by one of its elements or as a whole. */
function matchesLeaf(test: FieldTest, end: unknown): boolean {
  if (Array.isArray(end)) {
    for (const element of end) if (test.matches(element)) return true
  }
  return test.matches(end)
}

function atPath(parts: readonly string[], test: FieldTest): Matcher {
  const visit = test.wholeOnly ? test.matches : (end: unknown) => matchesLeaf(test, end)
  if (test.negated) return (document) => !visitPath(document, parts, 0, visit)
  return (document) => visitPath(document, parts, 0, visit)
}
