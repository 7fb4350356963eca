import type { Incentive, IncentiveDefault } from './incentives.parts'
import type { IncentiveDoc, LedgerDoc } from './incentives.tables'

/** The default with every term named. */
export const defaultIncentive = (id: string, terms: IncentiveDefault): Incentive => ({
  ...{ validFrom: null, validTo: null, capPerDay: null, capPerWeek: null },
  ...terms,
  id,
  version: 1,
})

/** What holds: the document of who changed it, else the default. A document whose domain is gone holds no more. */
export function effective(
  id: string,
  terms: IncentiveDefault | null,
  stored: IncentiveDoc | null,
): Incentive | null {
  if (!terms) return null
  if (!stored) return defaultIncentive(id, terms)
  const { _id, ...changed } = stored
  return { ...changed, id: _id }
}

/** Whether an incentive gives points for something at this time. */
export const isValidAt = ({ validFrom, validTo }: Incentive, at: number): boolean =>
  (validFrom === null || at >= validFrom) && (validTo === null || at < validTo)

/** Id of a ledger entry: the same source is credited once per incentive and person. */
export const entryId = (incentiveId: string, source: string, memberId: string): string =>
  `${incentiveId}:${source}:${memberId}`

export const correctionId = (entry: string): string => `corrects:${entry}`

/** The entry that takes another one back: a fact of today that names it. */
export const correctionOf = (
  entry: LedgerDoc,
  reason: string,
  now: number,
): Omit<LedgerDoc, 'order'> => ({
  ...entry,
  _id: correctionId(entry._id),
  points: -entry.points,
  source: { kind: 'correction', id: entry._id, title: reason },
  at: now,
  corrects: entry._id,
})

const bounds = ({ capPerDay, capPerWeek }: Incentive): string => {
  const texts = [
    ...(capPerDay === null ? [] : [`每天最多 ${capPerDay} 分`]),
    ...(capPerWeek === null ? [] : [`每周最多 ${capPerWeek} 分`]),
  ]
  return texts.length === 0 ? '' : `（${texts.join('，')}）`
}

/** All incentives in one text, as a board states how points come about. */
export function wordsOf(all: readonly Incentive[]): string {
  const given = all.filter(({ points }) => points !== 0)
  if (given.length === 0) return '还没有公布积分规则'
  const lines = given.map((one) => {
    const points = one.points > 0 ? `得 ${one.points} 分` : `扣 ${-one.points} 分`
    return `${one.title}${points}${bounds(one)}`
  })
  return `${lines.join('；')}。同一件事只记一次。`
}
