import { rightfulIn, actorOf, type AccessRule, type ActorGrant } from '../../kernel/access'
import { audienceKeysOf } from '../../kernel/audience'
import { handleCommand, handleQuery } from '../../kernel/define'
import { AppError, found } from '../../kernel/errors'
import { may, type Right } from '../../../miniprogram/contract/index'
import { asks, type AskDoc } from './asks.tables'
import { canRemind, isAwayAt, isSettled, remindedAlso, rosterRow, timeUntil } from './asks.logic'
import { addresseesOf, getAsk } from './asks.repo'
import { note, sayReminder } from './asks.writes'

interface OfAsk {
  askId: string
}

interface AskGrant extends ActorGrant {
  ask: AskDoc
}

/** Whoever looks after the group that an ask belongs to, or after the company. */
const overseerOfAsk = (right: Right): AccessRule<OfAsk, AskGrant> => ({
  name: right,
  async check(reader, caller, { askId }) {
    const actor = actorOf(caller)
    const ask = found(await getAsk(reader, askId), '这件事已经不在了')
    if (ask.groupId !== null) return { actor: rightfulIn(caller, ask.groupId, right), ask }
    if (may({ role: null, companyRole: actor.companyRole }, right)) return { actor, ask }
    throw new AppError('permission-denied', '只有公司管理者能看')
  },
})

/** Whoever an ask is for. To others it does not exist. */
const addressee: AccessRule<OfAsk, AskGrant> = {
  name: 'addressee',
  async check(reader, caller, { askId }) {
    const actor = actorOf(caller)
    const ask = await getAsk(reader, askId)
    if (!ask || !audienceKeysOf(caller).includes(ask.audience)) {
      throw new AppError('not-found', '这件事已经不在了')
    }
    return { actor, ask }
  },
}

/** Longest that something can be put off, ms. */
const SNOOZE_MAX = 7 * 24 * 60 * 60 * 1000

export const askHandlers = {
  ...handleQuery('asks.roster', {
    access: overseerOfAsk('asks.oversee'),
    async run({ db, registry, grant: { ask }, now }) {
      const addressees = await addresseesOf(db, registry, ask)
      const rows = (settled: boolean) =>
        addressees
          .filter(({ mark }) => isSettled(mark) === settled)
          .map((one) => rosterRow(ask, one, now))
      return {
        askId: ask._id,
        title: ask.title,
        groupId: ask.groupId,
        groupName: ask.groupName,
        dueAt: ask.dueAt,
        isOpen: ask.state === 'open',
        done: rows(true).sort((a, b) => (b.at ?? 0) - (a.at ?? 0)),
        pending: rows(false),
        t50: timeUntil(ask, addressees, 0.5),
        t90: timeUntil(ask, addressees, 0.9),
      }
    },
  }),
  ...handleCommand('asks.remind', {
    access: overseerOfAsk('asks.remind'),
    prepare: async ({ db, registry, grant: { ask } }) => ({
      addressees: await addresseesOf(db, registry, ask),
    }),
    async run(work, { memberIds }) {
      const { tx, now, prepared, grant } = work
      const ask = found(await getAsk(tx, grant.ask._id))
      if (ask.state !== 'open') throw new AppError('conflict', '这件事已经结束，不用再提醒')
      const pending = prepared.addressees.filter(
        ({ person, mark }) => !isSettled(mark) && (memberIds?.includes(person.memberId) ?? true),
      )
      const reminded = pending
        .filter((one) => canRemind(ask, one, now) && !isAwayAt(one.leave, now))
        .map(({ person }) => person.memberId)
      if (reminded.length > 0) {
        await tx.update(asks, ask._id, { set: { reminded: remindedAlso(ask, reminded, now) } })
        await sayReminder(work, ask, memberIds ? reminded : null)
      }
      const asked = memberIds ?? pending.map(({ person }) => person.memberId)
      return { reminded, skipped: asked.filter((id) => !reminded.includes(id)) }
    },
    audit: ({ askId }, { reminded }) => ({ subject: askId, detail: `${reminded.length}` }),
  }),
  ...handleCommand('asks.seen', {
    access: addressee,
    async run(work, { askId }) {
      const { ask, actor } = work.grant
      await note(work, ask, actor.memberId, null)
      return { askId }
    },
    audit: ({ askId }) => ({ subject: askId }),
  }),
  ...handleCommand('asks.snooze', {
    access: addressee,
    async run(work, { askId, until }) {
      const { ask, actor } = work.grant
      if (until > work.now + SNOOZE_MAX) {
        throw new AppError('invalid-argument', undefined, { until: '最多推迟七天' })
      }
      await note(work, ask, actor.memberId, until)
      return { askId, until }
    },
    audit: ({ askId }) => ({ subject: askId }),
  }),
}
