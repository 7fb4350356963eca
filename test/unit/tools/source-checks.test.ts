import { sourceChecks } from '../../../tools/source-checks'
import { sampleJson, withSample, type Files } from './sample-project'

const check = (changes: Files) => withSample(changes, (dir) => sourceChecks(dir))

/** Each mistake with the check that has to find it. */
const MISTAKES: [what: string, changes: Files, rule: string, message: RegExp][] = [
  ['JSON with a comment', { 'mp/pages/home/home.json': '{} // no' }, 'json', /JSON/],
  [
    'a misspelt key of app.json',
    sampleJson('mp/app.json', { lazyCodeLoadin: 'requiredComponents' }),
    'unknown-key',
    /unknown key lazyCodeLoadin/,
  ],
  [
    'a misspelt key of the window',
    sampleJson('mp/app.json', { window: { navigationBarTitle: 'x' } }),
    'unknown-key',
    /window\.navigationBarTitle/,
  ],
  [
    'a misspelt key of a page',
    sampleJson('mp/pages/home/home.json', { enablePullDown: true }),
    'unknown-key',
    /enablePullDown/,
  ],
  [
    'a misspelt setting of the project',
    sampleJson('project.config.json', {
      setting: { useCompilerPlugins: ['typescript'], minify: true },
    }),
    'unknown-key',
    /setting\.minify/,
  ],
  [
    'TypeScript that nothing compiles',
    sampleJson('project.config.json', { setting: { es6: true } }),
    'config',
    /useCompilerPlugins/,
  ],
  ['a page without a template', { 'mp/pages/list/list.wxml': null }, 'config', /list has no WXML/],
  ['a page without a script', { 'mp/pages/list/list.ts': null }, 'config', /list has no script/],
  [
    'a tab that is not a page',
    sampleJson('mp/app.json', { tabBar: { list: [{ pagePath: 'pages/x/x' }] } }),
    'config',
    /pages\/x\/x is not a page/,
  ],
  ['a missing sitemap', { 'mp/sitemap.json': null }, 'config', /no file sitemap\.json/],
  [
    'a preloaded package that is not there',
    sampleJson('mp/app.json', { preloadRule: { 'pages/home/home': { packages: ['less'] } } }),
    'config',
    /less, which is not a subpackage/,
  ],
  [
    'a theme variable that the dark scheme lacks',
    { 'mp/theme.json': '{"light":{"page":"#fff","icon":"tab.png"},"dark":{"page":"#000"}}' },
    'theme',
    /@icon is not in the dark theme/,
  ],
  ['a missing tab icon', { 'mp/tab.png': null }, 'theme', /no file tab\.png/],
  [
    'a component that is not there',
    sampleJson('mp/pages/home/home.json', { usingComponents: { card: '/card/cart' } }),
    'missing-component',
    /no component at \/card\/cart/,
  ],
  [
    'a component that is declared and not drawn',
    sampleJson('mp/pages/list/list.json', { usingComponents: { card: '/card/card' } }),
    'unused-component',
    /<card>/,
  ],
  [
    'a tag that nobody declares',
    { 'mp/pages/list/list.wxml': '<van-button>x</van-button>' },
    'unknown-component',
    /<van-button>/,
  ],
  [
    'a tag that is not closed',
    { 'mp/pages/list/list.wxml': '<view><text></view>' },
    'wxml-syntax',
    /missing end tag/,
  ],
  [
    'a broken expression',
    { 'mp/pages/list/list.wxml': '<view wx:if="{{a &&}}" />' },
    'wxml-syntax',
    /unexpected character/,
  ],
  [
    'an attribute given twice',
    { 'mp/pages/list/list.wxml': '<view id="a" id="b" />' },
    'wxml-syntax',
    /duplicated/,
  ],
  [
    'an import of a template that is not there',
    { 'mp/pages/list/list.wxml': '<import src="rows" />' },
    'missing-template',
    /rows/,
  ],
  [
    'a handler that the script lacks',
    { 'mp/pages/home/home.wxml': '<card><view class="tap" bindtap="onTab" /></card>' },
    'missing-handler',
    /no onTab/,
  ],
  [
    'a style sheet that does not parse',
    { 'mp/card/card.wxss': '.card { color: red' },
    'wxss-syntax',
    /Unclosed block/,
  ],
  ['an :active selector', { 'mp/app.wxss': '.a:active { color: red }' }, 'wxss', /hover-class/],
  [
    'a tag selector in a component',
    { 'mp/card/card.wxss': 'view { color: red }' },
    'wxss',
    /classes only/,
  ],
  ['a universal selector', { 'mp/app.wxss': '* { margin: 0 }' }, 'wxss', /universal/],
  [
    'a local image in a style sheet',
    { 'mp/app.wxss': '.a { background: url(/tab.png) }' },
    'wxss',
    /cannot load \/tab\.png/,
  ],
  ['nested rules', { 'mp/app.wxss': '.a { .b { color: red } }' }, 'wxss', /nesting/],
  ['a unit that old phones lack', { 'mp/app.wxss': '.a { height: 50dvh }' }, 'wxss', /dvh/],
  [
    'an import of a style sheet that is not there',
    { 'mp/app.wxss': "@import './x.wxss';" },
    'missing-import',
    /x\.wxss/,
  ],
  [
    'a colour token that nobody sets',
    { 'mp/card/card.wxss': '.card { color: var(--inc) }' },
    'wxss-variable',
    /--inc/,
  ],
  [
    'a script that is not there',
    { 'mp/app.ts': "import './utils'\nApp({})" },
    'missing-import',
    /\.\/utils/,
  ],
  [
    'a package that was not packed',
    { 'mp/app.ts': "import dayjs from 'dayjs'\nApp({ dayjs })" },
    'missing-import',
    /dayjs/,
  ],
  [
    'the main package using a subpackage',
    {
      'mp/pages/list/list.ts': "import { a } from '../../more/a'\nPage({ a })",
      'mp/more/a.ts': 'export const a = 1',
    },
    'package-border',
    /subpackage more/,
  ],
  [
    'a low tap target',
    { 'mp/pages/home/home.wxml': '<card><view class="go" bindtap="onTap" /></card>' },
    'touch-target',
    /30 px high by mp\/pages\/home\/home\.wxss:1/,
  ],
  [
    'a function that old clients lack',
    { 'mp/util.ts': 'export const onTap = () => wx.enterChatToolMode({})' },
    'new-api',
    /wx\.enterChatToolMode needs base library 3\.12\.0/,
  ],
  ['a file that nobody needs', { 'mp/old.ts': 'export {}' }, 'unused-file', /no page needs it/],
  ['an image that nobody shows', { 'mp/old.png': '' }, 'unused-file', /no page needs it/],
]

/** Right, though a careless check would complain. */
const FINE: [what: string, changes: Files][] = [
  ['the sample', {}],
  [
    'a subpackage using the main package',
    { 'mp/more/page/page.ts': "import { onTap } from '../../util'\nPage({ onTap })" },
  ],
  [
    'the types of a subpackage',
    {
      'mp/pages/list/list.ts': "import type { A } from '../../more/a'\nPage({ a: 1 satisfies A })",
      'mp/more/a.ts': 'export type A = number',
    },
  ],
  [
    'a new function after asking for it',
    {
      'mp/util.ts':
        "export const onTap = () => wx.canIUse('enterChatToolMode') && wx.enterChatToolMode({})",
    },
  ],
  ['a fallback of a token', { 'mp/card/card.wxss': '.card { color: var(--inc, red) }' }],
  [
    'tags in comments and inline scripts',
    {
      'mp/pages/list/list.wxml':
        '<!-- <van-x bindtap="no" /> --><wxs module="m">module.exports = "<van-y>"</wxs><view>{{m}}</view>',
    },
  ],
  [
    'a small mark with a larger area around it',
    {
      'mp/pages/home/home.wxml': '<card><view class="go" bindtap="onTap" /></card>',
      'mp/pages/home/home.wxss':
        '.go { height: 20px } .go::after { position: absolute; inset: -12px }',
    },
  ],
  [
    'a component as a generic of another',
    {
      ...sampleJson('mp/pages/home/home.json', {
        usingComponents: { card: '/card/card', row: '/row/row' },
      }),
      'mp/pages/home/home.wxml':
        '<card generic:row="row"><view class="tap" bindtap="onTap" /></card>',
      ...sampleJson('mp/card/card.json', { componentGenerics: { row: true } }),
      'mp/card/card.wxml': '<row />',
      'mp/row/row.ts': 'Component({})',
      'mp/row/row.json': '{"component":true}',
      'mp/row/row.wxml': '<slot />',
    },
  ],
]

describe('checks of the mini program source', () => {
  test.each(MISTAKES)('find %s', async (_what, changes, rule, message) => {
    const problems = await check(changes)
    expect(problems).toContainEqual(
      expect.objectContaining({ rule, message: expect.stringMatching(message) as string }),
    )
  })

  test.each(FINE)('accept %s', async (_what, changes) => {
    expect(await check(changes)).toEqual([])
  })

  it('say where a mistake is', async () => {
    const [problem] = await check({ 'mp/pages/list/list.wxml': '<view />\n<van-x />' })
    expect(problem).toMatchObject({ file: 'mp/pages/list/list.wxml', line: 2 })
  })

  it('refuse a folder that is no project', async () => {
    await expect(
      withSample({ 'project.config.json': null }, (dir) => sourceChecks(dir)),
    ).rejects.toThrow(/project\.config\.json/)
  })
})
