import type { Domain, DomainParts } from './domain'
import type { FactName, Facts } from './facts'
import type { Work } from './context'
import type { AnyTable } from './table'

/** Parts of domains that are tables by name: those of all domains become one table. */
export type RecordPart = {
  [K in keyof DomainParts]-?: NonNullable<DomainParts[K]> extends Readonly<Record<string, unknown>>
    ? K
    : never
}[keyof DomainParts]

type Named<K extends RecordPart> =
  NonNullable<DomainParts[K]> extends Readonly<Record<string, infer V>> ? V : never

/** Everything that the domains bring, in one place: what engines look kinds up in, so that they know no domain by name. */
export interface Registry {
  domains: readonly Domain[]
  tables: readonly AnyTable[]
  /** One thing of a kind by its name; null when no domain brings it (an old document may name it still). */
  find<K extends RecordPart>(part: K, name: string): Named<K> | null
  /** All things of a kind with their names. */
  all<K extends RecordPart>(part: K): [name: string, value: Named<K>][]
  tell<F extends FactName>(work: Work, fact: F, detail: Facts[F]): Promise<void>
}

const PARTS = (domain: Domain) => Object.entries(domain) as [keyof DomainParts, unknown][]
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function addAll(names: Map<string, Map<string, unknown>>, domain: Domain): void {
  for (const [part, value] of PARTS(domain)) {
    // Facts may be heard by many, the others have one owner each.
    if (!isRecord(value) || part === 'on') continue
    const known = names.get(part) ?? new Map<string, unknown>()
    names.set(part, known)
    for (const [name, thing] of Object.entries(value)) {
      if (known.has(name)) throw new Error(`two domains bring ${part} ${name}`)
      known.set(name, thing)
    }
  }
}

/**
 * Puts the domains together.
 * @throws Error when a domain is listed twice, or two bring the same action, table, ask … .
 */
export function createRegistry(domains: readonly Domain[]): Registry {
  const names = new Map<string, Map<string, unknown>>()
  const tables = new Map<string, AnyTable>()
  const seen = new Set<string>()
  for (const domain of domains) {
    if (seen.has(domain.name)) throw new Error(`domain ${domain.name} is listed twice`)
    seen.add(domain.name)
    addAll(names, domain)
    for (const table of domain.tables ?? []) {
      if (tables.has(table.name)) throw new Error(`two domains declare collection ${table.name}`)
      tables.set(table.name, table)
    }
  }
  return {
    domains,
    tables: [...tables.values()],
    find: (part, name) => (names.get(part)?.get(name) ?? null) as never,
    all: (part) => [...(names.get(part) ?? new Map<string, unknown>()).entries()] as never,
    async tell(work, fact, detail) {
      for (const { on } of domains) await on?.[fact]?.(work, detail as never)
    },
  }
}
