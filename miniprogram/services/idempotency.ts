import { actions, type CommandName, type InputOf } from '../contract/index'
import { fingerprint } from './fingerprint'
import { stableJson } from './stable-json'
import { forget, readStored, store } from './storage'

interface StoredIntent {
  key: string
  at: number
}

/** A key under which a command is sent, until it is settled. */
export interface SentKey {
  key: string
  /** The server has answered: the next sending is another intent. */
  settle(): void
}

/** The server forgets keys after 48 h; an older one would not protect any more. */
const KEY_LIFE = 40 * 60 * 60 * 1000
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'

/** What the contract says tells two intents apart, as a short name on this phone. */
const slotOf = <A extends CommandName>(action: A, input: InputOf<A>): string =>
  `intent:${action}:${fingerprint(stableJson(actions[action].intent(input)))}`

/** 24 characters the server accepts as a key. Scoped to the person there, so it need not be unguessable. */
export function newKey(random: () => number = Math.random): string {
  let key = ''
  while (key.length < 24) key += ALPHABET.charAt(Math.floor(random() * ALPHABET.length))
  return key
}

const storedIn = (slot: string, now: number): StoredIntent | undefined => {
  const stored = readStored<StoredIntent>(slot)
  return stored && now - stored.at < KEY_LIFE ? stored : undefined
}

/**
 * The key of a command: that of the same intent while it has no answer, else a new one. A state (`isState`) has a new one each
 * time: an old key must not answer for a later change back.
 */
export function keyFor<A extends CommandName>(
  action: A,
  input: InputOf<A>,
  now = Date.now(),
): SentKey {
  if (actions[action].isState) return { key: newKey(), settle: () => undefined }
  const slot = slotOf(action, input)
  const settle = () => forget(slot)
  const stored = storedIn(slot, now)
  if (stored) return { key: stored.key, settle }
  const key = newKey()
  store(slot, { key, at: now })
  return { key, settle }
}

/** An earlier sending of this command has not been answered: nobody knows whether it took effect. */
export const isUnanswered = <A extends CommandName>(
  action: A,
  input: InputOf<A>,
  now = Date.now(),
): boolean => storedIn(slotOf(action, input), now) !== undefined
