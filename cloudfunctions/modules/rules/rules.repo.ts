import type { Database, Reader } from '../../kernel/database'
import { acknowledgements, ruleBooks, ruleVersions, versionId } from './rules.tables'

export const rulesReads = (reader: Reader) => ({
  /** The effective version. */
  book: (groupId: string) => reader.get(ruleBooks, groupId),
  version: (groupId: string, version: number) =>
    reader.get(ruleVersions, versionId(groupId, version)),
})

/** The last version that somebody confirmed, 0 for none. */
export async function lastConfirmed(
  db: Database,
  groupId: string,
  memberId: string,
): Promise<number> {
  const [last] = await db.find(acknowledgements, {
    index: 'by_reader',
    where: { groupId, memberId },
    order: 'asc',
    limit: 1,
    fields: ['version'],
  })
  return last?.version ?? 0
}
