import type { SessionView } from '../contract/company'
import { groupOf } from '../services/entry'
import { chooseGroup, currentGroup, currentSession, openSession } from '../services/session'

/**
 * The session for a page that is about the group it was opened with. Costs no call for the group looked at already. Only a page
 * that is the first of its stack was opened from a card, and proves its chat.
 */
export function groupSession(query: Record<string, string>): Promise<SessionView> {
  const groupId = groupOf(query)
  if (!groupId) return openSession()
  const session = currentSession()
  if (session && currentGroup()?.groupId === groupId) return Promise.resolve(session)
  const isEntry = getCurrentPages().length <= 1
  return isEntry ? openSession({ groupId, by: 'card' }) : chooseGroup(groupId)
}
