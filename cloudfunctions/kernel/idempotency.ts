import type { Reader, Tx } from './database'
import { AppError } from './errors'
import { hashOf, stableJson } from './hash'
import type { Document } from './paths'
import { table } from './table'

/** `sha256(openid, action, key)`: a command's answer, kept 48 h. */
export interface IdempotencyDoc extends Document {
  inputHash: string
  data: unknown
  at: number
}

export const idempotency = table<IdempotencyDoc>()('idempotency', {
  indexes: { by_age: ['at'] },
  keep: { index: 'by_age', field: 'at', days: 2 },
})

/** One intent of one person. */
export interface Intent {
  id: string
  inputHash: string
}

export const intentOf = (openid: string, action: string, key: string, input: unknown): Intent => ({
  id: hashOf(openid, action, key),
  inputHash: hashOf(stableJson(input)),
})

const sameIntent = (stored: IdempotencyDoc, intent: Intent): unknown => {
  if (stored.inputHash === intent.inputHash) return stored.data
  throw new AppError('conflict', '这次提交的内容和上次不同，请刷新后再提交')
}

/**
 * What this person's key was answered before: a person whose reply got lost gets it again, even when by now they might not
 * do it any more or the proof of the chat is too old.
 * @returns null when the key has not been answered.
 */
export async function storedAnswer(
  reader: Reader,
  intent: Intent,
): Promise<{ data: unknown } | null> {
  const stored = await reader.get(idempotency, intent.id)
  return stored ? { data: sameIntent(stored, intent) } : null
}

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
  const seen = await tx.get(idempotency, intent.id)
  if (seen) return sameIntent(seen, intent)
  const data = await run()
  await tx.insert(idempotency, { _id: intent.id, inputHash: intent.inputHash, data, at: now })
  return data
}
