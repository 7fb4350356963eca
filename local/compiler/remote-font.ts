import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const DATA_URL = /url\('(data:font\/woff2[^']+)'\)/

let vantIcons: string | undefined

/** The icon font inside npm `@vant/icons`, as a data URL. */
function vantIconFont(): string {
  if (vantIcons === undefined) {
    const file = createRequire(import.meta.url).resolve('@vant/icons/src/encode-woff2.less')
    const url = DATA_URL.exec(readFileSync(file, 'utf8'))?.[1]
    if (!url) throw new Error(`${file} has no woff2 data URL`)
    vantIcons = `url("${url}") format("woff2")`
  }
  return vantIcons
}

/**
 * `@vant/weapp` loads its icons from a font on a CDN; a machine without internet shows boxes instead. Returns the `src`
 * that shows the same icons from the local package, or null for any other font.
 */
export function localFont(src: string): string | null {
  return /\/\/at\.alicdn\.com\/t\/c?\/?font_2553510_/.test(src) ? vantIconFont() : null
}
