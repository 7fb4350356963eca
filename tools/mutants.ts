/**
 * Puts each wrong rule of `test/mutants/` into the code and runs the tests that have to notice. Usage:
 * `npm run mutants [-- DOMAIN[:WORDS]…]`, with words only those whose `why` holds them. Exit code 1 when one is not killed, when a list does not fit the code, or when the
 * tests fail without any.
 */
import { readFileSync } from 'node:fs'
import { domains, mutantsOf } from './mutants/lists'
import { applyMutant, type Mutant } from './mutants/mutant'
import type { Outcome } from './mutants/outcome'
import { cleanUp, runTests } from './mutants/run'
import { typeChecker } from './mutants/types'

/** As many as the smallest machine has cores. */
const AT_ONCE = 2

interface Result {
  mutant: Mutant
  domain: string
  outcome: Outcome
  ms: number
}

const chosen = process.argv.slice(2).map((argument) => {
  const [domain = '', words = ''] = argument.split(':')
  return { domain, words }
})
const unknown = chosen.map(({ domain }) => domain).filter((domain) => !domains().includes(domain))
if (unknown.length > 0) {
  console.error(`no mutants of ${unknown.join(', ')}; there are: ${domains().join(', ')}`)
  process.exit(2)
}

const queue: { domain: string; mutant: Mutant }[] = []
const all = domains().map((domain) => ({ domain, words: '' }))
for (const { domain, words } of chosen.length > 0 ? chosen : all) {
  for (const mutant of await mutantsOf(domain)) {
    if (mutant.why.includes(words)) queue.push({ domain, mutant })
  }
}
const total = queue.length
if (total === 0) {
  console.error('no mutant fits')
  process.exit(2)
}

const tests = [...new Set(queue.flatMap(({ mutant }) => mutant.tests))]
console.log(`${total} mutants, ${tests.length} test files; first the tests on the code as it is`)
const asItIs = await runTests(0, tests, null, { workers: AT_ONCE })
if (asItIs.kind !== 'survived') {
  console.error(`the tests have to be green first: ${JSON.stringify(asItIs)}`)
  cleanUp()
  process.exit(1)
}

const problemOf = typeChecker()

async function tryOut(slot: number, mutant: Mutant): Promise<Outcome> {
  let source: string
  try {
    source = applyMutant(readFileSync(mutant.file, 'utf8'), mutant)
  } catch (error) {
    return { kind: 'not applied', why: String(error) }
  }
  const problem = problemOf(mutant.file, source)
  if (problem !== null) return { kind: 'broken', why: problem }
  return runTests(slot, mutant.tests, { file: mutant.file, source })
}

const results: Result[] = []
async function work(slot: number): Promise<void> {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const start = Date.now()
    const outcome = await tryOut(slot, next.mutant)
    const result = { ...next, outcome, ms: Date.now() - start }
    results.push(result)
    console.log(`${String(results.length).padStart(3)}/${total} ${lineOf(result)}`)
  }
}

function lineOf({ mutant, domain, outcome, ms }: Result): string {
  const time = `${(ms / 1000).toFixed(1)} s`
  const how = outcome.kind === 'killed' ? `by: ${outcome.by}` : 'why' in outcome ? outcome.why : ''
  return `${outcome.kind.padEnd(8)} ${time.padStart(6)}  ${domain}: ${mutant.why}  ${how}`
}

await Promise.all(Array.from({ length: AT_ONCE }, (_, slot) => work(slot + 1)))

cleanUp()
const bad = results.filter(({ outcome }) => outcome.kind !== 'killed')
const slowest = [...results].sort((a, b) => b.ms - a.ms).slice(0, 5)
console.log('\nslowest:')
for (const result of slowest) console.log(lineOf(result))
console.log(`\n${total - bad.length} of ${total} killed`)
for (const result of bad) console.error(`${lineOf(result)}  (${result.mutant.file})`)
process.exitCode = bad.length > 0 ? 1 : 0
