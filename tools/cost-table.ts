/**
 * `npm run cost`: plays a company, scales what it cost to other sizes and writes the table into docs/DEPLOYING.md. `--print`
 * leaves the document alone.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { measure } from './cost/measure'
import { costTable, withCost } from './cost/table'

const FILE = 'docs/DEPLOYING.md'
const PEOPLE = 60
const DAYS = 30

const table = costTable(await measure(PEOPLE, DAYS))
console.log(table)
if (!process.argv.includes('--print')) {
  const document = withCost(readFileSync(FILE, 'utf8'), table)
  writeFileSync(FILE, await format(document, { ...(await resolveConfig(FILE)), filepath: FILE }))
}
