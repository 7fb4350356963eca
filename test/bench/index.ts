/**
 * `npm run bench`: the figures that README states, each with its bound, as a table with the machine's facts. Exit code 1
 * when a bound is missed. `--write` puts the table into README.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { packageSizes } from '../../tools/package-sizes'
import { measureBoard, measureTied, type BoardFigures } from './board'
import { measureCalls } from './calls'
import { measureColdLoad } from './cold-load'
import { measureConformance } from './conformance'
import { measureLocalCloud } from './local-cloud'
import { measureLocalPhone } from './local-phone'

const FEW = 100
const MANY = 100_000
const SIZES = [FEW, 1000, 10_000, MANY]

interface Row {
  figure: string
  measured: string
  bound: string
  isMet: boolean
}

const rows: Row[] = []
const add = (figure: string, value: number, bound: number, unit: string, atLeast = false) => {
  const digits = Number.isInteger(value) ? 0 : 2
  rows.push({
    figure,
    measured: `${value.toFixed(digits)}${unit}`,
    bound: `${atLeast ? '≥' : '≤'} ${bound}${unit}`,
    isMet: atLeast ? value >= bound : value <= bound,
  })
}
const note = (figure: string, measured: string) =>
  rows.push({ figure, measured, bound: '', isMet: true })

console.error('bench: cold load …')
const cold = measureColdLoad()
note('require of wx-server-sdk, unbundled', `${cold.sdk.toFixed(0)} ms`)
note('require of the built `api` function', `${cold.api.toFixed(0)} ms`)
add('`api` ÷ unbundled SDK', cold.ratio, 0.6, '')

console.error('bench: calls …')
const calls = await measureCalls()
add('opening a card: reads', calls.openReads, 5, '')
add('opening a card: writes', calls.openWrites, 0, '')
add('confirming rules with points: writes, trail and answer included', calls.confirmWrites, 9, '')
add('`jobs` of an idle minute: reads', calls.idleReads, 4, '')
add('`jobs` of an idle minute: writes', calls.idleWrites, 2, '')

console.error(`bench: boards of ${SIZES.join(', ')} members …`)
const boards = new Map<number, BoardFigures>()
for (const members of SIZES) boards.set(members, await measureBoard(members))
const few = boards.get(FEW)!
const many = boards.get(MANY)!
const largest = (of: (figures: BoardFigures) => number) => Math.max(...[...boards.values()].map(of))
const least = (of: (figures: BoardFigures) => number) => Math.min(...[...boards.values()].map(of))
const operations = ({ jobs }: BoardFigures) => jobs.operations
add(`company board of ${MANY}: reads for the first, the middle, the last`, many.reads, 6, '')
note(`company board at ${FEW} members`, `${few.ms.toFixed(2)} ms`)
note(`company board at ${MANY} members`, `${many.ms.toFixed(2)} ms`)
add('company board: many ÷ few', many.ms / few.ms, 1.5, '')
add(
  'a credit: writes, its command included',
  largest(({ creditWrites }) => creditWrites),
  7,
  '',
)
note('`jobs` for one changed value: operations', String(operations(many)))
note('the same: documents written', String(many.jobs.documents))
add('the same: most − least over the sizes', largest(operations) - least(operations), 2, '')
add(
  'places that a sort of everyone contradicts',
  largest(({ wrongPlaces }) => wrongPlaces),
  0,
  '',
)
add(`all ${MANY} tied: largest error of a place`, measureTied(MANY), 1, ' %')
note(
  `board of ${MANY}: page of a call ÷ Redis (top 20 and own place)`,
  many.redis === null ? 'no redis-server here' : many.redis.toFixed(0),
)

console.error('bench: local cloud …')
const cloud = await measureLocalCloud()
note('null server', `${cloud.nullServer} requests/s`)
note('local/cloud', `${cloud.localCloud} requests/s`)
add('local/cloud ÷ null server', cloud.ratio, 0.6, '', true)

console.error('bench: local phone …')
const { coldStart, listening, changed } = await measureLocalPhone()
note('`npm start`: its process until the address is printed', `${listening.least.toFixed(2)} s`)
add('`npm start`: its process until the first page has its content', coldStart.least, 4, ' s')
note('the same, median of the starts', `${coldStart.median.toFixed(2)} s`)
for (const [kind, { least, median }] of Object.entries(changed)) {
  add(`a page’s .${kind} saved until it is on the phone`, least, 500, ' ms')
  note('the same, median of the changes', `${median} ms`)
}

console.error('bench: conformance …')
add('conformance and isolation suites', Math.round(measureConformance()), 60, ' s')

const main = packageSizes().find(({ name }) => name === '(main)')
add('main package, compiled', Math.round((main?.bytes ?? 0) / 1024), 450, ' KB')

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`
const table = [
  `Measured on ${machine}.`,
  '',
  '| figure | measured | bound |',
  '| --- | ---: | ---: |',
  ...rows.map(
    ({ figure, measured, bound, isMet }) =>
      `| ${figure} | ${measured} | ${bound}${isMet ? '' : ' ✗'} |`,
  ),
].join('\n')
console.log(table)

if (process.argv.includes('--write')) {
  const readme = readFileSync('README.md', 'utf8')
  const marked = /<!-- bench -->[\s\S]*<!-- \/bench -->/
  writeFileSync('README.md', readme.replace(marked, `<!-- bench -->\n${table}\n<!-- /bench -->`))
}
process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1
