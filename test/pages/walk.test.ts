import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

jest.setTimeout(60_000)

const ROOT = resolve(__dirname, '../..')
let outDir: string

beforeEach(() => (outDir = mkdtempSync(join(tmpdir(), 'walk-'))))
afterEach(() => rmSync(outDir, { recursive: true, force: true }))

/** `npm run local:walk` of one of the mini programs beside this file. */
function walk(fixture: string, ...more: string[]): Promise<{ code: number; lines: string[] }> {
  const project = join('test/pages/fixtures', fixture)
  const args = ['tools/run.mjs', 'tools/walk-project.ts', '--project', project, '--out', outDir]
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [...args, ...more],
      { cwd: ROOT },
      (_error, stdout) => {
        done({ code: child.exitCode ?? -1, lines: stdout.trimEnd().split('\n') })
      },
    )
  })
}

/** The table's lines by page; what pages printed comes after an empty line. */
function rowsOf(lines: string[]): Record<string, string> {
  const table = lines.slice(0, lines.includes('') ? lines.indexOf('') : undefined)
  return Object.fromEntries(table.map((line) => [line.split(/ {2,}/)[0], line]))
}

test('walks through the tabs of a mini program and takes a picture of each', async () => {
  const { code, lines } = await walk('automator')
  expect(lines.map((line) => line.split(/ {2,}/).slice(0, 4))).toEqual([
    ['page', 'drawn', 'errors', 'warnings'],
    ['pages/home/home (tab)', expect.stringMatching(/^yes, \d+$/), '·', '·'],
    ['pages/more/more (tab)', expect.stringMatching(/^yes, \d+$/), '·', '·'],
  ])
  expect(readdirSync(outDir).sort()).toEqual(['pages-home-home.png', 'pages-more-more.png'])
  expect(code).toBe(0)
})

test('ends with 1 and says what printed when a page draws nothing', async () => {
  const { code, lines } = await walk('walk', '--all')
  const rows = rowsOf(lines)
  expect(rows['pages/first/first']).toMatch(/ yes, \d+ +· +1 /)
  expect(lines).toContainEqual(expect.stringContaining('<h2> is no component'))
  expect(rows['pages/blank/blank']).toMatch(/ NO +1 +· *$/)
  expect(lines).toContainEqual(expect.stringContaining('the blank page fails on purpose'))
  expect(code).toBe(1)
})

test('names what does not compile instead of opening it', async () => {
  const { code, lines } = await walk('basic')
  expect(lines).toContainEqual(expect.stringContaining('there is no component @vant/weapp/'))
  expect(existsSync(join(outDir, 'pages-home-home.png'))).toBe(false)
  expect(code).toBe(1)
})
