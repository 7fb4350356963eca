/** What `decode` turns into characters; other entities stay as they are written. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': '\u00a0',
  '&ensp;': '\u2002',
  '&emsp;': '\u2003',
  '&lt;': '<',
  '&gt;': '>',
  '&apos;': "'",
  '&amp;': '&',
}

/** The character each kind of `space` puts in the place of a space. */
const SPACES: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
}

export function decodeText(text: string): string {
  return text.replace(
    /&(?:nbsp|ensp|emsp|lt|gt|apos|amp);/g,
    (entity) => ENTITIES[entity] ?? entity,
  )
}

/** Unlike ordinary spaces these neither collapse nor vanish at the ends of a line. */
export function spaceText(text: string, space: string): string {
  const character = Object.hasOwn(SPACES, space) ? SPACES[space] : undefined
  return character === undefined ? text : text.replaceAll(' ', character)
}
