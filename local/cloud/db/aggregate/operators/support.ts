import { Decimal128 } from 'bson'
import { requestFailed } from '../../errors'
import { typeName } from '../../query/types'

/** An operator whose arguments are all evaluated before it runs. */
export interface Operator {
  /** Least and most number of arguments. */
  count: readonly [least: number, most: number]
  /** Set for operators with named arguments; `apply` gets them in this order. */
  named?: readonly string[]
  /** `given` tells, for named arguments, which were written. */
  apply(args: unknown[], given?: boolean[]): unknown
}

export const one = (apply: (value: unknown) => unknown): Operator => ({
  count: [1, 1],
  apply: ([value]) => apply(value),
})

export const two = (apply: (a: unknown, b: unknown) => unknown): Operator => ({
  count: [2, 2],
  apply: ([a, b]) => apply(a, b),
})

export const any = (apply: (args: unknown[]) => unknown): Operator => ({
  count: [0, Infinity],
  apply,
})

export const named = (
  names: readonly string[],
  apply: (args: unknown[], given: boolean[]) => unknown,
): Operator => ({
  count: [1, 1],
  named: names,
  apply: (args, given) => apply(args, given ?? []),
})

export const isNil = (value: unknown): value is null | undefined =>
  value === null || value === undefined

/** MongoDB's truth: only false, null, missing and zero are false. */
export const isTruthy = (value: unknown): boolean =>
  value !== false && value !== null && value !== undefined && value !== 0 && value !== 0n

/** The value as a double, or undefined when it is no number. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  return value instanceof Decimal128 ? Number(value.toString()) : undefined
}

/** @throws DatabaseError when the value is no number */
export function needNumber(operator: string, value: unknown): number {
  const number = toNumber(value)
  if (number === undefined) {
    throw requestFailed(`${operator} only supports numeric types, not ${typeName(value)}`)
  }
  return number
}

export function needInteger(operator: string, value: unknown): number {
  const number = toNumber(value)
  if (number === undefined || !Number.isInteger(number)) {
    throw requestFailed(`${operator} needs a whole number, found ${typeName(value)}`)
  }
  return number
}

/** A position, which cannot be negative. */
export function needPosition(operator: string, value: unknown): number {
  const position = needInteger(operator, value)
  if (position < 0)
    throw requestFailed(`${operator} requires a nonnegative index, found: ${position}`)
  return position
}

export function needArray(operator: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[]
  throw requestFailed(
    `The argument to ${operator} must be an array, but was of type: ${typeName(value)}`,
  )
}

export function needString(operator: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw requestFailed(`${operator} requires a string argument, found: ${typeName(value)}`)
}
