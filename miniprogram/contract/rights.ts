import type { CompanyRole, GroupRole } from './common'

/** Where a right comes from: a role in the group that the input names, or one in the company. */
export type RightRole = GroupRole | CompanyRole

/** A right → the roles that have it. With a role of a group in it, the action names the group by `groupId`. */
export type Rights = Readonly<Record<string, readonly RightRole[]>>

/** Who asks, as far as rights go: `role` in the group at hand, null outside of it. */
export interface Standing {
  role: GroupRole | null
  companyRole: CompanyRole | null
}

const GROUP_ROLES: readonly RightRole[] = ['admin', 'member', 'observer'] satisfies GroupRole[]

/** Whether a right is one in a group (or in the company only). */
export const isGroupRight = (roles: readonly RightRole[]): boolean =>
  roles.some((role) => GROUP_ROLES.includes(role))

/** The one answer to "may this person do that", for server, phone and the access matrix. */
export const hasRole = ({ role, companyRole }: Standing, roles: readonly RightRole[]): boolean =>
  (role !== null && roles.includes(role)) || (companyRole !== null && roles.includes(companyRole))

/** Everyone in the group, and who reads the whole company. */
export const GROUP_READERS = ['admin', 'member', 'observer', 'manager', 'owner'] as const
/** Who looks after a group, or after all. */
export const GROUP_OVERSEERS = ['admin', 'manager', 'owner'] as const
/** Who may change a group. */
export const GROUP_ADMINS = ['admin', 'owner'] as const
