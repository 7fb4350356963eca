import { type Position, type Ring, type Shape, cornersOf, placesOf } from './shapes'
import { cosine, sine } from './trigonometry'

/** The radius MongoDB computes with. */
export const EARTH_RADIUS_METRES = 6_378_100

const RADIANS = Math.PI / 180

type Vector = readonly [x: number, y: number, z: number]

function vectorOf([lng, lat]: Position): Vector {
  const [phi, theta] = [RADIANS * lat, RADIANS * lng]
  const around = cosine(phi)
  return [cosine(theta) * around, sine(theta) * around, sine(phi)]
}

/**
 * Angle between two places in radians, along the great circle. Worked out from vectors, as S2 does
 * in the database, so that distances agree to the last digit.
 */
export function angleBetween(from: Position, to: Position): number {
  const [ax, ay, az] = vectorOf(from)
  const [bx, by, bz] = vectorOf(to)
  const [cx, cy, cz] = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx]
  return Math.atan2(Math.sqrt(cx ** 2 + cy ** 2 + cz ** 2), ax * bx + ay * by + az * bz)
}

/** Metres from a place to the nearest corner of a shape, 0 inside it. */
export function distanceTo(shape: Shape, from: Position): number {
  if (shape.polygons.some((rings) => isInside(from, rings))) return 0
  return (
    Math.min(...cornersOf(shape).map((corner) => angleBetween(corner, from))) * EARTH_RADIUS_METRES
  )
}

/** Metres to the nearest place that a field holds; undefined when it holds none. */
export function distanceToNearest(value: unknown, from: Position): number | undefined {
  const distances = placesOf(value).map((shape) => distanceTo(shape, from))
  return distances.length > 0 ? Math.min(...distances) : undefined
}

type Segment = readonly [Position, Position]

const segmentsOf = (positions: readonly Position[]): Segment[] =>
  positions.slice(1).map((to, i) => [positions[i] as Position, to])

const edgesOf = (shape: Shape): Segment[] => [
  ...shape.lines.flatMap(segmentsOf),
  ...shape.polygons.flatMap((rings) => rings.flatMap(segmentsOf)),
]

/** On which side of the line a place lies; 0: on it. Edges are straight in degrees. */
const side = ([ax, ay]: Position, [bx, by]: Position, [px, py]: Position): number =>
  Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))

const isOn = ([a, b]: Segment, p: Position): boolean =>
  side(a, b, p) === 0 &&
  p[0] >= Math.min(a[0], b[0]) &&
  p[0] <= Math.max(a[0], b[0]) &&
  p[1] >= Math.min(a[1], b[1]) &&
  p[1] <= Math.max(a[1], b[1])

function crosses(x: Segment, y: Segment): boolean {
  const properly =
    side(x[0], x[1], y[0]) * side(x[0], x[1], y[1]) < 0 &&
    side(y[0], y[1], x[0]) * side(y[0], y[1], x[1]) < 0
  return properly
}

const touches = (x: Segment, y: Segment): boolean =>
  crosses(x, y) || isOn(x, y[0]) || isOn(x, y[1]) || isOn(y, x[0]) || isOn(y, x[1])

/** Inside the outer ring and in no hole; edges belong to the polygon. */
export function isInside(place: Position, rings: readonly Ring[]): boolean {
  if (rings.some((ring) => segmentsOf(ring).some((edge) => isOn(edge, place)))) return true
  const [outer, ...holes] = rings as [Ring, ...Ring[]]
  return isInRing(place, outer) && !holes.some((hole) => isInRing(place, hole))
}

function isInRing([x, y]: Position, ring: Ring): boolean {
  let isIn = false
  for (const [[ax, ay], [bx, by]] of segmentsOf(ring)) {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn
  }
  return isIn
}

/** Whether all of a shape lies in one of the polygons. */
export function isWithin(shape: Shape, polygons: readonly Ring[][]): boolean {
  const corners = cornersOf(shape)
  const edges = edgesOf(shape)
  return polygons.some((rings) => {
    if (!corners.every((corner) => isInside(corner, rings))) return false
    const border = rings.flatMap(segmentsOf)
    return !edges.some((edge) => border.some((part) => crosses(edge, part)))
  })
}

export function intersects(a: Shape, b: Shape): boolean {
  const cornersA = cornersOf(a)
  const cornersB = cornersOf(b)
  if (cornersA.some((corner) => b.polygons.some((rings) => isInside(corner, rings)))) return true
  if (cornersB.some((corner) => a.polygons.some((rings) => isInside(corner, rings)))) return true
  const edgesA = edgesOf(a)
  const edgesB = edgesOf(b)
  if (edgesA.some((x) => edgesB.some((y) => touches(x, y)))) return true
  if (a.points.some((place) => edgesB.some((edge) => isOn(edge, place)))) return true
  if (b.points.some((place) => edgesA.some((edge) => isOn(edge, place)))) return true
  return a.points.some((x) => b.points.some((y) => x[0] === y[0] && x[1] === y[1]))
}
