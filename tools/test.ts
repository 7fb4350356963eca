/**
 * `npm test`: all checks, then every part of the tests; prints seconds by part and, alone on the last line, how many
 * tests passed and failed. The local WeChat's own suites are left out, and that is said, when nothing that they depend
 * on has changed since they were green on this machine; `--all` runs them anyhow. Exit code 1 when anything fails.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { countLine, countsIn, sumOf, type Counts } from './test/counts'
import { fingerprint, GreenRuns } from './test/green'
import { PARTS, type Part } from './test/parts'
import { runStep } from './test/step'

const WORKERS = '2'
const DIR = '.cache/test'

interface Line {
  name: string
  seconds: number
  counts: Counts
}

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } })
const green = new GreenRuns(`${DIR}/green.json`)
mkdirSync(DIR, { recursive: true })
rmSync(`${DIR}/count`, { force: true })

/** Undefined for a part that always runs. */
const printOf = ({ dependsOn }: Part): string | undefined =>
  dependsOn && fingerprint(process.cwd(), dependsOn)

function isSkipped(part: Part): boolean {
  const print = printOf(part)
  if (values.all || print === undefined || !green.has(part.project, print)) return false
  console.log(
    `${part.project} (${part.about}): unchanged since its last green run, skipped; \`npm test -- --all\` runs it`,
  )
  return true
}

async function runPart(part: Part): Promise<Line> {
  const { project } = part
  const print = printOf(part)
  const file = `${DIR}/${project}.json`
  rmSync(file, { force: true })
  const options = ['--maxWorkers', WORKERS, '--json', '--outputFile', file]
  const { code, seconds } = await runStep(
    project,
    ['jest', ...options, '--selectProjects', project],
    true,
  )
  if (print !== undefined) {
    // Changed while it ran: nobody knows which files were tested.
    const isGreen = code === 0 && printOf(part) === print
    green.keep(project, isGreen ? print : undefined)
  }
  const counts = countsIn(file)
  return { name: project, seconds, counts: code === 0 ? counts : atLeastOneFailed(counts) }
}

const atLeastOneFailed = ({ passed, failed }: Counts): Counts => ({
  passed,
  failed: Math.max(1, failed),
})

const check = await runStep('check', ['npm', 'run', '-s', 'check'], true)
if (check.code !== 0) {
  console.error('The checks failed, so no test was run.')
  process.exit(1)
}
const lines: Line[] = []
for (const part of PARTS) {
  if (!isSkipped(part)) lines.push(await runPart(part))
}
console.log('\npart                 seconds  passed  failed')
for (const { name, seconds, counts } of lines) {
  const { passed, failed } = counts
  console.log(
    `${name.padEnd(20)} ${seconds.toFixed(0).padStart(7)}  ${String(passed).padStart(6)}  ${String(failed).padStart(6)}`,
  )
}
const total = check.seconds + lines.reduce((sum, { seconds }) => sum + seconds, 0)
console.log(`${'check'.padEnd(20)} ${check.seconds.toFixed(0).padStart(7)}`)
console.log(`${'in all'.padEnd(20)} ${total.toFixed(0).padStart(7)}`)
const sum = sumOf(lines.map(({ counts }) => counts))
// For what runs more after the tests and has to end with the same line.
writeFileSync(`${DIR}/count`, `${countLine(sum)}\n`)
console.log(countLine(sum))
process.exitCode = sum.failed > 0 ? 1 : 0
