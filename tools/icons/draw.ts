import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from '../../local/browser'
import { ICONS, TAB_COLORS, TAB_ICONS, svg } from './shapes'

/** Draws the tab bar's PNGs and writes the mask styles of `components/icon`. Run: `node tools/run.mjs tools/icons/draw.ts`. */
const TAB_SIZE = 81
const TAB_DIR = 'miniprogram/assets/tab'
const ICON_STYLE = 'miniprogram/components/icon/icon.wxss'

const encode = (content: string) =>
  content
    .replace(/%/g, '%25')
    .replace(/#/g, '%23')
    .replace(/"/g, "'")
    .replace(/</g, '%3C')
    .replace(/>/g, '%3E')

function iconStyles(): string {
  const masks = Object.entries(ICONS).map(
    ([name, shape]) =>
      `.icon-${name} {\n  --shape: url("data:image/svg+xml,${encode(svg(shape, '#000', 24))}");\n}\n`,
  )
  return [
    '/* Written by tools/icons/draw.ts: change the shapes there. */\n',
    ':host {\n  display: inline-flex;\n  flex: none;\n}\n',
    `.icon {
  background-color: currentColor;
  -webkit-mask-image: var(--shape);
  mask-image: var(--shape);
  -webkit-mask-size: 100% 100%;
  mask-size: 100% 100%;
}
`,
    ...masks,
  ].join('\n')
}

mkdirSync(TAB_DIR, { recursive: true })
mkdirSync('miniprogram/components/icon', { recursive: true })
writeFileSync(ICON_STYLE, iconStyles())
const browser = await launchBrowser()
try {
  const page = await browser.newPage({ viewport: { width: TAB_SIZE, height: TAB_SIZE } })
  for (const [file, icon] of Object.entries(TAB_ICONS)) {
    for (const [scheme, colors] of Object.entries(TAB_COLORS)) {
      for (const [state, color] of Object.entries(colors)) {
        const picture = svg(ICONS[icon]!, color, TAB_SIZE, state === 'selected' ? 2.1 : 1.8)
        await page.setContent(`<style>html,body{margin:0}svg{display:block}</style>${picture}`)
        writeFileSync(
          join(TAB_DIR, `${file}-${scheme}${state === 'selected' ? '-on' : ''}.png`),
          await page.screenshot({ omitBackground: true }),
        )
      }
    }
  }
} finally {
  await browser.close()
}
