/**
 * The checks that no linter does: import cycles, ways that are on their way out, what a phone would trip over, features
 * that no test proves, package sizes. Exit code 1 when one fails.
 */
import { importCycles } from './cycles'
import { featureProblems } from './features'
import { oldWays } from './old-ways'
import { packageSizes } from './package-sizes'
import { problemLine, sourceChecks } from './source-checks'

const cycles = await importCycles()
for (const cycle of cycles) console.error(`import cycle: ${cycle}`)

const ways = oldWays()
for (const way of ways) console.error(`old way: ${way}`)

const problems = await sourceChecks()
for (const problem of problems) console.error(problemLine(problem))

const features = featureProblems()
for (const line of features) console.error(`docs/FEATURES.md: ${line}`)

const sizes = packageSizes()
console.log('package                        KB  budget')
for (const { name, bytes, budget } of sizes) {
  const row = [
    name.padEnd(28),
    (bytes / 1024).toFixed(1).padStart(6),
    String(budget / 1024).padStart(7),
  ]
  console.log(row.join(''))
}
const tooLarge = sizes.filter(({ bytes, budget }) => bytes > budget)
for (const { name } of tooLarge) console.error(`${name} is over its budget`)

const failures = cycles.length + ways.length + problems.length + features.length + tooLarge.length
process.exitCode = failures > 0 ? 1 : 0
