import { requestFailed } from '../../errors'

const MINUTE = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds to add to UTC for local time: an Olson name, `+08:00`, `+0800`, `+08`, UTC or GMT. */
export function zoneOffset(zone: string, at: number): number {
  const fixed = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(zone)
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)
    return (fixed[1] === '-' ? -minutes : minutes) * MINUTE
  }
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0
  const parts = formatOf(zone).formatToParts(at)
  const field = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour') % 24,
    field('minute'),
    field('second'),
  )
  return local - Math.floor(at / 1000) * 1000
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
    } catch {
      throw requestFailed(`unrecognized time zone identifier: "${zone}"`)
    }
    formats.set(zone, format)
  }
  return format
}

/** UTC time of a wall clock reading in a zone; where clocks jump, the reading before the jump. */
export function fromLocal(local: number, zone: string): number {
  const guess = local - zoneOffset(zone, local)
  return local - zoneOffset(zone, guess)
}
