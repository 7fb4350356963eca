import { audienceKey, audienceOf, isInPart } from '../../kernel/audience'
import { afterQuietHours } from '../../kernel/calendar'
import { peopleOf } from '../../kernel/people'
import type { Work } from '../../kernel/context'
import { later, sooner, type Deadline } from '../../kernel/later'
import { say } from '../notice'
import { asks, type AskDoc } from './asks.tables'
import {
  dueFor,
  isAwayAt,
  isLate,
  isReminderDue,
  nextReminder,
  nextReminderOf,
  remindedAlso,
  type Addressee,
} from './asks.logic'
import { addresseesOf, getAsk, openAsks } from './asks.repo'
import { overdueAbout, REMIND, sayReminder, unsayOverdue, withdraw } from './asks.writes'

const MINUTE = 60_000
const DAY = 24 * 60 * 60 * 1000

/** Reminds who has not done it and is not away; tells those who look after the group who is late. */
async function remind(work: Work, ask: AskDoc, addressees: readonly Addressee[]): Promise<void> {
  const kind = work.registry.find('asks', ask.kind)
  if (!kind) throw new Error(`no domain brings the ask ${ask.kind}`)
  const due = addressees.filter((one) => isReminderDue(ask, one, work.now))
  if (due.length > 0) {
    const ids = due.map(({ person }) => person.memberId)
    await work.tx.update(asks, ask._id, { set: { reminded: remindedAlso(ask, ids, work.now) } })
    await sayReminder(work, ask, null)
  }
  // Nothing is held against who is away.
  const late = addressees.filter(
    (one) => isLate(ask, one, work.now) && !isAwayAt(one.leave, work.now),
  ).length
  if (ask.groupId === null || !kind.overdue) return
  if (late === 0) {
    if (ask.dueAt !== null && ask.dueAt <= work.now) await unsayOverdue(work, ask)
    return
  }
  const { title, text, fields } = kind.overdue(ask, late)
  await say(work, {
    kind: 'asks.overdue',
    about: overdueAbout(ask),
    audience: { to: 'group', groupId: ask.groupId, part: 'admins' },
    title,
    text,
    target: { route: kind.roster, params: { g: ask.groupId, ask: ask._id } },
    groupId: ask.groupId,
    push: { template: kind.template, fields },
  })
}

/** Whether other people are in the ask's group by now than those who were read before this transaction. One read. */
async function hasChanged(
  { tx, registry }: Work,
  ask: AskDoc,
  addressees: readonly Addressee[],
): Promise<boolean> {
  const audience = audienceOf(ask.audience)
  if (audience.to !== 'group') return false
  const group = await peopleOf(registry).group(tx, audience.groupId)
  const now = group?.isActive
    ? group.people.filter(({ role }) => isInPart(audience.part, role))
    : []
  const idsOf = (people: readonly { memberId: string }[]) =>
    people
      .map(({ memberId }) => memberId)
      .sort()
      .join()
  return idsOf(now) !== idsOf(addressees.map(({ person }) => person))
}

export interface Reminding {
  ask: AskDoc | null
  addressees: Addressee[]
}

/** A reminder of the schedule: start, −7 d, −1 d, due, then daily while somebody has not done it. */
export const remindDeadline: Deadline<Reminding> = {
  async prepare({ db, registry }, id) {
    const ask = await getAsk(db, id)
    return { ask, addressees: ask ? await addresseesOf(db, registry, ask) : [] }
  },
  async run(work, id, { addressees }) {
    const ask = await getAsk(work.tx, id)
    if (ask?.state !== 'open') return
    // The timer may be late, and a failed try puts off: it may be night by now.
    const decent = afterQuietHours(work.now)
    if (decent > work.now) {
      await later(work, REMIND, id, decent)
      return
    }
    if (audienceOf(ask.audience).to === 'company') {
      await remindCompany(work, ask)
      return
    }
    if (await hasChanged(work, ask, addressees)) {
      // Somebody came or went since they were read: look again.
      await later(work, REMIND, id, work.now + MINUTE)
      return
    }
    await remind(work, ask, addressees)
    const next = nextReminderOf(ask, addressees, work.now)
    if (next !== null) await later(work, REMIND, id, next)
  },
}

/** All of the company at once: who has done it is left out when the message is sent and shown. Weekly once it is late. */
async function remindCompany(work: Work, ask: AskDoc): Promise<void> {
  await sayReminder(work, ask, null)
  const next = nextReminder(ask.dueAt, work.now)
  const isLate = ask.dueAt !== null && ask.dueAt <= work.now
  if (next !== null) await later(work, REMIND, ask._id, isLate ? work.now + 7 * DAY : next)
}

const groupKeys = (groupId: string): string[] =>
  (['all', 'acting', 'admins'] as const).map((part) => audienceKey({ to: 'group', groupId, part }))

export interface Newcomer {
  open: AskDoc[]
}

/**
 * Somebody came into a group, or takes part from now on: what is open there gets a time for them too. Those of the others stay.
 * `groupId:memberId`.
 */
export const newcomerDeadline: Deadline<Newcomer> = {
  async prepare({ db }, ref) {
    const [groupId = ''] = ref.split(':')
    return { open: await openAsks(db, groupKeys(groupId)) }
  },
  async run(work, _ref, { open }) {
    for (const { _id } of open) {
      const ask = await getAsk(work.tx, _id)
      if (ask?.state !== 'open') continue
      const next = nextReminder(dueFor(ask, work.now), work.now)
      if (next !== null) await sooner(work, REMIND, _id, next)
    }
  },
}

export interface Archived {
  open: AskDoc[]
}

/** A group was closed: nothing is expected of anybody there any more. */
export const closeDeadline: Deadline<Archived> = {
  prepare: async ({ db }, groupId) => ({
    open: await openAsks(db, groupKeys(groupId)),
  }),
  async run(work, _groupId, { open }) {
    for (const { _id } of open) await withdraw(work, _id)
  },
}
