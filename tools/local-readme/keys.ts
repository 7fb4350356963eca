import type { Judgements } from '../../local/fidelity/types'
import { APP, PAGE, SUBPACKAGE, TAB, TAB_BAR, WINDOW } from '../official/config-keys'
import type { Evidence } from './evidence'
import { nameTable, differences, type Group } from './markdown'
import { rate, type Rated } from './rate'
import { filesBelow, indexedIn, membersOf } from './source'

const MANIFEST = 'local/compiler/manifest.ts'

interface Section {
  /** Before the key in the judgements; the keys of app.json and of pages stand there by themselves. */
  prefix: string
  official: ReadonlySet<string>
  known: Iterable<string>
}

const members = (...names: string[]): string[] =>
  names.flatMap((name) => membersOf(MANIFEST, name)).map(({ name }) => name)

/** JSON of app and pages: what WeChat reads, and what is read here. */
function sections(): Record<string, Section> {
  const readers = [
    ...filesBelow('local/compiler', ['.ts']),
    ...filesBelow('local/phone/runtime', ['.ts']),
  ]
  const read = indexedIn(readers)
  const window = members('WindowConfig')
  return {
    'app.json': { prefix: '', official: APP, known: [...members('AppConfig'), ...read] },
    '`window`, and page JSON': {
      prefix: '',
      official: new Set([...WINDOW, ...PAGE]),
      known: [...window, ...members('UnitConfig'), ...read],
    },
    '`tabBar`': { prefix: 'tabBar.', official: TAB_BAR, known: members('TabBarConfig') },
    '`tabBar.list`': { prefix: 'tabBar.list.', official: TAB, known: members('TabBarItem') },
    '`subPackages`': { prefix: 'subPackages.', official: SUBPACKAGE, known: read },
  }
}

/** @param judged keys with their prefix */
export function jsonKeys(tests: Evidence, judged: Judgements): string {
  const all: Rated[] = []
  const used = new Set<string>()
  const groups = Object.entries(sections()).map(([name, section]): Group => {
    const { prefix, official } = section
    const own: Record<string, Judgements[string]> = {}
    for (const key of official) {
      const judgement = judged[prefix + key]
      if (judgement) {
        own[key] = judgement
        used.add(prefix + key)
      }
    }
    const rows = rate({
      known: [...section.known].filter((key) => official.has(key)),
      official,
      isUsed: (key) => tests.sets(key),
      judged: own,
      mayIgnore: true,
    })
    all.push(...rows.map((row) => ({ ...row, name: prefix + row.name })))
    return { name, rows }
  })
  const stray = Object.keys(judged).find((key) => !used.has(key))
  if (stray !== undefined) throw new Error(`local/fidelity judges the key ${stray}, which is none`)
  const unique = [...new Map(all.map((row) => [row.name, row])).values()]
  return `${nameTable('keys of', groups)}\n\n${differences('key', unique, (name) => name)}`
}
