import type { Tx } from './database'
import type { Document } from './paths'
import { table } from './table'

/** Append-only: who did what to whom. */
export interface AuditDoc extends Document {
  /** Null when nobody may know who it was. */
  actorId: string | null
  action: string
  groupId: string | null
  subject: string
  detail: string
  at: number
}

export const auditTrail = table<AuditDoc>()('audit', {
  indexes: { by_group: ['groupId', ['at', -1]], by_age: ['at'] },
  keep: { index: 'by_age', field: 'at', days: 730 },
})

/** What an entry says beyond who and which action. */
export interface AuditNote {
  groupId?: string | null
  subject?: string
  detail?: string
}

/** Longest detail that is kept, in UTF-16 code units. */
const DETAIL_MAX = 200

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What the input itself says: its group, its member, its reason. */
export function noteOf(input: unknown): AuditNote {
  const { groupId, memberId, reason, role } = (input ?? {}) as Record<string, unknown>
  return {
    groupId: typeof groupId === 'string' ? groupId : null,
    subject: textOf(memberId),
    detail: textOf(reason) || textOf(role),
  }
}

/** Writes down a command, in its transaction: the dispatcher does it for every one. */
export async function writeAudit(
  tx: Tx,
  id: string,
  entry: { actorId: string | null; action: string; note: AuditNote; now: number },
): Promise<void> {
  const { actorId, action, note, now } = entry
  await tx.insert(auditTrail, {
    _id: id,
    actorId,
    action,
    groupId: note.groupId ?? null,
    subject: note.subject ?? '',
    detail: (note.detail ?? '').slice(0, DETAIL_MAX),
    at: now,
  })
}
