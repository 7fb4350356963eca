import { isPlainObject } from '../ejson'
import { requestFailed } from '../errors'

/** Longitude and latitude in degrees. */
export type Position = readonly [lng: number, lat: number]
/** A closed ring; the first is the outside of a polygon, the others are holes. */
export type Ring = readonly Position[]

/** A GeoJSON geometry taken apart: what it consists of. */
export interface Shape {
  points: Position[]
  lines: Position[][]
  polygons: Ring[][]
}

/** @throws DatabaseError for coordinates that are none */
export function toShape(geometry: unknown): Shape {
  const pair = legacyPair(geometry)
  if (pair) return { points: [position(pair)], lines: [], polygons: [] }
  if (!isPlainObject(geometry)) throw invalid(geometry)
  const { type, coordinates } = geometry
  const shape: Shape = { points: [], lines: [], polygons: [] }
  switch (type) {
    case 'Point':
      shape.points.push(position(coordinates))
      break
    case 'MultiPoint':
      shape.points.push(...list(coordinates).map(position))
      break
    case 'LineString':
      shape.lines.push(line(coordinates))
      break
    case 'MultiLineString':
      shape.lines.push(...list(coordinates).map(line))
      break
    case 'Polygon':
      shape.polygons.push(polygon(coordinates))
      break
    case 'MultiPolygon':
      shape.polygons.push(...list(coordinates).map(polygon))
      break
    case 'GeometryCollection':
      for (const part of list(geometry.geometries).map(toShape)) {
        shape.points.push(...part.points)
        shape.lines.push(...part.lines)
        shape.polygons.push(...part.polygons)
      }
      break
    default:
      throw invalid(geometry)
  }
  return shape
}

/**
 * A legacy pair of coordinates, longitude first: a list, or a document whose first two fields are numbers, whatever
 * their names. Undefined for GeoJSON and for what is no place.
 */
export function legacyPair(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[]
  if (!isPlainObject(value)) return undefined
  const pair = Object.values(value).slice(0, 2)
  return pair.length === 2 && pair.every((item) => typeof item === 'number') ? pair : undefined
}

/** The shape of a stored value, or null when it is no place: then it matches nothing. */
function shapeOf(value: unknown): Shape | null {
  if (!isGeometry(value)) return null
  try {
    return toShape(value)
  } catch {
    return null
  }
}

/** The places a field holds: one, or those of a list. */
export function placesOf(value: unknown): Shape[] {
  const shape = shapeOf(value)
  if (shape !== null) return [shape]
  return Array.isArray(value) ? value.map(shapeOf).filter((item) => item !== null) : []
}

const isGeometry = (value: unknown): boolean =>
  (isPlainObject(value) && (typeof value.type === 'string' || legacyPair(value) !== undefined)) ||
  (Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === 'number'))

const invalid = (value: unknown) =>
  requestFailed(`Can't extract geo keys: unknown GeoJSON type: ${JSON.stringify(value)}`)

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw invalid(value)
  return value as unknown[]
}

function position(value: unknown): Position {
  const [lng, lat] = list(value)
  if (typeof lng !== 'number' || typeof lat !== 'number') throw invalid(value)
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90) {
    throw requestFailed(`longitude/latitude is out of bounds, lng: ${lng} lat: ${lat}`)
  }
  return [lng, lat]
}

function line(value: unknown): Position[] {
  const positions = list(value).map(position)
  if (positions.length < 2) throw requestFailed('GeoJSON LineString must have at least 2 vertices')
  return positions
}

function polygon(value: unknown): Ring[] {
  const rings = list(value).map((ring) => list(ring).map(position))
  for (const ring of rings) {
    const first = ring[0]
    const last = ring[ring.length - 1]
    if (ring.length < 4) throw requestFailed('Loop must have at least 3 different vertices')
    if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
      throw requestFailed('Loop is not closed')
  }
  if (rings.length === 0) throw requestFailed('Polygon has no loops.')
  return rings
}

/** Every corner of the shape. */
export const cornersOf = (shape: Shape): Position[] => [
  ...shape.points,
  ...shape.lines.flat(),
  ...shape.polygons.flatMap((rings) => rings.flat()),
]
