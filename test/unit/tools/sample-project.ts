import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export type Files = Record<string, string | null>

const json = (value: unknown): string => JSON.stringify(value)

/** A small mini program that passes every check: a tab page, a second one, a subpackage page and a component. */
const SAMPLE: Files = {
  'project.config.json': json({
    appid: 'x',
    miniprogramRoot: 'mp/',
    setting: { useCompilerPlugins: ['typescript'] },
  }),
  'mp/app.json': json({
    pages: ['pages/home/home', 'pages/list/list'],
    subPackages: [{ root: 'more', pages: ['page/page'] }],
    window: { backgroundColor: '@page' },
    tabBar: {
      list: [
        { pagePath: 'pages/home/home', text: 'a', iconPath: '@icon' },
        { pagePath: 'pages/list/list', text: 'b', iconPath: 'tab.png' },
      ],
    },
    preloadRule: { 'pages/home/home': { packages: ['more'] } },
    themeLocation: 'theme.json',
    sitemapLocation: 'sitemap.json',
  }),
  'mp/theme.json': json({
    light: { page: '#fff', icon: 'tab.png' },
    dark: { page: '#000', icon: 'tab.png' },
  }),
  'mp/sitemap.json': json({ rules: [{ action: 'disallow', page: '*' }] }),
  'mp/tab.png': '',
  'mp/app.ts': 'App({})',
  'mp/app.wxss': 'page { --ink: #111 }\n.tap { min-height: 88rpx }',
  'mp/util.ts': 'export const onTap = () => wx.showToast({ title: "x" })',
  'mp/pages/home/home.ts': "import { onTap } from '../../util'\nPage({ onTap })",
  'mp/pages/home/home.json': json({ usingComponents: { card: '/card/card' } }),
  'mp/pages/home/home.wxml': '<card><view class="go tap" bindtap="onTap">{{a}}</view></card>',
  'mp/pages/home/home.wxss': '.go { color: var(--ink); height: 60rpx }',
  'mp/pages/list/list.ts': 'Page({})',
  'mp/pages/list/list.json': json({}),
  'mp/pages/list/list.wxml': '<view>list</view>',
  'mp/more/page/page.ts': 'Page({})',
  'mp/more/page/page.json': json({}),
  'mp/more/page/page.wxml': '<view>more</view>',
  'mp/card/card.ts': 'Component({})',
  'mp/card/card.json': json({ component: true }),
  'mp/card/card.wxml': '<slot />',
  'mp/card/card.wxss': '.card { padding: 8rpx }',
}

/** Writes the sample with changes (null: leave the file out), calls `use` with its folder, and removes it. */
export async function withSample<T>(
  changes: Files,
  use: (dir: string) => Promise<T> | T,
): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'sample-project-'))
  try {
    for (const [path, text] of Object.entries({ ...SAMPLE, ...changes })) {
      if (text === null) continue
      mkdirSync(dirname(join(dir, path)), { recursive: true })
      writeFileSync(join(dir, path), text)
    }
    return await use(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** A JSON file of the sample with some keys changed. */
export const sampleJson = (path: string, change: Record<string, unknown>): Files => ({
  [path]: json({ ...(JSON.parse(SAMPLE[path]!) as object), ...change }),
})
