import { transformSync, type TransformFailure } from 'esbuild'
import type { Problems } from './problems'
import { positionOfString } from './problems'
import type { SourceFiles } from './files'
import type { ThemeVariables } from './manifest'

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Where JSON text goes wrong: `JSON.parse` does not say, esbuild's parser does. */
function failingPlace(text: string): { line: number; column: number } {
  try {
    transformSync(text, { loader: 'json', logLevel: 'silent' })
  } catch (error) {
    const location = (error as TransformFailure).errors[0]?.location
    if (location) return { line: location.line, column: location.column + 1 }
  }
  return { line: 1, column: 1 }
}

/** Reads a JSON object; a missing file is `{}`, a broken one is an error and `{}`. */
export function readJson(files: SourceFiles, path: string, problems: Problems): JsonObject {
  if (!files.exists(path)) return {}
  const text = files.text(path)
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
    problems.add('error', path, 'must contain a JSON object', 1, 1)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const { line, column } = failingPlace(text)
    problems.add(
      'error',
      path,
      `invalid JSON: ${message.replace(/(,? in JSON at.*|, \.\.\..*is not valid JSON.*)$/s, '')}`,
      line,
      column,
    )
  }
  return {}
}

function stringRecord(value: unknown): Record<string, string> {
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}

/** Reads theme.json. */
export function readTheme(
  files: SourceFiles,
  location: unknown,
  problems: Problems,
): ThemeVariables {
  if (typeof location !== 'string' || location === '') return { light: {}, dark: {} }
  if (!files.exists(location)) {
    problems.add('error', 'app.json', `themeLocation: there is no file ${location}`)
    return { light: {}, dark: {} }
  }
  const theme = readJson(files, location, problems)
  return { light: stringRecord(theme['light']), dark: stringRecord(theme['dark']) }
}

/** Reports every `@name` in app or page JSON that theme.json lacks in light or dark. */
export function checkThemeReferences(
  value: unknown,
  theme: ThemeVariables,
  file: string,
  text: string,
  problems: Problems,
): void {
  if (typeof value === 'string') {
    if (!/^@[A-Za-z_]\w*$/.test(value)) return
    const name = value.slice(1)
    const missing = (['light', 'dark'] as const).filter((mode) => !(name in theme[mode]))
    if (missing.length === 0) return
    const { line, column } = positionOfString(text, value)
    problems.add(
      'error',
      file,
      `theme.json has no "${name}" for ${missing.join(' and ')}`,
      line,
      column,
    )
  } else if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) {
      checkThemeReferences(child, theme, file, text, problems)
    }
  }
}
