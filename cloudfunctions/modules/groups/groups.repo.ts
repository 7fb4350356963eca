import {
  GROUP_CAP_MAX,
  MEMBERSHIPS_MAX,
  REMOVED_SHOWN,
  WAITING_MAX,
} from '../../../miniprogram/contract/limits'
import { membershipId } from '../../kernel/access'
import type { Database, Reader } from '../../kernel/database'

/** Groups of one company that a manager's list shows. */
export const GROUPS_MAX = 100

export const groupsReads = (reader: Reader) => ({
  group: (groupId: string) => reader.get('groups', groupId),
  chat: (opengid: string) => reader.get('chats', opengid),
  membership: (groupId: string, memberId: string) =>
    reader.get('memberships', membershipId(groupId, memberId)),
  waiting: (groupId: string, memberId: string) =>
    reader.get('waiting_list', membershipId(groupId, memberId)),
})

export const groupsQueries = (db: Database) => ({
  ...groupsReads(db),
  /** Active members in the order they joined. */
  membersOf: (groupId: string) =>
    db.find('memberships', {
      index: 'by_group',
      where: { groupId, status: 'active' },
      orderBy: [['joinedAt', 'asc']],
      limit: GROUP_CAP_MAX,
    }),
  /** The latest first. */
  removedFrom: (groupId: string) =>
    db.find('memberships', {
      index: 'by_removal',
      where: { groupId, status: 'removed' },
      orderBy: [['removedAt', 'desc']],
      limit: REMOVED_SHOWN,
    }),
  membershipsOf: (memberId: string) =>
    db.find('memberships', {
      index: 'by_member',
      where: { memberId, status: 'active' },
      orderBy: [['joinedAt', 'asc']],
      limit: MEMBERSHIPS_MAX,
    }),
  waitingOf: (groupId: string) =>
    db.find('waiting_list', {
      index: 'by_group',
      where: { groupId },
      orderBy: [['seq', 'asc']],
      limit: WAITING_MAX,
    }),
  /** How many wait before this person, null for those who do not wait. */
  aheadOf: async (groupId: string, memberId: string): Promise<number | null> => {
    const place = (await groupsQueries(db).waitingOf(groupId)).findIndex(
      (w) => w.memberId === memberId,
    )
    return place < 0 ? null : place
  },
  groups: (groupIds: string[]) => db.getMany('groups', groupIds),
  activeGroups: () =>
    db.find('groups', {
      index: 'by_status',
      where: { status: 'active' },
      orderBy: [['createdAt', 'asc']],
      limit: GROUPS_MAX,
    }),
})
