import type { RuleBookView } from '../../../miniprogram/contract/rules'
import { may } from '../../../miniprogram/contract/index'
import { dueFor, isSettled, marksOfMany, progressOf, type AskMarkDoc } from '../../engines/asks'
import type { ActorGrant } from '../../kernel/access'
import type { QueryContext } from '../../kernel/context'
import { roleIn } from '../../kernel/identity'
import { peopleOf } from '../../kernel/people'
import { confirmAskId, CONFIRM_WITHIN } from './rules.asks'
import { lastConfirmed, rulesReads } from './rules.repo'
import type { RuleBookDoc } from './rules.tables'
import { ruleBookView, type MyConfirmation } from './rules.views'

/** The version that a mark of the required or the previous ask says I confirmed last. */
const versionIn = (marks: readonly AskMarkDoc[]): number =>
  Math.max(0, ...marks.map(({ value }) => value ?? 0))

function myConfirmation(
  book: RuleBookDoc,
  mark: AskMarkDoc | undefined,
  since: number,
): MyConfirmation {
  if (mark && isSettled(mark)) return { at: mark.at, isDue: false, dueAt: null }
  const ask = {
    at: book.requiredAt,
    within: CONFIRM_WITHIN,
    dueAt: book.requiredAt + CONFIRM_WITHIN,
  }
  return { at: null, isDue: true, dueAt: dueFor(ask, since) }
}

/**
 * The effective rules as the reader sees them: group, book and marks beside the identity. Who has not confirmed for two required
 * versions costs one read more.
 */
export async function readRules(
  { db, grant, caller, registry }: QueryContext<ActorGrant>,
  groupId: string,
): Promise<RuleBookView | null> {
  const { memberId, companyRole } = grant.actor
  const [book, group] = await Promise.all([
    rulesReads(db).book(groupId),
    peopleOf(registry).group(db, groupId),
  ])
  if (!book || !group) return null
  const current = confirmAskId(groupId, book.requiredVersion)
  const before = book.previousRequired
  const marks = await marksOfMany(
    db,
    before === 0 ? [current] : [current, confirmAskId(groupId, before)],
  )
  const role = roleIn(caller, groupId)
  const acting = group.people.filter((person) => person.role !== 'observer')
  const mine = marks.filter((mark) => mark.memberId === memberId)
  const place = caller.groups[groupId]
  const isAsked = role === 'admin' || role === 'member'
  const confirmation = isAsked
    ? myConfirmation(
        book,
        mine.find(({ askId }) => askId === current),
        place?.since ?? 0,
      )
    : role === null
      ? null
      : { at: null, isDue: false, dueAt: null }
  const isUnknown = confirmation?.isDue === true && mine.length === 0 && before > 0
  const version = isUnknown ? await lastConfirmed(db, groupId, memberId) : versionIn(mine)
  return ruleBookView(
    book,
    progressOf(
      marks.filter(({ askId }) => askId === current),
      acting,
    ),
    confirmation,
    version,
    may({ role, companyRole }, 'rules.edit'),
  )
}
