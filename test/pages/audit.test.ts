import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

jest.setTimeout(60_000)

interface Shot {
  page: string
  findings: { rule: string; where: string; what: string }[]
  problems: string[]
}

let shots: Shot[]

beforeAll(async () => {
  const run = promisify(execFile)
  const args = ['tools/run.mjs', 'tools/audit-pages.ts', 'test/pages/fixtures/audit']
  const { stdout } = await run(process.execPath, args, { cwd: resolve(__dirname, '../..') })
  shots = JSON.parse(stdout) as Shot[]
})

const shot = (name: string): Shot => {
  const found = shots.find(({ page }) => page === `pages/${name}/${name}`)
  if (!found) throw new Error(`No page ${name}`)
  return found
}

test('a readable, reachable page has no findings', () => {
  expect(shot('good')).toMatchObject({ findings: [], problems: [] })
})

test.each([
  ['small-text', 'tiny', '11px < 12px'],
  ['low-contrast', 'pale', '2.32 < 4.5 (#aaaaaa on #ffffff)'],
  ['low-contrast', 'half', '< 4.5'],
  ['low-contrast', 'gradient', 'on #d0f0dd'],
  ['overflow', 'wide', 'sticks out right by 125px'],
  ['small-target', 'small', '24×24px < 44×44px'],
  ['clipped-text', 'cut', 'cut off by'],
  ['broken-image', 'img', 'data:image/png'],
  ['covered-end', 'last', 'under the bar'],
])('%s is found on .%s', (rule, where, what) => {
  const found = shot('faults').findings.filter((one) => one.rule === rule)
  expect(found).toContainEqual({
    rule,
    where: expect.stringContaining(where) as string,
    what: expect.stringContaining(what) as string,
  })
})
