import type { Compiler, CompiledProject } from '../compiler'
import { formatProblem } from '../compiler/problems'
import { HttpError, type Answer } from './http'

/** Files that are being written are wrong for a moment; a fault is reported when it lasts. */
const BROKEN_FOR_MS = 250

export interface MiniProgram {
  get(path: string): Answer
  /** Why the latest source does not compile while an older build is in service, or null. */
  broken(): string | null
  close(): void
}

/**
 * Below `/mp/`: the compiled mini program, rebuilt when a source file changes. A change that does not compile is
 * reported and the build before it stays in service.
 */
export async function serveMiniProgram(options: {
  compiler: Compiler
  onReload: () => void
  onBroken: (text: string) => void
  onWarning: (text: string) => void
}): Promise<MiniProgram> {
  const { compiler } = options
  let current: CompiledProject
  let broken: string | null = null
  let timer: NodeJS.Timeout | undefined
  const accept = (next: CompiledProject): boolean => {
    if (next.warnings.length > 0) options.onWarning(next.warnings.map(formatProblem).join('\n'))
    broken = next.errors.length > 0 ? next.errors.map(formatProblem).join('\n') : null
    clearTimeout(timer)
    if (broken !== null) timer = setTimeout(options.onBroken, BROKEN_FOR_MS, broken)
    return broken === null
  }
  current = await compiler.build()
  accept(current)

  const stop = compiler.watch((next) => {
    if (!accept(next) && current.errors.length === 0) return
    // Also when nothing differs: a fault may just have been undone, and its report has to go away.
    current = next
    options.onReload()
  })
  return {
    get(path) {
      const file = current.files.get(path)
      if (!file) throw new HttpError(404, `not in the mini program: ${path}`)
      return { type: file.type, body: file.body }
    },
    // A first build that failed says so itself, in place of the mini program.
    broken: () => (current.errors.length > 0 ? null : broken),
    close() {
      clearTimeout(timer)
      stop()
    },
  }
}
