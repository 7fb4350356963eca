import type { Reader, Tx } from '../../kernel/database'
import type { AcknowledgementDoc, RuleBookDoc, RuleVersionDoc } from '../../schema/types'

export const acknowledgementId = (groupId: string, version: number, memberId: string): string =>
  `${groupId}:${version}:${memberId}`

export const versionId = (groupId: string, version: number): string => `${groupId}:${version}`

export const rulesReads = (reader: Reader) => ({
  /** The effective version. */
  book: (groupId: string) => reader.get('rule_books', groupId),
  version: (groupId: string, version: number) =>
    reader.get('rule_versions', versionId(groupId, version)),
})

export const rulesWrites = (tx: Tx) => ({
  ...rulesReads(tx),
  putBook: (book: RuleBookDoc) => tx.put('rule_books', book),
  insertVersion: (version: RuleVersionDoc) => tx.insert('rule_versions', version),
  insertAcknowledgement: (fact: AcknowledgementDoc) => tx.insert('acknowledgements', fact),
  markReminded: (groupId: string, memberIds: readonly string[], now: number) =>
    tx.update('rule_books', groupId, {
      set: Object.fromEntries(memberIds.map((id) => [`reminded.${id}`, now])),
    }),
})
