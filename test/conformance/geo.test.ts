import { openBench, type Bench } from './kit/embedded'
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

describe('[L4] geoNear of a legacy pair, as SDKs before 2.6.3 send it', () => {
  const EARTH = 6_378_100
  let wire: Bench
  const near = (spec: Record<string, unknown>) =>
    wire.aggregate('shops', { $geoNear: { distanceField: 'd', spherical: true, ...spec } })
  const at = (lng: number, lat: number) => ({ type: 'Point', coordinates: [lng, lat] })
  const metresOf = (list: Record<string, unknown>[]) => list.map(({ d }) => Math.round(Number(d)))

  beforeAll(async () => {
    wire = await openBench({
      collections: [{ name: 'shops', indexes: [{ name: 'at', fields: [['at', '2dsphere']] }] }],
    })
    await wire.insert(
      'shops',
      { _id: 'here', at: at(113, 23) },
      { _id: 'near', at: at(113.001, 23) },
    )
    await wire.insert('shops', { _id: 'far', at: at(115, 23) })
  })
  afterAll(() => wire.close())

  it.each<[string, unknown]>([
    ['by name', { longitude: 113, latitude: 23 }],
    ['by other names', { lng: 113, lat: 23 }],
    ['as a list', [113, 23]],
  ])('measures in radians, which the multiplier turns into metres: %s', async (_, pair) => {
    const list = await near({ near: pair, distanceMultiplier: EARTH })
    expect(list.map(({ _id }) => _id)).toEqual(['here', 'near', 'far'])
    expect(metresOf(list)).toEqual([0, 102, 204937])
    const [, one] = await near({ near: pair })
    expect(one?.d).toBeCloseTo(102.47 / EARTH, 9)
  })

  it('takes its bounds in radians, whatever the multiplier', async () => {
    const pair = { longitude: 113, latitude: 23 }
    const bounds = { minDistance: 50 / EARTH, maxDistance: 200 / EARTH }
    const found = await near({ near: pair, ...bounds, distanceMultiplier: EARTH / 1000 })
    expect(found).toMatchObject([{ _id: 'near', d: expect.closeTo(0.10247, 4) as number }])
  })

  it('multiplies the metres of GeoJSON just the same', async () => {
    const list = await near({ near: at(113, 23), maxDistance: 200, distanceMultiplier: 0.001 })
    expect(list.map(({ d }) => Number(d).toFixed(3))).toEqual(['0.000', '0.102'])
  })

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['a pair out of bounds', { near: { longitude: 181, latitude: 0 } }, /out of bounds/],
    ['one number', { near: { longitude: 113 } }, /geo keys|point/],
    ['text', { near: { longitude: '113', latitude: '23' } }, /geo keys/],
    ['a multiplier below 0', { near: [113, 23], distanceMultiplier: -1 }, /non-negative/],
    ['a multiplier of text', { near: [113, 23], distanceMultiplier: 'km' }, /non-negative/],
    ['a bound below 0', { near: [113, 23], maxDistance: -1 }, /non-negative/],
  ])('is refused: %s', async (_, spec, message) => {
    await expect(near(spec)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringMatching(message) as string,
    })
  })

  it('finds places that are stored as pairs, in lists and by name', async () => {
    await wire.insert(
      'shops',
      { _id: 'list', at: [120, 30] },
      { _id: 'names', at: { x: 120, y: 30.001 } },
    )
    const list = await near({ near: [120, 30], maxDistance: 1000 / EARTH })
    expect(list.map(({ _id }) => _id)).toEqual(['list', 'names'])
    const circle = { $geoWithin: { $centerSphere: [{ lng: 120, lat: 30 }, 50 / EARTH] } }
    expect(await wire.ids('shops', { at: circle })).toEqual(['list'])
    await wire.remove('shops', { _id: { $in: ['list', 'names'] } }, { multi: true })
  })

  it('finds a field that holds several places by the nearest of them', async () => {
    await wire.insert('shops', { _id: 'chain', at: [at(10, 10), at(120, 30)] })
    const list = await near({ near: [120, 30], maxDistance: 1000 / EARTH })
    expect(list).toMatchObject([{ _id: 'chain', d: 0 }])
    await expect(wire.insert('shops', { _id: 'no', at: ['somewhere'] })).rejects.toThrow('geo keys')
    await wire.remove('shops', { _id: 'chain' })
  })
})
