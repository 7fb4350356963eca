/** Short mark of a text (FNV-1a, 32 bit): tells whether two are the same, proves nothing. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  }
  return `${hash.toString(36)}.${text.length.toString(36)}`
}
