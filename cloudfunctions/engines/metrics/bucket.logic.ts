import type { Metric } from './metrics.parts'

/** Steps that an octave of values is cut into; below twice as much each value has a bucket of its own. */
const STEPS = 32
/** People of one shard and bucket who are not told apart by slices: so few are counted one by one. */
export const FIRST_SLICE = 128
/** People that a further slice takes; in a large bucket its slices grow with it. */
const SLICE = 16
/** Slices that a large bucket is cut into, about. */
const SLICES = 128
/** Above every time in ms. */
const TIMES = 2 ** 41

/** Equal values share a bucket, and buckets are ordered as values are: exact for small ones, then 32 an octave. */
export function bucketOf(value: number): number {
  if (value < 0) return -bucketOf(-value)
  if (value < STEPS) return value
  let octave = 0
  while (value >= 2 * STEPS * 2 ** octave) octave++
  return STEPS * octave + Math.floor(value / 2 ** octave)
}

/** The smallest and the largest value of a bucket. */
export function bucketRange(bucket: number): { low: number; high: number } {
  if (bucket < 0) {
    const { low, high } = bucketRange(-bucket)
    return { low: -high, high: -low }
  }
  if (bucket < STEPS) return { low: bucket, high: bucket }
  const width = 2 ** (Math.floor(bucket / STEPS) - 1)
  const low = (STEPS + (bucket % STEPS)) * width
  return { low, high: low + width - 1 }
}

/** The field that counts a bucket's first people; those of its slices begin with it and `_`. */
const nameOf = (bucket: number): string => (bucket < 0 ? `n${-bucket}` : `b${bucket}`)

/** A number that sorts the people of one bucket as their order does: better values first, then who was earlier. */
function positionOf(better: Metric['better'], value: number, at: number): number {
  const { low, high } = bucketRange(bucketOf(value))
  return (better === 'more' ? high - value : value - low) * TIMES + at
}

/** One field of a histogram. */
interface Slot {
  bucket: number
  /** The position from which it counts. */
  start: number
}

export function slotOf(field: string): Slot {
  const end = field.indexOf('_')
  const bucket = Number(end < 0 ? field.slice(1) : field.slice(1, end))
  const start = end < 0 ? 0 : Number.parseInt(field.slice(end + 1), 36)
  return { bucket: field.startsWith('n') ? -bucket : bucket, start }
}

/** Somebody's value in a period. */
export interface Placed {
  value: number
  at: number
}

interface Slice {
  field: string
  start: number
  count: number
}

/** The slices of a bucket in order; the first begins with the bucket. */
function slicesOf(counts: Readonly<Record<string, number>>, bucket: number): Slice[] {
  const name = nameOf(bucket)
  return Object.keys(counts)
    .filter((field) => field === name || field.startsWith(`${name}_`))
    .map((field) => ({ field, count: counts[field] ?? 0, start: slotOf(field).start }))
    .sort((a, b) => a.start - b.start)
}

/** People that the last slice of a bucket takes. */
function roomOf(counts: Readonly<Record<string, number>>, name: string, last: Slot): number {
  if (last.start === 0) return FIRST_SLICE
  let people = 0
  for (const field in counts) {
    if (field === name || field.startsWith(`${name}_`)) people += counts[field] ?? 0
  }
  return Math.max(SLICE, people / SLICES)
}

/**
 * The field that shall count a value. Many people with the same value get into slices by time, so that a place among them can
 * be told; whoever comes last begins a new one when the last is full.
 */
export function fieldFor(
  counts: Readonly<Record<string, number>>,
  better: Metric['better'],
  { value, at }: Placed,
): string {
  const name = nameOf(bucketOf(value))
  const position = positionOf(better, value, at)
  let last: Slot & { field: string } = { field: name, bucket: 0, start: 0 }
  let mine = last
  for (const field in counts) {
    if (!field.startsWith(`${name}_`)) continue
    const slice = { field, ...slotOf(field) }
    if (slice.start > last.start) last = slice
    if (slice.start <= position && slice.start > mine.start) mine = slice
  }
  const count = counts[last.field] ?? 0
  const isFull = count >= SLICE && count >= roomOf(counts, name, last)
  return isFull && position > last.start ? `${name}_${position.toString(36)}` : mine.field
}

/**
 * The slices with where they end. The first and the last have an open side: people are taken to have come there as densely as
 * in the slice beside it.
 */
function spansOf(slices: readonly Slice[], begin: number, end: number) {
  const spans = slices.map(({ start, count }, index) => ({
    from: Math.max(start, begin),
    to: slices[index + 1]?.start ?? end,
    count,
  }))
  const [first, second] = spans
  const [last, beforeLast] = [spans.at(-1), spans.at(-2)]
  const length = (one: { count: number }, like: { from: number; to: number; count: number }) =>
    ((like.to - like.from) * one.count) / Math.max(1, like.count)
  // The last one first: with two slices it tells how long the first is.
  if (last && beforeLast && spans.length > 2) {
    last.to = Math.min(last.to, last.from + length(last, beforeLast))
  }
  if (first && second) first.from = Math.max(first.from, first.to - length(first, second))
  return spans
}

/** People of one shard in the same bucket. */
export interface Alike {
  all: number
  /** No more than so many are ahead. */
  reach: number
  /** About so many are ahead: whole slices, and of one's own slice the part that time has passed of it. */
  ahead: number
}

export function alikeIn(
  counts: Readonly<Record<string, number>>,
  better: Metric['better'],
  { value, at }: Placed,
  period: { from: number; now: number },
): Alike {
  const bucket = bucketOf(value)
  const { low, high } = bucketRange(bucket)
  const mine = positionOf(better, value, at)
  const slices = slicesOf(counts, bucket)
  const reached = slices.filter(({ start }) => start <= mine)
  const sum = (list: readonly Slice[]) => list.reduce((total, { count }) => total + count, 0)
  const spans = spansOf(slices, period.from, (high - low) * TIMES + period.now)
  const ahead = spans.reduce((total, { from, to, count }) => {
    const passed = to > from ? (mine - from) / (to - from) : Number(mine > from)
    return total + count * Math.min(1, Math.max(0, passed))
  }, 0)
  return { all: sum(slices), reach: sum(reached), ahead }
}
