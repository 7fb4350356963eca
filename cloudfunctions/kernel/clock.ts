import { randomBytes } from 'node:crypto'

/** Epoch ms. The only clock of the server; handlers get it as `ctx.now`. */
export const systemNow = (): number => Date.now()

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 20 characters of 5 random bits each. */
export function randomId(): string {
  let id = ''
  for (const byte of randomBytes(20)) id += ALPHABET[byte & 31]
  return id
}
