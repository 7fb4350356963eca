let scale: number | undefined

/** Most that pages grow: above, rows of a board no longer fit a narrow phone. */
const SCALE_MAX = 1.35

/** WeChat's font setting as a factor of our sizes; 16 is its standard. Asked once, it changes only with a restart. */
export function textScale(): number {
  if (scale !== undefined) return scale
  let size = 16
  try {
    size = wx.getAppBaseInfo().fontSizeSetting ?? 16
  } catch {
    // Old clients do not tell.
  }
  scale = Math.min(SCALE_MAX, Math.max(1, size / 16))
  return scale
}
