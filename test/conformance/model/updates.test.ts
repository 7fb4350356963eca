import fc from 'fast-check'
import { openBench, type Bench } from '../kit/embedded'

/*
 * Updates of several paths at once on generated documents, against plain functions that say what each operator makes of
 * a value.
 */

type Fields = Record<string, unknown>

/** `RUNS=1000` looks longer. */
const RUNS = Number(process.env.RUNS ?? 60) * 5
const TIMEOUT = 20_000 + RUNS * 100

const REFUSED = Symbol('refused')
type Change = (value: unknown) => unknown

const small = fc.integer({ min: -3, max: 3 })
const scalar = fc.oneof({ weight: 3, arbitrary: small }, fc.constantFrom(0.5, null, 'a', 'b', true))
const list = fc.array(scalar, { maxLength: 4 })
const value = fc.oneof(scalar, list)

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const isIn = (item: unknown, items: unknown[]): boolean => items.some((each) => isSame(each, item))

/** The order of types and values that occur here: null, numbers, texts, arrays, booleans. */
function rank(item: unknown): number {
  if (item === null) return 0
  if (typeof item === 'number') return 1
  if (typeof item === 'string') return 2
  return Array.isArray(item) ? 3 : 4
}
function compare(a: unknown, b: unknown): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const result = compare(a[i], b[i])
      if (result !== 0) return result
    }
    return a.length - b.length
  }
  return a === b ? 0 : (a as number) < (b as number) ? -1 : 1
}

const ofNumber =
  (whenMissing: number, change: (value: number) => number): Change =>
  (before) =>
    before === undefined ? whenMissing : typeof before === 'number' ? change(before) : REFUSED
const ofList =
  (whenMissing: unknown, change: (items: unknown[]) => unknown[]): Change =>
  (before) =>
    before === undefined ? whenMissing : Array.isArray(before) ? change(before) : REFUSED
/** What is pushed to a missing field goes into a new list. */
const growing = (change: (items: unknown[]) => unknown[]): Change => ofList(change([]), change)

interface Operation {
  operator: string
  operand: unknown
  change: Change
}
const operation = <T>(
  operator: string,
  operand: fc.Arbitrary<T>,
  change: (operand: T) => Change,
): fc.Arbitrary<Operation> =>
  operand.map((given) => ({ operator, operand: given, change: change(given) }))

const end = (items: unknown[], slice: number): unknown[] =>
  slice === 0 ? [] : slice > 0 ? items.slice(0, slice) : items.slice(slice)
const modifiers = fc.record(
  {
    $each: list,
    $position: fc.integer({ min: -4, max: 5 }),
    $sort: fc.constantFrom(1 as const, -1 as const),
    $slice: fc.integer({ min: -4, max: 4 }),
  },
  { requiredKeys: ['$each'] },
)

const operations = fc.oneof(
  operation('$set', value, (given) => () => given),
  operation('$unset', fc.constant(''), () => () => undefined),
  operation('$inc', small, (by) => ofNumber(by, (before) => before + by)),
  operation('$mul', small, (by) => ofNumber(0, (before) => before * by + 0)),
  operation(
    '$max',
    value,
    (given) => (before) => (before === undefined || compare(given, before) > 0 ? given : before),
  ),
  operation(
    '$min',
    value,
    (given) => (before) => (before === undefined || compare(given, before) < 0 ? given : before),
  ),
  operation('$push', scalar, (item) => growing((items) => [...items, item])),
  operation('$push', modifiers, ({ $each, $position = Infinity, $sort, $slice }) =>
    growing((items) => {
      const at = $position < 0 ? Math.max(0, items.length + $position) : $position
      const all = [...items.slice(0, at), ...$each, ...items.slice(at)]
      if ($sort) all.sort((a, b) => compare(a, b) * $sort)
      return $slice === undefined ? all : end(all, $slice)
    }),
  ),
  operation('$addToSet', value, (item) =>
    growing((items) => (isIn(item, items) ? items : [...items, item])),
  ),
  operation(
    '$addToSet',
    list.map(($each) => ({ $each })),
    ({ $each }) =>
      growing((items) =>
        $each.reduce<unknown[]>((all, item) => (isIn(item, all) ? all : [...all, item]), items),
      ),
  ),
  operation('$pop', fc.constantFrom(1, -1), (side) =>
    ofList(undefined, (items) => (side === 1 ? items.slice(0, -1) : items.slice(1))),
  ),
  operation('$pull', scalar, (item) =>
    ofList(undefined, (items) => items.filter((each) => !isSame(each, item))),
  ),
  operation(
    '$pull',
    small.map(($gte) => ({ $gte })),
    ({ $gte }) =>
      ofList(undefined, (items) => items.filter((each) => typeof each !== 'number' || each < $gte)),
  ),
  operation('$pullAll', list, (gone) =>
    ofList(undefined, (items) => items.filter((each) => !isIn(each, gone))),
  ),
)

const document = fc.record(
  { a: value, b: value, c: fc.record({ d: value, e: scalar }, { requiredKeys: [] }) },
  { requiredKeys: [] },
)
const update = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c.d', 'f.g'), operations), {
  minLength: 1,
  maxLength: 3,
  selector: ([path]) => path,
})

const read = (fields: Fields, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (at as Fields | undefined)?.[name], fields)
function write(fields: Fields, path: string, changed: unknown): void {
  const [name = '', inner] = path.split('.')
  if (inner !== undefined && (changed !== undefined || fields[name] !== undefined)) {
    fields[name] = { ...(fields[name] as Fields | undefined) }
    write(fields[name] as Fields, inner, changed)
  } else if (changed === undefined) delete fields[name]
  else fields[name] = changed
}

let bench: Bench

beforeAll(async () => {
  const indexes = [{ name: 'a', fields: [['a', 1] as [string, 1]] }]
  bench = await openBench({ collections: [{ name: 'c', indexes }] })
})
afterAll(() => bench.close())

it(
  'makes of documents what plain functions make of their values, or refuses the whole',
  async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(document, update, async (fields, changes) => {
        const before: Fields = { _id: `d${++number}`, ...fields }
        await bench.insert('c', before)
        const expected = structuredClone(before)
        const data: Record<string, Fields> = {}
        let isRefused = false
        for (const [path, { operator, operand, change }] of changes) {
          data[operator] = { ...data[operator], [path]: operand }
          const changed = change(read(before, path))
          if (changed === REFUSED) isRefused = true
          else write(expected, path, changed)
        }
        const filter = { _id: before._id }
        const answer = bench.update('c', filter, data)
        if (isRefused) {
          await expect(answer).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
          expect(await bench.find('c', filter)).toEqual([before])
        } else {
          expect(await answer).toBe(isSame(before, expected) ? 0 : 1)
          expect(await bench.find('c', filter)).toEqual([expected])
        }
      }),
      { numRuns: RUNS },
    )
    expect(await bench.db.verify()).toEqual([])
  },
  TIMEOUT,
)
