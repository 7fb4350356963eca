import { HttpError, type Answer } from './http'

/** One problem of a build, with its place where the compiler knows it. */
export interface BuildProblem {
  message: string
  file?: string
  line?: number
  column?: number
}

export interface BuiltProject {
  files: ReadonlyMap<string, { body: string | Uint8Array; type: string }>
  errors: readonly BuildProblem[]
}

/** What `local/compiler` offers: the source of a mini program as web modules. */
export interface ProjectCompiler {
  build(): Promise<BuiltProject>
  watch(onChange: () => void): () => void
}

export const describeProblem = (problem: BuildProblem): string => {
  const place = [problem.file, problem.line, problem.column].filter((one) => one !== undefined)
  return place.length > 0 ? `${place.join(':')} ${problem.message}` : problem.message
}

export interface MiniProgram {
  get(path: string): Answer
  close(): void
}

/** Below `/mp/`: the compiled mini program, rebuilt when a source file changes. A broken change keeps the old build. */
export async function serveMiniProgram(options: {
  compiler: ProjectCompiler
  onReload: () => void
  onBroken: (text: string) => void
}): Promise<MiniProgram> {
  const { compiler, onReload, onBroken } = options
  let current = await compiler.build()
  if (current.errors.length > 0) onBroken(current.errors.map(describeProblem).join('\n'))

  let building = false
  let again = false
  const rebuild = async (): Promise<void> => {
    if (building) {
      again = true
      return
    }
    building = true
    try {
      const next = await compiler.build()
      if (next.errors.length > 0) onBroken(next.errors.map(describeProblem).join('\n'))
      else {
        current = next
        onReload()
      }
    } catch (error) {
      onBroken(error instanceof Error ? error.message : String(error))
    } finally {
      building = false
      if (again) {
        again = false
        void rebuild()
      }
    }
  }
  const stop = compiler.watch(() => void rebuild())

  return {
    get(path) {
      const file = current.files.get(path)
      if (!file) throw new HttpError(404, `not in the mini program: ${path}`)
      return { type: file.type, body: file.body }
    },
    close: stop,
  }
}
