import { AFTER, type Interval } from '../keys'
import { type Area, parseArea, parseGeometry, parseNear } from './conditions'
import { EARTH_RADIUS_METRES } from './measure'
import { type Position, cornersOf, toShape } from './shapes'

/**
 * Cells that divide the map in four again and again, named by the quarters on the way down. An
 * index of places holds the name of a point's smallest cell, or of the cells that cover a larger
 * shape; the names in an area are those that start with a cell of its cover, and the cells around.
 */
const DEPTH = 22
const MAX_CELLS = 12
const FIRST = '\x60'
const END = '\0'

interface Box {
  west: number
  south: number
  east: number
  north: number
}

/** The entries of a place: GeoJSON or a legacy pair. */
export function geoCells(geometry: unknown): string[] {
  const shape = toShape(geometry)
  const isPoints = shape.lines.length === 0 && shape.polygons.length === 0
  const names = isPoints
    ? shape.points.map((point) => cellAt(point, DEPTH))
    : cellsOf(boxAround(cornersOf(shape)))
  return [...new Set(names)].map((name) => FIRST + name + END)
}

/** The intervals of entries that a condition can find its documents in. */
export function coverOf(operator: string, operand: unknown): Interval[] {
  const names = boxesOf(operator, operand).flatMap(cellsOf)
  const intervals = new Map<string, Interval>()
  for (const name of names) {
    intervals.set(name, { from: FIRST + name, to: FIRST + name + AFTER })
    for (let i = 0; i < name.length; i++) {
      const around = FIRST + name.slice(0, i) + END
      intervals.set(around, { from: around, to: around + AFTER })
    }
  }
  return withoutOverlaps([...intervals.values()])
}

function withoutOverlaps(intervals: Interval[]): Interval[] {
  const result: Interval[] = []
  for (const interval of intervals.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result[result.length - 1]
    if (last === undefined || interval.from >= last.to) result.push({ ...interval })
    else if (interval.to > last.to) last.to = interval.to
  }
  return result
}

function boxesOf(operator: string, operand: unknown): Box[] {
  if (operator === '$geoIntersects') return [boxAround(cornersOf(parseGeometry(operator, operand)))]
  if (operator === '$geoWithin') {
    const area: Area = parseArea(operand)
    return 'polygons' in area
      ? [boxAround(area.polygons.flat(2))]
      : circle(area.center, area.radius)
  }
  const { center, max } = parseNear(operand)
  return circle(center, max)
}

function boxAround(places: readonly Position[]): Box {
  const lngs = places.map(([lng]) => lng)
  const lats = places.map(([, lat]) => lat)
  return {
    west: Math.min(...lngs),
    east: Math.max(...lngs),
    south: Math.min(...lats),
    north: Math.max(...lats),
  }
}

const WORLD: Box = { west: -180, east: 180, south: -90, north: 90 }

/** Boxes that hold a circle; two where it crosses the date line. */
function circle([lng, lat]: Position, metres: number): Box[] {
  const angle = (metres / EARTH_RADIUS_METRES) * (180 / Math.PI)
  const south = lat - angle
  const north = lat + angle
  if (!Number.isFinite(angle) || south <= -90 || north >= 90) {
    return [{ ...WORLD, south: Math.max(-90, south), north: Math.min(90, north) }]
  }
  const width =
    (Math.asin(Math.min(1, Math.sin(toRadians(angle)) / Math.cos(toRadians(lat)))) * 180) / Math.PI
  const west = lng - width
  const east = lng + width
  if (width >= 180) return [{ ...WORLD, south, north }]
  if (west < -180)
    return [
      { west: west + 360, east: 180, south, north },
      { west: -180, east, south, north },
    ]
  if (east > 180)
    return [
      { west, east: 180, south, north },
      { west: -180, east: east - 360, south, north },
    ]
  return [{ west, east, south, north }]
}

const toRadians = (degrees: number): number => (degrees * Math.PI) / 180

/** The name of the cell of a depth that holds a place. */
function cellAt([lng, lat]: Position, depth: number): string {
  const side = 2 ** depth
  const x = Math.min(side - 1, Math.floor(((lng + 180) / 360) * side))
  const y = Math.min(side - 1, Math.floor(((lat + 90) / 180) * side))
  return cellName(x, y, depth)
}

function cellName(x: number, y: number, depth: number): string {
  let name = ''
  for (let bit = depth - 1; bit >= 0; bit--) {
    name += String.fromCharCode(0x61 + ((x >> bit) & 1) + 2 * ((y >> bit) & 1))
  }
  return name
}

/** A few cells, as small as possible, that cover a box. */
function cellsOf({ west, south, east, north }: Box): string[] {
  for (let depth = DEPTH; depth > 0; depth--) {
    const side = 2 ** depth
    const column = (lng: number) => Math.min(side - 1, Math.floor(((lng + 180) / 360) * side))
    const row = (lat: number) => Math.min(side - 1, Math.floor(((lat + 90) / 180) * side))
    const [x0, x1, y0, y1] = [column(west), column(east), row(south), row(north)]
    if ((x1 - x0 + 1) * (y1 - y0 + 1) > MAX_CELLS) continue
    const names: string[] = []
    for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) names.push(cellName(x, y, depth))
    return names
  }
  return ['']
}
