import type { CollectionDeclaration } from '../../local/cloud'
import { openBench, type Bench } from './kit/embedded'

/* Which index a query takes, what it costs, and what is refused for want of one. */

type Fields = Record<string, unknown>

const MANY = 3000
const declaration: CollectionDeclaration = {
  name: 'scores',
  indexes: [
    {
      name: 'group_score',
      fields: [
        ['group', 1],
        ['score', -1],
        ['at', 1],
      ],
    },
    { name: 'tags', fields: [['tags', 1]] },
    { name: 'name', fields: [['name', 1]] },
    { name: 'code', fields: [['code', 1]], unique: true },
    { name: 'deep', fields: [['list.k', 1]] },
  ],
}

const scores: Fields[] = Array.from({ length: MANY }, (_, i) => ({
  _id: `m${String(i).padStart(5, '0')}`,
  group: `g${i % 3}`,
  score: (i * 7919) % MANY,
  at: i,
  tags: [`t${i % 50}`, `u${i % 7}`],
  name: `人${i}`,
  code: `c${i}`,
  plain: i % 10,
  list: [{ k: i }, { k: -i }],
}))

let bench: Bench

beforeAll(async () => {
  bench = await openBench({ collections: [declaration] })
  await bench.db.direct.load('scores', scores)
}, 30_000)
afterAll(() => bench.close())

const cost = async (filter: Fields, order?: Fields, limit?: number) => {
  const found = await bench.find('scores', filter, {
    ...(order && { order: JSON.stringify(order) }),
    ...(limit && { limit }),
  })
  const { scanned, index } = bench.db.lastOperation() ?? {}
  return { found, scanned, index }
}

describe('a query reads no more than it returns', () => {
  it.each<[string, Fields, Fields | undefined, string, number]>([
    ['the top of a group', { group: 'g1' }, { score: -1 }, 'group_score', 20],
    ['the bottom of a group', { group: 'g1' }, { score: 1 }, 'group_score', 20],
    ['the top with its tie order', { group: 'g1' }, { score: -1, at: 1 }, 'group_score', 20],
    ['all of it backward', { group: 'g1' }, { score: 1, at: -1 }, 'group_score', 20],
    [
      'an order that starts with what is fixed',
      { group: 'g1' },
      { group: -1, score: -1 },
      'group_score',
      20,
    ],
    ['around a score', { group: 'g1', score: { $lt: MANY / 2 } }, { score: -1 }, 'group_score', 20],
    ['from the first index field alone', {}, { group: 1 }, 'group_score', 20],
    ['an exact compound value', { group: 'g1', score: 7919 % MANY }, { at: 1 }, 'group_score', 1],
    ['by a unique value', { code: 'c77' }, undefined, 'code', 1],
    ['by several unique values', { code: { $in: ['c1', 'c2', 'zzz'] } }, undefined, 'code', 2],
    ['by id', { _id: 'm00001' }, undefined, '_id_', 1],
    ['by several ids', { _id: { $in: ['m00001', 'm00002', 'x'] } }, undefined, '_id_', 2],
    ['a range of ids in their order', { _id: { $gte: 'm00100' } }, { _id: 1 }, '_id_', 20],
    ['by an element of an array', { tags: 't7' }, undefined, 'tags', 20],
    ['by a field of elements', { 'list.k': 17 }, undefined, 'deep', 1],
    ['by elemMatch', { list: { $elemMatch: { k: -17 } } }, undefined, 'deep', 1],
    ['by the start of a text', { name: { $regex: '^人123' } }, undefined, 'name', 11],
    ['in the order of insertion', {}, undefined, 'none', 20],
  ])('%s', async (_name, filter, order, index, count) => {
    const { found, scanned, index: used } = await cost(filter, order, 20)
    expect(found).toHaveLength(count)
    expect(scanned).toBe(count)
    expect(used ?? 'none').toBe(index)
  })

  it('whatever the size: the top 20 come in order', async () => {
    const expected = scores
      .filter(({ group }) => group === 'g2')
      .sort((a, b) => Number(b.score) - Number(a.score))
      .slice(0, 20)
    expect((await cost({ group: 'g2' }, { score: -1 }, 20)).found).toEqual(expected)
  })

  it('joins a branch of $or each from its index', async () => {
    const { found, scanned } = await cost({ $or: [{ code: 'c1' }, { name: '人2' }] })
    expect(found.map(({ _id }) => _id)).toEqual(['m00001', 'm00002'])
    expect(scanned).toBe(2)
  })

  it('merges the runs of $in before an order', async () => {
    const { found, scanned } = await cost({ group: { $in: ['g0', 'g1'] } }, { score: -1 }, 10)
    const expected = scores
      .filter(({ group }) => group !== 'g2')
      .sort((a, b) => Number(b.score) - Number(a.score))
      .slice(0, 10)
    expect(found).toEqual(expected)
    expect(scanned).toBe(20)
  })

  it('counts from the index alone, however many there are', async () => {
    expect(await bench.count('scores', { group: 'g0' })).toBe(MANY / 3)
    expect(await bench.count('scores', { group: 'g0', score: { $gte: MANY / 2 } })).toBe(MANY / 6)
    expect(await bench.count('scores', {})).toBe(MANY)
  })

  it('lets an aggregation match, sort and limit by index', async () => {
    const top = await bench.aggregate(
      'scores',
      { $match: { group: 'g1' } },
      { $sort: { score: -1 } },
      { $limit: 5 },
    )
    expect(top).toHaveLength(5)
    expect(bench.db.lastOperation()).toMatchObject({ scanned: 5, index: 'group_score' })
    const [sum] = await bench.aggregate(
      'scores',
      { $match: { group: 'g1' } },
      { $group: { _id: null, n: { $sum: 1 } } },
    )
    expect(sum).toEqual({ _id: null, n: MANY / 3 })
  })

  it('lets a join look up by index', async () => {
    const joined = await bench.aggregate(
      'scores',
      { $match: { group: 'g1' } },
      { $limit: 3 },
      {
        $lookup: {
          from: 'scores',
          let: { c: '$code' },
          pipeline: [{ $match: { $expr: { $eq: ['$code', '$$c'] } } }],
          as: 'same',
        },
      },
    )
    expect(joined.map(({ same }) => (same as unknown[]).length)).toEqual([1, 1, 1])
    expect(bench.db.lastOperation()?.scanned).toBe(6)
  })
})

describe('without a fitting index', () => {
  const refusal = (fields: string) => ({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringMatching(
      new RegExp(`^no index of scores fits .*more than 2000 of ${MANY} documents.*\\(${fields}\\)`),
    ) as string,
  })

  it.each<[string, () => Promise<unknown>, string]>([
    ['a query', () => bench.find('scores', { plain: 1 }), 'plain'],
    [
      'a query that would find one at once',
      () => bench.find('scores', { plain: 0 }, { limit: 1 }),
      'plain',
    ],
    ['an order', () => bench.find('scores', {}, { order: '{"plain":1}' }), 'plain'],
    [
      'an order within an index that lacks it',
      () => bench.find('scores', { tags: { $gte: 't' } }, { order: '{"plain":-1}', limit: 10 }),
      'tags, plain',
    ],
    [
      'a rest that matches too little',
      () => bench.find('scores', { name: { $gte: '人' }, plain: 11 }),
      'name, plain',
    ],
    ['a count', () => bench.count('scores', { plain: 1 }), 'plain'],
    ['an update', () => bench.update('scores', { plain: 1 }, { $set: { x: 1 } }), 'plain'],
    ['a removal', () => bench.remove('scores', { plain: 1 }), 'plain'],
    [
      'an aggregation',
      () => bench.aggregate('scores', { $match: { plain: 1 } }, { $limit: 1 }),
      'plain',
    ],
    [
      'an aggregation over everything',
      () => bench.aggregate('scores', { $group: { _id: '$plain' } }),
      'the fields of the condition',
    ],
    ['a pattern in the middle', () => bench.find('scores', { name: { $regex: '99' } }), 'name'],
    ['what is not', () => bench.find('scores', { plain: { $ne: 1 } }), 'plain'],
  ])('refuses %s', async (_name, act, fields) => {
    await expect(act()).rejects.toMatchObject(refusal(fields))
  })

  it('is content while there are few documents', async () => {
    const small = await openBench({ collections: [{ name: 'few', indexes: [] }], maxScan: 10 })
    try {
      await small.insert('few', ...Array.from({ length: 10 }, (_, i) => ({ i })))
      expect(await small.count('few', { i: { $gt: 3 } })).toBe(6)
      await small.insert('few', { i: 10 })
      await expect(small.count('few', { i: { $gt: 3 } })).rejects.toThrow('no index of few')
      expect(await small.find('few', {}, { offset: 4, limit: 6 })).toHaveLength(6)
      await expect(small.find('few', {}, { offset: 4, limit: 7 })).rejects.toThrow('no index')
    } finally {
      await small.close()
    }
  })

  it('changes nothing when it refuses', async () => {
    expect(await bench.count('scores', {})).toBe(MANY)
    expect(await bench.db.verify()).toEqual([])
  })
})

describe('a unique index', () => {
  let own: Bench
  const indexes: CollectionDeclaration['indexes'] = [
    { name: 'email', fields: [['email', 1]], unique: true },
    {
      name: 'pair',
      fields: [
        ['a', 1],
        ['b', -1],
      ],
      unique: true,
    },
  ]
  const duplicate = (index: string) => ({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringMatching(
      new RegExp(`E11000 duplicate key error.*index: ${index} dup key`),
    ) as string,
  })
  beforeEach(async () => {
    own = await openBench({ collections: [{ name: 'people', indexes }] })
    await own.insert('people', { _id: 'p1', email: 'a@', a: 1, b: 1 })
  })
  afterEach(() => own.close())

  it('refuses the same value', async () => {
    await expect(own.insert('people', { email: 'a@', a: 2, b: 2 })).rejects.toMatchObject(
      duplicate('email'),
    )
    await expect(own.insert('people', { email: 'b@', a: 1, b: 1 })).rejects.toMatchObject(
      duplicate('pair'),
    )
    await own.insert('people', { email: 'b@', a: 1, b: 2 })
  })
  it('takes a missing field for null, once', async () => {
    await own.insert('people', { _id: 'p2', a: 2, b: 2 })
    await expect(own.insert('people', { a: 3, b: 3 })).rejects.toMatchObject(duplicate('email'))
    await expect(own.insert('people', { email: null, a: 3, b: 3 })).rejects.toMatchObject(
      duplicate('email'),
    )
  })
  it('refuses an update into a value, and leaves the document alone', async () => {
    await own.insert('people', { _id: 'p2', email: 'b@', a: 2, b: 2 })
    await expect(
      own.update('people', { _id: 'p2' }, { $set: { email: 'a@' } }),
    ).rejects.toMatchObject(duplicate('email'))
    expect(await own.find('people', { _id: 'p2' })).toEqual([
      { _id: 'p2', email: 'b@', a: 2, b: 2 },
    ])
  })
  it('frees a value that is given up', async () => {
    await own.update('people', { _id: 'p1' }, { $set: { email: 'new@' } })
    await own.insert('people', { _id: 'p2', email: 'a@', a: 2, b: 2 })
    await own.remove('people', { _id: 'p2' })
    await own.insert('people', { _id: 'p3', email: 'a@', a: 2, b: 2 })
    expect(await own.db.verify()).toEqual([])
  })
  it('has one document of many simultaneous ones', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => own.insert('people', { email: 'same@', a: i, b: 9 })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
  it('holds for each element of an array', async () => {
    await own.insert('people', { email: ['x@', 'y@'], a: 2, b: 2 })
    await expect(own.insert('people', { email: ['z@', 'y@'], a: 3, b: 3 })).rejects.toMatchObject(
      duplicate('email'),
    )
  })
  it('cannot be built over documents that share a value', async () => {
    await own.insert('people', { _id: 'p2', email: 'b@', a: 7, b: 7, same: 1 })
    await own.update('people', { _id: 'p1' }, { $set: { same: 1 } })
    const wanted = [
      ...indexes,
      { name: 'same', fields: [['same', 1]] as [string, 1][], unique: true },
    ]
    await expect(
      own.reopen({ collections: [{ name: 'people', indexes: wanted }] }),
    ).rejects.toMatchObject(duplicate('same'))
  })
})

describe('indexes follow their declarations', () => {
  it('are built over what is there, and dropped', async () => {
    const own = await openBench({ collections: [{ name: 'c', indexes: [] }], maxScan: 5 })
    try {
      await own.insert('c', ...Array.from({ length: 30 }, (_, i) => ({ _id: `d${i}`, n: i % 10 })))
      await expect(own.find('c', { n: 3 })).rejects.toThrow('no index')
      await own.reopen({
        collections: [{ name: 'c', indexes: [{ name: 'n', fields: [['n', 1]] }] }],
        maxScan: 5,
      })
      expect(await own.ids('c', { n: 3 })).toEqual(['d3', 'd13', 'd23'])
      expect(own.lines).toContainEqual(
        expect.stringContaining('built index n of c over 30 documents'),
      )
      expect(await own.db.verify()).toEqual([])
      await own.reopen({ collections: [{ name: 'c', indexes: [] }], maxScan: 5 })
      await expect(own.find('c', { n: 3 })).rejects.toThrow('no index')
      expect(await own.db.verify()).toEqual([])
    } finally {
      await own.close()
    }
  })

  it('stay what they were over a restart', async () => {
    const own = await openBench({ collections: [declaration] })
    try {
      await own.insert(
        'scores',
        { _id: 'b', code: 1, tags: ['x', 'y'] },
        { _id: 'a', code: 2, tags: ['y'] },
      )
      await own.reopen()
      await own.insert('scores', { _id: 'c', code: 3, tags: [] })
      expect(await own.ids('scores', {})).toEqual(['b', 'a', 'c'])
      expect(await own.ids('scores', { tags: 'y' })).toEqual(['b', 'a'])
      expect(await own.ids('scores', { tags: { $gt: 'w', $lt: 'yy' } })).toEqual(['b', 'a'])
      expect(await own.count('scores', {})).toBe(3)
    } finally {
      await own.close()
    }
  })

  it('let different elements of an array meet different bounds', async () => {
    const indexes: CollectionDeclaration['indexes'] = [{ name: 'n', fields: [['n', 1]] }]
    const own = await openBench({ collections: [{ name: 'c', indexes }] })
    try {
      await own.insert(
        'c',
        { _id: 'both', n: [1, 10] },
        { _id: 'low', n: 1 },
        { _id: 'high', n: [9, 10] },
      )
      const apart = { n: { $gt: 5, $lt: 3 } }
      expect(await own.ids('c', apart)).toEqual(['both'])
      expect(await own.count('c', apart)).toBe(1)
      expect(await own.count('c', { n: { $gt: 5 } })).toBe(2)
    } finally {
      await own.close()
    }
  })

  it('bound what all asks for, and leave the rest to the documents', async () => {
    const indexes: CollectionDeclaration['indexes'] = [{ name: 'v', fields: [['v', 1]] }]
    const own = await openBench({
      collections: [
        { name: 'single', indexes },
        { name: 'lists', indexes },
      ],
    })
    try {
      await own.insert('single', { v: 1 }, { v: 2 })
      expect(await own.count('single', { v: { $all: [1, 2] } })).toBe(0)
      expect(await own.count('single', { v: { $all: [1] } })).toBe(1)
      await own.insert('lists', { _id: 'near', v: [{ k: 1 }] }, { _id: 'far', v: [{ k: 9 }] })
      expect(await own.ids('lists', { v: { $all: [{ $elemMatch: { k: { $lt: 5 } } }] } })).toEqual([
        'near',
      ])
    } finally {
      await own.close()
    }
  })

  it('hold the value at a position, and below one', async () => {
    const indexes: CollectionDeclaration['indexes'] = [
      { name: 'first', fields: [['l.0', 1]] },
      { name: 'deep', fields: [['o.1.k', 1]] },
    ]
    const own = await openBench({ collections: [{ name: 'c', indexes }] })
    try {
      await own.insert(
        'c',
        { _id: 'a', l: [5, 6], o: [{ k: 7 }, { k: 8 }] },
        { _id: 'b', l: [6, 5], o: [{ k: 8 }, { k: 7 }] },
      )
      expect(await own.ids('c', { 'l.0': 5 })).toEqual(['a'])
      expect(own.db.lastOperation()).toMatchObject({ scanned: 1, index: 'first' })
      expect(await own.ids('c', { 'o.1.k': 7 })).toEqual(['b'])
      expect(own.db.lastOperation()).toMatchObject({ scanned: 1, index: 'deep' })
      expect(await own.db.verify()).toEqual([])
    } finally {
      await own.close()
    }
  })

  it('refuse two arrays in one', async () => {
    const indexes: CollectionDeclaration['indexes'] = [
      {
        name: 'two',
        fields: [
          ['a', 1],
          ['b', 1],
        ],
      },
    ]
    const own = await openBench({ collections: [{ name: 'c', indexes }] })
    try {
      await own.insert('c', { a: [1, 2], b: 1 })
      await expect(own.insert('c', { a: [1], b: [1] })).rejects.toThrow(
        'cannot index parallel arrays [b] [a]',
      )
      expect(await own.count('c', {})).toBe(1)
    } finally {
      await own.close()
    }
  })
})
