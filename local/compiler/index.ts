import { watch as watchFolder } from 'node:fs'
import { join } from 'node:path'
import { emitModules, emitTemplates } from './emit'
import { extendedLibStyle } from './extended-lib'
import { SourceFiles } from './files'
import { CODE_ROOT, type Manifest } from './manifest'
import { Problems, type CompileProblem } from './problems'
import { ScriptCompiler, type CompiledScript } from './script'
import { StyleCompiler } from './style'
import {
  TemplateCompiler,
  templateRuntime,
  type CompiledTemplate,
  type CompiledWxs,
} from './template'
import { readUnits, toManifest, type ProjectUnits } from './units'

export { formatProblem, type CompileProblem } from './problems'
export type { Manifest } from './manifest'

export interface CompiledFile {
  body: string | Uint8Array
  /** Content type. */
  type: string
}

export interface CompiledProject {
  /** What to serve, by URL path: compiled code below `/mp/__code/`, the package's own files below `/mp/`. */
  files: Map<string, CompiledFile>
  /** With errors the mini program must not be started; the phone shows them instead. */
  errors: CompileProblem[]
  warnings: CompileProblem[]
  manifest: Manifest
}

export interface CompilerOptions {
  /** Folder with `project.config.json`; only for messages. */
  projectDir: string
  /** The mini program's source, absolute or relative to `projectDir`. */
  miniprogramRoot: string
}

export interface Compiler {
  /** Compiles what changed since the last call. Never throws for faults in the source: they are in `errors`. */
  build(): Promise<CompiledProject>
  /** Builds after every change below the root, changes of one moment together. Returns the function that stops it. */
  watch(onChange: (project: CompiledProject) => void): () => void
}

const SOURCE = /\.(ts|js|json|wxml|wxss|wxs|map|md)$/
const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  woff: 'font/woff',
  woff2: 'font/woff2',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  wasm: 'application/wasm',
}
/** Editors write in several steps; a build starts when nothing has changed for so long. */
const SETTLE_MS = 30
/** A build that could not read its files is tried again after so long. */
const RETRY_MS = 300

class ProjectCompiler {
  readonly #files: SourceFiles
  readonly #scripts: ScriptCompiler
  readonly #templates: TemplateCompiler
  readonly #styles: StyleCompiler
  readonly #runtime = templateRuntime()
  #version = 0
  #last = ''

  constructor(root: string) {
    this.#files = new SourceFiles(root)
    this.#scripts = new ScriptCompiler(this.#files)
    this.#templates = new TemplateCompiler(this.#files)
    this.#styles = new StyleCompiler(this.#files)
  }

  build(): CompiledProject {
    this.#files.refresh()
    const units = readUnits(this.#files)
    const problems = new Problems()
    problems.addAll(units.problems)

    const modules = this.#modules(units, problems)
    const { code, map } = emitModules(modules)
    const templates = this.#templateCode(units, problems)
    const styles = JSON.stringify(this.#styleSheets(units, problems))
    const manifest = toManifest(units, 0)
    const state = [code, templates, styles, JSON.stringify(manifest)].join('\0')
    if (state !== this.#last) this.#version++
    this.#last = state
    manifest.version = this.#version

    const files = new Map<string, CompiledFile>()
    const add = (name: string, body: string, type: string): void => {
      files.set(CODE_ROOT + name, { body, type: `${type}; charset=utf-8` })
    }
    add('errors.json', JSON.stringify({ errors: problems.errors }), 'application/json')
    add('manifest.json', JSON.stringify(manifest), 'application/json')
    add('modules.js', code, 'text/javascript')
    add('modules.js.map', map, 'application/json')
    add('templates.js', templates, 'text/javascript')
    add('styles.json', styles, 'application/json')
    this.#addAssets(files)
    return { files, errors: problems.errors, warnings: problems.warnings, manifest }
  }

  #modules(units: ProjectUnits, problems: Problems): Map<string, CompiledScript> {
    const modules = new Map<string, CompiledScript>()
    const visit = (file: string): void => {
      if (modules.has(file)) return
      const compiled = this.#scripts.compile(file, units.aliases)
      modules.set(file, compiled)
      problems.addAll(compiled.problems)
      for (const target of Object.values(compiled.requires)) visit(target)
    }
    const app = this.#scriptOf('app')
    if (app) visit(app)
    for (const [path, unit] of units.units) {
      const file = this.#scriptOf(path)
      if (file) {
        unit.script = file
        visit(file)
      } else problems.add('error', `${path}.wxml`, `there is no ${path}.ts or ${path}.js`)
    }
    return modules
  }

  #scriptOf(path: string): string | undefined {
    return [`${path}.ts`, `${path}.js`].find((file) => this.#files.exists(file))
  }

  #templateCode(units: ProjectUnits, problems: Problems): string {
    const templates = new Map<string, CompiledTemplate>()
    const scripts = new Map<string, CompiledWxs>()
    const visitScript = (file: string, from: string): void => {
      if (scripts.has(file)) return
      if (!this.#files.exists(file)) {
        return problems.add('error', from, `there is no file ${file}`)
      }
      const compiled = this.#templates.wxs(file)
      problems.addAll(compiled.problems)
      scripts.set(file, compiled)
      for (const required of compiled.requires) visitScript(required, file)
    }
    const visit = (path: string, from: string): void => {
      if (templates.has(path)) return
      if (!this.#files.exists(`${path}.wxml`)) {
        return problems.add('error', from, `there is no file ${path}.wxml`)
      }
      const compiled = this.#templates.template(path)
      problems.addAll(compiled.problems)
      templates.set(path, compiled)
      for (const file of compiled.scripts) visitScript(file, `${path}.wxml`)
      for (const other of compiled.templates) visit(other, `${path}.wxml`)
    }
    for (const path of units.units.keys()) visit(path, 'app.json')
    return emitTemplates(this.#runtime, templates, scripts)
  }

  #styleSheets(units: ProjectUnits, problems: Problems): Record<string, string> {
    const sheets: Record<string, string> = {}
    const add = (path: string, owner: 'app' | 'page' | 'component'): void => {
      if (!this.#files.exists(`${path}.wxss`)) return
      const compiled = this.#styles.compile(`${path}.wxss`, owner)
      problems.addAll(compiled.problems)
      sheets[path] = compiled.css
    }
    add('app', 'app')
    const library = extendedLibStyle(units.app['useExtendedLib'], this.#files, problems)
    if (library) {
      const { css } = this.#styles.compile(library, 'app')
      sheets['app'] = `${css}\n${sheets['app'] ?? ''}`
    }
    const pages = new Set(units.pages)
    for (const path of units.units.keys()) add(path, pages.has(path) ? 'page' : 'component')
    return sheets
  }

  #addAssets(files: Map<string, CompiledFile>): void {
    for (const file of this.#files.list()) {
      if (SOURCE.test(file)) continue
      const extension = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
      files.set(`/mp/${file}`, {
        body: this.#files.bytes(file),
        type: TYPES[extension] ?? 'application/octet-stream',
      })
    }
  }
}

/** Compiles a mini program's unmodified source into what `local/phone` runs. */
export function createCompiler(options: CompilerOptions): Compiler {
  const root = join(
    options.miniprogramRoot.startsWith('/') ? '' : options.projectDir,
    options.miniprogramRoot,
  )
  const compiler = new ProjectCompiler(root)
  return {
    build: async () => compiler.build(),
    watch(onChange) {
      let timer: NodeJS.Timeout | undefined
      const later = (ms: number): void => {
        clearTimeout(timer)
        timer = setTimeout(() => {
          let project: CompiledProject
          try {
            project = compiler.build()
          } catch {
            // A folder that is just being replaced, as packed npm components are, is there again in a moment.
            return later(RETRY_MS)
          }
          onChange(project)
        }, ms)
      }
      const watcher = watchFolder(root, { recursive: true }, (_event, name) => {
        if (name && /(^|\/)(\.|node_modules\/)/.test(name)) return
        later(SETTLE_MS)
      })
      // A folder that vanished before it could be watched; the watcher itself lives on.
      watcher.on('error', () => later(RETRY_MS))
      return () => {
        clearTimeout(timer)
        watcher.close()
      }
    },
  }
}
