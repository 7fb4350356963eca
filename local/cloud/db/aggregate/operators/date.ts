import { ObjectId, Timestamp } from 'bson'
import { requestFailed } from '../../errors'
import { typeName } from '../../query/types'
import { checkFormat, formatDate, parseDate } from './date-format'
import { DAY, dayOfYear, isoDayOfWeek, isoWeek, isoWeekYear, week } from './calendar'
import { type Operator, isNil, named, needInteger, needString } from './support'
import { fromLocal, zoneOffset } from './time-zone'

/** UTC milliseconds of a date, an object id or a timestamp. */
function timeOf(value: unknown): number {
  if (value instanceof Date) return value.getTime()
  if (value instanceof ObjectId) return value.getTimestamp().getTime()
  if (value instanceof Timestamp) return value.getHighBits() * 1000
  throw requestFailed(`can't convert from BSON type ${typeName(value)} to Date`)
}

/** A date whose UTC fields read as the local time of the zone. */
function inZone(value: unknown, zone: unknown): Date {
  const time = timeOf(value)
  return new Date(zone === undefined ? time : time + zoneOffset(needString('timezone', zone), time))
}

const part = (read: (date: Date) => number): Operator =>
  named(['date', 'timezone'], ([date, zone], given) =>
    isNil(date) || (given[1] === true && isNil(zone))
      ? null
      : read(inZone(date, zone ?? undefined)),
  )

const PART_NAMES = [
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
  'isoWeekYear',
  'isoWeek',
  'isoDayOfWeek',
  'timezone',
] as const

/** Parts beyond their range carry over, as in MongoDB 4.4. */
function fromParts(args: unknown[], given: boolean[]): unknown {
  if (args.some((value, i) => given[i] === true && isNil(value))) return null
  const read = (name: (typeof PART_NAMES)[number], standard: number) => {
    const value = args[PART_NAMES.indexOf(name)]
    return value === undefined ? standard : needInteger('$dateFromParts', value)
  }
  const clock =
    read('hour', 0) * 3_600_000 +
    read('minute', 0) * 60_000 +
    read('second', 0) * 1000 +
    read('millisecond', 0)
  const isIso = args[PART_NAMES.indexOf('isoWeekYear')] !== undefined
  if (!isIso && args[0] === undefined)
    throw requestFailed("$dateFromParts requires either 'year' or 'isoWeekYear' to be present")
  const others: (typeof PART_NAMES)[number][] = isIso
    ? ['year', 'month', 'day']
    : ['isoWeek', 'isoDayOfWeek']
  const isMixed = others.some((name) => args[PART_NAMES.indexOf(name)] !== undefined)
  if (isMixed)
    throw requestFailed('$dateFromParts does not allow mixing natural dates with ISO dates')
  const day = isIso
    ? isoDay(read('isoWeekYear', 1970), read('isoWeek', 1), read('isoDayOfWeek', 1))
    : Date.UTC(read('year', 1970), read('month', 1) - 1, read('day', 1))
  const zone = args[PART_NAMES.indexOf('timezone')]
  const local = day + clock
  return new Date(zone === undefined ? local : fromLocal(local, needString('timezone', zone)))
}

function isoDay(year: number, isoWeekNumber: number, day: number): number {
  const fourth = new Date(Date.UTC(year, 0, 4))
  return fourth.getTime() + (1 - isoDayOfWeek(fourth) + (isoWeekNumber - 1) * 7 + day - 1) * DAY
}

function toText([date, format, zone, onNull]: unknown[], given: boolean[]): unknown {
  if (isNil(date)) return given[3] === true ? onNull : null
  if ((given[1] === true && isNil(format)) || (given[2] === true && isNil(zone))) return null
  const name = zone === undefined ? undefined : needString('timezone', zone)
  const time = timeOf(date)
  const offset = name === undefined ? 0 : zoneOffset(name, time)
  const pattern = format ?? (offset === 0 ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L')
  return formatDate(needString('$dateToString', pattern), new Date(time + offset), offset)
}

function fromText(args: unknown[], given: boolean[]): unknown {
  const [text, format, zone, onError, onNull] = args
  // A wrong format or zone is no fault of the text: neither onNull nor onError stands in for it.
  const pattern = isNil(format) ? undefined : checkFormat(needString('$dateFromString', format))
  const name = isNil(zone) ? undefined : needString('timezone', zone)
  if (name !== undefined) zoneOffset(name, 0)
  if (isNil(text)) return given[4] === true ? onNull : null
  try {
    const string = needString('$dateFromString', text)
    if ((given[1] === true && isNil(format)) || (given[2] === true && isNil(zone))) return null
    return parseDate(string, pattern, name)
  } catch (error) {
    if (given[3] === true) return onError
    throw error
  }
}

export const DATES: Record<string, Operator> = {
  $dateFromParts: named(PART_NAMES, fromParts),
  $dateFromString: named(['dateString', 'format', 'timezone', 'onError', 'onNull'], fromText),
  $dateToString: named(['date', 'format', 'timezone', 'onNull'], toText),
  $dayOfMonth: part((date) => date.getUTCDate()),
  $dayOfWeek: part((date) => date.getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $hour: part((date) => date.getUTCHours()),
  $isoDayOfWeek: part(isoDayOfWeek),
  $isoWeek: part(isoWeek),
  $isoWeekYear: part(isoWeekYear),
  $millisecond: part((date) => date.getUTCMilliseconds()),
  $minute: part((date) => date.getUTCMinutes()),
  $month: part((date) => date.getUTCMonth() + 1),
  $second: part((date) => date.getUTCSeconds()),
  $week: part(week),
  $year: part((date) => date.getUTCFullYear()),
}
