import type { GroupRole } from '../../miniprogram/contract/common'
import { audienceOf, isInPart } from './audience'
import type { Database, Reader } from './database'
import { identityPage } from './identity'
import type { Registry } from './registry'

/** Somebody in a group now. */
export interface GroupPerson {
  memberId: string
  name: string
  role: GroupRole
  /** In the group since, epoch ms. */
  since: number
}

/** What engines need to know of a group. */
export interface GroupFace {
  groupId: string
  name: string
  isActive: boolean
  people: readonly GroupPerson[]
}

/** What engines ask of the domain that has groups, without knowing it. One domain provides it. */
export interface PeoplePort {
  /** One read. */
  group(reader: Reader, groupId: string): Promise<GroupFace | null>
}

declare module './domain' {
  interface DomainParts {
    provides?: Readonly<Record<'people', PeoplePort>>
  }
}

/** @throws Error when no domain has groups. */
export function peopleOf(registry: Registry): PeoplePort {
  const port = registry.find('provides', 'people')
  if (!port) throw new Error('no domain provides people')
  return port
}

/** People of an audience, page by page. */
export interface AudiencePage {
  memberIds: string[]
  /** Where the next page begins; null when there is none. */
  next: string | null
}

/** Who belongs to an audience now, in pages: one read a page. A group or a member is one page. */
export async function audiencePage(
  db: Database,
  registry: Registry,
  key: string,
  after: string,
  limit: number,
): Promise<AudiencePage> {
  const audience = audienceOf(key)
  if (audience.to === 'member') return { memberIds: [audience.memberId], next: null }
  if (audience.to === 'group') {
    const group = await peopleOf(registry).group(db, audience.groupId)
    const people = group?.isActive ? group.people : []
    const inside = people.filter(({ role }) => isInPart(audience.part, role))
    return { memberIds: inside.map(({ memberId }) => memberId), next: null }
  }
  const rows = await identityPage(db, after, limit)
  const inside = rows.filter(({ companyRole, groups }) => {
    if (audience.part === 'all') return companyRole !== null || Object.keys(groups).length > 0
    return audience.part === 'owner' ? companyRole === 'owner' : companyRole !== null
  })
  const last = rows.at(-1)
  return {
    memberIds: inside.map(({ memberId }) => memberId),
    next: last && rows.length === limit ? last._id : null,
  }
}
