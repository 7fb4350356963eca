import type { Category, IncentiveRule, RuleSet } from './documents'

interface Version {
  /** Days ago that it took effect; the first has always been there. */
  daysAgo: number
  points: number
  title: string
}

interface RulePlan {
  id: string
  category: Category
  /** How the rule set in one text calls it. */
  short: string
  versions: [Version, ...Version[]]
  /** Days from now: only between them. */
  valid?: { fromDaysAgo: number; forDays: number }
}

const ALWAYS = 100_000

const only = (points: number, title: string): [Version] => [{ daysAgo: ALWAYS, points, title }]

/** What earns points beside confirming the 群规, with the versions there have been. */
const PLANS: readonly RulePlan[] = [
  {
    id: 'sales.deal',
    category: 'sales',
    short: '签约',
    versions: [
      { daysAgo: ALWAYS, points: 15, title: '签约一单' },
      { daysAgo: 92, points: 20, title: '签约一单，合同已在系统登记' },
    ],
  },
  {
    id: 'sales.newCustomer',
    category: 'sales',
    short: '新客首单',
    versions: only(10, '新客户首单'),
  },
  {
    id: 'sales.payment',
    category: 'sales',
    short: '回款',
    versions: only(8, '合同款按期到账'),
  },
  {
    id: 'sales.launch',
    category: 'sales',
    short: '新品首单',
    versions: only(10, '二代搬运机器人签下首台'),
    valid: { fromDaysAgo: 40, forDays: 92 },
  },
  {
    id: 'training.pass',
    category: 'training',
    short: '培训通过',
    versions: only(10, '参加培训并通过课后测验'),
  },
  {
    id: 'training.share',
    category: 'training',
    short: '主讲分享',
    versions: only(15, '主讲一次内部分享'),
  },
  {
    id: 'script.drill',
    category: 'script',
    short: '演练达标',
    versions: [
      { daysAgo: ALWAYS, points: 3, title: '话术演练 80 分以上' },
      { daysAgo: 61, points: 5, title: '话术演练 80 分以上，同一场景每天记一次' },
    ],
  },
  {
    id: 'feedback.adopted',
    category: 'feedback',
    short: '建议采纳',
    versions: [
      { daysAgo: ALWAYS, points: 10, title: '建议被采纳' },
      { daysAgo: 92, points: 15, title: '建议被采纳并排期落实' },
    ],
  },
  {
    id: 'feedback.answer',
    category: 'feedback',
    short: '答复被确认',
    versions: only(3, '答复同事的问题，被提问人确认'),
  },
  {
    id: 'work.meeting',
    category: 'work',
    short: '例会',
    versions: only(2, '周例会准时参加'),
  },
  {
    id: 'work.report',
    category: 'work',
    short: '战报全勤',
    versions: only(5, '一周工作日战报都按时提交'),
  },
  {
    id: 'work.target',
    category: 'work',
    short: '月目标达成',
    versions: only(15, '个人月目标达成'),
  },
  {
    id: 'work.response',
    category: 'work',
    short: '客诉首答',
    versions: only(2, '客诉两小时内首次答复'),
  },
  {
    id: 'work.resolved',
    category: 'work',
    short: '客诉办结',
    versions: only(4, '客诉办结并由客户确认'),
  },
]

/** Version of the rule set as a whole: it has grown with the rules. */
const SET_VERSION = 5

/** A rule as it was at some time. */
export interface RuleAt {
  id: string
  version: number
  category: Category
  title: string
  points: number
}

export interface Incentives {
  rules: IncentiveRule[]
  set: RuleSet
  /** @returns null where the rule gives nothing at that time. */
  at(id: string, at: number): RuleAt | null
  /** Every version that has been in force, for checking entries. */
  history: (RuleAt & { from: number })[]
}

/** @throws Error naming a rule that does not exist. */
export function createIncentives(
  acknowledge: IncentiveRule,
  day: (daysAgo: number) => number,
): Incentives {
  const plans: RulePlan[] = [
    {
      id: acknowledge._id,
      category: acknowledge.category,
      short: '确认群规',
      versions: only(acknowledge.points, acknowledge.title),
    },
    ...PLANS,
  ]
  const history = plans.flatMap(({ id, category, versions }) =>
    versions.map(({ daysAgo, points, title }, index) => ({
      id,
      category,
      points,
      title,
      version: index + 1,
      from: daysAgo === ALWAYS ? 0 : day(daysAgo),
    })),
  )
  const rules = plans.map(({ id, category, versions, valid }): IncentiveRule => {
    const { points, title } = versions[versions.length - 1]!
    const from = valid ? day(valid.fromDaysAgo) : null
    const to = valid ? day(valid.fromDaysAgo - valid.forDays) : null
    return {
      _id: id,
      version: versions.length,
      category,
      title,
      points,
      validFrom: from,
      validTo: to,
    }
  })
  const list = plans.map(
    ({ short, versions }) => `${short} ${versions[versions.length - 1]!.points}`,
  )
  return {
    rules,
    history,
    set: {
      _id: 'current',
      version: SET_VERSION,
      text: `每一分都来自一条公布的规则，同一件事只记一次：${list.join('，')}。退单按原分冲回。`,
    },
    at(id, at) {
      const rule = rules.find(({ _id }) => _id === id)
      if (!rule) throw new Error(`there is no incentive rule ${id}`)
      const { validFrom, validTo } = rule
      if ((validFrom !== null && at < validFrom) || (validTo !== null && at >= validTo)) return null
      return history.filter((version) => version.id === id && version.from <= at).pop() ?? null
    },
  }
}
