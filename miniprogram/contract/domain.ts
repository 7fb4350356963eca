import type { ActionDefinition } from './action'
import type { Rights } from './rights'
import type { RouteDefinition } from './route'

/** What one domain adds to the contract. */
export interface DomainContract {
  actions: Readonly<Record<string, ActionDefinition>>
  rights: Rights
  routes: Readonly<Record<string, RouteDefinition>>
  /** What it counts of people: boards can be asked for these. */
  metrics?: readonly string[]
}

/** Declares a domain's part of the contract, with its names kept as types. */
export const contract = <
  const A extends Readonly<Record<string, unknown>>,
  const R extends Rights,
  const P extends Readonly<Record<string, RouteDefinition>>,
  const M extends readonly string[] = [],
>(parts: {
  actions: A
  rights: R
  routes: P
  metrics?: M
}): { actions: A; rights: R; routes: P; metrics: M } => ({
  ...parts,
  metrics: parts.metrics ?? ([] as readonly string[] as M),
})

type UnionToIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (
  i: infer I,
) => void
  ? I
  : never

/** All names of one part over all domains. */
export type Merged<
  C extends readonly { actions: unknown; rights: unknown; routes: unknown }[],
  Part extends 'actions' | 'rights' | 'routes',
> = UnionToIntersection<C[number][Part]>

/** One part of all domains as one table. @throws Error when two domains use the same name. */
export function merged<
  const C extends readonly { actions: unknown; rights: unknown; routes: unknown }[],
  Part extends 'actions' | 'rights' | 'routes',
>(contracts: C, part: Part): Merged<C, Part> {
  const all: Record<string, unknown> = {}
  for (const domain of contracts) {
    for (const [name, value] of Object.entries(domain[part] as Record<string, unknown>)) {
      if (Object.prototype.hasOwnProperty.call(all, name)) {
        throw new Error(`two domains declare ${part} ${name}`)
      }
      all[name] = value
    }
  }
  return all as Merged<C, Part>
}

/** The metrics of all domains. @throws Error when two domains use the same name. */
export function metricsOf<const C extends readonly { metrics: readonly string[] }[]>(
  contracts: C,
): C[number]['metrics'][number][] {
  const all = contracts.flatMap(({ metrics }) => metrics)
  const twice = all.find((name, index) => all.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`two domains declare metrics ${twice}`)
  return all
}
