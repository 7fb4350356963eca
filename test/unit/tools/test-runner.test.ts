import { build } from 'esbuild'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { countLine, countsIn, sumOf } from '../../../tools/test/counts'
import { fingerprint, GreenRuns } from '../../../tools/test/green'
import { PARTS } from '../../../tools/test/parts'
import { runStep } from '../../../tools/test/step'

const ROOT = process.cwd()

/** Test files of one jest project, relative to the root. */
const filesOf = (project: string): string[] =>
  execFileSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--listTests', '--json', '--selectProjects', project],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
    .split('\n')
    .filter((line) => line.startsWith('['))
    .flatMap((line) => JSON.parse(line) as string[])
    .map((file) => relative(ROOT, file))

const onDisk = (): string[] =>
  readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file))

jest.setTimeout(60_000)

describe('the parts of npm test', () => {
  const files = new Map<string, string[]>()
  beforeAll(() => {
    for (const { project } of PARTS) files.set(project, filesOf(project))
  })

  it('hold every test file exactly once', () => {
    expect([...files.values()].flat().sort()).toEqual(onDisk().sort())
  })

  it.each(PARTS.filter(({ dependsOn }) => dependsOn).map((part) => [part.project, part] as const))(
    'name everything that %s imports',
    async (project, { dependsOn = [] }) => {
      const { metafile } = await build({
        entryPoints: files.get(project) ?? [],
        outdir: 'unused',
        bundle: true,
        write: false,
        metafile: true,
        platform: 'node',
        packages: 'external',
        loader: { '.css': 'text' },
        logLevel: 'silent',
      })
      const isNamed = (file: string) =>
        dependsOn.some((path) => file === path || file.startsWith(`${path}/`))
      expect(Object.keys(metafile.inputs).filter((file) => !isNamed(file))).toEqual([])
    },
  )
})

describe('a green run', () => {
  let dir: string
  const write = (path: string, text: string) => {
    mkdirSync(join(dir, path, '..'), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'green-'))
    write('a/one.ts', '1')
    write('a/deep/two.ts', '2')
    write('b.json', '{}')
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))
  const print = () => fingerprint(dir, ['a', 'b.json'])

  it('is known again by what the files hold and how they are called, not by their times', () => {
    const before = print()
    write('a/one.ts', '1')
    write('a/node_modules/x.js', 'made')
    write('c.ts', 'elsewhere')
    expect(print()).toBe(before)
    write('a/one.ts', '10')
    expect(print()).not.toBe(before)
    write('a/one.ts', '1')
    write('a/three.ts', '')
    expect(print()).not.toBe(before)
  })

  it('cannot be fingerprinted with a path that is not there', () => {
    expect(() => fingerprint(dir, ['a', 'gone'])).toThrow('gone')
  })

  it('is remembered on this machine until it is red', () => {
    const file = join(dir, 'cache/green.json')
    expect(new GreenRuns(file).has('local', 'p1')).toBe(false)
    new GreenRuns(file).keep('local', 'p1')
    expect(new GreenRuns(file).has('local', 'p1')).toBe(true)
    expect(new GreenRuns(file).has('local', 'p2')).toBe(false)
    expect(new GreenRuns(file).has('phone', 'p1')).toBe(false)
    new GreenRuns(file).keep('local', undefined)
    expect(new GreenRuns(file).has('local', 'p1')).toBe(false)
    writeFileSync(file, '{half')
    expect(new GreenRuns(file).has('local', 'p1')).toBe(false)
  })
})

describe('the counts', () => {
  it('are the sum of all parts, on a line of their own', () => {
    const sum = sumOf([
      { passed: 3, failed: 0 },
      { passed: 4, failed: 1 },
    ])
    expect(countLine(sum)).toBe('7 passed, 1 failed')
    expect(countLine(sumOf([]))).toBe('0 passed, 0 failed')
  })

  it.each([
    ['tests that failed', { numPassedTests: 2, numFailedTests: 1, success: false }, 1],
    ['a file that does not load', { numRuntimeErrorTestSuites: 1, success: false }, 1],
    ['a failure that no test owns', { success: false }, 1],
    ['no failure', { success: true }, 0],
  ])('count %s', (_, results, failed) => {
    const dir = mkdtempSync(join(tmpdir(), 'counts-'))
    const file = join(dir, 'results.json')
    const nothing = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }
    writeFileSync(file, JSON.stringify({ ...nothing, ...results }))
    expect(countsIn(file)).toMatchObject({ failed })
    rmSync(dir, { recursive: true })
    expect(countsIn(file)).toEqual({ passed: 0, failed: 1 })
  })
})

describe('a step', () => {
  it('tells how a command ended and what it said', async () => {
    const script = 'console.log("out"); console.error("err"); process.exit(3)'
    const result = await runStep('probe', [process.execPath, '-e', script])
    expect(result).toMatchObject({ name: 'probe', code: 3 })
    expect(result.output).toContain('out')
    expect(result.output).toContain('err')
  })

  it('fails when the command does not exist', async () => {
    expect(await runStep('none', ['no-such-program-here'])).toMatchObject({ code: 1 })
  })
})
