import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = 'docs/FEATURES.md'
const TESTS = 'test'
/** A row's code, as a test's name carries it in brackets. */
const CODE = /^(?:S[12]\.\d+|[A-Z]\d+)$/
const IN_NAME = /\[((?:S[12]\.\d+|[A-Z]\d+))\]/g
/** Names of tests: the first argument of `it`, `test` and `describe`, of their tables too. */
const NAME =
  /\b(?:it|test|describe)(?:\.each(?:<[^>]*>)?\([\s\S]*?\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g

/** A capability as a line of the table says it. */
export interface Capability {
  name: string
  rows: string[]
  screens: string[]
  tests: string[]
}

const quoted = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)

/**
 * The capabilities of the first part.
 * @throws Error when a line has a row that is no code, for it would never be looked for
 */
export function capabilities(markdown: string): Capability[] {
  const [, part = ''] = /## There now([\s\S]*?)(?=\n## |$(?![\s\S]))/.exec(markdown) ?? []
  const lines = part.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) => {
    const [, name = '', rows = '', screens = '', tests = ''] = line.split('|').map((c) => c.trim())
    const codes = rows.split(/\s+/)
    const odd = codes.find((code) => !CODE.test(code))
    if (odd !== undefined) throw new Error(`${FILE}: "${name}" has a row "${odd}"`)
    return { name, rows: codes, screens: quoted(screens), tests: quoted(tests) }
  })
}

/** Rows in the names of a test file's tests. */
export function rowsInNames(source: string): Set<string> {
  const names = [...source.matchAll(NAME)].map(([, a, b, c]) => a ?? b ?? c ?? '')
  return new Set(names.flatMap((name) => [...name.matchAll(IN_NAME)].map(([, code = '']) => code)))
}

/** What is claimed and not proven: rows that no test carries, tests and screens that are not there. */
export function unproven(
  claimed: readonly Capability[],
  proven: ReadonlySet<string>,
  exists: { test: (path: string) => boolean; screen: (page: string) => boolean },
): string[] {
  return claimed.flatMap(({ name, rows, screens, tests }) => [
    ...rows.filter((row) => !proven.has(row)).map((row) => `${row} (${name}): in no test's name`),
    ...tests.filter((path) => !exists.test(path)).map((path) => `${name}: no ${path}`),
    ...screens.filter((page) => !exists.screen(page)).map((page) => `${name}: no page ${page}`),
    ...(tests.length === 0 ? [`${name}: names no test`] : []),
  ])
}

const testFiles = (): string[] =>
  readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join(TESTS, path))

/** {@link unproven} of this repository's `docs/FEATURES.md`. */
export function featureProblems(): string[] {
  const files = testFiles()
  const proven = new Set(files.flatMap((path) => [...rowsInNames(readFileSync(path, 'utf8'))]))
  const claimed = capabilities(readFileSync(FILE, 'utf8'))
  if (claimed.length === 0) return [`${FILE}: no capability found`]
  return unproven(claimed, proven, {
    test: (path) => files.includes(path),
    screen: (page) => readdirOf(page).includes(`${page.split('/').at(-1) ?? ''}.wxml`),
  })
}

function readdirOf(page: string): string[] {
  try {
    return readdirSync(join('miniprogram', page, '..'))
  } catch {
    return []
  }
}
