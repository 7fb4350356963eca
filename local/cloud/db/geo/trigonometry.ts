/*
 * Sine and cosine rounded as the database's own mathematical library rounds them. JavaScript's are off by a last digit
 * here and there, which a distance of a few kilometres, the difference of two nearly equal vectors, magnifies into its
 * twelfth digit. Taylor's series on pairs of doubles (T. J. Dekker, "A floating-point technique for extending the
 * available precision", 1971).
 */

/** A number as the sum of two doubles, the second below the last digit of the first. */
type Pair = readonly [high: number, low: number]

const SPLITTER = 2 ** 27 + 1

function exactSum(a: number, b: number): Pair {
  const sum = a + b
  const part = sum - a
  return [sum, a - (sum - part) + (b - part)]
}

function exactProduct(a: number, b: number): Pair {
  const product = a * b
  const [aUp, bUp] = [SPLITTER * a, SPLITTER * b]
  const [aHigh, bHigh] = [aUp - (aUp - a), bUp - (bUp - b)]
  const [aLow, bLow] = [a - aHigh, b - bHigh]
  return [product, aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)]
}

function plus(a: Pair, b: Pair): Pair {
  const [sum, rest] = exactSum(a[0], b[0])
  return exactSum(sum, rest + a[1] + b[1])
}

function times(a: Pair, b: Pair): Pair {
  const [product, rest] = exactProduct(a[0], b[0])
  return exactSum(product, rest + (a[0] * b[1] + a[1] * b[0]))
}

function dividedBy(a: Pair, divisor: number): Pair {
  const quotient = a[0] / divisor
  const [product, rest] = exactProduct(quotient, divisor)
  return exactSum(quotient, (a[0] - product - rest + a[1]) / divisor)
}

/** Terms until they no longer count, for angles up to a half turn. */
const LAST = 42

/** The series of every second term from the given one on. */
function series(angle: number, first: Pair, from: number): number {
  const square = exactProduct(angle, angle)
  let term = first
  let sum = first
  for (let n = from + 1; n < LAST; n += 2) {
    const [high, low] = dividedBy(times(term, square), n * (n + 1))
    term = [-high, -low]
    sum = plus(sum, term)
  }
  return sum[0]
}

/** @param angle in radians, at most a half turn to either side */
export const sine = (angle: number): number => series(angle, [angle, 0], 1)

/** @param angle in radians, at most a half turn to either side */
export const cosine = (angle: number): number => series(angle, [1, 0], 0)
