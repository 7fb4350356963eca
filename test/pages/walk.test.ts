import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

jest.setTimeout(60_000)

const ROOT = resolve(__dirname, '../..')
let outDir: string

beforeEach(() => (outDir = mkdtempSync(join(tmpdir(), 'walk-'))))
afterEach(() => rmSync(outDir, { recursive: true, force: true }))

const fixture = (name: string): string => join('test/pages/fixtures', name)
const published = (path: string): string => join('node_modules', path)

/** `npm run local:walk` of a mini program. */
function walk(project: string, ...more: string[]): Promise<{ code: number; lines: string[] }> {
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

/** What pages printed. */
const complaintsOf = (lines: string[]): string[] =>
  lines.includes('') ? lines.slice(lines.indexOf('') + 1) : []

const ABSENT_HERE = /<ad> is not supported|net::ERR_/

test('walks through the tabs of a mini program and takes a picture of each', async () => {
  const { code, lines } = await walk(fixture('automator'))
  expect(lines.map((line) => line.split(/ {2,}/).slice(0, 4))).toEqual([
    ['page', 'drawn', 'errors', 'warnings'],
    ['pages/home/home (tab)', expect.stringMatching(/^yes, \d+$/), '·', '·'],
    ['pages/more/more (tab)', expect.stringMatching(/^yes, \d+$/), '·', '·'],
  ])
  expect(readdirSync(outDir).sort()).toEqual(['pages-home-home.png', 'pages-more-more.png'])
  expect(code).toBe(0)
})

test('ends with 1 and says what printed when a page draws nothing', async () => {
  const { code, lines } = await walk(fixture('walk'), '--all')
  const rows = rowsOf(lines)
  expect(rows['pages/first/first']).toMatch(/ yes, \d+ +· +1 /)
  expect(lines).toContainEqual(expect.stringContaining('<h2> is no component'))
  expect(rows['pages/blank/blank']).toMatch(/ NO +1 +· *$/)
  expect(lines).toContainEqual(expect.stringContaining('the blank page fails on purpose'))
  expect(code).toBe(1)
})

test('[L6] turns down the native modals that pages open, says so, and goes on', async () => {
  const { code, lines } = await walk(fixture('modals'))
  const rows = rowsOf(lines)
  expect(rows['pages/first/first (tab)']).toMatch(/ yes, 1 +· +· +第一页$/)
  expect(rows['pages/second/second (tab)']).toMatch(/ yes, 1 +· +· +第二页$/)
  expect(complaintsOf(lines)).toEqual([
    'pages/first/first  dismissed: 欢迎',
    'pages/first/first  dismissed: 选一个',
    'pages/second/second  dismissed: 只能知道',
  ])
  expect(code).toBe(0)
})

test('runs the functions that a project brings', async () => {
  const { code, lines } = await walk(fixture('functions'))
  expect(lines[1]).toMatch(/^pages\/home\/home +yes, 1 .*小满，环境是 local$/)
  expect(code).toBe(0)
})

test('names what does not compile instead of opening it', async () => {
  const { code, lines } = await walk(fixture('basic'))
  expect(lines).toContainEqual(expect.stringContaining('there is no component @vant/weapp/'))
  expect(existsSync(join(outDir, 'pages-home-home.png'))).toBe(false)
  expect(code).toBe(1)
})

describe('official samples, as their authors publish them', () => {
  test("the tab pages of Wux's demo are walked, and only advertising and the internet are missing", async () => {
    const { code, lines } = await walk(published('wux-weapp/example'))
    const rows = rowsOf(lines)
    expect(Object.keys(rows)).toEqual([
      'page',
      'pages/index/index (tab)',
      'pages/about/index (tab)',
    ])
    expect(rows['pages/index/index (tab)']).toMatch(/ yes, \d\d .*Wux Weapp$/)
    expect(rows['pages/about/index (tab)']).toMatch(/ yes, \d\d .*Skyvow$/)
    expect(complaintsOf(lines).filter((line) => !ABSENT_HERE.test(line))).toEqual([])
    expect(code).toBe(0)
  })

  test('every page of the WeUI demo is drawn without an error', async () => {
    const { code, lines } = await walk(published('weui-wxss/dist'), '--all')
    const { page: _heads, ...rows } = rowsOf(lines)
    expect(Object.keys(rows)).toHaveLength(58)
    expect(Object.values(rows).filter((row) => !row.includes(' yes, '))).toEqual([])
    // Its pages hold HTML's elements (<h2>, <i>); WeChat draws such as unstyled elements and says nothing.
    expect(complaintsOf(lines).filter((line) => !line.includes('is no component'))).toEqual([])
    expect(code).toBe(0)
  })
})
