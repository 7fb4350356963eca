import type { MessageContent } from '../schema/types'
import type { Tx } from './database'

/**
 * Puts a message to people of a group into the outbox, in the caller's transaction: it goes out exactly when the cause is
 * committed. `jobs` makes a delivery of each person; the key makes the message one.
 */
export async function enqueueBroadcast(
  tx: Tx,
  message: {
    key: string
    groupId: string
    /** Null: everyone active in the group at sending time. */
    memberIds: string[] | null
    content: MessageContent
    now: number
  },
): Promise<void> {
  const { key, groupId, memberIds, content, now } = message
  await tx.insert('outbox', {
    _id: key,
    type: 'broadcast',
    groupId,
    memberIds,
    content,
    status: 'pending',
    attempts: 0,
    nextAt: now,
    at: now,
    lastError: null,
  })
}
