import type { RightRole } from './rights'

/** Parameters of a page by their short names in the address. */
export type RouteParams = Readonly<Record<string, string>>

/** Where a route is offered without being asked for: the grid of modules on 今日, or the menu of a group. */
export type RoutePlace = 'workbench' | 'group'

/**
 * A page under a name that stays: documents, messages and cards keep the name and the parameters, never an address, so
 * a page can move.
 */
export interface RouteDefinition {
  /** As in app.json, without leading slash. */
  page: string
  /** Names of the parameters it takes; `g` is the group. */
  query: readonly string[]
  title: string
  /** Name in the product's icon set. */
  icon: string
  offered?: readonly RoutePlace[]
  /** Roles that it is offered to; absent: everyone. The page's own actions check for themselves. */
  roles?: readonly RightRole[]
  /** Tab pages are switched to, not pushed. */
  isTab?: true
}

/** A route with its parameters, as documents and views hold it. */
export interface RouteTarget {
  route: string
  params: RouteParams
}

/** The address of a route, with leading slash. Parameters that the route does not take are left out. */
export function addressOf({ page, query }: RouteDefinition, params: RouteParams): string {
  const pairs = query.flatMap((name) =>
    params[name] === undefined ? [] : [`${name}=${encodeURIComponent(params[name])}`],
  )
  return pairs.length === 0 ? `/${page}` : `/${page}?${pairs.join('&')}`
}
