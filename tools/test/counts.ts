import { readFileSync } from 'node:fs'

/** How the tests of a run ended. */
export interface Counts {
  passed: number
  failed: number
}

/** What is read of `jest --json`. */
interface JestResults {
  numPassedTests: number
  numFailedTests: number
  /** Files that could not even be loaded. */
  numRuntimeErrorTestSuites: number
  success: boolean
}

/** What jest wrote; a run that wrote nothing failed as a whole. */
export function countsIn(file: string): Counts {
  try {
    const results = JSON.parse(readFileSync(file, 'utf8')) as JestResults
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    return { passed: results.numPassedTests, failed: failed || (results.success ? 0 : 1) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

export const sumOf = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((sum, { passed }) => sum + passed, 0),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
})

/** The line that stands alone at the end. */
export const countLine = ({ passed, failed }: Counts): string =>
  `${passed} passed, ${failed} failed`
