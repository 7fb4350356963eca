/**
 * `npm run local:readme`: writes the tables of local/README.md, from what the code has, what WeChat publishes, what tests
 * use and what `local/fidelity` says of the differences.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { PhoneNames } from './local-readme/phone'
import { tables } from './local-readme/tables'

export { phoneNames } from './local-readme/phone'

export const README = 'local/README.md'

/**
 * The text with all its tables as they have to be now.
 * @throws Error when a table has no place in the text
 */
export async function withTables(text: string, names?: PhoneNames): Promise<string> {
  let result = text
  for (const [name, table] of Object.entries(await tables(names))) {
    const [start, end] = [`<!-- table:${name} -->`, `<!-- /table:${name} -->`]
    const from = result.indexOf(start)
    const to = result.indexOf(end)
    if (from < 0 || to < from) throw new Error(`${README} has no place for the table ${name}`)
    result = `${result.slice(0, from + start.length)}\n\n${table}\n\n${result.slice(to)}`
  }
  return result
}

async function write(): Promise<void> {
  writeFileSync(README, await withTables(readFileSync(README, 'utf8')))
}

if (process.argv[1]?.endsWith('local-readme.ts')) void write()
