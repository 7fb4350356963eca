import type { IncomingMessage } from 'node:http'
import type { Cloud } from '../cloud/types'
import type { MessageTemplate } from '../shared/views'
import type { Person, World } from '../world/types'
import type { Answer } from './http'
import type { PhoneState } from './state'

/** What API routes work on. */
export interface ApiContext {
  readonly cloud: Cloud
  readonly world: World
  readonly state: PhoneState
  readonly appName: string
  readonly templates: readonly MessageTemplate[]
  /** Folder of pictures on cards and other files that only phones hold. */
  readonly filesDir: string
  readonly log: (line: string) => void
  readonly now: () => number
}

/** One call of a phone, made as the person it belongs to. */
export interface ApiCall {
  readonly context: ApiContext
  readonly person: Person
  readonly body: Record<string, unknown>
  readonly request: IncomingMessage
  readonly query: URLSearchParams
}

/** Returns a JSON value, or an answer of another type. */
export type ApiRoute = (call: ApiCall) => unknown

/** A route that reads the request's bytes itself gets no parsed body. */
export interface RawRoute {
  raw: ApiRoute
}

export type Routes = Readonly<Record<string, ApiRoute | RawRoute>>

export const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'type' in value && 'body' in value
