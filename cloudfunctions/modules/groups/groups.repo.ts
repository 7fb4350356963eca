import { PAGE_SIZE_MAX } from '../../../miniprogram/contract/limits'
import type { Database, Reader } from '../../kernel/database'
import { chats, groups, membershipId, memberships } from './groups.tables'

export const groupsReads = (reader: Reader) => ({
  group: (groupId: string) => reader.get(groups, groupId),
  chat: (opengid: string) => reader.get(chats, opengid),
  membership: (groupId: string, memberId: string) =>
    reader.get(memberships, membershipId(groupId, memberId)),
})

/** Before every leaving: the newest come first. */
const NEWEST = Number.MAX_SAFE_INTEGER

export const groupsQueries = (db: Database) => ({
  ...groupsReads(db),
  groups: (groupIds: readonly string[]) => db.getMany(groups, groupIds),
  /** Active groups in the order of their making, after a cursor. */
  activeGroups: (after: string, limit: number) =>
    db.find(groups, {
      index: 'by_status',
      where: { status: 'active', order: { gt: after } },
      order: 'asc',
      limit: Math.min(limit, PAGE_SIZE_MAX + 1),
    }),
  /** Who was removed, the latest first. */
  removedFrom: (groupId: string, before: number | undefined, limit: number) =>
    db.find(memberships, {
      index: 'by_leaving',
      where: { groupId, leftHow: 'removed', leftAt: { lt: before ?? NEWEST } },
      order: 'asc',
      limit,
    }),
})
