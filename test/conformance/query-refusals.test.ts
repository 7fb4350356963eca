import { openSdkBench, type Commands, type SdkBench } from './kit/sdk-database'

/*
 * What queries refuse, through the real SDK, in the words of MongoDB or of the SDK itself; and every keyword of
 * jsonSchema.
 */

let bench: SdkBench

beforeAll(async () => {
  bench = await openSdkBench([{ name: 'things', indexes: [] }])
  await bench.fill('things', [{ _id: 'a', v: [1, 2] }])
})
afterAll(() => bench.close())

const things = () => bench.db.collection('things')
type Condition = (_: Commands) => unknown

describe('a condition is refused', () => {
  it.each<[string, Condition, RegExp]>([
    ['in of no list', (_) => ({ v: _.in(1) }), /\$in needs an array/],
    ['nin of no list', (_) => ({ v: _.nin('x') }), /\$nin needs an array/],
    ['operators in a list of in', (_) => ({ v: _.in([{ $gt: 1 }]) }), /cannot nest \$ under \$in/],
    ['all of no list', (_) => ({ v: _.all(1) }), /\$all needs an array/],
    ['operators in all', (_) => ({ v: _.all([_.gt(1)]) }), /no \$ expressions in \$all/],
    ['a size below 0', (_) => ({ v: _.size(-1) }), /\$size must be/],
    ['a size that is a text', (_) => ({ v: _.size('1') }), /\$size must be/],
    ['a size with a fraction', (_) => ({ v: _.size(1.5) }), /\$size must be/],
    ['mod by 0', (_) => ({ v: _.mod(0, 1) }), /divisor cannot be 0/],
    ['mod of one number', (_) => ({ v: _.mod([2]) }), /malformed mod/],
    ['mod of three numbers', (_) => ({ v: _.mod([2, 1, 0]) }), /malformed mod/],
    ['mod of a text', (_) => ({ v: _.mod('x', 1) }), /malformed mod/],
    ['elemMatch of a number', (_) => ({ v: _.elemMatch(1) }), /\$elemMatch needs an Object/],
    ['a pattern to be greater than', (_) => ({ v: _.gt(/a/) }), /Can't have RegEx as arg/],
    ['a pattern to be unequal to', (_) => ({ v: _.neq(/a/) }), /Can't have regex as arg to \$ne/],
    ['not of nothing', () => ({ v: { $not: {} } }), /\$not needs a regex or a document/],
    ['and of none', (_) => _.and([]), /\$and must be a nonempty array/],
    ['or of none', (_) => _.or([]), /\$or must be a nonempty array/],
    ['nor of none', (_) => _.nor([]), /\$nor must be a nonempty array/],
    ['or of a number', () => ({ $or: [1] }), /need to be full objects/],
    [
      'an unknown option',
      () => ({ v: { $regex: 'a', $options: 'q' } }),
      /invalid flag in regex options/,
    ],
    ['options alone', () => ({ v: { $options: 'i' } }), /\$options needs a \$regex/],
    ['a pattern that is a number', () => ({ v: { $regex: 1 } }), /\$regex has to be a string/],
    ['an unknown type', () => ({ v: { $type: 'wat' } }), /Unknown type name alias: wat/],
    ['a schema that is none', (_) => _.jsonSchema(1), /\$jsonSchema must be an object/],
    ['an unknown keyword', (_) => _.jsonSchema({ wat: 1 }), /keyword 'wat' is not supported/],
    [
      'an unknown type in a schema',
      (_) => _.jsonSchema({ properties: { v: { bsonType: 'wat' } } }),
      /Unknown type name/,
    ],
    ['an unknown expression', (_) => _.expr({ $wat: 1 }), /Unrecognized expression '\$wat'/],
    [
      'a point to lie within',
      (_) => ({ v: _.geoWithin({ geometry: point() }) }),
      /requires a Polygon/,
    ],
    [
      'a negative radius',
      (_) => ({ v: _.geoWithin({ centerSphere: [[1, 2], -1] }) }),
      /invalid \$centerSphere/,
    ],
  ])('%s', async (_name, condition, message) => {
    await expect(things().where(condition(bench.db.command)).get()).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringMatching(message) as string,
    })
  })
})

const point = (): unknown =>
  (bench.db.Geo.Point as unknown as (lng: number, lat: number) => unknown)(1, 2)

describe('a query is refused', () => {
  type Query = ReturnType<typeof things>
  it.each<[string, (query: Query) => { get(): Promise<unknown> }, unknown]>([
    ['with a negative limit', (query) => query.limit(-1), { errCode: -501007 }],
    ['with a negative offset', (query) => query.skip(-1), { errCode: -501007 }],
    [
      'that keeps some fields and drops others',
      (query) => query.field({ v: true, w: false }),
      { errCode: -502001 },
    ],
    [
      'with an unknown projection',
      (query) => query.field({ v: { $wat: 1 } }),
      { errCode: -502001 },
    ],
    [
      'with a slice of a text',
      (query) => query.field({ v: bench.db.command.project.slice('x') }),
      { errCode: -502001 },
    ],
  ])('%s', async (_name, build, error) => {
    await expect(build(things()).get()).rejects.toMatchObject(error as object)
  })
  it.each<[string, () => unknown, string]>([
    ['an order that is no direction', () => things().orderBy('v', 'up'), '排序字符不合法'],
    ['a limit that is no number', () => things().limit('x' as never), 'must be integer'],
    ['a condition that is null', () => things().where(null), '查询参数必须为对象'],
    ['a condition that is a text', () => things().where('x'), '查询参数必须为对象'],
  ])('by the SDK itself: %s', (_name, act, message) => {
    expect(act).toThrow(message)
  })
})

describe('a document is refused', () => {
  it.each<[string, unknown, number]>([
    ['an empty list', [], -501007],
    ['null', null, -501007],
    ['a text', 'x', -501007],
    ['a field that starts with $', { $x: 1 }, -502001],
    ['a field inside that starts with $', { a: [{ $x: 1 }] }, -502001],
    ['a list as its id', { _id: [1] }, -502001],
  ])('%s', async (_name, data, errCode) => {
    await expect(things().add({ data })).rejects.toMatchObject({ errCode })
    expect((await things().count()).total).toBe(1)
  })
  it('in set: another id, or nothing at all', async () => {
    const doc = things().doc('a')
    await expect(doc.set({ data: { _id: 'b' } })).rejects.toMatchObject({ errCode: -501007 })
    await expect(doc.set({ data: {} })).rejects.toThrow('must not be empty')
    expect((await doc.get()).data).toEqual({ _id: 'a', v: [1, 2] })
  })
})

describe('jsonSchema', () => {
  const properties = (schema: unknown): unknown => ({ properties: { v: schema } })
  it.each<[string, unknown, unknown[], unknown[]]>([
    ['bsonType', { bsonType: 'string' }, ['a', ''], [1, null, ['a']]],
    [
      'bsonType int and double',
      { bsonType: ['int', 'double'] },
      [1, -2147483648, 1.5],
      ['1', 2 ** 40],
    ],
    ['bsonType long', { bsonType: 'long' }, [2 ** 40], [1, 2147483647, 1.5, '1']],
    ['bsonType number', { bsonType: 'number' }, [1, 2 ** 40, 1.5], ['1', true]],
    ['bsonType object and array', { bsonType: ['object', 'array'] }, [{}, []], [null, 'x']],
    ['bsonType date', { bsonType: 'date' }, [new Date(0)], [0, '1970-01-01']],
    ['bsonType null', { bsonType: 'null' }, [null], [0, false]],
    ['type', { type: 'boolean' }, [true, false], [0, null]],
    ['type number', { type: 'number' }, [0, 0.5], ['0']],
    ['enum', { enum: [1, 'a', [1], null] }, [1, 'a', [1], null], [2, '1', [1, 1]]],
    ['minimum', { minimum: 2 }, [2, 3, 'x', null], [1.9, -1]],
    ['minimum, exclusive', { minimum: 2, exclusiveMinimum: true }, [3, 'x'], [2, 1]],
    ['maximum', { maximum: 2 }, [2, 1, 'x'], [2.1]],
    ['maximum, exclusive', { maximum: 2, exclusiveMaximum: true }, [1, 'x'], [2]],
    ['multipleOf', { multipleOf: 3 }, [0, 3, -6, 'x'], [4, 3.5]],
    ['minLength', { minLength: 2 }, ['群规', 'abc', 7], ['a', '😀']],
    ['maxLength', { maxLength: 2 }, ['群规', '', 7], ['abc']],
    ['pattern', { pattern: '^a.c$' }, ['abc', 7], ['abcd', '']],
    ['minItems', { minItems: 2 }, [[1, 2], 'x'], [[1], []]],
    ['maxItems', { maxItems: 1 }, [[1], [], 'xyz'], [[1, 2]]],
    [
      'uniqueItems',
      { uniqueItems: true },
      [[1, '1'], [], 'xx'],
      [
        [1, 1],
        [{ a: 1 }, { a: 1 }],
      ],
    ],
    ['uniqueItems false', { uniqueItems: false }, [[1, 1]], []],
    ['items', { items: { bsonType: 'int' } }, [[1, 2], [], 'x'], [[1, 'x']]],
    [
      'items by position',
      { items: [{ bsonType: 'int' }, { bsonType: 'string' }] },
      [[1, 'x', true], [1], []],
      [['x'], [1, 2]],
    ],
    ['required', { required: ['a', 'b'] }, [{ a: 1, b: null }, 'x'], [{ a: 1 }, {}]],
    [
      'properties',
      { properties: { a: { bsonType: 'int' } } },
      [{ a: 1 }, {}, { b: 'x' }, 7],
      [{ a: 'x' }],
    ],
    [
      'additionalProperties false',
      { properties: { a: {} }, additionalProperties: false },
      [{ a: 1 }, {}, 7],
      [{ a: 1, b: 1 }],
    ],
    [
      'additionalProperties',
      { properties: { a: {} }, additionalProperties: { bsonType: 'int' } },
      [{ a: 'x', b: 1 }],
      [{ a: 1, b: 1, c: 'x' }],
    ],
    ['minProperties', { minProperties: 1 }, [{ a: 1 }, 7], [{}]],
    ['maxProperties', { maxProperties: 1 }, [{ a: 1 }, {}, 7], [{ a: 1, b: 1 }]],
    ['allOf', { allOf: [{ minimum: 1 }, { maximum: 3 }] }, [1, 3], [0, 4]],
    ['anyOf', { anyOf: [{ bsonType: 'int' }, { bsonType: 'string' }] }, [1, 'x'], [1.5, null]],
    ['oneOf', { oneOf: [{ minimum: 1 }, { maximum: 3 }] }, [0, 4], [2]],
    ['not', { not: { bsonType: 'int' } }, ['x', 1.5], [1]],
    ['title and description', { title: 't', description: 'd' }, [1, 'x'], []],
  ])('%s', async (_name, schema, good, bad) => {
    const documents = [...good, ...bad].map((v, i) => ({ _id: `${i}`, v }))
    await bench.fill('things', documents)
    const where = bench.db.command.jsonSchema(properties(schema))
    const found = (await things().where(where).get()).data.map(({ v }) => v)
    expect(found).toEqual(good)
  })
})
