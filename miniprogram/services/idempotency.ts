import type { CommandName, InputOf, OutputOf } from '../contract/index'
import { CallError } from './call-error'
import { call } from './cloud'
import { forget, readStored, store } from './storage'

interface StoredIntent {
  key: string
  at: number
}

/** The server forgets keys after 48 h; an older one would not protect any more. */
const KEY_LIFE = 40 * 60 * 60 * 1000
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'

const slot = (intent: string) => `intent:${intent}`

/** 24 characters the server accepts as a key. Scoped to the person there, so it need not be unguessable. */
export function newKey(random: () => number = Math.random): string {
  let key = ''
  while (key.length < 24) key += ALPHABET.charAt(Math.floor(random() * ALPHABET.length))
  return key
}

/** The key of an intent: the stored one while no answer has come, else a new one. */
export function keyOf(intent: string, now = Date.now()): string {
  const stored = readStored<StoredIntent>(slot(intent))
  if (stored && now - stored.at < KEY_LIFE) return stored.key
  const key = newKey()
  store(slot(intent), { key, at: now })
  return key
}

/** An earlier sending of this intent has not been answered. */
export const isUnanswered = (intent: string): boolean =>
  readStored<StoredIntent>(slot(intent)) !== undefined

/** The server has decided against it; `internal` and `unavailable` may hide an effect, so their key stays. */
const isRefusal = ({ answered, code }: CallError) =>
  answered && code !== 'internal' && code !== 'unavailable'

/**
 * Sends a command once per intent. `intent` names what the person wants, e.g. `rules.acknowledge:GROUP:3`: until an answer
 * comes, every sending, also after a restart, carries the same key, and the server applies it once.
 */
export async function sendIntent<A extends CommandName>(
  intent: string,
  action: A,
  input: InputOf<A>,
): Promise<OutputOf<A>> {
  const send = call as (
    action: A,
    input: InputOf<A>,
    idempotencyKey: string,
  ) => Promise<OutputOf<A>>
  try {
    const view = await send(action, input, keyOf(intent))
    forget(slot(intent))
    return view
  } catch (failure) {
    if (failure instanceof CallError && isRefusal(failure)) forget(slot(intent))
    throw failure
  }
}
