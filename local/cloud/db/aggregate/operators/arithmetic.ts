import { compareValues } from '../../compare'
import { requestFailed } from '../../errors'
import { typeName } from '../../query/types'
import { type Operator, any, isNil, needInteger, needNumber, one, toNumber, two } from './support'

const math = (name: string, compute: (value: number) => number): Operator =>
  one((value) => (isNil(value) ? null : compute(needNumber(name, value))))

const pair = (name: string, compute: (a: number, b: number) => number): Operator =>
  two((a, b) => (isNil(a) || isNil(b) ? null : compute(needNumber(name, a), needNumber(name, b))))

function positive(name: string, value: number): number {
  if (value <= 0)
    throw requestFailed(`${name}'s argument must be a positive number, but is ${value}`)
  return value
}

/** Integers of the database have no minus zero. */
const wholeZero = (result: number, operands: number[]): number =>
  result === 0 && operands.every(Number.isInteger) ? 0 : result

/** Numbers, and at most one date to which they add milliseconds. */
function add(args: unknown[]): unknown {
  let sum = 0
  let hasDate = false
  for (const value of args) {
    if (isNil(value)) return null
    if (value instanceof Date) {
      if (hasDate) throw requestFailed('only one date allowed in an $add expression')
      hasDate = true
      sum += value.getTime()
      continue
    }
    const number = toNumber(value)
    if (number === undefined) {
      throw requestFailed(`$add only supports numeric or date types, not ${typeName(value)}`)
    }
    sum += number
  }
  return hasDate ? new Date(sum) : sum
}

function subtract(a: unknown, b: unknown): unknown {
  if (isNil(a) || isNil(b)) return null
  if (a instanceof Date) {
    if (b instanceof Date) return a.getTime() - b.getTime()
    return new Date(a.getTime() - needNumber('$subtract', b))
  }
  const [left, right] = [toNumber(a), toNumber(b)]
  if (left === undefined || right === undefined) {
    throw requestFailed(`cant $subtract a ${typeName(b)} from a ${typeName(a)}`)
  }
  return left - right
}

/** Rounds toward zero at a number of decimal places, which may be negative. */
function truncate([value, places]: unknown[]): unknown {
  if (isNil(value)) return null
  const number = needNumber('$trunc', value)
  const digits = isNil(places) ? 0 : needInteger('$trunc', places)
  if (digits === 0 || !Number.isFinite(number)) return Math.trunc(number)
  if (digits < 0) {
    const unit = 10 ** -digits
    return Math.trunc(number / unit) * unit
  }
  // By decimal text, so that 1.1 at one place does not become 1.
  const [mantissa = '0', exponent = '0'] = String(number).split('e')
  const shifted = Math.trunc(Number(`${mantissa}e${Number(exponent) + digits}`))
  return Number(`${shifted}e${-digits}`)
}

const numbersOf = (args: unknown[]): number[] => {
  const only = args.length === 1 ? args[0] : undefined
  const values: unknown[] = Array.isArray(only) ? (only as unknown[]) : args
  return values.map(toNumber).filter((value) => value !== undefined)
}

export function sum(values: number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}

export const average = (values: number[]): number | null =>
  values.length === 0 ? null : sum(values) / values.length

/** Population (`of` = n) or sample (n - 1) deviation; null when there is nothing to divide by. */
export function deviation(values: number[], isSample: boolean): number | null {
  const divisor = values.length - (isSample ? 1 : 0)
  if (divisor <= 0) return null
  const mean = sum(values) / values.length
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / divisor)
}

/** The greatest (sign 1) or smallest (-1) value in MongoDB's order, nulls and missing apart. */
export function extreme(values: unknown[], sign: 1 | -1): unknown {
  let best: unknown = null
  for (const value of values) {
    if (!isNil(value) && (best === null || compareValues(value, best) * sign > 0)) best = value
  }
  return best
}

const valuesOf = (args: unknown[]): unknown[] =>
  args.length === 1 && Array.isArray(args[0]) ? (args[0] as unknown[]) : args

export const ARITHMETIC: Record<string, Operator> = {
  $abs: math('$abs', Math.abs),
  $add: any(add),
  $ceil: math('$ceil', Math.ceil),
  $divide: pair('$divide', (a, b) => {
    if (b === 0) throw requestFailed("can't $divide by zero")
    return a / b
  }),
  $exp: math('$exp', Math.exp),
  $floor: math('$floor', Math.floor),
  $ln: math('$ln', (value) => Math.log(positive('$ln', value))),
  $log: pair('$log', (value, base) => {
    if (base <= 0 || base === 1) {
      throw requestFailed(`$log's base must be a positive number not equal to 1, but is ${base}`)
    }
    return Math.log(positive('$log', value)) / Math.log(base)
  }),
  $log10: math('$log10', (value) => Math.log10(positive('$log10', value))),
  $mod: pair('$mod', (a, b) => {
    if (b === 0) throw requestFailed("can't $mod by zero")
    return wholeZero(a % b, [a, b])
  }),
  $multiply: any((args) => {
    const factors: number[] = []
    for (const value of args) {
      if (isNil(value)) return null
      factors.push(needNumber('$multiply', value))
    }
    return wholeZero(
      factors.reduce((product, factor) => product * factor, 1),
      factors,
    )
  }),
  $pow: pair('$pow', (base, exponent) => {
    if (base === 0 && exponent < 0)
      throw requestFailed('$pow cannot take a base of 0 and a negative exponent')
    return base ** exponent
  }),
  $sqrt: math('$sqrt', (value) => {
    if (value < 0) throw requestFailed("$sqrt's argument must be greater than or equal to 0")
    return Math.sqrt(value)
  }),
  $subtract: two(subtract),
  $trunc: { count: [1, 2], apply: truncate },
  $sum: any((args) => sum(numbersOf(args))),
  $avg: any((args) => average(numbersOf(args))),
  $max: any((args) => extreme(valuesOf(args), 1)),
  $min: any((args) => extreme(valuesOf(args), -1)),
  $stdDevPop: any((args) => deviation(numbersOf(args), false)),
  $stdDevSamp: any((args) => deviation(numbersOf(args), true)),
}
