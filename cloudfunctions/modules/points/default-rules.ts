import type { IncentiveRuleDoc, RuleSetDoc } from '../../schema/types'

/**
 * Incentive rules of a new company, as data: which event earns how much. A change is a new version of the document; ledger
 * entries keep the words and the version they were made with.
 */
export const DEFAULT_RULES: IncentiveRuleDoc[] = [
  {
    _id: 'rules.acknowledge',
    version: 1,
    category: 'rules',
    title: '按时读完并确认群规',
    points: 5,
    validFrom: null,
    validTo: null,
  },
]

/** The rule set of a new company in one text. */
export const DEFAULT_RULE_SET: RuleSetDoc = {
  _id: 'current',
  version: 1,
  text: '每一分都来自一条公布的规则：读完并确认群规得 5 分，同一件事只记一次。',
}
