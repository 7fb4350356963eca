import type {
  CollectionDeclaration,
  IndexDeclaration,
  RemoteIndex,
  RemoteRule,
  SecurityRule,
} from './client'

/** What is done about one part of the database, and what is only said. */
export type Verdict =
  /** Missing there: made. */
  | 'create'
  /** The rule there differs: set. */
  | 'set'
  | 'same'
  /** An index of that name there is another: only a person may drop it. */
  | 'differs'
  /** Only there: left alone. */
  | 'not ours'

export interface DiffRow {
  collection: string
  /** `collection`, `rule`, or an index's name. */
  part: string
  here: string
  there: string
  verdict: Verdict
}

export interface RemoteCollection {
  indexes: RemoteIndex[]
  rule: RemoteRule
}

/** Made by the cloud in every collection. */
const BUILT_IN_INDEXES = new Set(['_id_', '_openid_1', '_openid'])

/** The preset that says what `{ read: false, write: false }` says. */
const CLOSED_TAG = 'ADMINONLY'

const fieldText = (fields: readonly (readonly [string, string | number])[]): string =>
  fields.map(([path, direction]) => `${path} ${direction}`).join(', ')

const indexText = (index: IndexDeclaration | RemoteIndex): string =>
  `${index.unique ? 'unique ' : ''}${fieldText(index.fields)}`

export const ruleText = (rule: SecurityRule): string => JSON.stringify(rule)

const isClosed = ({ read, write }: SecurityRule): boolean => read === false && write === false

/** The rule's meaning as text, so that spaces and the order of keys do not count. */
function remoteRuleText({ tag, text }: RemoteRule): string {
  if (tag !== 'CUSTOM' || text === null) return tag
  try {
    const { read, write, ...others } = JSON.parse(text) as Record<string, unknown>
    return JSON.stringify({ read, write, ...others })
  } catch {
    return text.replace(/\s+/g, ' ')
  }
}

function isSameRule(here: SecurityRule, there: RemoteRule): boolean {
  return (
    (isClosed(here) && there.tag === CLOSED_TAG) ||
    (there.tag === 'CUSTOM' && remoteRuleText(there) === ruleText(here))
  )
}

function indexRows(declared: CollectionDeclaration, remote: readonly RemoteIndex[]): DiffRow[] {
  const collection = declared.name
  const matched = new Set<string>()
  const rows = declared.indexes.map((index): DiffRow => {
    const here = indexText(index)
    const row = { collection, part: index.name, here }
    const equal = remote.find((other) => indexText(other) === here)
    const named = remote.find(({ name }) => name === index.name)
    if (equal) {
      matched.add(equal.name)
      const there = equal.name === index.name ? here : `${here} (as ${equal.name})`
      return { ...row, there, verdict: 'same' }
    }
    if (!named) return { ...row, there: '', verdict: 'create' }
    matched.add(named.name)
    return { ...row, there: indexText(named), verdict: 'differs' }
  })
  const extra = remote.filter(({ name }) => !matched.has(name) && !BUILT_IN_INDEXES.has(name))
  return [
    ...rows,
    ...extra.map((index): DiffRow => {
      const there = indexText(index)
      return { collection, part: index.name, here: '', there, verdict: 'not ours' }
    }),
  ]
}

/**
 * Compares the declared collections with those of an environment. Nothing in the answer removes or changes data: an index that
 * differs and everything that is only there are reported, not touched.
 */
export function diffDatabase(
  declared: readonly CollectionDeclaration[],
  remote: ReadonlyMap<string, RemoteCollection>,
): DiffRow[] {
  const rows = declared.flatMap((collection): DiffRow[] => {
    const { name, securityRule } = collection
    const there = remote.get(name)
    const rule = { collection: name, part: 'rule', here: ruleText(securityRule) }
    if (!there) {
      return [
        { collection: name, part: 'collection', here: 'yes', there: '', verdict: 'create' },
        { ...rule, there: '', verdict: 'set' },
        ...indexRows(collection, []),
      ]
    }
    const isSame = isSameRule(securityRule, there.rule)
    return [
      { collection: name, part: 'collection', here: 'yes', there: 'yes', verdict: 'same' },
      { ...rule, there: remoteRuleText(there.rule), verdict: isSame ? 'same' : 'set' },
      ...indexRows(collection, there.indexes),
    ]
  })
  const names = new Set(declared.map(({ name }) => name))
  const others = [...remote.keys()].filter((name) => !names.has(name)).sort()
  return [
    ...rows,
    ...others.map((collection): DiffRow => {
      return { collection, part: 'collection', here: '', there: 'yes', verdict: 'not ours' }
    }),
  ]
}
