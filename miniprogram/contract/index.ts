import type {
  ActionDefinition,
  InputOfDefinition,
  OutputOfDefinition,
  ParsedInputOfDefinition,
} from './action'
import { askContract } from './asks'
import { boardContract } from './board'
import { companyContract } from './company'
import { merged, metricsOf } from './domain'
import { frontContract } from './front'
import { groupContract } from './groups'
import { incentiveContract } from './incentives'
import { noticeContract } from './notice'
import { hasRole, type RightRole, type Standing } from './rights'
import type { RouteDefinition } from './route'
import { ruleContract } from './rules'

/** Every domain's part of the contract: the one line that a new domain adds here. */
const DOMAINS = [
  frontContract,
  companyContract,
  groupContract,
  ruleContract,
  incentiveContract,
  askContract,
  noticeContract,
] as const

/** What is counted of people. */
export const METRICS = metricsOf(DOMAINS)
const CONTRACTS = [...DOMAINS, boardContract(METRICS)] as const

/** Everything the phone can ask of the cloud. */
export const actions = merged(CONTRACTS, 'actions')
/** Who may do what. */
export const RIGHTS = merged(CONTRACTS, 'rights')
/** Every page by the name that documents and cards keep. */
export const ROUTES = merged(CONTRACTS, 'routes')

type Actions = typeof actions
export type ActionName = keyof Actions
export type InputOf<A extends ActionName> = InputOfDefinition<Actions[A]>
/** Input after parsing: trimmed, defaults filled in. */
export type ParsedInputOf<A extends ActionName> = ParsedInputOfDefinition<Actions[A]>
export type OutputOf<A extends ActionName> = OutputOfDefinition<Actions[A]>
export type CommandName = {
  [A in ActionName]: Actions[A]['kind'] extends 'command' ? A : never
}[ActionName]
export type QueryName = Exclude<ActionName, CommandName>
export type AnyAction = ActionDefinition

export type MetricKey = (typeof METRICS)[number]
export type Right = keyof typeof RIGHTS
export type RouteName = keyof typeof ROUTES

/** Whether somebody with this standing may do that; asked the same way everywhere. */
export const may = (who: Standing, right: Right): boolean =>
  hasRole(who, RIGHTS[right] as readonly RightRole[])

/** A route by name; null for a name that this version does not know, as an old document may hold one. */
export const routeOf = (name: string): RouteDefinition | null =>
  Object.prototype.hasOwnProperty.call(ROUTES, name) ? ROUTES[name as RouteName] : null
