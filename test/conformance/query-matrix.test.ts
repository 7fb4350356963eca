import { openSdkBench, type Commands, type SdkBench } from './kit/sdk-database'

/*
 * Every query command against every kind of value at the path, through the real SDK: missing, null, numbers, texts,
 * dates, arrays, objects and what nests. Worked out from the manual of MongoDB ("Query on Arrays", "Query for Null or
 * Missing Fields", "Comparison/Sort Order"). Each document is named after its value.
 */

const AT = new Date('2026-11-21T00:00:00Z')

const VALUES: [name: string, value: unknown][] = [
  ['missing', undefined],
  ['null', null],
  ['0', 0],
  ['1', 1],
  ['2.5', 2.5],
  ['NaN', NaN],
  ["''", ''],
  ["'1'", '1'],
  ["'a'", 'a'],
  ['true', true],
  ['false', false],
  ['date', AT],
  ['[]', []],
  ['[null]', [null]],
  ['[1]', [1]],
  ["[1,'a']", [1, 'a']],
  ['[[1]]', [[1]]],
  ['{}', {}],
  ['{a:1}', { a: 1 }],
  ['[{a:1}]', [{ a: 1 }]],
  ['[{a:1},{}]', [{ a: 1 }, {}]],
  ['[[{a:1}]]', [[{ a: 1 }]]],
]
const NAMES = VALUES.map(([name]) => name)
const allBut = (...names: string[]) => NAMES.filter((name) => !names.includes(name))

let bench: SdkBench

beforeAll(async () => {
  bench = await openSdkBench([
    { name: 'plain', indexes: [] },
    { name: 'indexed', indexes: [{ name: 'v', fields: [['v', 1]] }] },
  ])
  for (const name of ['plain', 'indexed']) {
    await bench.fill(
      name,
      VALUES.map(([_id, v]) => (v === undefined ? { _id } : { _id, v })),
    )
  }
})
afterAll(() => bench.close())

/** The names that match; an index changes their order only. */
async function matching(collection: string, condition: Condition): Promise<unknown[]> {
  const { data } = await bench.db.collection(collection).where(condition(bench.db.command)).get()
  return data.map(({ _id }) => _id as string).sort((a, b) => NAMES.indexOf(a) - NAMES.indexOf(b))
}
type Condition = (_: Commands) => unknown
interface Chain {
  and(other: unknown): unknown
  or(other: unknown): unknown
}

it.each<[string, Condition, string[]]>([
  ['eq null', (_) => ({ v: _.eq(null) }), ['missing', 'null', '[null]']],
  ['eq 1', (_) => ({ v: _.eq(1) }), ['1', '[1]', "[1,'a']"]],
  ["eq '1'", (_) => ({ v: _.eq('1') }), ["'1'"]],
  ['eq true', (_) => ({ v: _.eq(true) }), ['true']],
  ['eq false', (_) => ({ v: _.eq(false) }), ['false']],
  ["eq ''", (_) => ({ v: _.eq('') }), ["''"]],
  ['eq date', (_) => ({ v: _.eq(AT) }), ['date']],
  ['eq []', (_) => ({ v: _.eq([]) }), ['[]']],
  ['eq [1]', (_) => ({ v: _.eq([1]) }), ['[1]', '[[1]]']],
  ['eq {}', (_) => ({ v: _.eq({}) }), ['{}', '[{a:1},{}]']],
  ['eq {a:1}', (_) => ({ v: _.eq({ a: 1 }) }), ['{a:1}', '[{a:1}]', '[{a:1},{}]']],
  ['eq NaN', (_) => ({ v: _.eq(NaN) }), ['NaN']],
  ['eq 0', (_) => ({ v: _.eq(0) }), ['0']],
  ['neq null', (_) => ({ v: _.neq(null) }), allBut('missing', 'null', '[null]')],
  ['neq 1', (_) => ({ v: _.neq(1) }), allBut('1', '[1]', "[1,'a']")],
  ['neq []', (_) => ({ v: _.neq([]) }), allBut('[]')],
  ['neq {a:1}', (_) => ({ v: _.neq({ a: 1 }) }), allBut('{a:1}', '[{a:1}]', '[{a:1},{}]')],
  ["neq 'a'", (_) => ({ v: _.neq('a') }), allBut("'a'", "[1,'a']")],
  ['gt 0', (_) => ({ v: _.gt(0) }), ['1', '2.5', '[1]', "[1,'a']"]],
  ['gte 1', (_) => ({ v: _.gte(1) }), ['1', '2.5', '[1]', "[1,'a']"]],
  ['lt 1', (_) => ({ v: _.lt(1) }), ['0']],
  ['lte 1', (_) => ({ v: _.lte(1) }), ['0', '1', '[1]', "[1,'a']"]],
  ["gt ''", (_) => ({ v: _.gt('') }), ["'1'", "'a'", "[1,'a']"]],
  ["gte '1'", (_) => ({ v: _.gte('1') }), ["'1'", "'a'", "[1,'a']"]],
  ["lt 'b'", (_) => ({ v: _.lt('b') }), ["''", "'1'", "'a'", "[1,'a']"]],
  ["lte ''", (_) => ({ v: _.lte('') }), ["''"]],
  ['gt null', (_) => ({ v: _.gt(null) }), []],
  ['gte null', (_) => ({ v: _.gte(null) }), ['missing', 'null', '[null]']],
  ['lt null', (_) => ({ v: _.lt(null) }), []],
  ['lte null', (_) => ({ v: _.lte(null) }), ['missing', 'null', '[null]']],
  ['gt false', (_) => ({ v: _.gt(false) }), ['true']],
  ['gte false', (_) => ({ v: _.gte(false) }), ['true', 'false']],
  ['lt true', (_) => ({ v: _.lt(true) }), ['false']],
  ['lte true', (_) => ({ v: _.lte(true) }), ['true', 'false']],
  ['gt date-1', (_) => ({ v: _.gt(new Date(+AT - 1)) }), ['date']],
  ['lte date', (_) => ({ v: _.lte(AT) }), ['date']],
  ['lt date', (_) => ({ v: _.lt(AT) }), []],
  [
    'gt []',
    (_) => ({ v: _.gt([]) }),
    ['[null]', '[1]', "[1,'a']", '[[1]]', '[{a:1}]', '[{a:1},{}]', '[[{a:1}]]'],
  ],
  ['lt [1,b]', (_) => ({ v: _.lt([1, 'b']) }), ['[]', '[null]', '[1]', "[1,'a']", '[[1]]']],
  [
    'gte [1]',
    (_) => ({ v: _.gte([1]) }),
    ['[1]', "[1,'a']", '[[1]]', '[{a:1}]', '[{a:1},{}]', '[[{a:1}]]'],
  ],
  ['gt {}', (_) => ({ v: _.gt({}) }), ['{a:1}', '[{a:1}]', '[{a:1},{}]']],
  ['lte {a:1}', (_) => ({ v: _.lte({ a: 1 }) }), ['{}', '{a:1}', '[{a:1}]', '[{a:1},{}]']],
  ['gt NaN', (_) => ({ v: _.gt(NaN) }), []],
  ['gte NaN', (_) => ({ v: _.gte(NaN) }), ['NaN']],
  ['lte NaN', (_) => ({ v: _.lte(NaN) }), ['NaN']],
  ['in [null]', (_) => ({ v: _.in([null]) }), ['missing', 'null', '[null]']],
  ["in [1,'a']", (_) => ({ v: _.in([1, 'a']) }), ['1', "'a'", '[1]', "[1,'a']"]],
  ['in [[]]', (_) => ({ v: _.in([[]]) }), ['[]']],
  ['in [[1]]', (_) => ({ v: _.in([[1]]) }), ['[1]', '[[1]]']],
  ['in [{a:1}]', (_) => ({ v: _.in([{ a: 1 }]) }), ['{a:1}', '[{a:1}]', '[{a:1},{}]']],
  ['in [true,date]', (_) => ({ v: _.in([true, AT]) }), ['true', 'date']],
  ['in []', (_) => ({ v: _.in([]) }), []],
  ['in [NaN]', (_) => ({ v: _.in([NaN]) }), ['NaN']],
  ['in [/^a/, 0]', (_) => ({ v: _.in([/^a/, 0]) }), ['0', "'a'", "[1,'a']"]],
  ['nin [null]', (_) => ({ v: _.nin([null]) }), allBut('missing', 'null', '[null]')],
  ["nin [1,'a']", (_) => ({ v: _.nin([1, 'a']) }), allBut('1', "'a'", '[1]', "[1,'a']")],
  ['nin [[]]', (_) => ({ v: _.nin([[]]) }), allBut('[]')],
  ['nin []', (_) => ({ v: _.nin([]) }), allBut()],
  ['all [1]', (_) => ({ v: _.all([1]) }), ['1', '[1]', "[1,'a']"]],
  ["all [1,'a']", (_) => ({ v: _.all([1, 'a']) }), ["[1,'a']"]],
  ['all [null]', (_) => ({ v: _.all([null]) }), ['missing', 'null', '[null]']],
  ['all [[1]]', (_) => ({ v: _.all([[1]]) }), ['[1]', '[[1]]']],
  ['all []', (_) => ({ v: _.all([]) }), []],
  ['all [{a:1}]', (_) => ({ v: _.all([{ a: 1 }]) }), ['{a:1}', '[{a:1}]', '[{a:1},{}]']],
  ['elemMatch gt 0', (_) => ({ v: _.elemMatch(_.gt(0)) }), ['[1]', "[1,'a']"]],
  ['elemMatch {a:1}', (_) => ({ v: _.elemMatch({ a: 1 }) }), ['[{a:1}]', '[{a:1},{}]']],
  [
    'elemMatch {a:exists false}',
    (_) => ({ v: _.elemMatch({ a: _.exists(false) }) }),
    ['[[1]]', '[{a:1},{}]', '[[{a:1}]]'],
  ],
  ['elemMatch eq null', (_) => ({ v: _.elemMatch(_.eq(null)) }), ['[null]']],
  [
    'elemMatch neq 1',
    (_) => ({ v: _.elemMatch(_.neq(1)) }),
    ['[null]', "[1,'a']", '[[1]]', '[{a:1}]', '[{a:1},{}]', '[[{a:1}]]'],
  ],
  [
    'elemMatch {a:null}',
    (_) => ({ v: _.elemMatch({ a: null }) }),
    ['[[1]]', '[{a:1},{}]', '[[{a:1}]]'],
  ],
  ['elemMatch in', (_) => ({ v: _.elemMatch(_.in(['a'])) }), ["[1,'a']"]],
  [
    'elemMatch exists',
    (_) => ({ v: _.elemMatch(_.exists(true)) }),
    ['[null]', '[1]', "[1,'a']", '[[1]]', '[{a:1}]', '[{a:1},{}]', '[[{a:1}]]'],
  ],
  ['size 0', (_) => ({ v: _.size(0) }), ['[]']],
  ['size 1', (_) => ({ v: _.size(1) }), ['[null]', '[1]', '[[1]]', '[{a:1}]', '[[{a:1}]]']],
  ['size 2', (_) => ({ v: _.size(2) }), ["[1,'a']", '[{a:1},{}]']],
  ['exists true', (_) => ({ v: _.exists(true) }), allBut('missing')],
  ['exists false', (_) => ({ v: _.exists(false) }), ['missing']],
  ['mod 1 0', (_) => ({ v: _.mod(1, 0) }), ['0', '1', '2.5', '[1]', "[1,'a']"]],
  ['mod 2 1', (_) => ({ v: _.mod(2, 1) }), ['1', '[1]', "[1,'a']"]],
  ['not gt 0', (_) => ({ v: _.not(_.gt(0)) }), allBut('1', '2.5', '[1]', "[1,'a']")],
  ['not eq null', (_) => ({ v: _.not(_.eq(null)) }), allBut('missing', 'null', '[null]')],
  ['not exists', (_) => ({ v: _.not(_.exists(true)) }), ['missing']],
  [
    'not in',
    (_) => ({ v: _.not(_.in([1, null])) }),
    allBut('missing', 'null', '1', '[null]', '[1]', "[1,'a']"),
  ],
  ['not elemMatch', (_) => ({ v: _.not(_.elemMatch({ a: 1 })) }), allBut('[{a:1}]', '[{a:1},{}]')],
  [
    'not size 1',
    (_) => ({ v: _.not(_.size(1)) }),
    allBut('[null]', '[1]', '[[1]]', '[{a:1}]', '[[{a:1}]]'),
  ],
  ['not all [1]', (_) => ({ v: _.not(_.all([1])) }), allBut('1', '[1]', "[1,'a']")],
  ['not neq 1', (_) => ({ v: _.not(_.neq(1)) }), ['1', '[1]', "[1,'a']"]],
  ['not /a/', (_) => ({ v: _.not(/a/) }), allBut("'a'", "[1,'a']")],
  ['/./', (_) => ({ v: /./ }), ["'1'", "'a'", "[1,'a']"]],
  ['/^$/', (_) => ({ v: /^$/ }), ["''"]],
  ['gt0 and lt 2', (_) => ({ v: (_.gt(0) as Chain).and(_.lt(2)) }), ['1', '[1]', "[1,'a']"]],
  [
    'eq1 or null',
    (_) => ({ v: (_.eq(1) as Chain).or(_.eq(null)) }),
    ['missing', 'null', '1', '[null]', '[1]', "[1,'a']"],
  ],
  ['gt 0 and eq a', (_) => ({ v: _.and(_.gt(0), _.eq('a')) }), ["[1,'a']"]],
])('v is %s', async (_name, condition, names) => {
  expect(await matching('plain', condition)).toEqual(names)
  expect(await matching('indexed', condition)).toEqual(names)
  for (const collection of ['plain', 'indexed']) {
    const query = bench.db.collection(collection).where(condition(bench.db.command))
    expect((await query.count()).total).toBe(names.length)
  }
})

it.each<[string, Condition, string[]]>([
  ['v.a=1', (_) => ({ 'v.a': 1 }), ['{a:1}', '[{a:1}]', '[{a:1},{}]']],
  [
    'v.a=null',
    (_) => ({ 'v.a': null }),
    allBut('[]', '[null]', '[1]', "[1,'a']", '[[1]]', '{a:1}', '[{a:1}]', '[[{a:1}]]'),
  ],
  ['v.a neq 1', (_) => ({ 'v.a': _.neq(1) }), allBut('{a:1}', '[{a:1}]', '[{a:1},{}]')],
  ['v.a exists', (_) => ({ 'v.a': _.exists(true) }), ['{a:1}', '[{a:1}]', '[{a:1},{}]']],
  ['v.a not exists', (_) => ({ 'v.a': _.exists(false) }), allBut('{a:1}', '[{a:1}]', '[{a:1},{}]')],
  ['v.0=1', (_) => ({ 'v.0': 1 }), ['[1]', "[1,'a']", '[[1]]']],
  [
    'v.0 exists',
    (_) => ({ 'v.0': _.exists(true) }),
    ['[null]', '[1]', "[1,'a']", '[[1]]', '[{a:1}]', '[{a:1},{}]', '[[{a:1}]]'],
  ],
  ['v.0.a=1', (_) => ({ 'v.0.a': 1 }), ['[{a:1}]', '[{a:1},{}]', '[[{a:1}]]']],
  [
    'v.1=null',
    (_) => ({ 'v.1': null }),
    allBut('[]', '[null]', '[1]', "[1,'a']", '[[1]]', '[{a:1}]', '[{a:1},{}]', '[[{a:1}]]'),
  ],
  [
    'v.a in [null]',
    (_) => ({ 'v.a': _.in([null]) }),
    allBut('[]', '[null]', '[1]', "[1,'a']", '[[1]]', '{a:1}', '[{a:1}]', '[[{a:1}]]'),
  ],
  ['v.a lt 2', (_) => ({ 'v.a': _.lt(2) }), ['{a:1}', '[{a:1}]', '[{a:1},{}]']],
  ['v.0.0 = 1', (_) => ({ 'v.0.0': 1 }), ['[[1]]']],
  [
    'v.a.b null',
    (_) => ({ 'v.a.b': null }),
    allBut('[]', '[null]', '[1]', "[1,'a']", '[[1]]', '[[{a:1}]]'),
  ],
  ['v.a nin [1]', (_) => ({ 'v.a': _.nin([1]) }), allBut('{a:1}', '[{a:1}]', '[{a:1},{}]')],
  ['v.a size', (_) => ({ 'v.a': _.size(0) }), []],
])('%s', async (_name, condition, names) => {
  expect(await matching('plain', condition)).toEqual(names)
})

it.each<[string, string]>([
  [
    'asc',
    "[] missing null [null] NaN 0 1 [1] [1,'a'] 2.5 '' '1' 'a' {} [{a:1},{}] {a:1} [{a:1}] [[1]] [[{a:1}]] false true date",
  ],
  [
    'desc',
    "date true false [[{a:1}]] [[1]] {a:1} [{a:1}] [{a:1},{}] {} 'a' [1,'a'] '1' '' 2.5 1 [1] 0 NaN missing null [null] []",
  ],
])('sorted %s', async (direction, names) => {
  const { data } = await bench.db.collection('plain').orderBy('v', direction).get()
  expect(data.map(({ _id }) => _id).join(' ')).toBe(names)
})
