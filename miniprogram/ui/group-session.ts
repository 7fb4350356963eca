import type { SessionView } from '../contract/front'
import { groupOf } from '../services/entry'
import { session, type Wanted } from '../services/session'

/**
 * The session for a page that is about the group it was opened with. Costs no call for the group looked at already. Only a page
 * that is the first of its stack was opened from a card, and proves its chat.
 */
export function groupSession(
  query: Record<string, string>,
  first: Wanted['first'] = () => [],
): Promise<SessionView> {
  const groupId = groupOf(query)
  if (!groupId) return session.open({ first })
  const current = session.current()
  if (current && session.group()?.groupId === groupId) return Promise.resolve(current)
  const isEntry = getCurrentPages().length <= 1
  return session.open({ groupId, by: isEntry ? 'card' : 'choice', first })
}
