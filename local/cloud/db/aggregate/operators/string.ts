import { requestFailed } from '../../errors'
import { typeName } from '../../query/types'
import {
  type Operator,
  any,
  isNil,
  needInteger,
  needPosition,
  needString,
  one,
  toNumber,
  two,
} from './support'

/** Text of a value where MongoDB coerces: numbers and dates, null as ''. */
function coerce(operator: string, value: unknown): string {
  if (isNil(value)) return ''
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  const number = toNumber(value)
  if (number !== undefined) return String(value)
  throw requestFailed(`can't convert from BSON type ${typeName(value)} to String in ${operator}`)
}

/** Only the letters A to Z change, as MongoDB does without a collation. */
const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
const upper = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())

function compareIgnoringCase(a: unknown, b: unknown): number {
  const left = Buffer.from(upper(coerce('$strcasecmp', a)))
  return Buffer.compare(left, Buffer.from(upper(coerce('$strcasecmp', b))))
}

function substringBytes([value, from, count]: unknown[]): string {
  const bytes = Buffer.from(coerce('$substrBytes', value))
  const start = needInteger('$substrBytes', from)
  const length = needInteger('$substrBytes', count)
  if (start < 0) throw requestFailed('$substrBytes: starting index must be non-negative')
  const end = length < 0 ? bytes.length : Math.min(bytes.length, start + length)
  const isInside = (at: number) => at < bytes.length && ((bytes[at] as number) & 0xc0) === 0x80
  if (isInside(start) || isInside(end)) {
    throw requestFailed(
      '$substrBytes: Invalid range, a boundary is in the middle of a UTF-8 character.',
    )
  }
  return bytes.subarray(start, end).toString()
}

function substringCodePoints([value, from, count]: unknown[]): string {
  const points = [...coerce('$substrCP', value)]
  const start = needInteger('$substrCP', from)
  const length = needInteger('$substrCP', count)
  if (start < 0 || length < 0) {
    throw requestFailed('$substrCP: starting index and length must be non-negative')
  }
  return points.slice(start, start + length).join('')
}

function indexOf<T>(
  operator: string,
  args: unknown[],
  split: (text: string) => T[],
): number | null {
  const [value, search, from, to] = args
  if (isNil(value)) return null
  const text = split(needString(operator, value))
  const wanted = split(needString(operator, search))
  const start = from === undefined ? 0 : needPosition(operator, from)
  const end = to === undefined ? text.length : Math.min(needPosition(operator, to), text.length)
  for (let i = start; i + wanted.length <= end; i++) {
    if (wanted.every((unit, j) => text[i + j] === unit)) return i
  }
  return -1
}

export const STRINGS: Record<string, Operator> = {
  $concat: any((args) => {
    let result = ''
    for (const value of args) {
      if (isNil(value)) return null
      if (typeof value !== 'string') {
        throw requestFailed(`$concat only supports strings, not ${typeName(value)}`)
      }
      result += value
    }
    return result
  }),
  $indexOfBytes: {
    count: [2, 4],
    apply: (args) => indexOf('$indexOfBytes', args, (text) => [...Buffer.from(text)]),
  },
  $indexOfCP: { count: [2, 4], apply: (args) => indexOf('$indexOfCP', args, (text) => [...text]) },
  $split: two((value, separator) => {
    if (isNil(value) || isNil(separator)) return null
    const by = needString('$split', separator)
    if (by === '') throw requestFailed('$split requires a non-empty separator')
    return needString('$split', value).split(by)
  }),
  $strLenBytes: one((value) => Buffer.byteLength(needString('$strLenBytes', value))),
  $strLenCP: one((value) => [...needString('$strLenCP', value)].length),
  $strcasecmp: two(compareIgnoringCase),
  $substr: { count: [3, 3], apply: substringBytes },
  $substrBytes: { count: [3, 3], apply: substringBytes },
  $substrCP: { count: [3, 3], apply: substringCodePoints },
  $toLower: one((value) => lower(coerce('$toLower', value))),
  $toUpper: one((value) => upper(coerce('$toUpper', value))),
}
