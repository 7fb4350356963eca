import { parseArea, parseGeometry, parseNear } from '../geo/conditions'
import { EARTH_RADIUS_METRES, angleBetween, distanceTo, intersects, isWithin } from '../geo/measure'
import { type Shape, cornersOf, placesOf } from '../geo/shapes'

/** Tests a stored GeoJSON value (or a pair of coordinates) against a geo operator. */
export function geoTest(operator: string, operand: unknown): (value: unknown) => boolean {
  const test = shapeTest(operator, operand)
  return (value) => placesOf(value).some(test)
}

function shapeTest(operator: string, operand: unknown): (shape: Shape) => boolean {
  if (operator === '$geoIntersects') {
    const wanted = parseGeometry(operator, operand)
    return (shape) => intersects(shape, wanted)
  }
  if (operator === '$geoWithin') {
    const area = parseArea(operand)
    if ('polygons' in area) return (shape) => isWithin(shape, area.polygons)
    return (shape) =>
      cornersOf(shape).every(
        (corner) => angleBetween(corner, area.center) * EARTH_RADIUS_METRES <= area.radius,
      )
  }
  const { center, max, min } = parseNear(operand)
  return (shape) => {
    const distance = distanceTo(shape, center)
    return distance <= max && distance >= min
  }
}
