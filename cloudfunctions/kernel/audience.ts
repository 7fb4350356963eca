import type { CompanyRole, GroupRole } from '../../miniprogram/contract/common'
import type { Caller } from './identity'

/**
 * Whom something is for. It is kept as a key, never as a list of people: whoever comes later belongs to it, whoever leaves does
 * not any more.
 */
export type Audience =
  | { to: 'member'; memberId: string }
  | { to: 'group'; groupId: string; part: GroupPart }
  | { to: 'company'; part: 'all' | 'managers' | 'owner' }

/** `acting`: who takes part, so without observers. */
export type GroupPart = 'all' | 'acting' | 'admins'

const GROUP_PARTS: Record<GroupPart, readonly GroupRole[]> = {
  all: ['admin', 'member', 'observer'],
  acting: ['admin', 'member'],
  admins: ['admin'],
}

const COMPANY_PARTS: Record<'managers' | 'owner', readonly CompanyRole[]> = {
  managers: ['manager', 'owner'],
  owner: ['owner'],
}

export function audienceKey(audience: Audience): string {
  switch (audience.to) {
    case 'member':
      return `member:${audience.memberId}`
    case 'group':
      return `group:${audience.groupId}:${audience.part}`
    case 'company':
      return `company:${audience.part}`
  }
}

/** @throws Error for what is no key. */
export function audienceOf(key: string): Audience {
  const [to, first = '', second = ''] = key.split(':')
  if (to === 'member') return { to, memberId: first }
  if (to === 'group') return { to, groupId: first, part: second as GroupPart }
  if (to === 'company') return { to, part: first as 'all' | 'managers' | 'owner' }
  throw new Error(`no audience: ${key}`)
}

/** Whether somebody with this role in the group belongs to that part of it. */
export const isInPart = (part: GroupPart, role: GroupRole): boolean =>
  GROUP_PARTS[part].includes(role)

/** Every audience that the caller belongs to. */
export function audienceKeysOf({ memberId, companyRole, groups }: Caller): string[] {
  if (memberId === null) return []
  const keys = [audienceKey({ to: 'member', memberId })]
  for (const [groupId, { role }] of Object.entries(groups)) {
    for (const part of ['all', 'acting', 'admins'] as const) {
      if (isInPart(part, role)) keys.push(audienceKey({ to: 'group', groupId, part }))
    }
  }
  if (keys.length > 1 || companyRole !== null)
    keys.push(audienceKey({ to: 'company', part: 'all' }))
  for (const part of ['managers', 'owner'] as const) {
    if (companyRole !== null && COMPANY_PARTS[part].includes(companyRole)) {
      keys.push(audienceKey({ to: 'company', part }))
    }
  }
  return keys
}

/**
 * Since when the caller belongs to an audience, epoch ms: what was said before does not concern who came later. 0: always.
 */
export function belongsSince({ groups, since }: Caller, key: string): number {
  const audience = audienceOf(key)
  if (audience.to === 'group') return groups[audience.groupId]?.since ?? Number.MAX_SAFE_INTEGER
  return audience.to === 'company' ? since : 0
}
