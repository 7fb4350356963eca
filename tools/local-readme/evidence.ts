import { readFileSync } from 'node:fs'
import { filesBelow } from './source'

/** A comment names much and proves nothing. */
export function withoutComments(text: string): string {
  return text
    .replace(/^\s*\/\*[\s\S]*?\*\//gm, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
    .replace(/<!--[\s\S]*?-->/g, '')
}

/** Text of tests, in which names are looked for. */
export class Evidence {
  readonly #text: string

  constructor(
    folders: readonly string[],
    ends: readonly string[] = ['.ts', '.js', '.wxml', '.wxss', '.wxs', '.json'],
  ) {
    const files = folders.flatMap((folder) => filesBelow(folder, ends))
    this.#text = files.map((file) => withoutComments(readFileSync(file, 'utf8'))).join('\n')
  }

  has(pattern: RegExp): boolean {
    return pattern.test(this.#text)
  }

  /** As a text of its own, or as `wx.name`. */
  namesApi(name: string): boolean {
    return this.has(new RegExp(`\\bwx\\??\\.${name}\\b|['"\`]${name}['"\`]`))
  }

  /** As a function that is called. */
  calls(name: string): boolean {
    return this.has(new RegExp(`\\.${escaped(name)}(\\?\\.)?(<[^>()]*>)?\\(`))
  }

  /** As a field that is read. */
  reads(name: string): boolean {
    return this.has(new RegExp(`\\.${name}\\b`))
  }

  /** As a field of an object, or of JSON. */
  sets(name: string): boolean {
    return this.has(new RegExp(`(?<![\\w.])["']?${name}["']?\\s*:`))
  }
}

const escaped = (text: string): string => text.replace(/[$]/g, '\\$&')
