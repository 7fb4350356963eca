import type { GroupBar, Page } from '../contract/common'
import type { GroupRow } from '../contract/groups'
import { call } from './cloud'
import { readStored, store } from './storage'

const KNOWN = 'known-groups'
/** Groups a page of a list. */
const SIZE = 50

/** Managers: every group of the company; others: their own. The first page is remembered for `mayHaveOthers`. */
export async function listGroups(cursor?: string): Promise<Page<GroupRow>> {
  const page = await call('groups.list', cursor ? { cursor, size: SIZE } : { size: SIZE })
  if (!cursor) {
    store(
      KNOWN,
      page.rows.map((row) => row.groupId),
    )
  }
  return page
}

/** Pages of 50 that are looked through for one group. */
const PAGES_MAX = 10

/** The groups of the first pages, for finding one among them. */
export async function manyGroups(): Promise<GroupRow[]> {
  const rows: GroupRow[] = []
  let cursor: string | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { rows: some, next } = await listGroups(cursor)
    rows.push(...some)
    if (next === undefined) break
    cursor = next
  }
  return rows
}

/** Whether there may be another group to switch to; true until the list has been seen once. */
export function mayHaveOthers(group: GroupBar): boolean {
  const known = readStored<string[]>(KNOWN)
  return !known || known.some((groupId) => groupId !== group.groupId)
}
