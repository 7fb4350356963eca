import { openDatabase } from '../../local/cloud/db'
import { openBench, type Bench } from './kit/embedded'

/*
 * Requests as they come over the wire, also those that wx-server-sdk never sends: the database behind the admin
 * protocol answers any client of it.
 */

let bench: Bench

beforeEach(async () => {
  bench = await openBench({ collections: [{ name: 'c', indexes: [] }] })
})
afterEach(() => bench.close())

const act = (action: string, request: Record<string, unknown> = {}) =>
  bench.act(action, { collectionName: 'c', ...request })
const list = async (request: Record<string, unknown>) =>
  (await act('getDocument', request)).data?.list as string[]

const OID = '507f1f77bcf86cd799439011'

it('answers with EJSON text for each document', async () => {
  await act('insertDocument', {
    data: [
      '{"_id":"a","n":{"$numberInt":"1"},"at":{"$date":{"$numberLong":"5"}},"f":{"$numberDouble":"NaN"}}',
    ],
  })
  expect(await list({ queryType: 'DOC', query: '{"_id":"a"}' })).toEqual([
    '{"_id":"a","n":1,"at":{"$date":{"$numberLong":"5"}},"f":{"$numberDouble":"NaN"}}',
  ])
})

it('answers an ObjectId by its digits, and compares it as one', async () => {
  const reply = await act('insertDocument', {
    data: [`{"_id":{"$oid":"${OID}"},"ref":{"$oid":"${OID}"}}`],
  })
  expect(JSON.parse(JSON.stringify(reply.data?.insertedIds))).toEqual([OID])
  expect(await list({ query: `{"ref":{"$oid":"${OID}"}}` })).toEqual([
    `{"_id":"${OID}","ref":"${OID}"}`,
  ])
  expect(await list({ query: `{"ref":"${OID}"}` })).toEqual([])
  const lookup = { from: 'c', localField: 'ref', foreignField: '_id', as: 'joined' }
  const [joined] = await bench.aggregate('c', { $lookup: lookup })
  expect(joined?.joined).toHaveLength(1)
})

it('puts the id first and keeps the order of fields', async () => {
  await act('insertDocument', { data: ['{"b":1,"_id":"x","a":2}'] })
  expect(await list({})).toEqual(['{"_id":"x","b":1,"a":2}'])
})

it('updates with bare fields, upserts and counts', async () => {
  const modify = async (request: Record<string, unknown>) =>
    (await act('modifyDocument', request)).data
  expect(
    await modify({
      query: '{"_id":"u","kind":"k"}',
      data: '{"$inc":{"n":2}}',
      merge: true,
      upsert: true,
    }),
  ).toEqual({ updated: 0, upsert_id: 'u' })
  expect(await list({})).toEqual(['{"_id":"u","kind":"k","n":2}'])
  expect(await modify({ query: '{"_id":"u"}', data: '{"plain":1}', merge: true })).toEqual({
    updated: 1,
    upsert_id: null,
  })
  const onInsert = { data: '{"$set":{"a":1},"$setOnInsert":{"b":1}}', merge: true, upsert: true }
  await modify({ query: '{"_id":"u"}', ...onInsert })
  await modify({ query: '{"_id":"w"}', ...onInsert })
  expect(await list({ query: '{"a":1}' })).toEqual([
    '{"_id":"u","kind":"k","n":2,"plain":1,"a":1}',
    '{"_id":"w","a":1,"b":1}',
  ])
})

it('inserts on an upsert what its filter asks to equal, by path, and nothing else of it', async () => {
  await act('modifyDocument', {
    query: JSON.stringify({
      _id: 'x',
      'y.z': 1,
      $and: [{ a: { $eq: 2 } }, { b: 3 }],
      $or: [{ c: 4 }, { d: 5 }],
      n: { $gt: 6 },
    }),
    data: '{"$set":{"y.w":7}}',
    merge: true,
    upsert: true,
  })
  expect(await bench.find('c', {})).toEqual([{ _id: 'x', y: { z: 1, w: 7 }, a: 2, b: 3 }])
})

it('lets one of many simultaneous upserts insert', async () => {
  const upsert = (i: number) =>
    act('modifyDocument', {
      queryType: 'DOC',
      query: '{"_id":"same"}',
      data: `{"by":${i}}`,
      merge: false,
      upsert: true,
    })
  const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => upsert(i)))
  expect(replies.filter(({ data }) => data?.upsert_id === 'same')).toHaveLength(1)
  expect(await list({})).toEqual(['{"_id":"same","by":9}'])
})

it('modifies and returns one document', async () => {
  await bench.insert('c', { _id: 'a', n: 1 }, { _id: 'b', n: 1 })
  const take = async () =>
    (
      await act('modifyAndReturnDoc', {
        queryType: 'WHERE',
        query: '{"n":1}',
        data: '{"$set":{"n":2}}',
      })
    ).data
  expect(await take()).toEqual({ updated: 1, doc: '{"_id":"a","n":2}' })
  expect(await take()).toEqual({ updated: 1, doc: '{"_id":"b","n":2}' })
  expect(await take()).toEqual({ updated: 0, doc: null })
})

it('modifies and returns inside of a transaction', async () => {
  await bench.insert('c', { _id: 'a', n: 1 })
  const transactionId = await bench.begin()
  const request = { queryType: 'WHERE', query: '{"n":1}', data: '{"$set":{"n":2}}', transactionId }
  expect((await act('modifyAndReturnDoc', request)).data).toEqual({
    updated: 1,
    doc: '{"_id":"a","n":2}',
  })
  await bench.abort(transactionId)
  expect(await list({})).toEqual(['{"_id":"a","n":1}'])
})

it('takes an order as a list of fields', async () => {
  await bench.insert('c', { _id: 'a', n: 1 }, { _id: 'b', n: 2 })
  expect(await bench.ids('c', {}, { order: '[{"field":"n","direction":"desc"}]' })).toEqual([
    'b',
    'a',
  ])
})

it('generates ids that are not there yet, in the order of insertion', async () => {
  const ids = await bench.insert('c', {}, {}, {})
  expect(new Set(ids).size).toBe(3)
  expect(await bench.ids('c', {})).toEqual(ids)
})

describe('a malformed request', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['no collection', 'getDocument', { collectionName: undefined }],
    ['a collection that is no text', 'getDocument', { collectionName: 5 }],
    ['a query that is no JSON', 'getDocument', { query: '{' }],
    ['a query that is no object', 'getDocument', { query: '[]' }],
    ['a negative offset', 'getDocument', { offset: -1 }],
    ['a limit that is no number', 'getDocument', { limit: 'all' }],
    ['a limit with a fraction', 'getDocument', { limit: 1.5 }],
    ['an offset with a fraction', 'getDocument', { offset: 0.5 }],
    ['no documents', 'insertDocument', { data: [] }],
    ['a document that is an object', 'insertDocument', { data: [{ a: 1 }] }],
    ['a document that is a list', 'insertDocument', { data: ['[]'] }],
    ['an empty update', 'modifyDocument', { query: '{}', data: '{}', merge: true }],
    ['no update', 'modifyDocument', { query: '{}', merge: true }],
    ['no stages', 'aggregateDocuments', {}],
    ['a stage without a name', 'aggregateDocuments', { stages: [{ stageValue: '{}' }] }],
    ['an unknown action', 'dropEverything', {}],
    ['the name of something inherited', 'constructor', {}],
    ['a bad collection name', 'addCollection', { collectionName: '$x' }],
  ])('is answered INVALID_PARAM: %s', async (_name, action, request) => {
    await expect(act(action, request)).rejects.toMatchObject({ code: 'INVALID_PARAM' })
    expect(await list({})).toEqual([])
  })

  it.each<[string, string]>([
    ['a list as its id', '{"_id":[1]}'],
    ['a pattern as its id', '{"_id":{"$regularExpression":{"pattern":"a","options":""}}}'],
    ['a field that starts with $', '{"$set":{"a":1}}'],
    ['such a field inside', '{"a":[{"$b":1}]}'],
    ['17 megabytes', `{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`],
  ])('cannot insert a document with %s', async (_name, text) => {
    await expect(act('insertDocument', { data: [text] })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    })
    expect(await list({})).toEqual([])
  })

  it.each<[string, string]>([
    ['a field beside operators', '{"$set":{"n":1},"o":{}}'],
    ['an unknown operator', '{"$wat":{"n":1}}'],
  ])('cannot update with %s', async (_name, data) => {
    await bench.insert('c', { _id: 'a' })
    await expect(act('modifyDocument', { query: '{}', data, merge: true })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringMatching(/Unknown modifier: (o|\$wat)/) as string,
    })
    expect(await list({})).toEqual(['{"_id":"a"}'])
  })

  it('does not end the transaction it names', async () => {
    const transactionId = await bench.begin()
    await expect(act('getDocument', { query: '{', transactionId })).rejects.toMatchObject({
      code: 'INVALID_PARAM',
    })
    await bench.commit(transactionId)
  })
})

it('adds up since open how often each action came, and what they looked at', async () => {
  await bench.insert('c', { _id: 'a' }, { _id: 'b' }, { _id: 'd' })
  await list({})
  await list({ query: '{"_id":"a"}' })
  expect(bench.db.stats()).toEqual({
    'database.insertDocument': 1,
    'database.getDocument': 2,
    scanned: 4,
  })
})

it('lets one process open a folder', async () => {
  await expect(openDatabase({ dir: bench.dir })).rejects.toThrow(/is in use by another process/)
})

describe('direct access', () => {
  it('loads, replaces, reads and clears', async () => {
    const { direct } = bench.db
    const mine = { _id: 'a', n: 1, inner: { list: [1] } }
    await direct.load('c', [mine, { _id: 'b', n: 2 }])
    mine.inner.list.push(2)
    expect(await direct.get('c', 'a')).toEqual({ _id: 'a', n: 1, inner: { list: [1] } })
    await direct.load('c', [{ _id: 'a', n: 5 }])
    expect(await direct.all('c', { n: { $gt: 1 } })).toEqual([
      { _id: 'a', n: 5 },
      { _id: 'b', n: 2 },
    ])
    expect(await direct.get('c', 'zzz')).toBeNull()
    expect(direct.collections()).toEqual(['c'])
    await direct.clear()
    expect(await direct.all('c')).toEqual([])
    expect(await bench.db.verify()).toEqual([])
    await direct.load('c', [{ _id: 'a' }])
    await bench.reopen()
    expect(await bench.count('c', {})).toBe(1)
  })
  it('gives copies', async () => {
    await bench.db.direct.load('c', [{ _id: 'a', inner: { n: 1 } }])
    const copy = (await bench.db.direct.get('c', 'a')) as { inner: { n: number } }
    copy.inner.n = 9
    expect(await list({})).toEqual(['{"_id":"a","inner":{"n":1}}'])
  })
  it('needs an id and a collection', async () => {
    await expect(bench.db.direct.load('c', [{ n: 1 }])).rejects.toMatchObject({
      code: 'INVALID_PARAM',
    })
    await expect(bench.db.direct.load('absent', [])).rejects.toMatchObject({
      code: 'DATABASE_COLLECTION_NOT_EXIST',
    })
  })
})
