import { openSdkBench, type SdkBench, type SdkDatabase } from './kit/sdk-database'

/* Places: the three geo commands through the real SDK, with and without an index. */

let bench: SdkBench
let db: SdkDatabase

type Geo = Record<string, (...args: never[]) => unknown>
const geo = () => db.Geo as unknown as Geo
const point = (lng: number, lat: number) => geo().Point?.(lng as never, lat as never)
const line = (...places: unknown[]) => geo().LineString?.(places as never)
const polygon = (...rings: unknown[][]) =>
  geo().Polygon?.(rings.map((ring) => line(...ring)) as never)

/** A square of one degree around (113, 23) with a hole in its middle. */
const square = () =>
  polygon(
    [
      point(112.5, 22.5),
      point(113.5, 22.5),
      point(113.5, 23.5),
      point(112.5, 23.5),
      point(112.5, 22.5),
    ],
    [
      point(112.9, 22.9),
      point(113.1, 22.9),
      point(113.1, 23.1),
      point(112.9, 23.1),
      point(112.9, 22.9),
    ],
  )

beforeAll(async () => {
  bench = await openSdkBench([
    { name: 'indexed', indexes: [{ name: 'at', fields: [['at', '2dsphere']] }] },
    { name: 'plain', indexes: [] },
  ])
  db = bench.db
  const places = [
    { _id: 'hole', at: point(113, 23) },
    { _id: 'inside', at: point(112.6, 23.4) },
    { _id: 'edge', at: point(113.5, 23) },
    { _id: 'outside', at: point(114, 23) },
    { _id: 'road', at: line(point(112, 23.4), point(114, 23.4)) },
    { _id: 'street', at: line(point(112.6, 22.6), point(112.7, 22.6)) },
    { _id: 'far', at: point(-73, 40) },
    { _id: 'east', at: point(179.99, 0) },
    { _id: 'west', at: point(-179.99, 0) },
    { _id: 'nowhere', name: 'no place' },
  ]
  await bench.fill('indexed', places)
  await bench.fill('plain', places)
})
afterAll(() => bench.close())

const ids = async (condition: unknown, collection: string) => {
  const { data } = await db.collection(collection).where({ at: condition }).get()
  return data.map(({ _id }) => _id as string)
}

describe.each(['indexed', 'plain'])('in a collection that is %s', (collection) => {
  it('geoWithin finds what lies in a polygon, not in its hole', async () => {
    const found = await ids(db.command.geoWithin({ geometry: square() }), collection)
    expect(found.sort()).toEqual(['edge', 'inside', 'street'])
  })
  it('geoWithin finds what lies in a circle', async () => {
    const circle = { centerSphere: [[113, 23], 60 / 6378.1] }
    expect((await ids(db.command.geoWithin(circle), collection)).sort()).toEqual(['edge', 'hole'])
  })
  it('geoIntersects finds what touches', async () => {
    const found = await ids(db.command.geoIntersects({ geometry: square() }), collection)
    expect(found.sort()).toEqual(['edge', 'inside', 'road', 'street'])
    expect(await ids(db.command.geoIntersects({ geometry: point(114, 23) }), collection)).toEqual([
      'outside',
    ])
    const across = line(point(113.4, 22), point(113.4, 24))
    expect(await ids(db.command.geoIntersects({ geometry: across }), collection)).toEqual(['road'])
  })
})

it('geoNear comes in the order of distance', async () => {
  const near = db.command.geoNear({ geometry: point(113.2, 23), maxDistance: 90_000 })
  expect(await ids(near, 'indexed')).toEqual(['hole', 'edge', 'street', 'inside', 'outside'])
})
it('geoNear has a least distance', async () => {
  const near = db.command.geoNear({
    geometry: point(113, 23),
    minDistance: 1000,
    maxDistance: 60_000,
  })
  expect(await ids(near, 'indexed')).toEqual(['edge', 'street'])
})
it('geoNear crosses the date line', async () => {
  const near = db.command.geoNear({ geometry: point(180, 0), maxDistance: 5000 })
  expect((await ids(near, 'indexed')).sort()).toEqual(['east', 'west'])
})
it('geoNear pages and takes another order', async () => {
  const near = db.command.geoNear({ geometry: point(113, 23), maxDistance: 90_000 })
  const query = db.collection('indexed').where({ at: near })
  expect((await query.skip(1).limit(1).get()).data.map(({ _id }) => _id)).toEqual(['edge'])
  expect((await query.orderBy('_id', 'desc').limit(2).get()).data.map(({ _id }) => _id)).toEqual([
    'street',
    'inside',
  ])
})
it('geoNear needs an index of places', async () => {
  const near = db.command.geoNear({ geometry: point(113, 23) })
  await expect(ids(near, 'plain')).rejects.toThrow(/unable to find index for \$geoNear/)
})
it('an index refuses what is no place', async () => {
  const add = (at: unknown) => db.collection('indexed').add({ data: { at } })
  await expect(add({ type: 'Point', coordinates: [200, 0] })).rejects.toThrow(/out of bounds/)
  await expect(add({ type: 'Blob', coordinates: [] })).rejects.toThrow(/Can't extract geo keys/)
})
it('every kind of place comes back as it went', async () => {
  const multi = geo().MultiPoint?.([point(1, 2), point(3, 4)] as never)
  const { _id } = await db.collection('plain').add({ data: { multi, area: square() } })
  const { data } = await db.collection('plain').doc(_id).get()
  expect(data?.multi).toMatchObject({ points: [{ longitude: 1 }, { longitude: 3 }] })
  expect(data?.area).toHaveProperty('lines')
})
