/** A phone finds Chinese glyphs for any family; a computer's browser may not, so the page's own fonts are named too. */
const CHINESE_FONTS = '"PingFang SC", "Hiragino Sans GB", "Noto Sans SC"'

const KEYWORD = /^(?:inherit|initial|unset|revert|revert-layer)$/i
const SYSTEM_FONT = /^(?:caption|icon|menu|message-box|small-caption|status-bar)$/i

/** Value of `font-family` or `font` with the fonts after it that phones fall back to. */
export function withChineseFonts(property: string, value: string): string {
  const name = property.toLowerCase()
  const isShorthand = name === 'font'
  if (!isShorthand && name !== 'font-family') return value
  const text = value.trim()
  // A variable alone may hold a keyword, which must stay alone.
  if (KEYWORD.test(text) || /^var\([^)]*\)$/.test(text) || text.includes('"Noto Sans SC"'))
    return value
  if (isShorthand && SYSTEM_FONT.test(text)) return value
  return `${text}, ${CHINESE_FONTS}`
}
