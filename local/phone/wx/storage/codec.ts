import { typeOf, WxFail } from '../support'

/** Most bytes of one value and of all together. */
export const VALUE_LIMIT = 1024 * 1024
export const TOTAL_LIMIT = 10 * 1024 * 1024

/** Size as the limits count it. */
export const sizeOf = (text: string): number => new TextEncoder().encode(text).length

/**
 * Text that brings a value back as WeChat does: native types and dates as themselves, everything else as JSON.
 * @throws WxFail for what cannot be written down
 */
export function encode(value: unknown): string {
  const type = typeOf(value)
  if (type === 'Undefined') return JSON.stringify({ type, data: null })
  if (type === 'Date') return JSON.stringify({ type, data: (value as Date).getTime() })
  if (type === 'Number' && !Number.isFinite(value)) {
    return JSON.stringify({ type: 'Special', data: String(value) })
  }
  try {
    const text = JSON.stringify({ type, data: value })
    return text
  } catch {
    throw new WxFail('data cannot be serialized')
  }
}

export function decode(text: string): unknown {
  const { type, data } = JSON.parse(text) as { type: string; data: unknown }
  if (type === 'Undefined') return undefined
  if (type === 'Date') return new Date(data as number)
  if (type === 'Special') return Number(data)
  return data
}
