import type { Work } from '../../kernel/context'
import type { Reader } from '../../kernel/database'
import { domain, type EraseContext } from '../../kernel/domain'
import { later, never, type Deadline } from '../../kernel/later'
import {
  enter,
  expire,
  giveUp,
  nextExpiry,
  offer,
  positionOf,
  seat,
  skip,
  takeOut,
  waiterOf,
} from './waitlist.logic'
import { waitlistId, waitlists, type Waiter, type WaitlistDoc } from './waitlist.tables'

export type { Waiter, WaitlistDoc } from './waitlist.tables'
export { freePlaces, hasPlaceFor, positionOf, waiterOf, WAITERS_MAX } from './waitlist.logic'

/** What a domain says of its lists. */
export interface WaitlistKind {
  /** How long an offered place is held, ms. */
  hold: number
  /** Somebody is offered a place: tell them. */
  offered(work: Work, ref: string, waiter: Waiter): Promise<void>
  /** An offer ran out: they wait at the end of the list, or are out of it when `isOut`. */
  expired(work: Work, ref: string, waiter: Waiter, isOut: boolean): Promise<void>
  /** The number of people in the list has changed. */
  resized?(work: Work, ref: string, waiting: number): Promise<void>
}

declare module '../../kernel/domain' {
  interface DomainParts {
    /** Lists of people that wait for places, by what the places are of. */
    waitlists?: Readonly<Record<string, WaitlistKind>>
  }
}

const EXPIRE = 'waitlist.expire'

/** Opens a list with this many places, some of them taken. One write. */
export const openWaitlist = ({ tx }: Work, kind: string, ref: string, quota: number, taken = 0) =>
  tx.insert(waitlists, {
    _id: waitlistId(kind, ref),
    quota,
    taken,
    seq: 0,
    waiters: [],
    isOpen: true,
  })

export const readWaitlist = (reader: Reader, kind: string, ref: string) =>
  reader.get(waitlists, waitlistId(kind, ref))

/** Of a person in a list: where they stand. */
export interface Waiting {
  position: number
  heldUntil: number | null
}

export function waitingOf(list: WaitlistDoc | null, id: string): Waiting | null {
  const waiter = list && waiterOf(list, id)
  const position = list && positionOf(list, id)
  return waiter && position ? { position, heldUntil: waiter.heldUntil } : null
}

/** One list in a transaction: one read, then one write for each change, plus what its domain writes to tell people. */
export interface OpenWaitlist {
  list: WaitlistDoc
  /** A place, or a position in the list. */
  enter(person: { id: string; name: string }): Promise<'place' | 'closed' | 'full' | number>
  /** A place past the list; false when none is free that nobody waits for. */
  seat(): Promise<boolean>
  /** Gives a place up: it is offered to the first who waits. */
  giveUp(): Promise<void>
  /** Out of the list; false for who is not in it. */
  takeOut(id: string): Promise<boolean>
  /** Behind the next in the list; false for who is not in it. */
  skip(id: string): Promise<boolean>
  /** More or fewer places; fewer than are taken means that none is given until enough are free. */
  resize(quota: number): Promise<void>
}

/** @returns null when there is no such list. */
export async function waitlistIn(
  work: Work,
  kind: string,
  ref: string,
): Promise<OpenWaitlist | null> {
  const stored = await readWaitlist(work.tx, kind, ref)
  if (!stored) return null
  const open: OpenWaitlist = {
    list: stored,
    async enter(person) {
      const entered = enter(open.list, person, work.now)
      if (entered.kind === 'closed' || entered.kind === 'full') return entered.kind
      if (entered.list !== open.list)
        open.list = await save(work, kind, ref, open.list, entered.list)
      return entered.kind === 'place' ? 'place' : entered.position
    },
    async seat() {
      const next = seat(open.list)
      if (next) open.list = await save(work, kind, ref, open.list, next)
      return next !== null
    },
    async giveUp() {
      open.list = await save(work, kind, ref, open.list, giveUp(open.list))
    },
    async takeOut(id) {
      if (!waiterOf(open.list, id)) return false
      open.list = await save(work, kind, ref, open.list, takeOut(open.list, id))
      return true
    },
    async skip(id) {
      if (!waiterOf(open.list, id)) return false
      // A place that was held for them goes to who comes next, not back to them.
      open.list = await save(work, kind, ref, open.list, skip(open.list, id), [id])
      return true
    },
    async resize(quota) {
      open.list = await save(work, kind, ref, open.list, { ...open.list, quota })
    },
  }
  return open
}

/**
 * Offers what is free, writes the list, tells those concerned, and sets the time at which the next offer runs out.
 * @param before the list whose time is set; null when none is
 * @param last who is offered a place only when nobody else waits for it
 */
async function save(
  work: Work,
  kind: string,
  ref: string,
  before: WaitlistDoc | null,
  changed: WaitlistDoc,
  last: readonly string[] = [],
): Promise<WaitlistDoc> {
  const kindOf = work.registry.find('waitlists', kind)
  if (!kindOf) throw new Error(`no domain brings the waiting list ${kind}`)
  const { list, offered } = offer(changed, work.now + kindOf.hold, last)
  await work.tx.put(waitlists, list)
  for (const waiter of offered) await kindOf.offered(work, ref, waiter)
  const next = nextExpiry(list)
  const known = before && nextExpiry(before)
  if (next !== known) {
    if (next === null) await never(work, EXPIRE, list._id)
    else await later(work, EXPIRE, list._id, next)
  }
  return list
}

/** Offers that were not taken pass on to the next. */
const expireDeadline: Deadline = {
  async run(work, id) {
    const [kind = '', ...rest] = id.split(':')
    const ref = rest.join(':')
    const stored = await readWaitlist(work.tx, kind, ref)
    const kindOf = work.registry.find('waitlists', kind)
    if (!stored || !kindOf) return
    const { list, expired } = expire(stored, work.now)
    for (const waiter of expired) {
      await kindOf.expired(work, ref, waiter, waiterOf(list, waiter.id) === null)
    }
    if (list.waiters.length !== stored.waiters.length) {
      await kindOf.resized?.(work, ref, list.waiters.length)
    }
    const late = expired.map(({ id }) => id)
    await save(work, kind, ref, null, list, late)
  },
}

/** Lists looked through together. */
const PAGE = 100

/** Takes somebody out of every list; what is held for them goes on. */
async function erase({ db, memberId, commit }: EraseContext): Promise<boolean> {
  let after = ''
  for (;;) {
    const page = await db.find(waitlists, {
      ...{ index: '_id', where: { _id: { gt: after } } },
      ...{ order: 'asc', limit: PAGE },
    })
    for (const found of page.filter((list) => waiterOf(list, memberId))) {
      const [kind = '', ...rest] = found._id.split(':')
      const ref = rest.join(':')
      await commit(async (work) => {
        const list = await waitlistIn(work, kind, ref)
        if (!(await list?.takeOut(memberId))) return
        const waiting = list?.list.waiters.length ?? 0
        await work.registry.find('waitlists', kind)?.resized?.(work, ref, waiting)
      })
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return true
    after = last._id
  }
}

/** Places, an ordered list, offers that are held for a time. It knows nothing of what the places are. */
export const waitlist = domain({
  name: 'waitlist',
  tables: [waitlists],
  deadlines: { [EXPIRE]: expireDeadline },
  erase,
})
