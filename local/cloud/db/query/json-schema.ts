import { equalValues } from '../compare'
import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { toRegExp } from './regex'
import { oneType } from './types'

type Test = (value: unknown) => boolean

/** Keywords that only describe. */
const NOTES = new Set(['title', 'description'])

const JSON_TYPES: Record<string, string> = { boolean: 'bool', number: 'number' }

/**
 * Compiles MongoDB's `$jsonSchema` (draft 4 with bsonType).
 * @throws DatabaseError for keywords it does not know
 */
export const compileJsonSchema = (schema: unknown): ((document: Document) => boolean) =>
  compile(schema)

function compile(schema: unknown): Test {
  if (!isPlainObject(schema)) throw requestFailed('$jsonSchema must be an object')
  const tests = Object.entries(schema)
    .filter(([keyword]) => !NOTES.has(keyword))
    .map(([keyword, operand]) => keywordTest(keyword, operand, schema))
  return (value) => tests.every((test) => test(value))
}

const numbers =
  (check: (value: number) => boolean): Test =>
  (value) =>
    typeof value !== 'number' || check(value)
const strings =
  (check: (value: string) => boolean): Test =>
  (value) =>
    typeof value !== 'string' || check(value)
const arrays =
  (check: (value: unknown[]) => boolean): Test =>
  (value) =>
    !Array.isArray(value) || check(value)
const objects =
  (check: (value: Document) => boolean): Test =>
  (value) =>
    !isPlainObject(value) || check(value)
const all = (operand: unknown): Test[] => (operand as unknown[]).map(compile)

function keywordTest(keyword: string, operand: unknown, schema: Document): Test {
  switch (keyword) {
    case 'bsonType':
    case 'type': {
      const names = Array.isArray(operand) ? (operand as unknown[]) : [operand]
      const tests = names.map((name) => oneType(JSON_TYPES[String(name)] ?? name))
      return (value) => tests.some((test) => test(value))
    }
    case 'required':
      return objects((value) => (operand as string[]).every((name) => Object.hasOwn(value, name)))
    case 'properties':
      return properties(operand as Document)
    case 'additionalProperties':
      return additional(operand, schema)
    case 'enum':
      return (value) => (operand as unknown[]).some((item) => equalValues(item, value))
    case 'minimum':
      return numbers((value) =>
        schema.exclusiveMinimum === true ? value > Number(operand) : value >= Number(operand),
      )
    case 'maximum':
      return numbers((value) =>
        schema.exclusiveMaximum === true ? value < Number(operand) : value <= Number(operand),
      )
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return () => true
    case 'multipleOf':
      return numbers((value) => value % Number(operand) === 0)
    case 'minLength':
      return strings((value) => [...value].length >= Number(operand))
    case 'maxLength':
      return strings((value) => [...value].length <= Number(operand))
    case 'pattern': {
      const regex = toRegExp(String(operand), '')
      return strings((value) => regex.test(value))
    }
    case 'minItems':
      return arrays((value) => value.length >= Number(operand))
    case 'maxItems':
      return arrays((value) => value.length <= Number(operand))
    case 'uniqueItems':
      return arrays(
        (value) =>
          operand !== true ||
          !value.some((item, i) => value.slice(0, i).some((other) => equalValues(item, other))),
      )
    case 'items':
      return items(operand)
    case 'minProperties':
      return objects((value) => Object.keys(value).length >= Number(operand))
    case 'maxProperties':
      return objects((value) => Object.keys(value).length <= Number(operand))
    default:
      return combination(keyword, operand)
  }
}

function combination(keyword: string, operand: unknown): Test {
  switch (keyword) {
    case 'allOf': {
      const tests = all(operand)
      return (value) => tests.every((test) => test(value))
    }
    case 'anyOf': {
      const tests = all(operand)
      return (value) => tests.some((test) => test(value))
    }
    case 'oneOf': {
      const tests = all(operand)
      return (value) => tests.filter((test) => test(value)).length === 1
    }
    case 'not': {
      const test = compile(operand)
      return (value) => !test(value)
    }
    default:
      throw requestFailed(`$jsonSchema keyword '${keyword}' is not supported`)
  }
}

function properties(operand: Document): Test {
  const tests = Object.entries(operand).map(([name, schema]) => [name, compile(schema)] as const)
  return objects((value) =>
    tests.every(([name, test]) => !Object.hasOwn(value, name) || test(value[name])),
  )
}

function additional(operand: unknown, schema: Document): Test {
  const known = Object.keys((schema.properties as Document | undefined) ?? {})
  const test = typeof operand === 'boolean' ? () => operand : compile(operand)
  return objects((value) =>
    Object.keys(value).every((name) => known.includes(name) || test(value[name])),
  )
}

function items(operand: unknown): Test {
  if (Array.isArray(operand)) {
    const tests = all(operand)
    return arrays((value) => value.every((item, i) => tests[i]?.(item) ?? true))
  }
  const test = compile(operand)
  return arrays((value) => value.every(test))
}
