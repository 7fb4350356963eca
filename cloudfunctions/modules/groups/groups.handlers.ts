import { IDEAL_BAND } from '../../../miniprogram/contract/limits'
import { audit } from '../../kernel/audit'
import {
  companyManager,
  companyMember,
  everyone,
  groupAdmin,
  groupReader,
  membershipId,
} from '../../kernel/access'
import { handleCommand, handleQuery } from '../../kernel/define'
import { AppError, found } from '../../kernel/errors'
import { passTexts, textsOf } from '../../kernel/text-check'
import type { GroupDoc } from '../../schema/types'
import { bindChat, chatProof } from './chat-binding'
import { joinGroup } from './join'
import { groupsQueries, groupsReads } from './groups.repo'
import { adminsAfter, groupBar, mustSeat } from './groups.rules'
import { newMembership, newScore } from './new-member'

export const groupHandlers = {
  ...handleCommand('groups.create', {
    access: companyManager,
    intentOf: ({ cloudId, ...rest }) => ({ ...rest, bindsChat: cloudId !== undefined }),
    async prepare(context, { name, focus, cloudId }) {
      await passTexts(context, [...textsOf('name', { name }), ...textsOf('post', { focus })])
      const opengid = cloudId === undefined ? null : await chatProof(context, cloudId)
      const founder = found(await context.db.get('members', context.grant.actor.memberId))
      return { opengid, founderName: founder.name }
    },
    async run(context, { name, type, focus, cap }) {
      const { tx, grant, now, newId, prepared } = context
      const { memberId } = grant.actor
      const group: GroupDoc = {
        _id: newId(),
        name,
        type,
        focus,
        cap,
        idealMin: IDEAL_BAND.min,
        idealMax: IDEAL_BAND.max,
        seatsTaken: 1,
        waitingSeq: 0,
        waitingCount: 0,
        adminIds: [memberId],
        status: 'active',
        chatBound: prepared.opengid !== null,
        ruleVersion: 0,
        createdAt: now,
        createdBy: memberId,
      }
      if (prepared.opengid !== null) await bindChat(tx, prepared.opengid, group._id, memberId, now)
      await tx.insert('groups', group)
      const founder = { memberId, name: prepared.founderName }
      await tx.insert('memberships', newMembership(group, founder, 'admin', 'founder', now))
      await tx.insert('scores', newScore(group, founder, now))
      await audit(context, {
        actorId: memberId,
        action: 'groups.create',
        groupId: group._id,
        subject: name,
      })
      return groupBar(group, 'admin')
    },
  }),
  ...handleCommand('groups.bind', {
    access: groupAdmin,
    intentOf: ({ groupId }) => groupId,
    prepare: async (context, { cloudId }) => ({ opengid: await chatProof(context, cloudId) }),
    async run(context, { groupId }) {
      const { tx, grant, prepared, now } = context
      const group = found(await groupsReads(tx).group(groupId), '没有这个群')
      await bindChat(tx, prepared.opengid, groupId, grant.actor.memberId, now)
      await tx.update('groups', groupId, { set: { chatBound: true } })
      await audit(context, {
        actorId: grant.actor.memberId,
        action: 'groups.bind',
        groupId,
        subject: prepared.opengid,
      })
      return groupBar(group, grant.membership?.role ?? null)
    },
  }),
  ...handleCommand('groups.join', {
    access: everyone,
    intentOf: ({ groupId, name }) => ({ groupId, name }),
    async prepare(context, { groupId, cloudId, name }) {
      const opengid = await chatProof(context, cloudId)
      const chat = await groupsReads(context.db).chat(opengid)
      if (chat?.groupId !== groupId) {
        throw new AppError('permission-denied', '请从这个群的微信群聊里打开后再加入')
      }
      const { memberId } = context.caller
      if (memberId !== null) {
        const [known, ahead] = await Promise.all([
          context.db.get('members', memberId),
          groupsQueries(context.db).aheadOf(groupId, memberId),
        ])
        return { known, ahead }
      }
      await passTexts(context, textsOf('name', { name }))
      return { known: null, ahead: null }
    },
    run: joinGroup,
  }),
  ...handleCommand('groups.leaveWaiting', {
    access: companyMember,
    async run({ tx, grant }, { groupId }) {
      const { memberId } = grant.actor
      const waiting = await groupsReads(tx).waiting(groupId, memberId)
      if (waiting) {
        await tx.remove('waiting_list', waiting._id)
        await tx.update('groups', groupId, { inc: { waitingCount: -1 } })
      }
      return { groupId }
    },
  }),
  ...handleCommand('groups.remove', {
    access: groupAdmin,
    async prepare(context, { reason }) {
      await passTexts(context, textsOf('reason', { reason }))
    },
    async run(context, { groupId, memberId, reason }) {
      const { tx, grant, now } = context
      const actorId = grant.actor.memberId
      if (memberId === actorId) throw new AppError('conflict', '不能移出自己，请先交接管理员')
      const groups = groupsReads(tx)
      const membership = await groups.membership(groupId, memberId)
      if (membership?.status !== 'active') throw new AppError('not-found', '这个人不在群里')
      const group = found(await groups.group(groupId))
      const adminIds = adminsAfter(group, memberId, null)
      await tx.update('memberships', membership._id, {
        set: { status: 'removed', removedAt: now, removedReason: reason, role: 'member' },
      })
      await tx.update('groups', groupId, { set: { adminIds }, inc: { seatsTaken: -1 } })
      await tx.update('scores', membershipId(groupId, memberId), {
        set: { isActive: false, updatedAt: now },
      })
      await audit(context, {
        actorId,
        action: 'groups.remove',
        groupId,
        subject: memberId,
        detail: reason,
      })
      const left = { ...group, adminIds, seatsTaken: group.seatsTaken - 1 }
      return { memberId, group: groupBar(left, grant.membership?.role ?? null) }
    },
  }),
  ...handleCommand('groups.readmit', {
    access: groupAdmin,
    async run(context, { groupId, memberId }) {
      const { tx, grant, now } = context
      const groups = groupsReads(tx)
      const membership = await groups.membership(groupId, memberId)
      if (membership?.status !== 'removed') throw new AppError('not-found', '这个人没有被移出本群')
      const group = found(await groups.group(groupId))
      mustSeat(group)
      // Time to confirm the rules runs from the return, as for someone new.
      await tx.update('memberships', membership._id, {
        set: { status: 'active', joinedAt: now, removedAt: null, removedReason: null },
      })
      await tx.update('groups', groupId, { inc: { seatsTaken: 1 } })
      await tx.update('scores', membershipId(groupId, memberId), {
        set: { isActive: true, updatedAt: now },
      })
      await audit(context, {
        actorId: grant.actor.memberId,
        action: 'groups.readmit',
        groupId,
        subject: memberId,
      })
      const { name, role } = membership
      return {
        member: { memberId, name, role, joinedAt: now, isMe: false },
        group: groupBar(
          { ...group, seatsTaken: group.seatsTaken + 1 },
          grant.membership?.role ?? null,
        ),
      }
    },
  }),
  ...handleCommand('groups.setRole', {
    access: groupAdmin,
    async run(context, { groupId, memberId, role }) {
      const { tx, grant } = context
      const groups = groupsReads(tx)
      const membership = await groups.membership(groupId, memberId)
      if (membership?.status !== 'active') throw new AppError('not-found', '这个人不在群里')
      const group = found(await groups.group(groupId))
      await tx.update('memberships', membership._id, { set: { role } })
      await tx.update('groups', groupId, { set: { adminIds: adminsAfter(group, memberId, role) } })
      await audit(context, {
        actorId: grant.actor.memberId,
        action: 'groups.setRole',
        groupId,
        subject: memberId,
        detail: role,
      })
      const { name, joinedAt } = membership
      return { memberId, name, role, joinedAt, isMe: memberId === grant.actor.memberId }
    },
  }),
  ...handleQuery('groups.get', {
    access: groupReader,
    async run({ db, grant }, { groupId }) {
      const groups = groupsQueries(db)
      const { actor, membership } = grant
      const canManage = membership?.role === 'admin' || actor.companyRole === 'owner'
      const [group, members, waiting, removed] = await Promise.all([
        groups.group(groupId),
        groups.membersOf(groupId),
        groups.waitingOf(groupId),
        canManage ? groups.removedFrom(groupId) : [],
      ])
      const seesNames = canManage || actor.companyRole !== null
      const bar = groupBar(found(group, '没有这个群'), membership?.role ?? null)
      return {
        group: bar,
        focus: found(group).focus,
        chatBound: found(group).chatBound,
        members: members.map(({ memberId, name, role, joinedAt }) => ({
          memberId,
          name,
          role,
          joinedAt,
          isMe: memberId === actor.memberId,
        })),
        waiting: waiting.map(({ name, at }, index) => ({
          position: index + 1,
          name: seesNames ? name : null,
          at,
        })),
        removed: removed.map(({ memberId, name, removedAt, removedReason }) => ({
          memberId,
          name,
          at: removedAt ?? 0,
          reason: removedReason ?? '',
        })),
        canManage,
      }
    },
  }),
  ...handleQuery('groups.list', {
    access: companyMember,
    async run({ db, grant }) {
      const groups = groupsQueries(db)
      const { memberId, companyRole } = grant.actor
      const mine = await groups.membershipsOf(memberId)
      const roles = new Map(mine.map((m) => [m.groupId, m.role]))
      const rows =
        companyRole === null ? await groups.groups([...roles.keys()]) : await groups.activeGroups()
      const admins = await db.getMany('members', [
        ...new Set(rows.flatMap((group) => group.adminIds)),
      ])
      const names = new Map(admins.map(({ _id, name }) => [_id, name]))
      return {
        rows: rows.map((group) => ({
          ...groupBar(group, roles.get(group._id) ?? null),
          admins: group.adminIds.flatMap((id) => names.get(id) ?? []),
          waiting: group.waitingCount,
          chatBound: group.chatBound,
          ruleVersion: group.ruleVersion,
        })),
      }
    },
  }),
}
