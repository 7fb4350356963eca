import { CODE_ROOT } from '../../compiler/manifest'

interface Section {
  offset: { line: number; column: number }
  map: { sources: string[]; mappings: string }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PLACE = /(?:https?:\/\/[^\s()]*)?\/modules\.js(?:\?[^\s():]*)?:(\d+):(\d+)/g

let loading: Promise<Section[]> | undefined

async function load(): Promise<Section[]> {
  const reply = await fetch(`${CODE_ROOT}modules.js.map`)
  return ((await reply.json()) as { sections: Section[] }).sections
}

/** Decodes one segment of base64 VLQ numbers. */
function decodeSegment(segment: string): number[] {
  const numbers: number[] = []
  let value = 0
  let shift = 0
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter)
    value += (digit & 31) << shift
    shift += 5
    if (digit & 32) continue
    numbers.push(value & 1 ? -(value >> 1) : value >> 1)
    value = 0
    shift = 0
  }
  return numbers
}

/** Position in the source for a position (from 0) in one compiled module. */
function findInSource(
  map: Section['map'],
  line: number,
  column: number,
): { line: number; column: number } | undefined {
  let sourceLine = 0
  let sourceColumn = 0
  let found: { line: number; column: number } | undefined
  const lines = map.mappings.split(';')
  for (let at = 0; at <= line && at < lines.length; at++) {
    let generated = 0
    for (const segment of (lines[at] ?? '').split(',')) {
      if (segment === '') continue
      const [columnDelta = 0, , lineDelta = 0, sourceDelta = 0] = decodeSegment(segment)
      generated += columnDelta
      sourceLine += lineDelta
      sourceColumn += sourceDelta
      if (at < line || generated <= column) found = { line: sourceLine, column: sourceColumn }
    }
  }
  return found
}

/** Replaces places in the compiled script by places in the mini program's sources: `pages/a/a.ts:12:5`. */
export async function mapStack(stack: string): Promise<string> {
  if (!stack.includes('/modules.js')) return stack
  loading ??= load()
  try {
    const sections = await loading
    return stack.replace(PLACE, (place, lineText: string, columnText: string) => {
      const line = Number(lineText) - 1
      const section = sections.filter(({ offset }) => offset.line <= line).at(-1)
      if (!section) return place
      const found = findInSource(section.map, line - section.offset.line, Number(columnText) - 1)
      const [source] = section.map.sources
      return found && source ? `${source}:${found.line + 1}:${found.column + 1}` : place
    })
  } catch {
    // Without the map the compiled places have to do.
    return stack
  }
}
