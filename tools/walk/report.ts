import type { Problem } from '../../local/automator'
import type { Stop } from './pages'

/** What one page showed and printed. */
export interface Visit {
  stop: Stop
  /** Elements seen on the screen; 0 means not drawn. */
  marks: number
  text: string
  problems: Problem[]
  /** Names of what WeChat drew over the page and was turned down. */
  dismissed: string[]
  /** Why the page could not be reached. */
  failure?: string
  /** Where its picture is. */
  file: string
}

const HEADS = ['page', 'drawn', 'errors', 'warnings', 'first text']
const TEXT_LENGTH = 24
/** A stack below this many lines says nothing new. */
const PROBLEM_LINES = 3

export const isDrawn = (visit: Visit): boolean => visit.failure === undefined && visit.marks > 0

/** A table with a line a page, then what the pages printed, each once with how often. */
export function walkReport(visits: readonly Visit[]): string {
  const rows = [HEADS, ...visits.map(rowOf)]
  const widths = HEADS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const table = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const details = visits.flatMap((visit) =>
    linesOf(visit).map((line) => `${visit.stop.path}  ${line}`),
  )
  return [...table, ...(details.length > 0 ? ['', ...details] : [])].join('\n')
}

function rowOf(visit: Visit): string[] {
  const { stop, marks, problems, text } = visit
  const warnings = problems.filter(({ kind }) => kind === 'warning').length
  return [
    stop.path + (stop.tab === undefined ? '' : ' (tab)'),
    isDrawn(visit) ? `yes, ${marks}` : 'NO',
    count(problems.length - warnings),
    count(warnings),
    text.slice(0, TEXT_LENGTH),
  ]
}

function linesOf({ problems, failure, dismissed }: Visit): string[] {
  const times = new Map<string, number>()
  for (const { kind, text, at } of problems) {
    const line = `${kind}: ${text.split('\n').slice(0, PROBLEM_LINES).join(' ')} ${at}`.trim()
    times.set(line, (times.get(line) ?? 0) + 1)
  }
  const lines = Array.from(times, ([line, n]) => (n > 1 ? `${n}× ${line}` : line))
  const said = dismissed.map((label) => `dismissed: ${label}`)
  const reached = failure === undefined ? [] : [`not reached: ${failure}`]
  return [...reached, ...said, ...lines]
}

const count = (n: number): string => (n === 0 ? '·' : String(n))
