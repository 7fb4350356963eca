import { entryRange, type EntriesRequest } from '../../engines/metrics/index'
import type { Database, Reader, Tx } from '../../kernel/database'
import { incentives, pointsLedger, type IncentiveDoc, type LedgerDoc } from './incentives.tables'

export const storedIncentive = (reader: Reader, id: string) => reader.get(incentives, id)
export const putIncentive = (tx: Tx, document: IncentiveDoc) => tx.put(incentives, document)

export const ledgerEntry = (reader: Reader, id: string) => reader.get(pointsLedger, id)
export const insertEntry = (tx: Tx, entry: LedgerDoc) => tx.insert(pointsLedger, entry)

/** The newest first, one more than a page. */
export function ledgerRows(db: Database, request: EntriesRequest): Promise<LedgerDoc[]> {
  const { memberId, groupId, size } = request
  const order = entryRange(request)
  return groupId === null
    ? db.find(pointsLedger, {
        index: 'by_member',
        where: { memberId, order },
        order: 'desc',
        limit: size + 1,
      })
    : db.find(pointsLedger, {
        index: 'by_seat',
        where: { memberId, groupId, order },
        order: 'desc',
        limit: size + 1,
      })
}
