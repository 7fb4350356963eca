import {
  groupAdmin,
  groupMember,
  groupOverseer,
  groupReader,
  type GroupGrant,
} from '../../kernel/access'
import { handleCommand, handleQuery } from '../../kernel/define'
import { AppError, found } from '../../kernel/errors'
import { enqueueBroadcast } from '../../kernel/outbox'
import { passTexts, textsOf } from '../../kernel/text-check'
import { groupsQueries } from '../groups/groups.repo'
import { pointsReads } from '../points/points.repo'
import { isValidAt } from '../points/points.rules'
import { acknowledge, ACKNOWLEDGE_RULE } from './acknowledge'
import { rulesDueMessage } from './messages'
import { publish } from './publish'
import { rulesReads, rulesWrites } from './rules.repo'
import {
  canRemind,
  diffClauses,
  isConfirmed,
  mustConfirm,
  rosterRow,
  ruleBookView,
} from './rules.rules'
import { STARTER_CLAUSES } from './starter-clauses'

const canEdit = ({ actor, membership }: GroupGrant): boolean =>
  membership?.role === 'admin' || actor.companyRole === 'owner'

export const rulesHandlers = {
  ...handleQuery('rules.get', {
    access: groupReader,
    async run({ db, grant }, { groupId }) {
      const [book, members] = await Promise.all([
        rulesReads(db).book(groupId),
        groupsQueries(db).membersOf(groupId),
      ])
      if (!book) return null
      return ruleBookView(book, members, grant.membership, book.points, canEdit(grant))
    },
  }),
  ...handleQuery('rules.changes', {
    access: groupReader,
    async run({ db }, { groupId, from }) {
      const [before, book] = await Promise.all([
        rulesReads(db).version(groupId, from),
        rulesReads(db).book(groupId),
      ])
      const current = found(book, '本群还没有发布群规')
      return {
        from,
        to: current.version,
        changes: diffClauses(found(before, '没有这个版本').clauses, current.clauses),
      }
    },
  }),
  ...handleCommand('rules.acknowledge', {
    access: groupMember,
    prepare: async ({ db }) => ({ rule: await pointsReads(db).rule(ACKNOWLEDGE_RULE) }),
    run: acknowledge,
  }),
  ...handleCommand('rules.publish', {
    access: groupAdmin,
    async prepare(context, { clauses, note }) {
      await passTexts(
        context,
        textsOf('rules', {
          note,
          ...Object.fromEntries(clauses.map(({ text }, index) => [`clauses.${index}.text`, text])),
        }),
      )
      const rule = await pointsReads(context.db).rule(ACKNOWLEDGE_RULE)
      return { points: rule && isValidAt(rule, context.now) ? rule.points : 0 }
    },
    run: publish,
  }),
  ...handleQuery('rules.roster', {
    access: groupOverseer,
    async run({ db, now }, { groupId }) {
      const [book, members] = await Promise.all([
        rulesReads(db).book(groupId),
        groupsQueries(db).membersOf(groupId),
      ])
      if (!book) throw new AppError('not-found', '本群还没有发布群规')
      const asked = members.filter(mustConfirm)
      const rows = (confirmed: boolean) =>
        asked.filter((m) => isConfirmed(book, m) === confirmed).map((m) => rosterRow(book, m, now))
      return {
        version: book.version,
        requiredVersion: book.requiredVersion,
        confirmed: rows(true).sort((a, b) => (b.acknowledgedAt ?? 0) - (a.acknowledgedAt ?? 0)),
        pending: rows(false),
      }
    },
  }),
  ...handleCommand('rules.remind', {
    access: groupAdmin,
    async prepare({ db }, { groupId }) {
      return { members: await groupsQueries(db).membersOf(groupId) }
    },
    async run(context, { groupId, memberIds }) {
      const { tx, prepared, now, grant } = context
      const rules = rulesWrites(tx)
      const book = found(await rules.book(groupId), '本群还没有发布群规')
      const asked = prepared.members.filter(
        (m) => mustConfirm(m) && !isConfirmed(book, m) && (memberIds?.includes(m.memberId) ?? true),
      )
      const reminded = asked.filter((m) => canRemind(book, m, now)).map((m) => m.memberId)
      if (reminded.length > 0) {
        await rules.markReminded(groupId, reminded, now)
        await enqueueBroadcast(tx, {
          key: `rules-remind:${groupId}:${book.version}:${grant.actor.memberId}:${now}`,
          groupId,
          memberIds: reminded,
          content: rulesDueMessage(book, 'reminder'),
          now,
        })
      }
      const skipped = (memberIds ?? asked.map((m) => m.memberId)).filter(
        (id) => !reminded.includes(id),
      )
      return { reminded, skipped }
    },
  }),
  ...handleQuery('rules.starter', {
    access: groupAdmin,
    run: () => Promise.resolve({ clauses: STARTER_CLAUSES }),
  }),
}
