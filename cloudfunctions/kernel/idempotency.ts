import type { Tx } from './database'
import { AppError } from './errors'
import { hashOf, stableJson } from './hash'

/** One intent of one person. */
export interface Intent {
  id: string
  inputHash: string
}

export const intentOf = (openid: string, action: string, key: string, input: unknown): Intent => ({
  id: hashOf(openid, action, key),
  inputHash: hashOf(stableJson(input)),
})

/**
 * Runs a command once per key. The record is written in the same transaction as the effect, so either both exist or
 * neither. Only successes are kept: a failed transaction left nothing behind.
 *
 * @throws AppError `conflict` when the key was used for another input.
 */
export async function once(
  tx: Tx,
  intent: Intent,
  now: number,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const seen = await tx.get('idempotency', intent.id)
  if (seen) {
    if (seen.inputHash === intent.inputHash) return seen.data
    throw new AppError('conflict', '这次提交的内容和上次不同，请刷新后再提交')
  }
  const data = await run()
  await tx.insert('idempotency', { _id: intent.id, inputHash: intent.inputHash, data, at: now })
  return data
}
