import { lineAt } from './problem'

/** One start tag of a template. */
export interface Tag {
  name: string
  attributes: ReadonlyMap<string, string>
  line: number
}

const TAG =
  /<([a-zA-Z][\w-]*)((?:\s+[^\s=<>/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/g
const ATTRIBUTE = /([^\s=<>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g
/** Neither holds tags of the page: comments, and the text of inline scripts. */
const OPAQUE = /<!--[\s\S]*?-->|(<wxs\b[^>]*>)([\s\S]*?)(?=<\/wxs>)/g

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

/** Start tags in order. Meant for templates that compile: it finds no mistakes of syntax. */
export function wxmlTags(source: string): Tag[] {
  const text = source.replace(
    OPAQUE,
    (all, open: string | undefined, script: string | undefined) =>
      open === undefined ? blank(all) : open + blank(script ?? ''),
  )
  return [...text.matchAll(TAG)].map((match) => ({
    name: match[1]!,
    line: lineAt(text, match.index),
    attributes: new Map(
      [...(match[2] ?? '').matchAll(ATTRIBUTE)].map((attribute) => [
        attribute[1]!,
        attribute[2] ?? attribute[3] ?? attribute[4] ?? '',
      ]),
    ),
  }))
}
