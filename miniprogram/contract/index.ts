import type {
  ActionDefinition,
  InputOfDefinition,
  OutputOfDefinition,
  ParsedInputOfDefinition,
} from './action'
import { companyActions } from './company'
import { groupActions } from './groups'
import { noticeActions } from './notice'
import { pointActions } from './points'
import { ruleActions } from './rules'
import { todayActions } from './today'

/** Everything the phone can ask of the cloud. */
export const actions = {
  ...companyActions,
  ...groupActions,
  ...ruleActions,
  ...pointActions,
  ...noticeActions,
  ...todayActions,
}

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
