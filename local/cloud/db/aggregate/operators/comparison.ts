import { compareValues } from '../../compare'
import { type Operator, isTruthy, one, two } from './support'

/** Across types by MongoDB's order; a missing value is less than null here. */
export const COMPARISON: Record<string, Operator> = {
  $cmp: two((a, b) => Math.sign(compareValues(a, b))),
  $eq: two((a, b) => compareValues(a, b) === 0),
  $ne: two((a, b) => compareValues(a, b) !== 0),
  $gt: two((a, b) => compareValues(a, b) > 0),
  $gte: two((a, b) => compareValues(a, b) >= 0),
  $lt: two((a, b) => compareValues(a, b) < 0),
  $lte: two((a, b) => compareValues(a, b) <= 0),
  $not: one((value) => !isTruthy(value)),
}
