import type { Plugin } from 'esbuild'
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildFunctions } from '../build-functions'
import { outcomeOf, type JestReport, type Outcome } from './outcome'

/** Of this process: two runs at the same time do not meet. */
const FOLDER = `.cache/mutants/${process.pid}`
/** A run that takes longer a test file hangs, ms. */
const TIME_MAX = 60_000

/** Tests below these folders call the built functions; others import the source. */
const usesFunctions = (test: string): boolean => !test.startsWith('test/unit/')

/** One source file with another text. */
export interface Changed {
  file: string
  source: string
}

const reading = ({ file, source }: Changed): Plugin => ({
  name: 'mutant',
  setup(build) {
    const path = resolve(file)
    build.onLoad({ filter: /\.ts$/ }, (args) =>
      args.path === path ? { contents: source, loader: 'ts' } : undefined,
    )
  },
})

/**
 * Runs test files over a changed source, the work tree untouched: the functions are built into a folder of this slot, and jest's
 * transform reads the changed text for tests that import the source. Without a change: the code as it is.
 *
 * @param slot runs at the same time need slots of their own
 */
export async function runTests(
  slot: number,
  tests: string[],
  changed: Changed | null,
  options: { workers?: number } = {},
): Promise<Outcome> {
  const folder = resolve(FOLDER, `slot-${slot}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const functions = join(folder, 'cloudfunctions')
  if (tests.some(usesFunctions)) {
    try {
      await buildFunctions({ out: functions, plugins: changed ? [reading(changed)] : [] })
    } catch (error) {
      return { kind: 'broken', why: String(error).slice(0, 160) }
    }
  }
  const environment: Record<string, string> = { FUNCTIONS_DIR: functions }
  if (changed) {
    environment['MUTANT'] = join(folder, 'mutant.json')
    const text = { path: resolve(changed.file), source: changed.source }
    writeFileSync(environment['MUTANT'], JSON.stringify(text))
  }
  const stop = changed ? ['--env', './test/kit/first-failure-environment.cjs'] : []
  const outputFile = join(folder, 'report.json')
  const hasEnded = await jest(
    ['--json', `--outputFile=${outputFile}`, '--maxWorkers', String(options.workers ?? 1), ...stop],
    tests,
    environment,
  )
  if (!hasEnded) return { kind: 'broken', why: `did not end within ${TIME_MAX * tests.length} ms` }
  return outcomeOf(JSON.parse(readFileSync(outputFile, 'utf8')) as JestReport)
}

/** @returns whether it ended by itself */
function jest(args: string[], tests: string[], environment: Record<string, string>) {
  return new Promise<boolean>((done, fail) => {
    const child = spawn(
      process.execPath,
      [
        ...['node_modules/jest/bin/jest.js', '--selectProjects', 'fast', '--bail', '--silent'],
        ...[...args, '--runTestsByPath', ...tests],
      ],
      { env: { ...process.env, ...environment }, stdio: 'ignore' },
    )
    let hasEnded = true
    const timer = setTimeout(() => {
      hasEnded = false
      child.kill('SIGKILL')
    }, TIME_MAX * tests.length)
    child.once('error', fail)
    child.once('exit', () => {
      clearTimeout(timer)
      done(hasEnded)
    })
  })
}

/** Forgets what the runs of this process have built. */
export const cleanUp = (): void => rmSync(FOLDER, { recursive: true, force: true })
