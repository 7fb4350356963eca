import { measure } from '../../engines/metrics/index'
import type { Work } from '../../kernel/context'
import { AppError, found } from '../../kernel/errors'
import { orderKey } from '../../kernel/order-key'
import { correctionId, correctionOf, entryId, isValidAt } from './incentives.logic'
import type { Incentive } from './incentives.parts'
import { insertEntry, ledgerEntry } from './incentives.repo'
import type { LedgerDoc } from './incentives.tables'

export const POINTS = 'points'

export interface Credit {
  /** Read before the transaction, see `incentive`. */
  incentive: Incentive | null
  memberId: string
  groupId: string
  groupName: string
  /** The person's, as boards show it. */
  name: string
  /** What it is for; `kind:id` names it for good. */
  source: { kind: string; id: string; title: string }
  at: number
  /** The caller has just inserted the source's own document, which exists once: saves a read. */
  isSourceNew?: boolean
}

const sourceName = ({ kind, id }: Credit['source']): string => `${kind}/${id}`

/**
 * Credits what an incentive gives for a source, once: one ledger entry, and the figures. At most five reads and five writes:
 * entry, two standings, places, and the mark that the group is to be compared anew.
 *
 * @returns the points: 0 when it gives none at that time or the source was credited before, less than it gives under a cap.
 */
export async function credit(work: Work, request: Credit): Promise<number> {
  const { incentive, memberId, groupId, groupName, name, source, at } = request
  if (!incentive || !isValidAt(incentive, at) || incentive.points === 0) return 0
  const _id = entryId(incentive.id, sourceName(source), memberId)
  if (!request.isSourceNew && (await ledgerEntry(work.tx, _id))) return 0
  const { id, version, title, category, capPerDay, capPerWeek } = incentive
  const isCapped = capPerDay !== null || capPerWeek !== null
  const points = await measure(work, {
    ...{ metric: POINTS, memberId, groupId, groupName, name, at },
    value: incentive.points,
    parts: { [category]: incentive.points },
    source: { kind: source.kind, id: _id, title: source.title },
    ...(isCapped ? { cap: { name: id, perDay: capPerDay, perWeek: capPerWeek } } : {}),
  })
  if (points === 0) return 0
  await insertEntry(work.tx, {
    ...{ _id, memberId, groupId, groupName, points, category, source, at },
    ...{ incentiveId: id, incentiveVersion: version, incentiveTitle: title },
    order: orderKey(at, _id),
    corrects: null,
  })
  return points
}

/**
 * Takes an entry back, once: a new entry of today that names it; what a period that has ended came to stays.
 *
 * @returns whether this call did it; false when it was taken back before.
 * @throws AppError `not-found` for no entry, `conflict` for one that takes back another.
 */
export async function reverse(work: Work, id: string, reason: string): Promise<boolean> {
  const entry: LedgerDoc = found(await ledgerEntry(work.tx, id))
  if (entry.corrects !== null) throw new AppError('conflict', '这条记录本身就是更正')
  if (await ledgerEntry(work.tx, correctionId(id))) return false
  const correction = correctionOf(entry, reason, work.now)
  const { memberId, groupId, groupName, points, category, source, at } = correction
  await insertEntry(work.tx, { ...correction, order: orderKey(at, correction._id) })
  await measure(work, {
    ...{ metric: POINTS, memberId, groupId, groupName, source, at },
    value: points,
    parts: { [category]: points },
  })
  return true
}
