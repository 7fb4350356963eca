import { openBench, type Bench } from './kit/embedded'

/* Operators of MongoDB that wx-server-sdk has no command for and passes on when somebody writes them out. */

let bench: Bench

beforeAll(async () => {
  bench = await openBench({
    collections: [{ name: 'c', indexes: [{ name: 'at', fields: [['at', '2dsphere' as never]] }] }],
  })
  await bench.insert(
    'c',
    { _id: 'a', n: 1, name: 'Ada', at: { type: 'Point', coordinates: [0, 0] } },
    { _id: 'b', n: '1', name: 'bob', at: { type: 'Point', coordinates: [1, 0] } },
    { _id: 'c', n: null, name: 'Cyd', list: [1] },
  )
})
afterAll(() => bench.close())

const HERE = { type: 'Point', coordinates: [0.9, 0] }

it.each<[string, Record<string, unknown>, string[]]>([
  ['$type, by name', { n: { $type: 'string' } }, ['b']],
  ['$type, one of several', { n: { $type: ['int', 'null'] } }, ['a', 'c']],
  ['$regex with $options', { name: { $regex: '^[ac]', $options: 'i' } }, ['a', 'c']],
  ['$comment, which asks for nothing', { n: 1, $comment: 'why' }, ['a']],
  ['$near, the nearest first', { at: { $near: { $geometry: HERE } } }, ['b', 'a']],
])('%s', async (_name, filter, ids) => {
  expect(await bench.ids('c', filter)).toEqual(ids)
})

it('$currentDate sets the time of the server', async () => {
  const before = Date.now()
  await bench.act('modifyDocument', {
    collectionName: 'c',
    query: '{"_id":"a"}',
    data: '{"$currentDate":{"seen":true}}',
    merge: true,
  })
  const [found] = await bench.find('c', { _id: 'a' })
  const { $date } = found?.seen as { $date: { $numberLong: string } }
  expect(Number($date.$numberLong)).toBeGreaterThanOrEqual(before)
})
