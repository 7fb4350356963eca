import { inGroup } from '../../kernel/access'
import { handleCommand, handleQuery } from '../../kernel/define'
import { found } from '../../kernel/errors'
import { incentive, isValidAt } from '../incentives'
import { acknowledge, ACKNOWLEDGE_INCENTIVE } from './acknowledge'
import { publish } from './publish'
import { readRules } from './reading'
import { diffClauses } from './rules.logic'
import { rulesReads } from './rules.repo'
import { STARTER_CLAUSES } from './starter-clauses'

export const rulesHandlers = {
  ...handleQuery('rules.get', {
    access: inGroup('rules.read'),
    run: (context, { groupId }) => readRules(context, groupId),
  }),
  ...handleQuery('rules.changes', {
    access: inGroup('rules.read'),
    async run({ db }, { groupId, from }) {
      const [before, book] = await Promise.all([
        rulesReads(db).version(groupId, from),
        rulesReads(db).book(groupId),
      ])
      const current = found(book, '本群还没有发布群规')
      return {
        from,
        to: current.version,
        changes: diffClauses(found(before, '没有这个版本').clauses, current.clauses),
      }
    },
  }),
  ...handleCommand('rules.acknowledge', {
    access: inGroup('rules.acknowledge'),
    prepare: async ({ db, registry }) => ({
      incentive: await incentive(db, registry, ACKNOWLEDGE_INCENTIVE),
    }),
    run: acknowledge,
    audit: ({ groupId, version }) => ({ groupId, subject: `v${version}` }),
  }),
  ...handleCommand('rules.publish', {
    access: inGroup('rules.edit'),
    async prepare({ db, registry, now }) {
      const offered = await incentive(db, registry, ACKNOWLEDGE_INCENTIVE)
      return { points: offered && isValidAt(offered, now) ? offered.points : 0 }
    },
    run: publish,
    audit: ({ groupId, material }, { version }) => ({
      groupId,
      subject: `v${version}`,
      // The first is asked of everyone, whatever the flag says.
      detail: material || version === 1 ? 'material' : 'minor',
    }),
  }),
  ...handleQuery('rules.starter', {
    access: inGroup('rules.edit'),
    run: () => Promise.resolve({ clauses: STARTER_CLAUSES }),
  }),
}
