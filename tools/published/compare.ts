import type { FileOutcome, TestOutcome } from './outcome'

/** What a file of published tests has to do: everything that is not named as a known failure passes. */
export interface ExpectedFile {
  /** Relative to the package's folder of tests. */
  file: string
  passed: number
  /** Left out by the authors, with `skip`. */
  skipped: number
  failures: KnownFailure[]
}

/** A test that cannot pass here, through no fault of the cloud. */
export interface KnownFailure {
  name: string
  /** Part of how it fails; failing in another way is a difference. */
  message: string
  reason: string
}

/**
 * What is not as it was written down, one line each: a new failure, a known one that passes or fails otherwise, tests or
 * files that are missing or too many. None: the published tests say what they are expected to say.
 */
export function differences(
  expected: readonly ExpectedFile[],
  outcomes: readonly FileOutcome[],
): string[] {
  const known = new Set(expected.map(({ file }) => file))
  return [
    ...expected.flatMap((one) => {
      const outcome = outcomes.find(({ file }) => file === one.file)
      return outcome ? fileDifferences(one, outcome) : [`${one.file}: did not run`]
    }),
    ...outcomes.filter(({ file }) => !known.has(file)).map(({ file }) => `${file}: not expected`),
  ]
}

function fileDifferences(expected: ExpectedFile, { file, tests, broken }: FileOutcome): string[] {
  if (broken !== undefined) return [`${file}: did not load: ${broken}`]
  const failureOf = ({ name }: TestOutcome) => expected.failures.find((one) => one.name === name)
  const lines = tests.flatMap((test) => {
    const failure = failureOf(test)
    const where = `${file} › ${test.name}`
    if (test.status === 'failed') {
      if (!failure) return [`${where}: fails: ${test.message ?? ''}`]
      return test.message?.includes(failure.message)
        ? []
        : [`${where}: fails otherwise than with “${failure.message}”: ${test.message ?? ''}`]
    }
    return failure ? [`${where}: is a known failure, but ${test.status}`] : []
  })
  const gone = expected.failures.filter(({ name }) => !tests.some((test) => test.name === name))
  lines.push(...gone.map(({ name }) => `${file} › ${name}: is a known failure, but did not run`))
  for (const status of ['passed', 'skipped'] as const) {
    const count = countOf(tests, status)
    if (count !== expected[status])
      lines.push(`${file}: ${count} ${status}, not ${expected[status]}`)
  }
  return lines
}

const countOf = (tests: readonly TestOutcome[], status: TestOutcome['status']): number =>
  tests.filter((test) => test.status === status).length

/** A line for each file, and their sums. */
export function outcomeTable(outcomes: readonly FileOutcome[]): string {
  const rows = [...outcomes]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, tests }) => [file, ...countsOf(tests)])
  const all = outcomes.flatMap(({ tests }) => tests)
  return [
    ['published tests', 'passed', 'skipped', 'failed'],
    ...rows,
    [`${outcomes.length} files`, ...countsOf(all)],
  ]
    .map(([file, ...counts]) =>
      [String(file).padEnd(44), ...counts.map((count) => String(count).padStart(9))].join(''),
    )
    .join('\n')
}

const countsOf = (tests: readonly TestOutcome[]): readonly [number, number, number] => [
  countOf(tests, 'passed'),
  countOf(tests, 'skipped'),
  countOf(tests, 'failed'),
]
