import { BSONRegExp } from 'bson'
import { requestFailed } from '../errors'

/** Drops white space and comments of a pattern written for the option x. */
function withoutExtended(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#[^\n]*/gs, (piece) =>
    /^[\s#]/.test(piece) ? '' : piece,
  )
}

/**
 * A JavaScript regular expression for one of the platform (options i m s x; the JavaScript flags
 * g, u and y, which the SDK passes on, change nothing in a test).
 */
export function toRegExp(pattern: string, options: string): RegExp {
  let source = pattern
  let flags = ''
  for (const option of options) {
    if (option === 'i' || option === 'm' || option === 's') {
      if (!flags.includes(option)) flags += option
    } else if (option === 'x') {
      source = withoutExtended(source)
    } else if (!'guydl'.includes(option)) {
      throw requestFailed(`invalid flag in regex options: ${option}`)
    }
  }
  const inline = /^\(\?([ims]+)\)/.exec(source)
  if (inline) {
    source = source.slice(inline[0].length)
    for (const option of inline[1] as string) if (!flags.includes(option)) flags += option
  }
  return compile(source, flags)
}

function compile(source: string, flags: string): RegExp {
  try {
    // Unicode mode counts an emoji as one character, as PCRE does in UTF-8 mode.
    return new RegExp(source, `${flags}u`)
  } catch {
    try {
      return new RegExp(source, flags)
    } catch (error) {
      throw requestFailed(`Regular expression is invalid: ${(error as Error).message}`)
    }
  }
}

export const isRegex = (value: unknown): value is BSONRegExp | RegExp =>
  value instanceof BSONRegExp || value instanceof RegExp

export const regexOf = (value: BSONRegExp | RegExp): RegExp =>
  value instanceof BSONRegExp ? toRegExp(value.pattern, value.options) : value

/**
 * The literal text every match of the pattern starts with, '' when unknown. Only `^literal…`
 * without the options i, m and x has one.
 */
export function literalPrefix(regex: RegExp): string {
  if (regex.flags.includes('i') || regex.flags.includes('m')) return ''
  const { source } = regex
  if (!source.startsWith('^') || source.includes('|')) return ''
  const literal = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^a-zA-Z0-9])*)/.exec(source)?.[1] ?? ''
  const rest = source.slice(1 + literal.length)
  // A quantifier belongs to the last character, which then may be absent.
  const certain = /^[*?{]/.test(rest) ? literal.replace(/(\\?.)$/su, '') : literal
  return certain.replace(/\\(.)/g, '$1')
}
