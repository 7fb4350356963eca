import type { Waiter, WaitlistDoc } from './waitlist.tables'

/** Most people that can wait in one list. */
export const WAITERS_MAX = 100

export type Entered =
  | { kind: 'place'; list: WaitlistDoc }
  | { kind: 'waits'; list: WaitlistDoc; position: number }
  | { kind: 'closed' }
  | { kind: 'full' }

const held = (list: WaitlistDoc): Waiter[] => list.waiters.filter((w) => w.heldUntil !== null)

/** Places that nobody has and nobody is offered. */
export const freePlaces = (list: WaitlistDoc): number =>
  Math.max(0, list.quota - list.taken - held(list).length)

/** Whether somebody new would get a place at once: one is free that nobody waits for. */
export const hasPlaceFor = (list: WaitlistDoc): boolean =>
  list.isOpen && freePlaces(list) > 0 && list.waiters.every((w) => w.heldUntil !== null)

export const waiterOf = (list: WaitlistDoc, id: string): Waiter | null =>
  list.waiters.find((w) => w.id === id) ?? null

/** Place in the list from 1; null for who is not in it. */
export function positionOf(list: WaitlistDoc, id: string): number | null {
  const index = list.waiters.findIndex((w) => w.id === id)
  return index < 0 ? null : index + 1
}

const without = (list: WaitlistDoc, id: string): WaitlistDoc => ({
  ...list,
  waiters: list.waiters.filter((w) => w.id !== id),
})

/**
 * A place for who is offered one or comes while places are free and nobody waits, else the end of the list. Who is in the list
 * already keeps their position.
 */
export function enter(
  list: WaitlistDoc,
  person: { id: string; name: string },
  now: number,
): Entered {
  const known = waiterOf(list, person.id)
  if (known?.heldUntil != null) {
    return { kind: 'place', list: { ...without(list, person.id), taken: list.taken + 1 } }
  }
  if (known) return { kind: 'waits', list, position: positionOf(list, person.id) ?? 0 }
  if (!list.isOpen) return { kind: 'closed' }
  if (hasPlaceFor(list)) {
    return { kind: 'place', list: { ...list, taken: list.taken + 1 } }
  }
  if (list.waiters.length >= WAITERS_MAX) return { kind: 'full' }
  const seq = list.seq + 1
  const waiter: Waiter = { ...person, seq, at: now, heldUntil: null, missed: 0 }
  const next = { ...list, seq, waiters: [...list.waiters, waiter] }
  return { kind: 'waits', list: next, position: next.waiters.length }
}

/**
 * Takes a place for somebody without the list, when one is free that nobody waits for.
 * @returns null when there is none.
 */
export function seat(list: WaitlistDoc): WaitlistDoc | null {
  return hasPlaceFor(list) ? { ...list, taken: list.taken + 1 } : null
}

export const giveUp = (list: WaitlistDoc): WaitlistDoc => ({
  ...list,
  taken: Math.max(0, list.taken - 1),
})

export const takeOut = (list: WaitlistDoc, id: string): WaitlistDoc => without(list, id)

/** Behind the next one, who also gets what was held for them; the last has nobody to let past and stays as they are. */
export function skip(list: WaitlistDoc, id: string): WaitlistDoc {
  const index = list.waiters.findIndex((w) => w.id === id)
  const skipped = list.waiters[index]
  const next = list.waiters[index + 1]
  if (!skipped || !next) return list
  const waiters = [...list.waiters]
  waiters[index] = next
  waiters[index + 1] = { ...skipped, heldUntil: null }
  return { ...list, waiters }
}

const withHold = (list: WaitlistDoc, id: string, heldUntil: number | null): WaitlistDoc => ({
  ...list,
  waiters: list.waiters.map((w) => (w.id === id ? { ...w, heldUntil } : w)),
})

/** Offers that may run out before somebody is taken out of the list. */
const MISSED_MAX = 2

/**
 * The offers of this list whose time is up at `now`: their people go to the end of the list, and out of it when they let a
 * second one run out, so that no place waits for ever for somebody who never comes back.
 */
export function expire(list: WaitlistDoc, now: number): { list: WaitlistDoc; expired: Waiter[] } {
  const expired = list.waiters
    .filter((w) => w.heldUntil !== null && w.heldUntil <= now)
    .map((w) => ({ ...w, heldUntil: null, missed: w.missed + 1 }))
  const ids = new Set(expired.map(({ id }) => id))
  const back = expired
    .filter(({ missed }) => missed < MISSED_MAX)
    .map((w, index) => ({ ...w, seq: list.seq + index + 1 }))
  const waiters = [...list.waiters.filter(({ id }) => !ids.has(id)), ...back]
  return { list: { ...list, seq: list.seq + back.length, waiters }, expired }
}

/**
 * Offers each free place to the first who waits: in order, one place to one person.
 * @param last these come after all others: a place is not offered to them again at once, unless nobody else waits for it
 */
export function offer(
  list: WaitlistDoc,
  heldUntil: number,
  last: readonly string[] = [],
): { list: WaitlistDoc; offered: Waiter[] } {
  let current = list
  const offered: Waiter[] = []
  const isLast = ({ id }: Waiter) => last.includes(id)
  const order = [...list.waiters.filter((w) => !isLast(w)), ...list.waiters.filter(isLast)]
  for (const waiter of order) {
    if (!current.isOpen || freePlaces(current) === 0) break
    if (waiter.heldUntil !== null) continue
    current = withHold(current, waiter.id, heldUntil)
    offered.push({ ...waiter, heldUntil })
  }
  return { list: current, offered }
}

/** When the next offer runs out; null while none is open. */
export function nextExpiry(list: WaitlistDoc): number | null {
  const times = held(list).flatMap(({ heldUntil }) => heldUntil ?? [])
  return times.length === 0 ? null : Math.min(...times)
}
