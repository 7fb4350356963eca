import { every } from '../../kernel/calendar'
import type { Job } from '../../kernel/jobs'
import type { Work } from '../../kernel/context'
import { AppError } from '../../kernel/errors'
import type { Place } from '../../kernel/identity'
import { later, type Deadline } from '../../kernel/later'
import { groupsReads, standUp } from '../groups'
import { erasures } from './company.tables'

const HOUR = 60 * 60 * 1000

/** The deadline that frees the seat of somebody who is out of the company. `memberId:groupId`. */
export const VACATE = 'company.vacate'

async function vacate(work: Work, memberId: string, groupId: string): Promise<void> {
  const reads = groupsReads(work.tx)
  const [membership, group] = [
    await reads.membership(groupId, memberId),
    await reads.group(groupId),
  ]
  if (membership?.status !== 'active' || !group) return
  await standUp(work, group, membership, { how: 'expelled', reason: null })
}

/** Groups that somebody who goes may be admin of: their seats are freed in one transaction. */
const ADMIN_OF_MAX = 4

/**
 * Frees all seats of somebody who is out of the company. Where they are admin at once, so that two admins who go together cannot
 * both believe that the other stays; the others follow one by one.
 * @throws AppError `conflict` for the last admin of a group, and for who is admin of too many to hand over at once.
 */
export async function leaveSeats(
  work: Work,
  memberId: string,
  places: Readonly<Record<string, Place>>,
): Promise<void> {
  const groupIds = Object.keys(places)
  const adminOf = groupIds.filter((groupId) => places[groupId]?.role === 'admin')
  if (adminOf.length > ADMIN_OF_MAX) {
    const message = `还管着 ${adminOf.length} 个群，先交接到 ${ADMIN_OF_MAX} 个以内`
    throw new AppError('conflict', message)
  }
  for (const groupId of adminOf) await vacate(work, memberId, groupId)
  for (const groupId of groupIds) {
    if (!adminOf.includes(groupId)) await later(work, VACATE, `${memberId}:${groupId}`, work.now)
  }
}

/** Frees one seat, as `leaveSeats` has set it. */
export const vacateDeadline: Deadline = {
  run(work, ref) {
    const [memberId = '', groupId = ''] = ref.split(':')
    return vacate(work, memberId, groupId)
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
    let isDone = waiting.length < BATCH
    for (const { _id: memberId } of waiting) {
      let isForgotten = true
      for (const { erase } of registry.domains) {
        if (!hasTime()) return { isDone: false }
        if (erase) isForgotten = (await erase({ db, memberId, now, commit })) && isForgotten
      }
      if (isForgotten) await commit(({ tx }) => tx.remove(erasures, memberId))
      else isDone = false
    }
    return { isDone }
  },
}
