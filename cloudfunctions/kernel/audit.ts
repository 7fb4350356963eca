import type { CommandContext } from './context'

/** Writes down who did what to whom, in the same transaction. Append-only. */
export async function audit(
  { tx, now, newId }: CommandContext<unknown, unknown>,
  entry: {
    actorId: string
    action: string
    groupId: string | null
    subject: string
    detail?: string
  },
): Promise<void> {
  const { actorId, action, groupId, subject, detail = '' } = entry
  await tx.insert('audit', { _id: newId(), actorId, action, groupId, subject, detail, at: now })
}
