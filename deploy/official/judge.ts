import { isObject, type AppOutline } from '../../tools/official/app'
import type { Problem } from '../../tools/official/problem'
import type { Sources } from '../../tools/official/sources'
import { isLeftOut, usedFiles } from '../../tools/official/unused'

/** What the compiler makes of a project: path → content, as it would be uploaded. */
export type Compiled = ReadonlyMap<string, string | Uint8Array>

/** WeChat's limit for the main package and each subpackage. */
export const PACKAGE_LIMIT = 2 * 1024 * 1024

/** Documented later than the schema in miniprogram-ci 2.1.42, which passes them on. */
const NEWER_KEYS = ['glassEaselWebview']

const plain = (path: string): string => path.replace(/^(\.?\/)+/, '')

export const compiledFiles = (result: Record<string, string | Uint8Array>): Compiled =>
  new Map(Object.entries(result).map(([path, content]) => [plain(path), content]))

const bytesOf = (content: string | Uint8Array): number =>
  typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength

/** Bytes of every package as compiled, the main package as `''`. */
export function compiledSizes(compiled: Compiled, app: AppOutline): Map<string, number> {
  const sizes = new Map(['', ...app.subpackages].map((name): [string, number] => [name, 0]))
  for (const [path, content] of compiled) {
    const name = app.packageOf(path)
    sizes.set(name, (sizes.get(name) ?? 0) + bytesOf(content))
  }
  return sizes
}

/** The compiler does not fail for a key that it does not know: it leaves a `__warning__` in the JSON. */
export function jsonWarnings(compiled: Compiled, sources: Sources): Problem[] {
  return [...compiled].flatMap(([path, content]): Problem[] => {
    if (!path.endsWith('.json')) return []
    const value: unknown = JSON.parse(Buffer.from(content as Uint8Array).toString())
    const warning = isObject(value) ? value['__warning__'] : undefined
    if (typeof warning !== 'string') return []
    const left = NEWER_KEYS.reduce((text, key) => text.replaceAll(`"${key}"`, ''), warning)
    if (!/"[^"]+"/.test(left) && left !== warning) return []
    return [{ rule: 'compiler-warning', file: sources.named(path), message: warning }]
  })
}

/** Files that a page needs and the upload would lack: the compiler drops what it believes to be unused. */
export function leftOut(compiled: Compiled, sources: Sources, app: AppOutline): Problem[] {
  const used = usedFiles(sources, app, { withTypes: false })
  return [...used]
    .filter((path) => !isLeftOut(path) && !compiled.has(path.replace(/\.ts$/, '.js')))
    .map((path) => {
      return { rule: 'left-out', file: sources.named(path), message: 'is missing in the upload' }
    })
}

/** One verdict of `checkCodeQuality`. */
export interface Verdict {
  name: string
  success: boolean
  text: string
  detail?: unknown
}

const isNamed = (value: unknown): value is string => typeof value === 'string'

/**
 * Verdicts that WeChat would show before an upload. Its list of unused code does not follow TypeScript's imports, so a file
 * that a page does load is not counted.
 */
export function qualityProblems(
  verdicts: readonly Verdict[],
  sources: Sources,
  app: AppOutline,
): Problem[] {
  const used = usedFiles(sources, app, { withTypes: true })
  return verdicts.flatMap(({ name, success, text, detail }): Problem[] => {
    if (success) return []
    const files = Array.isArray(detail) ? (detail as unknown[]).filter(isNamed).map(plain) : []
    const open = files.filter((path) => !used.has(path) && !isLeftOut(path))
    if (files.length > 0 && open.length === 0) return []
    const message = [text, ...open].join(' ')
    return [{ rule: name, file: 'project.config.json', message }]
  })
}

/** Passing verdicts that name something to think about: code of the main package that one subpackage alone uses. */
export function qualityAdvice(verdicts: readonly Verdict[]): string[] {
  return verdicts.flatMap(({ success, text, detail }) => {
    if (!success || !isObject(detail) || !Array.isArray(detail['files'])) return []
    const size = Number(detail['size'])
    return size > 0 ? [`${text} ${Math.round(size / 1024)} KB: ${detail['files'].join(', ')}`] : []
  })
}
