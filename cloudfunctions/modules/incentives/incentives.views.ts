import type { EntryView } from '../../../miniprogram/contract/board'
import type { LedgerDoc } from './incentives.tables'

export const entryView = (entry: LedgerDoc): EntryView => ({
  entryId: entry._id,
  points: entry.points,
  category: entry.category,
  text: entry.incentiveTitle,
  basis: { id: entry.incentiveId, version: entry.incentiveVersion },
  source: { kind: entry.source.kind, title: entry.source.title },
  groupName: entry.groupName,
  at: entry.at,
  ...(entry.corrects === null ? {} : { corrects: entry.corrects }),
})
