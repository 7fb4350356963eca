import { PERIOD_KINDS, periodKey, type PeriodKind } from '../../../miniprogram/contract/calendar'
import { audit } from '../../kernel/audit'
import { companyMember, companyOwner, everyone } from '../../kernel/access'
import { handleCommand, handleQuery } from '../../kernel/define'
import { AppError, found } from '../../kernel/errors'
import { hashOf } from '../../kernel/hash'
import { passTexts, textsOf } from '../../kernel/text-check'
import { groupsQueries } from '../groups/groups.repo'
import { groupBar } from '../groups/groups.rules'
import { pointsQueries } from '../points/points.repo'
import { periodField } from '../points/points.rules'
import { DEFAULT_RULES, DEFAULT_RULE_SET } from '../points/default-rules'
import { noticeQueries } from '../notice/notice.repo'
import { isSameSecret } from './set-up-code'
import { openSession } from './session'

/** Managers that the owner's list shows. */
const MANAGERS_MAX = 100

export const companyHandlers = {
  ...handleQuery('session.open', { access: everyone, run: openSession }),
  ...handleCommand('company.claim', {
    access: everyone,
    async prepare(context, { code, companyName, name }) {
      const expected = context.services.setupCode()
      if (expected === null || !isSameSecret(code, expected)) {
        throw new AppError('permission-denied', '开通码不对，请向部署的同事确认')
      }
      await passTexts(context, textsOf('name', { companyName, name }))
    },
    async run(context, { companyName, name }) {
      const { tx, caller, now, newId } = context
      if (await tx.get('company', 'main')) {
        throw new AppError('conflict', '公司已经开通了，请联系负责人')
      }
      // Who is in a group already would be a member of a company that does not exist.
      const memberId = caller.memberId ?? newId()
      await tx.insert('company', {
        _id: 'main',
        name: companyName,
        ownerId: memberId,
        createdAt: now,
      })
      await tx.put('identities', {
        _id: hashOf(caller.openid),
        memberId,
        openid: caller.openid,
        companyRole: 'owner',
      })
      await tx.put('members', { _id: memberId, name, companyRole: 'owner', createdAt: now })
      for (const rule of DEFAULT_RULES) await tx.insert('incentive_rules', rule)
      await tx.insert('incentive_rule_sets', DEFAULT_RULE_SET)
      await audit(context, {
        actorId: memberId,
        action: 'company.claim',
        groupId: null,
        subject: companyName,
      })
      return { memberId, companyName }
    },
  }),
  ...handleCommand('company.appoint', {
    access: companyOwner,
    async prepare({ db, grant }, { memberId }) {
      if (memberId === grant.actor.memberId)
        throw new AppError('conflict', '负责人不能改自己的角色')
      const [identity] = await db.find('identities', {
        index: 'by_member',
        where: { memberId },
        limit: 1,
        fields: ['memberId'],
      })
      return { identityId: found(identity, '没有这个人')._id }
    },
    async run(context, { memberId, role }) {
      const { tx, prepared, grant } = context
      await tx.update('identities', prepared.identityId, { set: { companyRole: role } })
      await tx.update('members', memberId, { set: { companyRole: role } })
      await audit(context, {
        actorId: grant.actor.memberId,
        action: 'company.appoint',
        groupId: null,
        subject: memberId,
        detail: role ?? 'none',
      })
      return { memberId, companyRole: role }
    },
  }),
  ...handleQuery('company.managers', {
    access: companyOwner,
    async run({ db }) {
      const rows = await db.find('members', {
        index: 'by_role',
        where: { companyRole: 'manager' },
        limit: MANAGERS_MAX,
        fields: ['name'],
      })
      return { rows: rows.map(({ _id, name }) => ({ memberId: _id, name })) }
    },
  }),
  ...handleQuery('me.get', {
    access: companyMember,
    async run({ db, grant, now }) {
      const { memberId, companyRole } = grant.actor
      const keys = PERIOD_KINDS.map((kind) => periodKey(kind, now))
      const [member, company, memberships, scores, unread, credits] = await Promise.all([
        db.get('members', memberId),
        db.get('company', 'main'),
        groupsQueries(db).membershipsOf(memberId),
        pointsQueries(db).scoresOfMember(memberId, keys),
        noticeQueries(db).unread(memberId),
        noticeQueries(db).credits(memberId),
      ])
      const groups = await groupsQueries(db).groups(memberships.map((m) => m.groupId))
      const byId = new Map(groups.map((group) => [group._id, group]))
      const pointsIn = (key: string, groupId?: string) =>
        scores
          .filter((score) => groupId === undefined || score.groupId === groupId)
          .reduce((sum, score) => sum + (score.periods[periodField(key)]?.points ?? 0), 0)
      return {
        memberId,
        name: found(member).name,
        companyName: found(company).name,
        companyRole,
        groups: memberships.flatMap(({ groupId, role, joinedAt }) => {
          const group = byId.get(groupId)
          if (!group) return []
          const monthPoints = pointsIn(periodKey('month', now), groupId)
          return [{ ...groupBar(group, role), joinedAt, monthPoints }]
        }),
        points: Object.fromEntries(
          PERIOD_KINDS.map((kind) => [kind, pointsIn(periodKey(kind, now))]),
        ) as Record<PeriodKind, number>,
        unread,
        credits: Object.fromEntries(credits.map(({ template, credits }) => [template, credits])),
      }
    },
  }),
}
