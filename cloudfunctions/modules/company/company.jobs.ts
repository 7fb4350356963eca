import { every } from '../../kernel/calendar'
import type { Job } from '../../kernel/jobs'
import type { Work } from '../../kernel/context'
import { AppError } from '../../kernel/errors'
import type { Place } from '../../kernel/identity'
import { later, type Deadline } from '../../kernel/later'
import { groupsReads, seatsOf, standUp } from '../groups'
import { erasures } from './company.tables'

const HOUR = 60 * 60 * 1000

/** The deadline that frees the seats of somebody who is out of the company. Its ref is the member. */
export const VACATE = 'company.vacate'

/** Seats freed in one transaction. */
const SEATS_AT_ONCE = 4

async function vacate(work: Work, memberId: string, groupId: string): Promise<void> {
  const reads = groupsReads(work.tx)
  const [membership, group] = [
    await reads.membership(groupId, memberId),
    await reads.group(groupId),
  ]
  if (membership?.status !== 'active' || !group) return
  await standUp(work, group, membership, { how: 'expelled', reason: null })
}

/**
 * Frees all seats of somebody who is out of the company. Where they are admin at once, so that two admins who go together cannot
 * both believe that the other stays; the others follow a few at a time.
 * @throws AppError `conflict` for the last admin of a group, and for who is admin of too many to hand over at once.
 */
export async function leaveSeats(
  work: Work,
  memberId: string,
  places: Readonly<Record<string, Place>>,
): Promise<void> {
  const adminOf = Object.keys(places).filter((groupId) => places[groupId]?.role === 'admin')
  if (adminOf.length > SEATS_AT_ONCE) {
    const message = `还管着 ${adminOf.length} 个群，先交接到 ${SEATS_AT_ONCE} 个以内`
    throw new AppError('conflict', message)
  }
  for (const groupId of adminOf) await vacate(work, memberId, groupId)
  if (Object.keys(places).length > adminOf.length) await later(work, VACATE, memberId, work.now)
}

/** Frees the seats that are left, a few at a time. */
export const vacateDeadline: Deadline<string[]> = {
  prepare: ({ db }, memberId) => seatsOf(db, memberId, SEATS_AT_ONCE),
  async run(work, memberId, groupIds) {
    for (const groupId of groupIds) await vacate(work, memberId, groupId)
    if (groupIds.length === SEATS_AT_ONCE) await later(work, VACATE, memberId, work.now)
  },
}

/** People forgotten in one run. */
const BATCH = 20

/** Forgets people in every domain; who is through everywhere is taken off the list. */
export const eraseJob: Job = {
  name: 'company.erase',
  when: every(HOUR),
  async run({ db, now, registry, commit, hasTime }) {
    const waiting = await db.find(erasures, {
      index: 'by_age',
      where: { at: { lt: now } },
      order: 'asc',
      limit: BATCH,
    })
    for (const { _id: memberId } of waiting) {
      let isForgotten = true
      for (const { erase } of registry.domains) {
        if (!hasTime()) return { isDone: false }
        if (erase) isForgotten = (await erase({ db, memberId, now, commit })) && isForgotten
      }
      // Who cannot be forgotten yet goes behind the others and is tried again with the next run.
      await commit(({ tx }) =>
        isForgotten ? tx.remove(erasures, memberId) : tx.put(erasures, { _id: memberId, at: now }),
      )
    }
    return { isDone: waiting.length < BATCH }
  },
}
