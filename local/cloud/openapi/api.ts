import type { World } from '../../world/types'
import type { Invocation } from '../invocations'
import type { Visits } from '../visits'
import type { Activities } from './activities'
import type { OpenapiPair } from './protobuf'

/** One call of a WeChat server API by a function. */
export interface ApiCall {
  /** Parameters in snake_case, already parsed from JSON. */
  params: Record<string, unknown>
  /** Parameters that are files, by name. */
  media: ReadonlyMap<string, OpenapiPair>
  invocation: Invocation
}

/** The JSON of a WeChat server API: `errcode` other than 0 makes the SDK throw. */
export type ApiReply = { errcode: number; errmsg: string } & Record<string, unknown>

export interface ApiDependencies {
  world: World
  activities: Activities
  visits: Visits
  now: () => number
}

export type ApiHandler = (call: ApiCall, dependencies: ApiDependencies) => ApiReply

/** APIs of a family by the name functions use, e.g. `subscribeMessage.send`. */
export type ApiFamily = Readonly<Record<string, ApiHandler>>

export const ok = (extra: Record<string, unknown> = {}): ApiReply => ({
  errcode: 0,
  errmsg: 'ok',
  ...extra,
})

export const fail = (errcode: number, errmsg: string): ApiReply => ({ errcode, errmsg })
