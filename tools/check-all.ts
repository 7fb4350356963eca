/**
 * All checks of `npm run check` after the build, in two lanes, for the slowest one takes as long as the others together.
 * Format and lint remember in `.cache/` which files passed, by their content. Exit code 1 when one fails.
 */
import { runStep, type StepResult } from './test/step'

const CACHE = ['--cache', '--cache-strategy', 'content', '--cache-location']

const LANES: readonly (readonly [name: string, command: string[]])[][] = [
  [['lint', ['eslint', '--max-warnings', '0', ...CACHE, '.cache/eslint/', '.']]],
  [
    ['types', ['tsc', '-b']],
    ['format', ['prettier', '--check', '--log-level', 'warn', ...CACHE, '.cache/prettier', '.']],
    ['sources and sizes', ['node', 'tools/run.mjs', 'tools/check.ts']],
  ],
]

async function runLane(lane: (typeof LANES)[number]): Promise<StepResult[]> {
  const results: StepResult[] = []
  for (const [name, command] of lane) {
    const result = await runStep(name, command)
    process.stdout.write(result.output)
    results.push(result)
  }
  return results
}

const results = (await Promise.all(LANES.map(runLane))).flat()
for (const { name, code, seconds } of results) {
  console.log(`check: ${name} ${code === 0 ? 'passed' : 'FAILED'} in ${seconds.toFixed(0)} s`)
}
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1
