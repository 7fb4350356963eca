import { translateCssValue } from '../../../compiler/rpx'

/** A number is px, anything else a CSS length. */
export function length(value: unknown): string {
  const text = String(value ?? '')
  return /^-?\d+(\.\d+)?$/.test(text) ? `${text}px` : translateCssValue(text)
}

/** A length in px of a page's document; what is none counts as 0. */
export function pixels(value: unknown, dom: Document): number {
  const text = length(value)
  const amount = parseFloat(text) || 0
  return text.endsWith('vw') ? (amount * dom.documentElement.clientWidth) / 100 : amount
}
