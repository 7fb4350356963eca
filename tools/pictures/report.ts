import type { Shot } from './run'

const RULES = [
  'overflow',
  'small-text',
  'small-target',
  'low-contrast',
  'clipped-text',
  'broken-image',
  'covered-end',
  'too-many-nodes',
] as const

/** One line a picture with how often each rule is broken; details below for those that break any. */
export function reportOf(shots: readonly Shot[]): { text: string; isClean: boolean } {
  const rows = shots.map((shot) => [
    shot.picture.name + shot.suffix,
    ...RULES.map((rule) => count(shot.findings.filter((one) => one.rule === rule).length)),
    count(shot.problems.length),
  ])
  const heads = [
    'picture',
    'overflow',
    'text',
    'target',
    'contrast',
    'clipped',
    'image',
    'covered',
    'nodes',
    'console',
  ]
  const widths = heads.map((head, i) =>
    Math.max(head.length, ...rows.map((row) => row[i]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  const details = shots.flatMap((shot) => [
    ...shot.problems.map((text) => `${shot.picture.name}${shot.suffix}  ${text}`),
    ...shot.findings.map(
      ({ rule, where, what }) => `${shot.picture.name}${shot.suffix}  ${rule}  ${where}  ${what}`,
    ),
  ])
  const text = [line(heads), ...rows.map(line), ...(details.length > 0 ? ['', ...details] : [])]
  return { text: text.join('\n'), isClean: details.length === 0 }
}

const count = (n: number): string => (n === 0 ? '·' : String(n))
