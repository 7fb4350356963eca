import { CONFIRM_ASK } from '../../../miniprogram/contract/rules'
import { domain } from '../../kernel/domain'
import { ACKNOWLEDGE_INCENTIVE } from './acknowledge'
import { confirmAsk } from './rules.asks'
import { rulesHandlers } from './rules.handlers'
import { acknowledgements, ruleBooks, ruleVersions } from './rules.tables'

export { STARTER_CLAUSES } from './starter-clauses'

/** 群规: versions, what changed, who has confirmed. */
export const rules = domain({
  name: 'rules',
  tables: [ruleBooks, ruleVersions, acknowledgements],
  handlers: rulesHandlers,
  asks: { [CONFIRM_ASK]: confirmAsk },
  messages: { 'rules.news': { template: null } },
  incentives: {
    [ACKNOWLEDGE_INCENTIVE]: { category: 'rules', title: '按时读完并确认群规', points: 5 },
  },
  duties: {
    'rules.none': ({ groupId, name, figures }) =>
      (figures['ruleVersion'] ?? 0) > 0
        ? null
        : {
            kind: 'none',
            title: '还没有群规',
            detail: name,
            count: 0,
            target: { route: 'rules.edit', params: { g: groupId } },
          },
  },
})
