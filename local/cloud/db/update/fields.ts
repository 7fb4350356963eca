import { compareValues } from '../compare'
import { isPlainObject, stringifyEjson } from '../ejson'
import { requestFailed } from '../errors'
import { typeName } from '../query/types'

/** What an operator makes of the present value (undefined: missing). */
export type FieldChange = (current: unknown, path: string, id: unknown) => unknown

const isNumeric = (value: unknown): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint'

function arithmetic(
  name: string,
  operand: unknown,
  missing: (operand: number | bigint) => number,
  combine: (a: number, b: number) => number,
  combineBig: (a: bigint, b: bigint) => bigint,
): FieldChange {
  if (!isNumeric(operand)) {
    throw requestFailed(
      `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: ${stringifyEjson(operand)}`,
    )
  }
  return (current, path, id) => {
    if (current === undefined) return missing(operand)
    if (!isNumeric(current)) {
      throw requestFailed(
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${stringifyEjson(id)}} has the field '${path}' of non-numeric type ${typeName(current)}`,
      )
    }
    if (typeof current === 'number' && typeof operand === 'number') {
      const result = combine(current, operand)
      const isWhole = Number.isInteger(current) && Number.isInteger(operand)
      // Whole numbers are integers to the database, which has no minus zero among them.
      if (isWhole && result === 0) return 0
      const isExact = Number.isSafeInteger(result) || !isWhole
      // Whole numbers beyond the safe range are int64 to the database.
      return isExact ? result : narrow(combineBig(BigInt(current), BigInt(operand)))
    }
    return narrow(combineBig(BigInt(current), BigInt(operand)))
  }
}

/** @throws DatabaseError when an int64 overflows, as MongoDB does */
function narrow(value: bigint): number | bigint {
  if (BigInt.asIntN(64, value) !== value)
    throw requestFailed('Failed to apply operation: the result overflows a 64-bit integer')
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

export const increment = (operand: unknown): FieldChange =>
  arithmetic(
    '$inc',
    operand,
    (value) => value as number,
    (a, b) => a + b,
    (a, b) => a + b,
  )

export const multiply = (operand: unknown): FieldChange =>
  arithmetic(
    '$mul',
    operand,
    () => 0,
    (a, b) => a * b,
    (a, b) => a * b,
  )

/** `$max` (sign 1) and `$min` (-1) by MongoDB's order across types. */
export const extreme =
  (operand: unknown, sign: 1 | -1): FieldChange =>
  (current) =>
    current === undefined || compareValues(operand, current) * sign > 0 ? operand : current

/** `$bit`: {and | or | xor: integer}. */
export function bitwise(operand: unknown): FieldChange {
  const entries = isPlainObject(operand) ? Object.entries(operand) : []
  if (entries.length === 0) {
    throw requestFailed(
      'The $bit modifier is not compatible with a non-object: expected {and|or|xor: number}',
    )
  }
  for (const [name, mask] of entries) {
    if (!['and', 'or', 'xor'].includes(name)) {
      throw requestFailed(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
    }
    if (!Number.isInteger(mask))
      throw requestFailed('The $bit modifier field must be an Integer(32/64 bit)')
  }
  return (current, path, id) => {
    if (current !== undefined && !Number.isInteger(current) && typeof current !== 'bigint') {
      throw requestFailed(
        `Cannot apply $bit to a value of non-integral type. {_id: ${stringifyEjson(id)}} has the field '${path}' of non-integer type ${typeName(current)}`,
      )
    }
    let value = BigInt((current as number | undefined) ?? 0)
    for (const [name, mask] of entries) {
      const bits = BigInt(mask as number)
      value = name === 'and' ? value & bits : name === 'or' ? value | bits : value ^ bits
    }
    return narrow(BigInt.asIntN(64, value))
  }
}
