import type { Document } from './document'

/** `sha256(openid, action, key)`: a command's answer, kept 48 h. */
export interface IdempotencyDoc extends Document {
  inputHash: string
  data: unknown
  at: number
}

/** Job name: when it ran last. */
export interface ScheduleDoc extends Document {
  lastAt: number
  /** Where an incremental job goes on. */
  mark: number
}

/** Append-only: who did what to whom. */
export interface AuditDoc extends Document {
  actorId: string
  action: string
  groupId: string | null
  subject: string
  detail: string
  at: number
}
