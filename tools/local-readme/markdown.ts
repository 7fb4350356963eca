import type { Rated } from './rate'

const STATES = ['faithful', 'partial', 'absent'] as const

export interface Group {
  name: string
  rows: Rated[]
  note?: string
}

const code = (name: string): string => (name.includes('`') ? name : `\`${name}\``)
const list = (names: string[]): string => names.map(code).join(' ')
const inState = (rows: readonly Rated[], state: Rated['state']): string[] =>
  rows.filter((row) => row.state === state).map(({ name }) => name)

export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function grouped(rows: readonly Rated[], groupOf: (name: string) => string): Group[] {
  const groups = new Map<string, Rated[]>()
  for (const row of rows) {
    const name = groupOf(row.name)
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  return [...groups]
    .map(([name, members]) => ({ name, rows: sorted(members) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const sorted = (rows: readonly Rated[]): Rated[] =>
  [...rows].sort((a, b) => (a.name < b.name ? -1 : 1))

/** A row a group, its names by state. */
export function nameTable(
  what: string,
  groups: readonly Group[],
  { withNotes = false } = {},
): string {
  const head = [what, 'faithful', 'partial', 'absent', ...(withNotes ? ['remark'] : [])]
  const rows = groups.map(({ name, rows: members, note = '' }) => [
    name,
    list(inState(members, 'faithful')),
    list(inState(members, 'partial')),
    list(inState(members, 'absent')),
    ...(withNotes ? [note] : []),
  ])
  return markdownTable(head, rows)
}

/** Rows of one state and one note. */
function alike(rows: readonly Rated[]): Rated[][] {
  const groups = new Map<string, Rated[]>()
  for (const row of sorted(rows)) {
    const key = `${row.state}: ${row.note}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}

/** What the notes of partial and of remarked names say. */
export function differences(
  what: string,
  rows: readonly Rated[],
  shown: (name: string) => string,
): string {
  const groups = alike(rows.filter(({ note }) => note !== ''))
  return markdownTable(
    [what, 'state', 'difference'],
    groups.map((members) => [
      members.map(({ name }) => code(shown(name))).join(' '),
      members[0]?.state ?? '',
      members[0]?.note ?? '',
    ]),
  )
}

/** Names of one state without a note together in one row, those of one note in another. */
export function byState(rows: readonly Rated[], shown: (name: string) => string = code): string {
  // Names in words need more than a space between them.
  const between = rows.some(({ name }) => shown(name).includes(' ')) ? ' · ' : ' '
  const groups = STATES.flatMap((state) => {
    const members = alike(rows.filter((row) => row.state === state))
    return [...members].sort((a, b) => Number(a[0]?.note !== '') - Number(b[0]?.note !== ''))
  })
  return markdownTable(
    ['state', 'name', 'difference or remark'],
    groups.map((members) => [
      members[0]?.state ?? '',
      members.map(({ name }) => shown(name)).join(between),
      members[0]?.note ?? '',
    ]),
  )
}
