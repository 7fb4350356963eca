import type { InputOf } from '../contract/index'
import { REMIND_COOLDOWN } from '../contract/limits'
import type { Clause, RosterView } from '../contract/rules'
import { call } from './cloud'
import { fingerprint } from './fingerprint'
import { sendIntent } from './idempotency'

/** Who has confirmed and who has not. */
export const getRoster = (groupId: string): Promise<RosterView> => call('rules.roster', { groupId })

/** Asks these people to confirm; without names, everyone who has not. Who was asked lately is skipped. */
export const remind = (
  groupId: string,
  memberIds?: string[],
): Promise<{ reminded: string[]; skipped: string[] }> =>
  sendIntent(
    // A sending that stayed unanswered must not stand in for the next one after the cooldown.
    `rules.remind:${groupId}:${fingerprint(memberIds?.join() ?? '')}:${Math.floor(Date.now() / REMIND_COOLDOWN)}`,
    'rules.remind',
    memberIds ? { groupId, memberIds } : { groupId },
  )

export async function getStarter(groupId: string): Promise<Omit<Clause, 'clauseId'>[]> {
  return (await call('rules.starter', { groupId })).clauses
}

/**
 * Publishes the next version. The key belongs to these very words: a text edited after an unanswered sending is another intent,
 * and `baseVersion` keeps the two from both taking effect.
 */
export const publishRules = (input: InputOf<'rules.publish'>): Promise<{ version: number }> =>
  sendIntent(
    `rules.publish:${input.groupId}:${fingerprint(JSON.stringify(input))}`,
    'rules.publish',
    input,
  )
