import type { Tx } from './database'
import type { EraseContext } from './domain'
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
  indexes: {
    by_group: ['groupId', ['at', -1]],
    by_age: ['at'],
    by_subject: ['subject'],
  },
  keep: { index: 'by_age', field: 'at', days: 730 },
})

/** What an entry says beyond who and which action. */
export interface AuditNote {
  groupId?: string | null
  subject?: string
  detail?: string
}

/** Rows of one person's that are looked at together. */
const ERASE_BATCH = 200
/** Changed in one transaction. */
const ERASE_AT_ONCE = 40

/** What was written about somebody in free words goes with them; who did what stays. */
export async function eraseDetails({ db, memberId, commit }: EraseContext): Promise<boolean> {
  const rows = await db.find(auditTrail, {
    index: 'by_subject',
    where: { subject: memberId },
    limit: ERASE_BATCH,
  })
  const told = rows.filter(({ detail }) => detail !== '')
  await commit(async ({ tx }) => {
    for (const { _id } of told.slice(0, ERASE_AT_ONCE)) {
      await tx.update(auditTrail, _id, { set: { detail: '' } })
    }
  })
  return told.length <= ERASE_AT_ONCE && rows.length < ERASE_BATCH
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
