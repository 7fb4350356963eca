import { everyone, inCompany, known } from '../../kernel/access'
import type { Database } from '../../kernel/database'
import { handleCommand, handleQuery } from '../../kernel/define'
import { AppError, found } from '../../kernel/errors'
import {
  expelIdentity,
  forgetIdentity,
  identitiesWith,
  identityById,
  identityOf,
  isInCompany,
  putIdentity,
  setCompanyRole,
  bar,
  COMPANY_SCOPE,
} from '../../kernel/identity'
import { leaveSeats } from './company.jobs'
import { removedFrom } from '../groups'
import { holdingsOf } from './holdings'
import { companies, COMPANY_ID, erasures } from './company.tables'
import { isSameSecret } from './set-up-code'

/** Groups that somebody was removed from whose decision outlives the person. */
const BARRED_MAX = 20

/** Managers that the owner's list shows. */
const MANAGERS_MAX = 100

const personOf = async (db: Database, memberId: string) =>
  found(await identityOf(db, memberId), '没有这个人')

export const companyHandlers = {
  ...handleCommand('company.claim', {
    access: everyone,
    async prepare({ services }, { code }) {
      const expected = services.setupCode()
      if (expected === null || !isSameSecret(code, expected)) {
        throw new AppError('permission-denied', '开通码不对，请向部署的同事确认')
      }
      return Promise.resolve()
    },
    async run({ tx, caller, now, newId }, { companyName, name }) {
      if (await tx.get(companies, COMPANY_ID)) {
        throw new AppError('conflict', '公司已经开通了，请联系负责人')
      }
      const memberId = caller.memberId ?? newId()
      await tx.insert(companies, {
        _id: COMPANY_ID,
        name: companyName,
        ownerId: memberId,
        createdAt: now,
      })
      await putIdentity(tx, caller, {
        memberId,
        name,
        companyRole: 'owner',
        groups: { ...caller.groups },
        since: now,
      })
      return { memberId, companyName }
    },
    audit: ({ companyName }) => ({ subject: companyName }),
  }),
  ...handleCommand('company.appoint', {
    access: inCompany('company.appoint'),
    async prepare({ db, grant }, { memberId }) {
      if (memberId === grant.actor.memberId) {
        throw new AppError('conflict', '负责人不能改自己的角色')
      }
      return { identityId: (await personOf(db, memberId))._id }
    },
    async run(work, { memberId, role }) {
      const { tx, prepared } = work
      const identity = found(await identityById(tx, prepared.identityId), '没有这个人')
      const wasIn = isInCompany({ ...identity, identityId: identity._id })
      // Who is out of every group may be called back as a manager only by joining again.
      if (!wasIn) throw new AppError('not-found', '没有这个人')
      await setCompanyRole(tx, identity._id, role)
      const isIn = isInCompany({ ...identity, companyRole: role, identityId: identity._id })
      if (!isIn) await work.happened('member.departed', { memberId })
      return { memberId, companyRole: role }
    },
    audit: ({ memberId, role }) => ({ subject: memberId, detail: role ?? 'none' }),
  }),
  ...handleQuery('company.managers', {
    access: inCompany('company.appoint'),
    async run({ db }) {
      const rows = await identitiesWith(db, 'manager', MANAGERS_MAX)
      return { rows: rows.map(({ memberId, name }) => ({ memberId, name })) }
    },
  }),
  ...handleCommand('company.expel', {
    access: inCompany('company.expel'),
    async prepare({ db, grant, registry }, { memberId }) {
      if (memberId === grant.actor.memberId) throw new AppError('conflict', '负责人不能移出自己')
      const identity = await personOf(db, memberId)
      const [held] = await holdingsOf(db, registry, memberId)
      if (held) throw new AppError('conflict', `先交接再移出：${held.title}`)
      return { identityId: identity._id }
    },
    async run(work, { memberId }) {
      const { tx, prepared, now } = work
      const identity = found(await identityById(tx, prepared.identityId), '没有这个人')
      const wasIn = isInCompany({ ...identity, identityId: identity._id })
      await expelIdentity(tx, identity._id)
      await bar(tx, identity._id, COMPANY_SCOPE, now)
      // From here on the person sees nothing.
      await leaveSeats(work, memberId, identity.groups)
      if (wasIn) await work.happened('member.departed', { memberId })
      return { memberId }
    },
  }),
  ...handleQuery('me.holds', {
    access: known,
    run: async ({ db, grant, registry }) => ({
      rows: await holdingsOf(db, registry, grant.memberId),
    }),
  }),
  ...handleCommand('me.erase', {
    access: known,
    async prepare({ db, grant, registry, caller }) {
      if (caller.companyRole === 'owner') {
        throw new AppError('conflict', '负责人要先把公司交给别人，才能删除数据')
      }
      const [held] = await holdingsOf(db, registry, grant.memberId)
      if (held) throw new AppError('conflict', `先交接再删除：${held.title}`)
      return { removedFrom: await removedFrom(db, grant.memberId, BARRED_MAX) }
    },
    async run(work) {
      const { tx, caller, grant, now, prepared } = work
      const wasIn = isInCompany(caller)
      // Deleting one's data is no way back past an admin's decision.
      for (const groupId of prepared.removedFrom) await bar(tx, caller.identityId, groupId, now)
      await forgetIdentity(tx, caller.identityId)
      await tx.put(erasures, { _id: grant.memberId, at: now })
      await leaveSeats(work, grant.memberId, caller.groups)
      if (wasIn) await work.happened('member.departed', { memberId: grant.memberId })
      return { at: now }
    },
  }),
}
