import type { Services } from './context'
import type { DatabasePort } from './database'
import type { CallLog } from './log'

/** What surrounds the dispatcher; tests may put their own in. */
export interface Ports {
  database: DatabasePort
  services: Services
  /** Who the platform says is calling. */
  openid(): string | null
  now(): number
  newId(): string
  log?: CallLog
}
