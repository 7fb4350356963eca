import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { HttpError, type Answer } from './http'

const FOREVER = 'public, max-age=31536000, immutable'
const WEIGHTS = [400, 500, 700]

/** Folder of an installed package that has no `exports` for its package.json. */
function packageDir(root: string, name: string, file: string): string {
  return dirname(createRequire(join(root, 'package.json')).resolve(`${name}/${file}`))
}

/**
 * Noto Sans SC in slices, so that a machine without any Chinese font shows Chinese, and one that has one loads
 * nothing of it: pages name the system's fonts first.
 */
async function chineseCss(root: string): Promise<string> {
  const dir = packageDir(root, '@fontsource/noto-sans-sc', '400.css')
  const sheets = await Promise.all(
    WEIGHTS.map((weight) => readFile(join(dir, `${weight}.css`), 'utf8')),
  )
  // `block`: boxes instead of glyphs for a moment look worse than nothing for a moment.
  return sheets
    .join('\n')
    .replaceAll('./files/', '/fonts/noto-sans-sc/')
    .replaceAll('font-display: swap', 'font-display: block')
    .replaceAll(/, url\([^)]*\.woff\) format\('woff'\)/g, '')
}

/** Vant's icon font, which the package carries as a data URL and its WXSS names by a remote address. */
async function vantIcons(root: string): Promise<Buffer> {
  const dir = packageDir(root, '@vant/icons', 'src/encode-woff2.less')
  const source = await readFile(join(dir, 'encode-woff2.less'), 'utf8')
  const base64 = /base64,([A-Za-z0-9+/=]+)/.exec(source)?.[1]
  if (!base64) throw new HttpError(500, '@vant/icons holds no font')
  return Buffer.from(base64, 'base64')
}

/** Serves everything below `/fonts/`. */
export async function fontFile(root: string, name: string): Promise<Answer> {
  if (name === 'phone.css') {
    return { type: 'text/css; charset=utf-8', body: await chineseCss(root), cache: FOREVER }
  }
  if (name === 'vant-icon.woff2') {
    return { type: 'font/woff2', body: await vantIcons(root), cache: FOREVER }
  }
  const slice = /^noto-sans-sc\/(noto-sans-sc-[a-z0-9-]+\.woff2)$/.exec(name)?.[1]
  if (!slice) throw new HttpError(404, 'no such font')
  const dir = packageDir(root, '@fontsource/noto-sans-sc', '400.css')
  try {
    return {
      type: 'font/woff2',
      body: await readFile(join(dir, 'files', slice)),
      cache: FOREVER,
    }
  } catch {
    throw new HttpError(404, 'no such font')
  }
}
