import {
  compiledFiles,
  compiledSizes,
  jsonWarnings,
  leftOut,
  qualityAdvice,
  qualityProblems,
  type Compiled,
  type Verdict,
} from '../../../deploy/official/judge'
import { outline, type AppOutline } from '../../../tools/official/app'
import { readSources, type Sources } from '../../../tools/official/sources'
import { withSample, type Files } from '../tools/sample-project'

/** All that the sample needs on a phone. */
const UPLOAD: Record<string, string> = {
  './app.js': 'App({})',
  './app.json': '{"pages":["pages/home/home"]}',
  './app.wxss': '',
  './theme.json': '{}',
  './sitemap.json': '{}',
  'tab.png': 'png',
  'util.js': '',
}
for (const path of ['pages/home/home', 'pages/list/list', 'more/page/page', 'card/card']) {
  for (const end of ['js', 'json', 'wxml']) UPLOAD[`${path}.${end}`] = end === 'json' ? '{}' : 'x'
}
UPLOAD['pages/home/home.wxss'] = ''
UPLOAD['card/card.wxss'] = ''

const judged = <T>(
  change: Record<string, string | null>,
  judge: (compiled: Compiled, sources: Sources, app: AppOutline) => T,
  files: Files = {},
): Promise<T> =>
  withSample(files, (dir) => {
    const sources = readSources(dir)
    const entries = Object.entries({ ...UPLOAD, ...change }).filter(([, text]) => text !== null)
    const compiled = compiledFiles(Object.fromEntries(entries) as Record<string, string>)
    return judge(compiled, sources, outline(sources, []))
  })

const verdict = (part: Partial<Verdict>): Verdict => ({
  name: 'CONTAINS_UNUSED_CODES',
  success: false,
  text: 'No dependency files should exist',
  ...part,
})

describe('judging what the official compiler makes', () => {
  it('adds up each package', async () => {
    const sizes = await judged({ 'more/big.js': '12345' }, (compiled, _sources, app) =>
      compiledSizes(compiled, app),
    )
    expect([...sizes.keys()]).toEqual(['', 'more/'])
    expect(sizes.get('more/')).toBe(5 + 'x'.length * 2 + '{}'.length)
  })

  it('reads the warnings that the compiler leaves in JSON files', async () => {
    const warning = 'invalid page.json ["enablePullDown"]'
    const json = JSON.stringify({ __warning__: warning })
    expect(await judged({ 'pages/home/home.json': json }, jsonWarnings)).toEqual([
      { rule: 'compiler-warning', file: 'mp/pages/home/home.json', message: warning },
    ])
  })

  it('passes a key that is documented and newer than the compiler, and no other with it', async () => {
    const warn = (text: string) =>
      judged({ './app.json': JSON.stringify({ __warning__: text }) }, jsonWarnings)
    expect(await warn('invalid app.json ["glassEaselWebview"]')).toEqual([])
    expect(await warn('invalid app.json ["glassEaselWebview"], ["colour"]')).toHaveLength(1)
  })

  it('misses nothing in a whole upload', async () => {
    expect(await judged({}, leftOut)).toEqual([])
  })

  it.each(['util.js', 'tab.png', 'card/card.wxml', 'pages/home/home.wxss', './theme.json'])(
    'notices that %s was left out',
    async (path) => {
      const problems = await judged({ [path]: null }, leftOut)
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatchObject({ rule: 'left-out' })
    },
  )

  it('counts a verdict unless its files are ones that a page does load', async () => {
    const of = (detail: string[]) =>
      judged({}, (_compiled, sources, app) =>
        qualityProblems([verdict({ detail })], sources, app).map(({ message }) => message),
      )
    expect(await of(['util.ts', 'tsconfig.json'])).toEqual([])
    expect(await of(['util.ts', 'old.ts'])).toEqual(['No dependency files should exist old.ts'])
  })

  it('counts a verdict without files, and no passed one', async () => {
    const verdicts = [verdict({ name: 'JS_COMPRESS_OPEN' }), verdict({ success: true })]
    const rules = await judged({}, (_compiled, sources, app) =>
      qualityProblems(verdicts, sources, app).map(({ rule }) => rule),
    )
    expect(rules).toEqual(['JS_COMPRESS_OPEN'])
  })

  it('hands on advice about code that could move to a subpackage', () => {
    const detail = { size: 2048, files: ['components/a.js'] }
    expect(qualityAdvice([verdict({ success: true, text: 'Only there:', detail })])).toEqual([
      'Only there: 2 KB: components/a.js',
    ])
    expect(qualityAdvice([verdict({ success: true, detail: { size: 0, files: [] } })])).toEqual([])
  })
})
