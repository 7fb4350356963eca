import type { PrepareContext, Work } from '../../kernel/context'
import { AppError } from '../../kernel/errors'
import { chats } from './groups.tables'

/**
 * The chat that a cloudID proves. The exchange happens here on the server: a decrypted object sent by a phone could be forged.
 * @throws AppError when the proof is forged, too old, or another person's.
 */
export async function chatProof(
  { services }: Pick<PrepareContext<unknown>, 'services'>,
  cloudId: string,
): Promise<string> {
  const chat = await services.chatOf(cloudId)
  if (!chat) {
    throw new AppError('permission-denied', '没能确认你在哪个群聊，请回到群里重新点开卡片')
  }
  return chat.opengid
}

/** Ties a chat to a group, for good: one chat belongs to one group. */
export async function bindChat(
  { tx, now }: Work,
  opengid: string,
  groupId: string,
  memberId: string,
): Promise<void> {
  const bound = await tx.get(chats, opengid)
  if (bound?.groupId === groupId) return
  if (bound) throw new AppError('conflict', '这个群聊已经绑定了另一个群')
  await tx.insert(chats, { _id: opengid, groupId, boundBy: memberId, boundAt: now })
}
