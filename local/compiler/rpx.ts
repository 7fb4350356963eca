/** Mini programs lay out on a screen 750 rpx wide, whatever its size. */
const RPX_PER_SCREEN = 750

const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\)|(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi
const INSET = /\b(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*)?\)/gi

/** `20rpx` → `2.66667vw`; every page is a document as wide as the screen. Strings and `url()` stay as they are. */
function rpxToVw(value: string): string {
  if (!/rpx/i.test(value)) return value
  return value.replace(TOKEN, (match, amount: string | undefined) => {
    if (amount === undefined) return match
    const vw = (Number(amount) * 100) / RPX_PER_SCREEN
    return `${Number(vw.toFixed(5))}vw`
  })
}

/** `env(safe-area-inset-bottom)` → a variable that the phone sets per page, for a frame has no insets of its own. */
function simulateInsets(value: string): string {
  if (!value.includes('safe-area-inset')) return value
  return value.replace(
    INSET,
    (_match, side: string) => `var(--wx-inset-${side.toLowerCase()}, 0px)`,
  )
}

/** A CSS value, or a whole inline style, as the phone's documents understand it. */
export function translateCssValue(value: string): string {
  return simulateInsets(rpxToVw(value))
}
