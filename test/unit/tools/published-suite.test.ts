import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { differences, outcomeTable, type ExpectedFile } from '../../../tools/published/compare'
import { outcomesOf, type FileOutcome, type TestOutcome } from '../../../tools/published/outcome'
import { fetchPackage } from '../../../tools/published/package'

const FAILS: TestOutcome = { name: 'db throws', status: 'failed', message: 'Error: no $ here' }
const TESTS: readonly TestOutcome[] = [
  { name: 'db adds', status: 'passed' },
  { name: 'db finds', status: 'passed' },
  { name: 'db searches text', status: 'skipped' },
  FAILS,
]
const EXPECTED: ExpectedFile[] = [
  {
    file: 'db.test.ts',
    passed: 2,
    skipped: 1,
    failures: [{ name: 'db throws', message: 'no $ here', reason: 'it reads what is thrown' }],
  },
]
const compare = (...tests: TestOutcome[]) => differences(EXPECTED, [{ file: 'db.test.ts', tests }])
const but = (...changed: TestOutcome[]) =>
  compare(...TESTS.map((test) => changed.find(({ name }) => name === test.name) ?? test))

describe('the outcome of published tests', () => {
  it('is as expected when exactly the known ones fail', () => {
    expect(but()).toEqual([])
  })

  it('differs when another test fails', () => {
    expect(but({ name: 'db adds', status: 'failed', message: 'Error: timeout' })).toEqual([
      'db.test.ts › db adds: fails: Error: timeout',
      'db.test.ts: 1 passed, not 2',
    ])
  })

  it('differs when a known failure passes', () => {
    expect(but({ name: 'db throws', status: 'passed' })).toEqual([
      'db.test.ts › db throws: is a known failure, but passed',
      'db.test.ts: 3 passed, not 2',
    ])
  })

  it('differs when a known failure fails in another way', () => {
    expect(but({ ...FAILS, message: 'Error: timeout' })).toEqual([
      'db.test.ts › db throws: fails otherwise than with “no $ here”: Error: timeout',
    ])
  })

  it('differs when there are fewer tests', () => {
    expect(compare(...TESTS.slice(1))).toEqual(['db.test.ts: 1 passed, not 2'])
    expect(compare(...TESTS.slice(0, -1))).toEqual([
      'db.test.ts › db throws: is a known failure, but did not run',
    ])
  })

  it('differs when a test that ran is skipped', () => {
    expect(but({ name: 'db adds', status: 'skipped' })).toEqual([
      'db.test.ts: 1 passed, not 2',
      'db.test.ts: 2 skipped, not 1',
    ])
  })

  it('differs when a file is missing, does not load or is new', () => {
    expect(differences(EXPECTED, [])).toEqual(['db.test.ts: did not run'])
    const broken: FileOutcome = { file: 'db.test.ts', tests: [], broken: 'no module x' }
    expect(differences(EXPECTED, [broken])).toEqual(['db.test.ts: did not load: no module x'])
    expect(differences([], [{ file: 'geo.test.ts', tests: [] }])).toEqual([
      'geo.test.ts: not expected',
    ])
  })

  it('is read from the results of jest', () => {
    const passes = { fullName: 'db adds', status: 'passed', failureMessages: [] }
    const fails = { fullName: 'db finds', status: 'failed', failureMessages: ['Error: no'] }
    const pending = { fullName: 'db waits', status: 'pending', failureMessages: null }
    const testResults = [
      {
        name: '/t/db.test.ts',
        status: 'failed',
        message: '',
        assertionResults: [passes, fails, pending],
      },
      { name: '/t/geo.test.ts', status: 'failed', message: 'no module x', assertionResults: [] },
    ]
    expect(outcomesOf({ testResults }, (path) => path.slice('/t/'.length))).toEqual([
      {
        file: 'db.test.ts',
        tests: [
          { name: 'db adds', status: 'passed' },
          { name: 'db finds', status: 'failed', message: 'Error: no' },
          { name: 'db waits', status: 'skipped' },
        ],
      },
      { file: 'geo.test.ts', tests: [], broken: 'no module x' },
    ])
  })

  it('shows as a table with its sums', () => {
    const table = outcomeTable([
      { file: 'geo.test.ts', tests: [{ name: 'near', status: 'passed' }] },
      { file: 'db.test.ts', tests: [...TESTS] },
    ])
    expect(table.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['published tests', 'passed', 'skipped', 'failed'],
      ['db.test.ts', '2', '1', '1'],
      ['geo.test.ts', '1', '0', '0'],
      ['2 files', '3', '1', '1'],
    ])
  })
})

it('refuses an archive that is not the published one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'published-'))
  try {
    await writeFile(join(folder, 'scope-name-1.0.0.tgz'), 'cut short')
    const pinned = { name: '@scope/name', version: '1.0.0', integrity: 'sha512-other' }
    await expect(fetchPackage(pinned, folder)).rejects.toThrow(
      /is not the published @scope\/name@1\.0\.0: .* Delete it and run again/,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
