/** What became of a mutant; all but `killed` fail the run. */
export type Outcome =
  | { kind: 'killed'; by: string }
  | { kind: 'survived' }
  /** Does not build, type-check, start or end: proves nothing about the tests. */
  | { kind: 'broken'; why: string }
  | { kind: 'not applied'; why: string }

/** The part of `jest --json` that tells. */
export interface JestReport {
  numTotalTests: number
  testResults: {
    name: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/** Words of programs that do not run, as opposed to programs that do the wrong thing. */
const DOES_NOT_RUN =
  /SyntaxError|ReferenceError|is not a (?:function|constructor)|is not defined|Cannot find module|Transform failed|Build failed/

/** Reads a run of tests: killed when at least one failed for what the code does, not for code that does not run. */
export function outcomeOf(report: JestReport): Outcome {
  const stopped = report.testResults.find(
    ({ assertionResults, message }) => assertionResults.length === 0 && message !== '',
  )
  if (stopped) return { kind: 'broken', why: firstLine(stopped.message) }
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  if (tests.length === 0) return { kind: 'broken', why: 'no test ran' }
  const failed = tests.filter(({ status }) => status === 'failed')
  const [first] = failed
  if (!first) return suiteFailure(report)
  const doesRun = failed.some(
    ({ failureMessages }) => !failureMessages.some((text) => DOES_NOT_RUN.test(text)),
  )
  if (failed.length === tests.length && !doesRun) {
    return { kind: 'broken', why: firstLine(first.failureMessages[0] ?? '') }
  }
  return { kind: 'killed', by: first.fullName }
}

/** All tests passed, but a hook after them may have failed, as the one that looks at budgets does. */
function suiteFailure({ testResults }: JestReport): Outcome {
  const hook = testResults.find(({ message }) => message !== '')
  return hook ? { kind: 'killed', by: firstLine(hook.message) } : { kind: 'survived' }
}

const firstLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('●'))
    ?.slice(0, 160) ?? ''
