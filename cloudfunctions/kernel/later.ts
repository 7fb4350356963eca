import type { Database, JobDatabase } from './database'
import type { Work } from './context'
import type { Document } from './paths'
import type { Registry } from './registry'
import { table } from './table'

/** What shall happen at a time, written by the transaction that wants it. `kind:ref`. */
export interface DeadlineDoc extends Document {
  kind: string
  ref: string
  /** When it is due, epoch ms; a failed try puts it off. */
  at: number
  /** When it was meant to happen. */
  dueAt: number
  /** `stuck`: tried in vain for days; kept for support and tried once a day. */
  status: 'waiting' | 'stuck'
  tries: number
  lastError: string | null
}

export const deadlines = table<DeadlineDoc>()('deadlines', {
  indexes: { by_time: ['at'] },
})

/** What happens when a time comes. */
export interface Deadline<Prepared = unknown> {
  /** Before the transaction: what needs queries. */
  prepare?(
    context: { db: Database; now: number; registry: Registry },
    ref: string,
  ): Promise<Prepared>
  /** In the transaction that removes the deadline: both happen or neither. */
  run(work: Work, ref: string, prepared: Prepared): Promise<void>
}

export const deadlineId = (kind: string, ref: string): string => `${kind}:${ref}`

const documentOf = (kind: string, ref: string, at: number): DeadlineDoc => ({
  _id: deadlineId(kind, ref),
  kind,
  ref,
  at,
  dueAt: at,
  status: 'waiting',
  tries: 0,
  lastError: null,
})

/** Sets a time for something, once a kind and ref: setting it again moves it. One write. */
export const later = ({ tx }: Pick<Work, 'tx'>, kind: string, ref: string, at: number) =>
  tx.put(deadlines, documentOf(kind, ref, at))

/**
 * Sets a time unless one is set already: one read, a write only when there is none. For what many transactions want at
 * once, so that they do not all write one document.
 */
export async function laterOnce(
  { tx }: Pick<Work, 'tx'>,
  kind: string,
  ref: string,
  at: number,
): Promise<void> {
  if (await tx.get(deadlines, deadlineId(kind, ref))) return
  await tx.insert(deadlines, documentOf(kind, ref, at))
}

/** Sets a time unless an earlier one is set already: one read, a write only when it is needed. */
export async function sooner(
  { tx }: Pick<Work, 'tx'>,
  kind: string,
  ref: string,
  at: number,
): Promise<void> {
  const known = await tx.get(deadlines, deadlineId(kind, ref))
  if (known === null || known.at > at) await tx.put(deadlines, documentOf(kind, ref, at))
}

/** Calls it off. One write. */
export const never = ({ tx }: Pick<Work, 'tx'>, kind: string, ref: string) =>
  tx.remove(deadlines, deadlineId(kind, ref))

/** What is due, the longest waiting first. */
export const dueDeadlines = (db: JobDatabase, now: number, limit: number) =>
  db.find(deadlines, { index: 'by_time', where: { at: { lt: now + 1 } }, order: 'asc', limit })
