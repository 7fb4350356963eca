/**
 * `@vant/weapp` loads its icons from a font on a CDN; a machine without internet shows boxes instead. Returns the `src`
 * under which the local server serves the same icons from npm `@vant/icons`, or null for any other font.
 */
export function localFont(src: string): string | null {
  return /\/\/at\.alicdn\.com\/t\/(c\/)?font_2553510_/.test(src)
    ? 'url("/fonts/vant-icon.woff2") format("woff2")'
    : null
}
