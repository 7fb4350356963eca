/** What one published test did; `skipped` are those that its authors left out. */
export interface TestOutcome {
  /** Names of the groups around it and its own, as jest joins them. */
  name: string
  status: 'passed' | 'failed' | 'skipped'
  /** Why it failed. */
  message?: string
}

/** What the tests of a file did. */
export interface FileOutcome {
  /** Relative to the package's folder of tests, with `/`. */
  file: string
  tests: TestOutcome[]
  /** Why the file did not run at all. */
  broken?: string
}

/** What is read of `jest --json`. */
export interface JestResults {
  testResults: {
    name: string
    message: string
    status: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[]
  }[]
}

/** The results of jest by file; `fileOf` names a file from its path. */
export function outcomesOf(results: JestResults, fileOf: (path: string) => string): FileOutcome[] {
  return results.testResults.map(({ name, message, status, assertionResults }) => ({
    file: fileOf(name),
    tests: assertionResults.map((test) => ({
      name: test.fullName,
      status: statusOf(test.status),
      ...(test.failureMessages?.length && { message: test.failureMessages.join('\n') }),
    })),
    // A file that fails without a failed test did not load.
    ...(status === 'failed' &&
      assertionResults.every((test) => test.status !== 'failed') && { broken: message }),
  }))
}

const statusOf = (status: string): TestOutcome['status'] =>
  status === 'passed' || status === 'failed' ? status : 'skipped'
