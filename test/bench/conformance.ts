import { execFileSync } from 'node:child_process'

/** Seconds that the conformance and isolation suites of the local database take, all of it, jest's start included. */
export function measureConformance(): number {
  const begin = process.hrtime.bigint()
  const jest = ['node_modules/jest/bin/jest.js', 'test/conformance', '--selectProjects', 'local']
  // Fails the bench when a test fails: a time for less than all of it would say nothing.
  execFileSync(process.execPath, [...jest, '--silent'], { stdio: 'ignore' })
  return Number(process.hrtime.bigint() - begin) / 1e9
}
