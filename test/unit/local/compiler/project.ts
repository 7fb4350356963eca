import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createCompiler, type CompiledProject, type Compiler } from '../../../../local/compiler'

export type Files = Readonly<Record<string, string | object>>

/** A mini program in a folder of its own, of one empty page unless told otherwise. */
export class TestProject {
  readonly dir = mkdtempSync(join(tmpdir(), 'compiler-'))
  readonly compiler: Compiler

  constructor(files: Files = {}) {
    this.write({
      'app.json': { pages: ['pages/a/a'] },
      'app.js': 'App({})',
      'pages/a/a.js': 'Page({})',
      'pages/a/a.wxml': '<view/>',
      ...files,
    })
    this.compiler = createCompiler({ projectDir: this.dir, miniprogramRoot: '.' })
  }

  write(files: Files): void {
    for (const [name, content] of Object.entries(files)) {
      const file = join(this.dir, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
    }
  }

  remove(name: string): void {
    rmSync(join(this.dir, name))
  }

  build(): Promise<CompiledProject> {
    return this.compiler.build()
  }

  dispose(): void {
    rmSync(this.dir, { recursive: true, force: true })
  }
}

/** Text of a compiled file, e.g. `modules.js`. */
export function codeOf(project: CompiledProject, name: string): string {
  const file = project.files.get(`/mp/__code/${name}`)
  if (!file) throw new Error(`there is no ${name}`)
  return String(file.body)
}

/** Compiled style sheets by path. */
export function stylesOf(project: CompiledProject): Record<string, string> {
  return JSON.parse(codeOf(project, 'styles.json')) as Record<string, string>
}
