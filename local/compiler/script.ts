import { transformSync, type Message } from 'esbuild'
import { VersionedCache, type SourceFiles } from './files'
import { resolveScript } from './paths'
import { positionAt, Problems } from './problems'

export interface CompiledScript {
  /** CommonJS body. */
  code: string
  /** Source map as JSON, or null for JSON modules. */
  map: string | null
  /** What it requires: request → file, for the phone's `require`. */
  requires: Record<string, string>
  problems: Problems
}

/** Groups: `.async`, the request in either quotes, and the comma before the callback. */
const REQUIRE = /\brequire(\.async)?\(\s*(?:"([^"\\]+)"|'([^'\\]+)')\s*(?:(,)|\))/g

/** What phones run after WeChat's own compiler has been over a script. */
const TARGET = 'es2020'

function report(
  problems: Problems,
  severity: 'error' | 'warning',
  file: string,
  found: Message,
): void {
  problems.add(
    severity,
    file,
    found.text,
    found.location?.line,
    found.location ? found.location.column + 1 : 0,
  )
}

function messagesOf(error: unknown): Message[] | null {
  const errors = (error as { errors?: Message[] }).errors
  return Array.isArray(errors) ? errors : null
}

interface Transformed {
  code: string
  map: string | null
  problems: Problems
}

/** Compiles TypeScript and JavaScript modules to CommonJS, one file at a time. */
export class ScriptCompiler {
  readonly #files: SourceFiles
  readonly #transformed = new VersionedCache<Transformed>()

  constructor(files: SourceFiles) {
    this.#files = files
  }

  compile(file: string, aliases: Readonly<Record<string, string>>): CompiledScript {
    const { code, map, problems: own } = this.#transform(file)
    const problems = new Problems()
    problems.addAll(own)
    const requires: Record<string, string> = {}
    if (map === null) return { code, map, requires, problems }
    for (const match of code.matchAll(REQUIRE)) {
      const request = match[2] ?? match[3] ?? ''
      if (request in requires) continue
      const target = resolveScript(this.#files, request, file, aliases)
      if (target) requires[request] = target
      else {
        const place = this.#positionOfRequest(file, request)
        // Packages probe for optional modules, and what loads later hands its failure to the page.
        const isHandled = match[1] !== undefined || match[4] !== undefined
        const severity = isHandled || file.includes('miniprogram_npm/') ? 'warning' : 'error'
        problems.add(severity, file, `cannot find module "${request}"`, place.line, place.column)
      }
    }
    return { code, map, requires, problems }
  }

  #positionOfRequest(file: string, request: string): { line: number; column: number } {
    const text = this.#files.text(file)
    const offsets = [`'${request}'`, `"${request}"`].map((quoted) => text.indexOf(quoted))
    const offset = offsets.find((at) => at >= 0)
    return offset === undefined ? { line: 0, column: 0 } : positionAt(text, offset)
  }

  #transform(file: string): Transformed {
    return this.#transformed.get(file, String(this.#files.version(file)), () => {
      const problems = new Problems()
      const source = this.#files.text(file)
      if (file.endsWith('.json')) return { code: `module.exports = ${source}`, map: null, problems }
      try {
        const result = transformSync(source, {
          loader: file.endsWith('.ts') ? 'ts' : 'js',
          format: 'cjs',
          target: TARGET,
          sourcefile: file,
          sourcemap: true,
          sourcesContent: true,
          keepNames: false,
          logLevel: 'silent',
        })
        for (const warning of result.warnings) report(problems, 'warning', file, warning)
        return { code: result.code, map: result.map, problems }
      } catch (error) {
        const messages = messagesOf(error)
        if (!messages) throw error
        for (const message of messages) report(problems, 'error', file, message)
        return { code: '', map: null, problems }
      }
    })
  }
}
