/** One finding of the compiler. Lines and columns count from 1, as editors do; 0 means the whole file. */
export interface CompileProblem {
  /** Path from the mini-program root. */
  file: string
  line: number
  column: number
  message: string
}

export type Severity = 'error' | 'warning'

/** Collects what one step found; the text is short because file and position say the rest. */
export class Problems {
  readonly errors: CompileProblem[] = []
  readonly warnings: CompileProblem[] = []

  add(severity: Severity, file: string, message: string, line = 0, column = 0): void {
    const list = severity === 'error' ? this.errors : this.warnings
    list.push({ file, line, column, message })
  }

  addAll(other: Problems): void {
    this.errors.push(...other.errors)
    this.warnings.push(...other.warnings)
  }
}

/** Line and column (from 1) of an offset in a text. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, offset))
  const line = before.split('\n').length
  return { line, column: before.length - before.lastIndexOf('\n') }
}

/** Position of the first occurrence of a quoted string in JSON text, for pointing at the value that is wrong. */
export function positionOfString(text: string, value: string): { line: number; column: number } {
  const offset = text.indexOf(JSON.stringify(value))
  return offset < 0 ? { line: 0, column: 0 } : positionAt(text, offset)
}

/** `pages/a/a.wxml:3:7: message` */
export function formatProblem(problem: CompileProblem): string {
  const { file, line, column, message } = problem
  return line > 0 ? `${file}:${line}:${column}: ${message}` : `${file}: ${message}`
}
