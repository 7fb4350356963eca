/** Red, green, blue 0–255, alpha 0–1. */
export type Rgba = readonly [r: number, g: number, b: number, a: number]

const canvas = document.createElement('canvas')
canvas.width = canvas.height = 1
const context = canvas.getContext('2d', { willReadFrequently: true })
const known = new Map<string, Rgba>()

/** Any CSS colour as the browser paints it. */
export function parseColor(css: string): Rgba {
  const cached = known.get(css)
  if (cached) return cached
  if (!context) throw new Error('The browser gives no 2d canvas')
  context.clearRect(0, 0, 1, 1)
  context.fillStyle = '#000'
  context.fillStyle = css
  context.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data
  const color: Rgba = [r, g, b, a / 255]
  known.set(css, color)
  return color
}

/** Paints one colour over an opaque or half-transparent other one. */
export function over(top: Rgba, bottom: Rgba): Rgba {
  const alpha = top[3] + bottom[3] * (1 - top[3])
  if (alpha === 0) return [0, 0, 0, 0]
  const mix = (t: number, b: number): number => (t * top[3] + b * bottom[3] * (1 - top[3])) / alpha
  return [mix(top[0], bottom[0]), mix(top[1], bottom[1]), mix(top[2], bottom[2]), alpha]
}

const linear = (channel: number): number => {
  const c = channel / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

const luminance = ([r, g, b]: Rgba): number =>
  0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)

/** WCAG 2 contrast ratio of two opaque colours, 1 to 21. */
export function contrastRatio(a: Rgba, b: Rgba): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

export const toHex = ([r, g, b]: Rgba): string =>
  `#${[r, g, b].map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`
