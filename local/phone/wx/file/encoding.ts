import { WxFail } from '../support'

const TEXT_LABELS: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  utf16le: 'utf-16le',
  'utf-16le': 'utf-16le',
  ucs2: 'utf-16le',
  'ucs-2': 'utf-16le',
}

const binaryOf = (bytes: Uint8Array): string => {
  let text = ''
  for (const one of bytes) text += String.fromCharCode(one)
  return text
}

const bytesOfBinary = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (one) => one.charCodeAt(0) & 0xff)

/** Bytes as text; without an encoding as an ArrayBuffer, as the documentation says. */
export function decodeBytes(
  bytes: Uint8Array<ArrayBuffer>,
  encoding: string | undefined,
): string | ArrayBuffer {
  if (encoding === undefined) return bytes.slice().buffer
  const label = TEXT_LABELS[encoding]
  if (label) return new TextDecoder(label).decode(bytes)
  if (encoding === 'base64') return btoa(binaryOf(bytes))
  if (encoding === 'hex') {
    return [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
  }
  if (['ascii', 'binary', 'latin1'].includes(encoding)) return binaryOf(bytes)
  throw new WxFail(`invalid encoding "${encoding}"`)
}

/** Text in an encoding, or an ArrayBuffer, as bytes. */
export function encodeData(data: unknown, encoding = 'utf8'): Uint8Array<ArrayBuffer> {
  if (Object.prototype.toString.call(data) === '[object ArrayBuffer]') {
    return new Uint8Array(data as ArrayBuffer).slice()
  }
  if (typeof data !== 'string') {
    throw new WxFail('parameter error: parameter.data should be String or ArrayBuffer')
  }
  const label = TEXT_LABELS[encoding]
  if (label === 'utf-8') return new TextEncoder().encode(data)
  if (label === 'utf-16le') {
    const units = Uint16Array.from(data, (one) => one.charCodeAt(0))
    return new Uint8Array(units.buffer)
  }
  if (encoding === 'base64') return bytesOfBinary(atob(data))
  if (encoding === 'hex') {
    return Uint8Array.from(data.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  }
  if (['ascii', 'binary', 'latin1'].includes(encoding)) return bytesOfBinary(data)
  throw new WxFail(`invalid encoding "${encoding}"`)
}
