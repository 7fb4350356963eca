import { MEMBERSHIP } from '../../../miniprogram/contract/groups'
import { IDEAL_BAND, REMOVED_SHOWN } from '../../../miniprogram/contract/limits'
import { may } from '../../../miniprogram/contract/index'
import { openWaitlist, readWaitlist } from '../../engines/waitlist'
import { everyone, inCompany, inGroup, known } from '../../kernel/access'
import { handleCommand, handleQuery } from '../../kernel/define'
import { AppError, found } from '../../kernel/errors'
import {
  enterGroup,
  identityById,
  isInCompany,
  roleIn,
  COMPANY_SCOPE,
  isBarred,
  unbar,
} from '../../kernel/identity'
import { orderKey } from '../../kernel/order-key'
import { bindChat, chatProof } from './chat-binding'
import { mustBeOpen, seatOf, seatsWithRole, standingIn } from './groups.logic'
import { groupsQueries, groupsReads } from './groups.repo'
import { groups, membershipId, memberships, type GroupDoc } from './groups.tables'
import { groupBar, groupRow, memberRow, removedRow, waitingRow } from './groups.views'
import { joinGroup } from './join'
import { SEAT, seatListOf, sitDown, standUp } from './seats'
import { waitingHandlers } from './waiting.handlers'

export const groupHandlers = {
  ...waitingHandlers,
  ...handleCommand('groups.create', {
    access: inCompany('groups.create'),
    prepare: async (context, { cloudId }) => ({
      opengid: cloudId === undefined ? null : await chatProof(context, cloudId),
    }),
    async run(context, { name, type, focus, cap }) {
      const { tx, caller, grant, now, newId, prepared } = context
      const { memberId } = grant.actor
      const groupId = newId()
      const founder = { memberId, name: caller.name, role: 'admin', since: now } as const
      const group: GroupDoc = {
        _id: groupId,
        name,
        type,
        focus,
        cap,
        idealMin: IDEAL_BAND.min,
        idealMax: IDEAL_BAND.max,
        seats: [founder],
        waitingCount: 0,
        status: 'active',
        chatBound: prepared.opengid !== null,
        figures: {},
        createdAt: now,
        createdBy: memberId,
        order: orderKey(now, groupId),
      }
      if (prepared.opengid !== null) await bindChat(context, prepared.opengid, groupId, memberId)
      await tx.insert(groups, group)
      await openWaitlist(context, SEAT, groupId, cap, 1)
      await tx.insert(memberships, {
        _id: membershipId(groupId, memberId),
        groupId,
        memberId,
        identityId: caller.identityId,
        name: caller.name,
        status: 'active',
        joinedAt: now,
        joinWay: 'founder',
        leftHow: null,
        leftAt: null,
        leftReason: null,
      })
      await enterGroup(tx, caller.identityId, groupId, { role: 'admin', since: now })
      await context.happened('group.created', { groupId, name })
      const joined = {
        groupId,
        groupName: name,
        memberId,
        name: caller.name,
        role: 'admin',
      } as const
      await context.happened('member.joined', joined)
      return groupBar(group, 'admin')
    },
    audit: ({ name }, { groupId }) => ({ groupId, subject: name }),
  }),
  ...handleCommand('groups.bind', {
    access: inGroup('groups.manage'),
    prepare: async (context, { cloudId }) => ({ opengid: await chatProof(context, cloudId) }),
    async run(context, { groupId }) {
      const { tx, caller, grant, prepared } = context
      const group = found(await groupsReads(tx).group(groupId), '没有这个群')
      await bindChat(context, prepared.opengid, groupId, grant.actor.memberId)
      await tx.update(groups, groupId, { set: { chatBound: true } })
      return groupBar(group, roleIn(caller, groupId))
    },
  }),
  ...handleCommand('groups.join', {
    access: everyone,
    async prepare(context, { groupId, cloudId }) {
      const opengid = await chatProof(context, cloudId)
      const chat = await groupsReads(context.db).chat(opengid)
      if (chat?.groupId !== groupId) {
        throw new AppError('permission-denied', '请从这个群的微信群聊里打开后再加入')
      }
    },
    run: joinGroup,
  }),
  ...handleCommand('groups.leave', {
    access: inGroup('groups.leave'),
    async run(context, { groupId }) {
      const { tx, grant } = context
      const reads = groupsReads(tx)
      const group = found(await reads.group(groupId), '没有这个群')
      const mine = found(await reads.membership(groupId, grant.actor.memberId))
      await standUp(context, group, mine, { how: 'left', reason: null })
      return { groupId }
    },
  }),
  ...handleCommand('groups.remove', {
    access: inGroup('groups.manage'),
    async run(context, { groupId, memberId, reason }) {
      const { tx, caller, grant } = context
      if (memberId === grant.actor.memberId) {
        throw new AppError('conflict', '不能移出自己，请先交接管理员')
      }
      const reads = groupsReads(tx)
      const membership = found(await reads.membership(groupId, memberId), '这个人不在群里')
      const group = found(await reads.group(groupId))
      const left = await standUp(context, group, membership, { how: 'removed', reason })
      return { memberId, group: groupBar(left, roleIn(caller, groupId)) }
    },
  }),
  ...handleCommand('groups.readmit', {
    access: inGroup('groups.manage'),
    async run(context, { groupId, memberId }) {
      const { tx, caller, grant, now } = context
      const reads = groupsReads(tx)
      const membership = await reads.membership(groupId, memberId)
      if (!membership || !MEMBERSHIP.can(standingIn(membership), 'readmit')) {
        throw new AppError('not-found', '这个人没有被移出本群')
      }
      const group = found(await reads.group(groupId))
      mustBeOpen(group)
      const list = await seatListOf(context, groupId)
      if (!(await list.seat())) {
        const isFull = list.list.taken >= list.list.quota
        throw new AppError(
          'conflict',
          isFull ? '席位已满，先空出一个席位' : '空出的席位先留给候补的人',
        )
      }
      const { identityId, name } = membership
      const identity = found(await identityById(tx, identityId), '这个人已删除自己的数据')
      if (await isBarred(tx, identityId, COMPANY_SCOPE)) {
        if (caller.companyRole !== 'owner') {
          throw new AppError('conflict', '负责人把这个人移出了公司，要由负责人让他回来')
        }
        await unbar(tx, identityId, COMPANY_SCOPE)
      }
      const isNewHere = !isInCompany({ ...identity, identityId })
      const how = { role: 'member', way: membership.joinWay, isNewHere } as const
      const seated = await sitDown(context, group, list, { memberId, identityId, name }, how)
      const seat = { memberId, name, role: 'member', since: now } as const
      return {
        member: memberRow(seat, grant.actor.memberId),
        group: groupBar(seated, roleIn(caller, groupId)),
      }
    },
  }),
  ...handleCommand('groups.setRole', {
    access: inGroup('groups.manage'),
    async run(context, { groupId, memberId, role }) {
      const { tx, grant } = context
      const reads = groupsReads(tx)
      const group = found(await reads.group(groupId), '没有这个群')
      const seat = found(seatOf(group, memberId), '这个人不在群里')
      const { identityId } = found(await reads.membership(groupId, memberId))
      const identity = await identityById(tx, identityId)
      // Who was taken out of the company or erased still sits there until the seat is freed.
      if (!identity || roleIn(identity, groupId) === null) {
        throw new AppError('not-found', '这个人不在群里')
      }
      await tx.update(groups, groupId, { set: { seats: seatsWithRole(group, memberId, role) } })
      await enterGroup(tx, identityId, groupId, { role, since: seat.since })
      await context.happened('role.changed', { groupId, memberId, role })
      return memberRow({ ...seat, role }, grant.actor.memberId)
    },
  }),
  ...handleQuery('groups.get', {
    access: inGroup('groups.read'),
    async run({ db, caller, grant }, { groupId }) {
      const { actor } = grant
      const role = roleIn(caller, groupId)
      const who = { role, companyRole: actor.companyRole }
      const canManage = may(who, 'groups.manage')
      const seesNames = may(who, 'asks.oversee')
      const queries = groupsQueries(db)
      const [stored, list, removed] = await Promise.all([
        queries.group(groupId),
        readWaitlist(db, SEAT, groupId),
        canManage ? queries.removedFrom(groupId, undefined, REMOVED_SHOWN + 1) : [],
      ])
      const group = found(stored, '没有这个群')
      return {
        group: groupBar(group, role),
        focus: group.focus,
        chatBound: group.chatBound,
        members: group.seats.map((seat) => memberRow(seat, actor.memberId)),
        waiting: (list?.waiters ?? []).map((one, index) => waitingRow(one, index, seesNames)),
        removed: removed.slice(0, REMOVED_SHOWN).map(removedRow),
        hasMoreRemoved: removed.length > REMOVED_SHOWN,
        canManage,
      }
    },
  }),
  ...handleQuery('groups.removed', {
    access: inGroup('groups.manage'),
    async run({ db }, { groupId, cursor, size }) {
      const before = cursor === undefined ? undefined : Number(cursor)
      if (Number.isNaN(before)) throw new AppError('invalid-argument')
      const rows = await groupsQueries(db).removedFrom(groupId, before, size + 1)
      const last = rows.length > size ? rows[size - 1] : undefined
      return {
        rows: rows.slice(0, size).map(removedRow),
        ...(last ? { next: String(last.leftAt ?? 0) } : {}),
      }
    },
  }),
  ...handleQuery('groups.list', {
    access: known,
    async run({ db, caller }, { cursor, size }) {
      const queries = groupsQueries(db)
      if (caller.companyRole === null) {
        const mine = await queries.groups(Object.keys(caller.groups).slice(0, 1000))
        const active = mine.filter(({ status }) => status === 'active')
        active.sort((a, b) => (a.order < b.order ? -1 : 1))
        return { rows: active.map((group) => groupRow(group, roleIn(caller, group._id))) }
      }
      const rows = await queries.activeGroups(cursor ?? '', size + 1)
      const last = rows.length > size ? rows[size - 1] : undefined
      return {
        rows: rows.slice(0, size).map((group) => groupRow(group, roleIn(caller, group._id))),
        ...(last ? { next: last.order } : {}),
      }
    },
  }),
}
