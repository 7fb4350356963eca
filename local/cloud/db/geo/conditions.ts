import { isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { EARTH_RADIUS_METRES } from './measure'
import { type Position, type Ring, type Shape, toShape } from './shapes'

export interface Near {
  center: Position
  /** Metres. */
  max: number
  min: number
}

/** The operand of `$nearSphere` and `$near`: `{$geometry, $maxDistance?, $minDistance?}`. */
export function parseNear(operand: unknown): Near {
  if (!isPlainObject(operand) || !('$geometry' in operand)) {
    throw requestFailed('$nearSphere requires a point given as $geometry')
  }
  const [center] = toShape(operand.$geometry).points
  if (center === undefined) throw requestFailed('$nearSphere requires a point')
  return {
    center,
    max: distance(operand.$maxDistance, Infinity),
    min: distance(operand.$minDistance, 0),
  }
}

function distance(value: unknown, standard: number): number {
  if (value === undefined || value === null) return standard
  if (typeof value !== 'number' || !(value >= 0))
    throw requestFailed('a distance must be non-negative')
  return value
}

export type Area = { polygons: Ring[][] } | { center: Position; radius: number }

/** The operand of `$geoWithin`: a polygon as `$geometry`, or `$centerSphere` with radians. */
export function parseArea(operand: unknown): Area {
  if (isPlainObject(operand) && Array.isArray(operand.$centerSphere)) {
    const [center, angle] = operand.$centerSphere as unknown[]
    const [place] = toShape(center).points
    if (place === undefined || typeof angle !== 'number' || angle < 0)
      throw requestFailed('invalid $centerSphere')
    return { center: place, radius: angle * EARTH_RADIUS_METRES }
  }
  const { polygons } = parseGeometry('$geoWithin', operand)
  if (polygons.length === 0) throw requestFailed('$geoWithin requires a Polygon or MultiPolygon')
  return { polygons }
}

export function parseGeometry(operator: string, operand: unknown): Shape {
  if (!isPlainObject(operand) || !('$geometry' in operand)) {
    throw requestFailed(`${operator} requires a $geometry`)
  }
  return toShape(operand.$geometry)
}
