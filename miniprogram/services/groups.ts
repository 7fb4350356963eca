import type { GroupBar } from '../contract/common'
import type { GroupRow } from '../contract/company'
import type { GroupView, JoinView } from '../contract/groups'
import { call } from './cloud'
import { sendIntent } from './idempotency'
import { readStored, store } from './storage'

const KNOWN = 'known-groups'

/** Managers: every group of the company; others: their own. */
export async function listGroups(): Promise<GroupRow[]> {
  const { rows } = await call('groups.list', {})
  store(
    KNOWN,
    rows.map((row) => row.groupId),
  )
  return rows
}

/** Whether there may be another group to switch to; true until the list has been seen once. */
export function mayHaveOthers(group: GroupBar): boolean {
  const known = readStored<string[]>(KNOWN)
  return !known || known.some((groupId) => groupId !== group.groupId)
}

export const getGroup = (groupId: string): Promise<GroupView> => call('groups.get', { groupId })

/** Takes a seat or a place in the waiting list. */
export const joinGroup = (input: {
  groupId: string
  cloudId: string
  name: string
}): Promise<JoinView> => sendIntent(`groups.join:${input.groupId}`, 'groups.join', input)

export const leaveWaiting = (groupId: string): Promise<{ groupId: string }> =>
  sendIntent(`groups.leaveWaiting:${groupId}`, 'groups.leaveWaiting', { groupId })
