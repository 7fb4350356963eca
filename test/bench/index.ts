/**
 * `npm run bench`: the figures that README states, each with its bound, as a table with the machine's facts. Exit code 1
 * when a bound is missed. `--write` puts the table into README.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { packageSizes } from '../../tools/package-sizes'
import { measureBoard } from './board'
import { measureCalls } from './calls'
import { measureColdLoad } from './cold-load'
import { measureConformance } from './conformance'
import { measureLocalCloud } from './local-cloud'
import { measureLocalPhone } from './local-phone'

const FEW = 100
const MANY = 100_000

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
add('confirming rules with points: operations in the transaction', calls.confirmOperations, 8, '')

console.error(`bench: boards of ${FEW} and ${MANY} members …`)
const few = await measureBoard(FEW)
const many = await measureBoard(MANY)
add('board page: reads (company)', many.companyReads, 3, '')
add('board page: reads (group)', many.groupReads, 3, '')
note(`company board at ${FEW} members`, `${few.company.toFixed(2)} ms`)
note(`company board at ${MANY} members`, `${many.company.toFixed(2)} ms`)
add('company board: many ÷ few', many.company / few.company, 1.5, '')
add('group board: many ÷ few', many.group / few.group, 1.5, '')
note(`roll-up of ${MANY} score rows`, `${many.rollUp.toFixed(1)} s`)

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
