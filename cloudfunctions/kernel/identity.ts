import type { CompanyRole, GroupRole } from '../../miniprogram/contract/common'
import type { Database, Reader, Tx } from './database'
import { hashOf } from './hash'
import type { Document } from './paths'
import { table } from './table'

/** A person's place in one group. */
export interface Place {
  role: GroupRole
  /** In the group since, epoch ms: what was asked before concerns newcomers from here on. */
  since: number
}

/**
 * `sha256(openid)` → who that is and what that person may: read once a call, again inside the transaction of a command.
 * The only collection that holds an openid, for sending messages.
 */
export interface IdentityDoc extends Document {
  memberId: string
  openid: string
  name: string
  companyRole: CompanyRole | null
  /** Groups that the person is in, by id; those left are gone from here. */
  groups: Record<string, Place>
  /** In the company since, epoch ms. */
  since: number
}

export const identities = table<IdentityDoc>()('identities', {
  indexes: { by_member: ['memberId'], by_role: ['companyRole'] },
})

/** Who calls: always a WeChat user, perhaps not (or no longer) in the company. */
export interface Caller {
  /** Never leaves the server. */
  openid: string
  identityId: string
  memberId: string | null
  name: string
  companyRole: CompanyRole | null
  groups: Readonly<Record<string, Place>>
  since: number
}

/** A caller who is in the company. */
export interface Actor extends Caller {
  memberId: string
}

export const identityIdOf = (openid: string): string => hashOf(openid)

export const callerOf = (openid: string, identity: IdentityDoc | null): Caller => ({
  openid,
  identityId: identityIdOf(openid),
  memberId: identity?.memberId ?? null,
  name: identity?.name ?? '',
  companyRole: identity?.companyRole ?? null,
  groups: identity?.groups ?? {},
  since: identity?.since ?? 0,
})

/** In at least one group, or with a role in the company: who is out of all sees nothing any more. */
export const isInCompany = ({ memberId, companyRole, groups }: Caller): boolean =>
  memberId !== null && (companyRole !== null || Object.keys(groups).length > 0)

export const roleIn = (caller: Pick<Caller, 'groups'>, groupId: string): GroupRole | null =>
  Object.prototype.hasOwnProperty.call(caller.groups, groupId)
    ? (caller.groups[groupId]?.role ?? null)
    : null

/** One person by the id of their WeChat identity. One read. */
export const identityById = (reader: Reader, identityId: string): Promise<IdentityDoc | null> =>
  reader.get(identities, identityId)

/** People by their ids, at most 1000; who has been erased is left out. One read. */
export const identitiesOf = (db: Database, memberIds: readonly string[]): Promise<IdentityDoc[]> =>
  memberIds.length === 0
    ? Promise.resolve([])
    : db.find(identities, {
        index: 'by_member',
        where: { memberId: { in: [...memberIds] } },
        limit: memberIds.length,
      })

/** One person by id; null for who has been erased. One read. */
export const identityOf = async (db: Database, memberId: string): Promise<IdentityDoc | null> =>
  (await identitiesOf(db, [memberId]))[0] ?? null

/** Who has a role in the company. One read. */
export const identitiesWith = (
  db: Database,
  companyRole: CompanyRole,
  limit: number,
): Promise<IdentityDoc[]> =>
  db.find(identities, { index: 'by_role', where: { companyRole }, limit })

/** Everybody who was ever here, in the order of their identities after this one. One read a page. */
export const identityPage = (db: Database, after: string, limit: number): Promise<IdentityDoc[]> =>
  db.find(identities, { index: '_id', where: { _id: { gt: after } }, order: 'asc', limit })

/** Makes the caller a person of the company, or one anew with another role. One write. */
export const putIdentity = (
  tx: Tx,
  { identityId, openid }: Pick<Caller, 'identityId' | 'openid'>,
  person: Omit<IdentityDoc, '_id' | 'openid'>,
) => tx.put(identities, { _id: identityId, openid, ...person })

/** One write. */
export const setCompanyRole = (tx: Tx, identityId: string, companyRole: CompanyRole | null) =>
  tx.update(identities, identityId, { set: { companyRole } })

/** Takes away every place and role at once: the person sees nothing any more. One write. */
export const expelIdentity = (tx: Tx, identityId: string) =>
  tx.update(identities, identityId, { set: { companyRole: null, groups: {} } })

/** Forgets who somebody is: WeChat's identity and the person are not tied any more. One write. */
export const forgetIdentity = (tx: Tx, identityId: string) => tx.remove(identities, identityId)

/** Gives someone a place in a group; one write. */
export const enterGroup = (tx: Tx, identityId: string, groupId: string, place: Place) =>
  tx.update(identities, identityId, { set: { [`groups.${groupId}`]: place } })

/** Takes the place away; one write. */
export const exitGroup = (tx: Tx, identityId: string, groupId: string) =>
  tx.update(identities, identityId, { unset: [`groups.${groupId}`] })

/**
 * `sha256(identity, scope)`: a WeChat user who may not come by themselves, into the company or into one group. It names no person and
 * outlives the erasing of one, or that would be the way back.
 */
export interface BarDoc extends Document {
  at: number
}

export const bars = table<BarDoc>()('bars', { indexes: {} })

/** The whole company as the scope of a bar. */
export const COMPANY_SCOPE = 'company'

const barId = (identityId: string, scope: string): string => hashOf(identityId, scope)

/** Keeps somebody out; `scope`: a group's id, or the company. One write. */
export const bar = (tx: Tx, identityId: string, scope: string, at: number) =>
  tx.put(bars, { _id: barId(identityId, scope), at })

/** One read. */
export const isBarred = async (reader: Reader, identityId: string, scope: string) =>
  (await reader.get(bars, barId(identityId, scope))) !== null

/** Lets somebody come again. One write. */
export const unbar = (tx: Tx, identityId: string, scope: string) =>
  tx.remove(bars, barId(identityId, scope))
