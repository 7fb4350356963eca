/** Each at least 4.5:1 under white text. */
export const AVATAR_COLORS = [
  '#3a6fd8',
  '#b9541a',
  '#1f7a70',
  '#6e5bc4',
  '#b4426f',
  '#3a7d44',
  '#8a6508',
  '#2f7396',
  '#a34a3f',
  '#5b6b1e',
]

/** Always the same colour for the same id (FNV-1a). */
export function avatarColor(id: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) >>> 0
  }
  return AVATAR_COLORS[hash % AVATAR_COLORS.length] ?? '#3a6fd8'
}

/** The surname of a Chinese name, the first letter of any other; a dot for none. */
export const surname = (name: string): string => Array.from(name.trim())[0]?.toUpperCase() ?? '·'
