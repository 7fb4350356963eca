import type { Database, Reader, Tx } from '../../kernel/database'
import type { LedgerDoc, ScoreDoc } from '../../schema/types'
import { periodField } from './points.rules'

/** Rows of one group: a group has at most 100 seats, and those who left keep a row without a place. */
const GROUP_ROWS = 200

const SCORE_FIELDS = ['groupId', 'memberId', 'name', 'groupName', 'isActive', 'updatedAt']

export const pointsReads = (reader: Reader) => ({
  rule: (ruleId: string) => reader.get('incentive_rules', ruleId),
  ruleSet: () => reader.get('incentive_rule_sets', 'current'),
  board: (key: string) => reader.get('boards', `company:${key}`),
  boardPage: (key: string, page: number) => reader.get('board_pages', `company:${key}:${page}`),
  groupsBoard: (key: string) => reader.get('group_boards', `groups:${key}`),
})

export const pointsQueries = (db: Database) => ({
  ...pointsReads(db),
  /** Active score rows of a group, with the figures of these periods only. */
  scoresOfGroup: (groupId: string, keys: string[]) =>
    db.find('scores', {
      index: 'by_group',
      where: { groupId, isActive: true },
      limit: GROUP_ROWS,
      fields: [...SCORE_FIELDS, ...keys.map((key) => `periods.${periodField(key)}`)],
    }),
  scoresOfMember: (memberId: string, keys: string[]) =>
    db.find('scores', {
      index: 'by_member',
      where: { memberId },
      limit: 100,
      fields: [...SCORE_FIELDS, ...keys.map((key) => `periods.${periodField(key)}`)],
    }),
  /** Ledger entries of a person, newest first, `before` a cursor. */
  entries: (
    memberId: string,
    groupId: string | null,
    range: { gte: string; lt: string },
    limit: number,
  ) =>
    db.find('points_ledger', {
      index: groupId === null ? 'by_member' : 'by_group_member',
      where: groupId === null ? { memberId, order: range } : { groupId, memberId, order: range },
      orderBy: [['order', 'desc']],
      limit,
    }),
})

export const pointsWrites = (tx: Tx) => ({
  entry: (id: string) => tx.get('points_ledger', id),
  insertEntry: (entry: LedgerDoc) => tx.insert('points_ledger', entry),
  updateScore: (id: string, patch: Parameters<Tx['update']>[2]) => tx.update('scores', id, patch),
  insertScore: (score: ScoreDoc) => tx.insert('scores', score),
})
