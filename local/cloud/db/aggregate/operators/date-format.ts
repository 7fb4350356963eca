import { requestFailed } from '../../errors'
import { dayOfYear, isoDayOfWeek, isoWeek, isoWeekYear, week } from './calendar'
import { fromLocal } from './time-zone'

const pad = (value: number, length: number): string => String(value).padStart(length, '0')

const FIELDS: Record<string, (date: Date, offset: number) => string> = {
  d: (date) => pad(date.getUTCDate(), 2),
  G: (date) => pad(isoWeekYear(date), 4),
  H: (date) => pad(date.getUTCHours(), 2),
  j: (date) => pad(dayOfYear(date), 3),
  L: (date) => pad(date.getUTCMilliseconds(), 3),
  m: (date) => pad(date.getUTCMonth() + 1, 2),
  M: (date) => pad(date.getUTCMinutes(), 2),
  S: (date) => pad(date.getUTCSeconds(), 2),
  u: (date) => String(isoDayOfWeek(date)),
  U: (date) => pad(week(date), 2),
  V: (date) => pad(isoWeek(date), 2),
  w: (date) => String(date.getUTCDay() + 1),
  Y: (date) => pad(date.getUTCFullYear(), 4),
  z: (_, offset) => {
    const minutes = Math.abs(offset) / 60_000
    return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`
  },
  Z: (_, offset) => `${offset < 0 ? '-' : '+'}${Math.abs(offset) / 60_000}`,
  '%': () => '%',
}

/** @param local a date whose UTC fields are the local ones; @param offset milliseconds from UTC */
export function formatDate(format: string, local: Date, offset: number): string {
  return format.replace(/%(.?)/gs, (_, letter: string) => {
    const field = Object.hasOwn(FIELDS, letter) ? FIELDS[letter] : undefined
    if (field === undefined)
      throw requestFailed(`Invalid format character '%${letter}' in format string`)
    return field(local, offset)
  })
}

const fail = (text: string) => requestFailed(`Error parsing date string '${text}'`)

/** ISO 8601 forms with or without a zone in the text. */
const ISO =
  /^(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/

/**
 * @param format one that passed `checkFormat`
 * @throws DatabaseError when the text does not fit
 */
export function parseDate(
  text: string,
  format: string | undefined,
  zone: string | undefined,
): Date {
  return format === undefined ? parseIso(text, zone) : parseFormat(text, format, zone)
}

function parseIso(text: string, zone: string | undefined): Date {
  const found = ISO.exec(text.trim())
  if (!found) throw fail(text)
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '0', inText] =
    found
  return assemble(
    text,
    {
      Y: Number(year),
      m: Number(month),
      d: Number(day),
      H: Number(hour),
      M: Number(minute),
      S: Number(second),
      L: Number(fraction.padEnd(3, '0').slice(0, 3)),
    },
    inText,
    zone,
  )
}

const DIGITS: Record<string, string> = {
  Y: '\\d{4}',
  G: '\\d{4}',
  m: '\\d{1,2}',
  d: '\\d{1,2}',
  H: '\\d{1,2}',
  M: '\\d{1,2}',
  S: '\\d{1,2}',
  L: '\\d{1,3}',
  u: '\\d',
  V: '\\d{1,2}',
  j: '\\d{1,3}',
  z: 'Z|[+-]\\d{2}:?\\d{2}',
}

/**
 * The format itself, if dates can be read by it.
 * @throws DatabaseError for a letter that stands for nothing
 */
export function checkFormat(format: string): string {
  for (const [, letter = ''] of format.matchAll(/%(.?)/gs)) {
    if (letter !== '%' && !Object.hasOwn(DIGITS, letter))
      throw requestFailed(`Invalid format character '%${letter}' in format string`)
  }
  return format
}

function parseFormat(text: string, format: string, zone: string | undefined): Date {
  const names: string[] = []
  const source = format.replace(/%(.?)|[^%]/gs, (piece, letter: string | undefined) => {
    if (letter === undefined) return piece.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    if (letter === '%') return '%'
    names.push(letter)
    return `(${DIGITS[letter]})`
  })
  const found = new RegExp(`^${source}$`).exec(text)
  if (!found) throw fail(text)
  const fields: Record<string, number> = {}
  let inText: string | undefined
  names.forEach((name, i) => {
    if (name === 'z') inText = found[i + 1]
    else fields[name] = Number(found[i + 1])
  })
  return assemble(text, fields, inText, zone)
}

function assemble(
  text: string,
  fields: Record<string, number>,
  inText: string | undefined,
  zone: string | undefined,
): Date {
  if (inText !== undefined && zone !== undefined) {
    throw requestFailed(
      `you cannot pass in a date/time string with time zone information ('${text}') together with a timezone argument`,
    )
  }
  const { Y = 1970, m = 1, d = 1, H = 0, M = 0, S = 0, L = 0, j } = fields
  const local = Date.UTC(Y, j === undefined ? m - 1 : 0, j ?? d, H, M, S, L)
  const check = new Date(local)
  const fits = j !== undefined || (check.getUTCMonth() === m - 1 && check.getUTCDate() === d)
  if (!fits || H > 23 || M > 59 || S > 59) throw fail(text)
  return new Date(fromLocal(local, inText ?? zone ?? 'UTC'))
}
