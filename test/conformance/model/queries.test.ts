import fc from 'fast-check'
import { Query } from 'mingo/query'
import * as queryOperators from 'mingo/operators/query'
import { Context } from 'mingo/core'
import { openBench, type Bench } from '../kit/embedded'

/*
 * Queries over generated documents, with and without indexes, against a plain filter (mingo's, which has another
 * author).
 */

type Fields = Record<string, unknown>

/** `RUNS=1000` looks longer. */
const RUNS = Number(process.env.RUNS ?? 60)
const TIMEOUT = 40_000 + RUNS * 1000

const small = fc.integer({ min: -2, max: 2 })
const scalar = fc.oneof(
  { weight: 3, arbitrary: small },
  { weight: 2, arbitrary: fc.constantFrom(0.5, null, 'a', 'b', 'ab', '群', true, false) },
)
const place = fc.record(
  {
    a: fc.oneof(
      { weight: 4, arbitrary: scalar },
      { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
    ),
    b: scalar,
    c: fc.record(
      { d: scalar, e: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)
const documents = fc
  .array(place, { maxLength: 25 })
  .map((list) => list.map((fields, i): Fields => ({ _id: `d${i}`, ...fields })))

const path = fc.constantFrom('b', 'b', 'b', 'a', 'a', 'c.d', 'c.d', 'c.e', '_id')
const comparison = fc
  .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), fc.oneof(small, fc.constantFrom('a', 'd1')))
  .map(([operator, value]) => ({ [operator]: value }))
const between = fc
  .tuple(fc.constantFrom('$gt', '$gte'), small, fc.constantFrom('$lt', '$lte'), small)
  .map(([above, low, below, high]) => ({ [above]: low, [below]: high }))
const operand: fc.Arbitrary<unknown> = fc.oneof(
  scalar,
  scalar.map((value) => ({ $eq: value })),
  { weight: 3, arbitrary: comparison },
  { weight: 2, arbitrary: between },
  fc.array(scalar, { minLength: 1, maxLength: 4 }).map((values) => ({ $in: values })),
  scalar.map((value) => ({ $ne: value })),
  fc.boolean().map((wanted) => ({ $exists: wanted })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((values) => ({ $nin: values })),
  fc
    .array(fc.oneof(small, fc.constantFrom('a', 'b')), { minLength: 1, maxLength: 2 })
    .map((values) => ({ $all: values })),
  fc.nat(3).map((count) => ({ $size: count })),
  comparison.map((inner) => ({ $not: inner })),
  comparison.map((inner) => ({ $elemMatch: inner })),
  fc.constantFrom('^a', 'b$', '^(a|b)', '.').map((pattern) => ({ $regex: pattern })),
)
const pair = fc.tuple(path, operand)
const condition: fc.Arbitrary<Fields> = fc
  .array(pair, { minLength: 1, maxLength: 2 })
  .map((pairs) => Object.fromEntries(pairs))
const filter: fc.Arbitrary<Fields> = fc.oneof(
  { weight: 6, arbitrary: condition },
  { weight: 1, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.array(condition, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  },
  { weight: 1, arbitrary: fc.tuple(condition, condition).map(($and) => ({ $and })) },
  { weight: 1, arbitrary: fc.tuple(condition, condition).map(($nor) => ({ $nor })) },
)
const direction = fc.constantFrom<1 | -1>(1, -1)
const indexes = fc.array(
  fc.tuple(
    fc.uniqueArray(fc.constantFrom('b', 'b', 'a', 'c.d', 'c.e'), { minLength: 1, maxLength: 3 }),
    fc.array(direction, { minLength: 3, maxLength: 3 }),
  ),
  { maxLength: 3 },
)
const order = fc.uniqueArray(fc.tuple(fc.constantFrom('b', 'c.d', '_id'), direction), {
  maxLength: 2,
  selector: ([p]) => p,
})

/** `$all` as the equalities it stands for: mingo does not let it match a single value. */
function withoutAll(where: Fields): Fields {
  const parts = Object.entries(where).map(([key, value]): Fields => {
    if (Array.isArray(value) && key.startsWith('$'))
      return { [key]: (value as Fields[]).map(withoutAll) }
    const all = (value as { $all?: unknown[] } | null)?.$all
    return all ? { $and: all.map((item) => ({ [key]: item })) } : { [key]: value }
  })
  return parts.length === 1 ? (parts[0] as Fields) : { $and: parts }
}

const context = Context.init({ query: queryOperators })
const isParallel = (error: unknown) => String(error).includes('parallel arrays')

interface Question {
  where: Fields
  sort: [path: string, direction: 1 | -1][]
  skip: number
  limit: number
}
const question: fc.Arbitrary<Question> = fc.record({
  where: filter,
  sort: order,
  skip: fc.nat(3),
  limit: fc.integer({ min: 1, max: 30 }),
})

/** Inserts what the indexes take: one over two arrays refuses a document, here as in MongoDB. */
async function fill(bench: Bench, docs: Fields[]): Promise<Fields[]> {
  const kept: Fields[] = []
  for (const doc of docs) {
    try {
      await bench.insert('indexed', doc)
      kept.push(doc)
    } catch (error) {
      if (!isParallel(error)) throw error
    }
  }
  if (kept.length > 0) await bench.insert('plain', ...kept)
  return kept
}

async function ask(
  bench: Bench,
  kept: Fields[],
  { where, sort, skip, limit }: Question,
): Promise<void> {
  const test = new Query(withoutAll(where), { context })
  const expected = kept.filter((doc) => test.test(doc)).map(({ _id }) => _id)
  expect(await bench.ids('plain', where)).toEqual(expected)
  expect((await bench.ids('indexed', where)).sort()).toEqual([...expected].sort())
  expect(await bench.count('indexed', where)).toBe(expected.length)
  const request = { order: JSON.stringify(Object.fromEntries(sort)), offset: skip, limit }
  // Documents that are equal in the order may change places; what they are sorted by may not.
  const keysIn = async (collection: string) =>
    (await bench.find(collection, where, request)).map((doc) =>
      sort.map(([p]) => doc[p] ?? (doc.c as Fields | undefined)?.[p.slice(2)] ?? null),
    )
  if (sort.length > 0) expect(await keysIn('indexed')).toEqual(await keysIn('plain'))
}

it(
  'answers queries alike whatever indexes there are',
  async () => {
    const questions = fc.array(question, { minLength: 10, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(documents, indexes, questions, async (docs, fields, asked) => {
        const declared = fields.map(([paths, directions], i) => ({
          name: `i${i}`,
          fields: paths.map((p, j): [string, 1 | -1] => [p, directions[j] ?? 1]),
        }))
        const bench = await openBench({
          collections: [
            { name: 'plain', indexes: [] },
            { name: 'indexed', indexes: declared },
          ],
        })
        try {
          const kept = await fill(bench, docs)
          for (const each of asked) await ask(bench, kept, each)
          expect(await bench.db.verify()).toEqual([])
        } finally {
          await bench.close()
        }
      }),
      { numRuns: RUNS },
    )
  },
  TIMEOUT,
)
