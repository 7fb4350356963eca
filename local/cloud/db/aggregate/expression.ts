import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { pathParts, valueAt } from '../paths'
import { ARITHMETIC } from './operators/arithmetic'
import { ARRAYS } from './operators/array'
import { COMPARISON } from './operators/comparison'
import { DATES } from './operators/date'
import { OBJECTS } from './operators/object'
import { SETS } from './operators/set'
import { STRINGS } from './operators/string'
import { isTruthy, type Operator } from './operators/support'

export { isTruthy } from './operators/support'

/** The document an expression runs on and the variables around it, innermost first. */
export interface Scope {
  root: unknown
  variables: Variable | null
}

interface Variable {
  name: string
  value: unknown
  next: Variable | null
}

/** A compiled expression; undefined stands for a missing value. */
export type Evaluate = (scope: Scope) => unknown

const OPERATORS: Record<string, Operator> = {
  ...ARITHMETIC,
  ...ARRAYS,
  ...COMPARISON,
  ...DATES,
  ...OBJECTS,
  ...SETS,
  ...STRINGS,
}

export const bind = (variables: Variable | null, name: string, value: unknown): Variable => ({
  name,
  value,
  next: variables,
})

/** Compiles an expression to run on documents alone, as `$expr` and stages do. */
export function compileExpression(
  expression: unknown,
  variables: Record<string, unknown> = {},
): (document: unknown) => unknown {
  const evaluate = compile(expression)
  const outer = Object.entries(variables).reduce<Variable | null>(
    (chain, [name, value]) => bind(chain, name, value),
    null,
  )
  return (document) => evaluate({ root: document, variables: outer })
}

/** @throws DatabaseError for an unknown operator or a wrong number of arguments */
export function compile(expression: unknown): Evaluate {
  if (typeof expression === 'string') return compileString(expression)
  if (Array.isArray(expression)) {
    const items = expression.map(compile)
    return (scope) => items.map((item) => item(scope) ?? null)
  }
  if (isPlainObject(expression)) return compileObject(expression)
  return () => expression
}

function compileString(text: string): Evaluate {
  if (text.startsWith('$$')) return compileVariable(text.slice(2))
  if (text.length > 1 && text.startsWith('$')) {
    const parts = pathParts(text.slice(1))
    return (scope) => valueAt(scope.root, parts)
  }
  if (text === '$') throw requestFailed("'$' by itself is not a valid FieldPath")
  return () => text
}

function compileVariable(text: string): Evaluate {
  const [name = '', ...path] = text.split('.')
  if (name === 'ROOT' || name === 'CURRENT') return (scope) => valueAt(scope.root, path)
  if (name === 'REMOVE') return () => undefined
  if (name === 'NOW') return () => new Date()
  return (scope) => {
    for (let variable = scope.variables; variable !== null; variable = variable.next) {
      if (variable.name === name) return valueAt(variable.value, path)
    }
    throw requestFailed(`Use of undefined variable: ${name}`)
  }
}

function compileObject(object: Document): Evaluate {
  const keys = Object.keys(object)
  const first = keys[0]
  if (first !== undefined && first.startsWith('$')) {
    if (keys.length > 1) {
      throw requestFailed(
        `an expression specification must contain exactly one field, the name of the expression. Found ${keys.length} fields`,
      )
    }
    return compileOperator(first, object[first])
  }
  const fields = keys.map((key) => [key, compile(object[key])] as const)
  return (scope) => {
    const result: Document = {}
    for (const [key, evaluate] of fields) {
      const value = evaluate(scope)
      if (value !== undefined) result[key] = value
    }
    return result
  }
}

function compileOperator(name: string, operand: unknown): Evaluate {
  if (Object.hasOwn(SPECIAL, name)) return (SPECIAL[name] as Special)(operand)
  if (!Object.hasOwn(OPERATORS, name)) throw requestFailed(`Unrecognized expression '${name}'`)
  const operator = OPERATORS[name] as Operator
  if (operator.named) return compileNamed(name, operator, operand)
  const list = Array.isArray(operand) ? operand : [operand]
  const [least, most] = operator.count
  if (list.length < least || list.length > most) {
    throw requestFailed(
      `Expression ${name} takes ${least === most ? `exactly ${least}` : `at least ${least} and at most ${most}`} arguments. ${list.length} were passed in.`,
    )
  }
  const inputs = list.map(compile)
  const { apply } = operator
  if (inputs.length === 1) {
    const input = inputs[0] as Evaluate
    return (scope) => apply([input(scope)])
  }
  return (scope) => apply(inputs.map((input) => input(scope)))
}

/** Operators with named arguments (`{date, timezone}`); a bare operand is the first of them. */
function compileNamed(name: string, operator: Operator, operand: unknown): Evaluate {
  const names = operator.named as readonly string[]
  const isNamed =
    isPlainObject(operand) &&
    Object.keys(operand).every((key) => !key.startsWith('$')) &&
    Object.keys(operand).length > 0
  const given: Document = isNamed
    ? operand
    : {
        [names[0] as string]: Array.isArray(operand) && operand.length === 1 ? operand[0] : operand,
      }
  for (const key of Object.keys(given)) {
    if (!names.includes(key)) throw requestFailed(`unrecognized option to ${name}: '${key}'`)
  }
  const inputs = names.map((key) => (key in given ? compile(given[key]) : undefined))
  const { apply } = operator
  return (scope) =>
    apply(
      inputs.map((input) => input?.(scope)),
      inputs.map((input) => input !== undefined),
    )
}

type Special = (operand: unknown) => Evaluate

/** Operators that decide themselves what is evaluated, how often and with which variables. */
const SPECIAL: Record<string, Special> = {
  $literal: (operand) => () => operand,
  $meta: () => {
    throw requestFailed('$meta needs a text search, which this database does not have')
  },
  $and(operand) {
    const inputs = asList(operand).map(compile)
    return (scope) => inputs.every((input) => isTruthy(input(scope)))
  },
  $or(operand) {
    const inputs = asList(operand).map(compile)
    return (scope) => inputs.some((input) => isTruthy(input(scope)))
  },
  $cond(operand) {
    const isList = Array.isArray(operand)
    if (isList && operand.length !== 3)
      throw requestFailed('Expression $cond takes exactly 3 arguments')
    const given = isList
      ? { if: operand[0], then: operand[1], else: operand[2] }
      : fieldsOf('$cond', operand)
    for (const key of ['if', 'then', 'else']) {
      if (!(key in given)) throw requestFailed(`Missing '${key}' parameter to $cond`)
    }
    const [test, yes, no] = [compile(given.if), compile(given.then), compile(given.else)]
    return (scope) => (isTruthy(test(scope)) ? yes(scope) : no(scope))
  },
  $ifNull(operand) {
    const inputs = asList(operand).map(compile)
    if (inputs.length < 2) throw requestFailed('$ifNull needs at least two arguments')
    return (scope) => {
      let value: unknown
      for (const input of inputs) {
        value = input(scope)
        if (value !== null && value !== undefined) return value
      }
      return value
    }
  },
  $switch(operand) {
    const given = fieldsOf('$switch', operand)
    if (!Array.isArray(given.branches) || given.branches.length === 0) {
      throw requestFailed('$switch requires at least one branch.')
    }
    const branches = given.branches.map((branch: unknown) => {
      const { case: test, then } = fieldsOf('$switch', branch)
      return [compile(test), compile(then)] as const
    })
    const otherwise = 'default' in given ? compile(given.default) : undefined
    return (scope) => {
      for (const [test, then] of branches) if (isTruthy(test(scope))) return then(scope)
      if (otherwise) return otherwise(scope)
      throw requestFailed(
        '$switch could not find a matching branch for an input, and no default was specified.',
      )
    }
  },
  $let(operand) {
    const given = fieldsOf('$let', operand)
    const vars = Object.entries(fieldsOf('$let', given.vars)).map(
      ([name, value]) => [name, compile(value)] as const,
    )
    const inner = compile(given.in)
    return (scope) => {
      let { variables } = scope
      for (const [name, value] of vars) variables = bind(variables, name, value(scope))
      return inner({ root: scope.root, variables })
    }
  },
  $map(operand) {
    const given = fieldsOf('$map', operand)
    const input = compile(given.input)
    const name = String(given.as ?? 'this')
    const inner = compile(given.in)
    return (scope) => {
      const array = arrayOrNull('$map', input(scope))
      if (array === null) return null
      const { root, variables } = scope
      return array.map((item) => inner({ root, variables: bind(variables, name, item) }) ?? null)
    }
  },
  $filter(operand) {
    const given = fieldsOf('$filter', operand)
    const input = compile(given.input)
    const name = String(given.as ?? 'this')
    const condition = compile(given.cond)
    const limit = 'limit' in given ? compile(given.limit) : undefined
    return (scope) => {
      const array = arrayOrNull('$filter', input(scope))
      if (array === null) return null
      const { root, variables } = scope
      const kept = array.filter((item) =>
        isTruthy(condition({ root, variables: bind(variables, name, item) })),
      )
      const most = limit?.(scope)
      return typeof most === 'number' ? kept.slice(0, most) : kept
    }
  },
  $reduce(operand) {
    const given = fieldsOf('$reduce', operand)
    const [input, initial, inner] = [given.input, given.initialValue, given.in].map(compile) as [
      Evaluate,
      Evaluate,
      Evaluate,
    ]
    return (scope) => {
      const array = arrayOrNull('$reduce', input(scope))
      if (array === null) return null
      const { root, variables } = scope
      return array.reduce<unknown>(
        (value, item) =>
          inner({ root, variables: bind(bind(variables, 'this', item), 'value', value) }),
        initial(scope),
      )
    }
  },
}

const asList = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand])

function fieldsOf(name: string, operand: unknown): Document {
  if (!isPlainObject(operand))
    throw requestFailed(`${name} only supports an object as its argument`)
  return operand
}

function arrayOrNull(name: string, value: unknown): unknown[] | null {
  if (value === null || value === undefined) return null
  if (!Array.isArray(value)) throw requestFailed(`input to ${name} must be an array`)
  return value as unknown[]
}
