import { table, type Document } from '../../kernel/table'

/** Somebody in a list. */
export interface Waiter {
  id: string
  name: string
  /** Number in the order of coming; skipped people get a new one. */
  seq: number
  at: number
  /** A place is held for them until then, epoch ms; null: they wait. */
  heldUntil: number | null
  /** Offers that ran out. */
  missed: number
}

/**
 * `kind:ref`: a number of places and who waits for one, in one document: whoever takes, gives up or waits writes it, so no two
 * get the last place.
 */
export interface WaitlistDoc extends Document {
  quota: number
  /** Places taken; those held for somebody are free but not for others. */
  taken: number
  /** Last number given out. */
  seq: number
  /** In order; those with a held place first. */
  waiters: Waiter[]
  isOpen: boolean
}

export const waitlists = table<WaitlistDoc>()('waitlists', { indexes: {} })

export const waitlistId = (kind: string, ref: string): string => `${kind}:${ref}`
