import type { Work } from '../../kernel/context'
import type { Database } from '../../kernel/database'
import { audienceOf } from '../../kernel/audience'
import { afterQuietHours } from '../../kernel/calendar'
import { domain } from '../../kernel/domain'
import { later } from '../../kernel/later'
import type { MessageKind } from '../notice'
import { askHandlers } from './asks.handlers'
import { closeDeadline, newcomerDeadline, remindDeadline } from './asks.jobs'
import { isAwayAt, isSettled } from './asks.logic'
import { askMarks, asks as askTable, leaves, markId } from './asks.tables'
import { REMIND, REMINDER } from './asks.writes'
import './kinds'

export { byDue, dueFor, isSettled, progressOf } from './asks.logic'
export { getAsk, marksOfMany, openAround, type OpenAsk } from './asks.repo'
export { ask, settle, withdraw, type NewAsk, type Settled } from './asks.writes'
export { askId, type AskDoc, type AskMarkDoc } from './asks.tables'
export type { AskKind, AskReason, AskWords } from './kinds'

/** Who of these members is away now: nobody reminds them, nothing is held against them. One read. */
export async function awayOf(
  db: Database,
  memberIds: readonly string[],
  now: number,
): Promise<Set<string>> {
  const rows = await db.getMany(leaves, memberIds)
  return new Set(rows.filter((leave) => isAwayAt(leave, now)).map(({ _id }) => _id))
}

/** Whether one member is away. */
export const isAway = async (db: Database, memberId: string, now: number): Promise<boolean> =>
  (await awayOf(db, [memberId], now)).has(memberId)

/** Leave ranges that are kept of one member. */
const RANGES_MAX = 20

/** Writes a leave down. One read, one write. */
export async function goAway(
  { tx }: Work,
  memberId: string,
  range: { from: number; to: number },
): Promise<void> {
  const known = await tx.get(leaves, memberId)
  const ranges = [...(known?.ranges ?? []), range].sort((a, b) => a.from - b.from)
  await tx.put(leaves, { _id: memberId, ranges: ranges.slice(-RANGES_MAX) })
}

/** Which of these asks a member has settled, or nobody has to settle any more: two reads. */
async function settledBy(db: Database, askIds: readonly string[], memberId: string) {
  const [marks, stored] = await Promise.all([
    db.getMany(
      askMarks,
      askIds.map((id) => markId(id, memberId)),
    ),
    db.getMany(askTable, askIds, ['state']),
  ])
  const open = new Set(stored.flatMap(({ _id, state }) => (state === 'open' ? [_id] : [])))
  const closed = askIds.filter((id) => !open.has(id))
  return new Set([...closed, ...marks.filter((mark) => isSettled(mark)).map((mark) => mark.askId)])
}

/** Whom of these an ask still concerns: three reads. */
async function concernedBy(db: Database, askId: string, memberIds: readonly string[], now: number) {
  const stored = await db.get(askTable, askId)
  if (stored?.state !== 'open') return new Set<string>()
  const [marks, away] = await Promise.all([
    db.getMany(
      askMarks,
      memberIds.map((memberId) => markId(askId, memberId)),
    ),
    awayOf(db, memberIds, now),
  ])
  const settled = new Set(marks.filter((mark) => isSettled(mark)).map((mark) => mark.memberId))
  return new Set(memberIds.filter((id) => !settled.has(id) && !away.has(id)))
}

/** A reminder is for those who were written down with it; the company's is for all of it. */
const reminder: MessageKind = {
  template: 'todo',
  async stillConcerns({ db }, { askId, at, audience }, memberIds) {
    const stored = askId === null ? null : await db.get(askTable, askId)
    if (!stored) return new Set()
    if (audienceOf(audience).to === 'company') return new Set(memberIds)
    // Reminders of one night go out together in the morning, the later in place of the earlier.
    const morning = afterQuietHours(at)
    return new Set(
      memberIds.filter((id) => {
        const own = stored.reminded[id]
        return own !== undefined && afterQuietHours(own) === morning
      }),
    )
  },
}

/**
 * Things expected from people by a time, for all modules: rosters, reminders, 今日. Nothing is written to the ask when somebody
 * has done it, so any number may do it at once.
 */
export const asks = domain({
  name: 'asks',
  tables: [askTable, askMarks, leaves],
  handlers: askHandlers,
  deadlines: {
    [REMIND]: remindDeadline,
    'asks.newcomer': newcomerDeadline,
    'asks.close': closeDeadline,
  },
  messages: {
    'asks.due': { template: 'todo' },
    'asks.news': { template: null, isNewsOnly: true },
    'asks.overdue': { template: 'todo' },
    [REMINDER]: reminder,
  },
  concerns: {
    asks: ({ db, now }, askId, memberIds) => concernedBy(db, askId, memberIds, now),
  },
  done: { asks: settledBy },
  on: {
    'member.joined': (work, { groupId, memberId }) =>
      later(work, 'asks.newcomer', `${groupId}:${memberId}`, work.now),
    'role.changed': (work, { groupId, memberId }) =>
      later(work, 'asks.newcomer', `${groupId}:${memberId}`, work.now),
    'group.archived': (work, { groupId }) => later(work, 'asks.close', groupId, work.now),
  },
})
