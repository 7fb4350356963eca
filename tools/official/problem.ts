/** Something that a phone, WeChat's compiler or its review would trip over. */
export interface Problem {
  /** Short name of the check. */
  rule: string
  /** Relative to the project. */
  file: string
  /** Counts from 1. */
  line?: number
  message: string
}

/** One line a problem, as editors and terminals link it: `file:line message (rule)`. */
export const problemLine = ({ file, line, message, rule }: Problem): string =>
  `${file}${line === undefined ? '' : `:${line}`} ${message} (${rule})`

/** Line of an offset in a text, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
