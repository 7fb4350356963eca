import type { GroupRole, GroupType } from '../miniprogram/contract/common'

/** What someone mostly does; who is on neither side of a sale says little in the chat. */
export type Work = 'sales' | 'key-account' | 'project' | 'trainee' | 'mentor' | 'service' | 'none'

export interface MemberPlan {
  personId: string
  role: GroupRole
  work: Work
  /** Days ago, at least the group's age minus a few. */
  joinedDaysAgo: number
  removed?: { daysAgo: number; reason: string; backDaysAgo?: number }
}

export interface GroupPlan {
  /** Name of the group within the story; the product gives it an id of its own. */
  key: string
  name: string
  type: GroupType
  focus: string
  cap: number
  /** Age in days. */
  age: number
  /** Who makes it, in its chat. */
  founder: string
  /** The first is an admin. */
  members: MemberPlan[]
  /** In order. */
  waiting: { personId: string; daysAgo: number }[]
  /** In the chat without being in the group. */
  guests: string[]
}

type Extra = Partial<Omit<MemberPlan, 'personId' | 'joinedDaysAgo'>>

const plan =
  (work: Work, role: GroupRole = 'member') =>
  (personId: string, joinedDaysAgo: number, extra: Extra = {}): MemberPlan => ({
    personId,
    joinedDaysAgo,
    role,
    work,
    ...extra,
  })

const sales = plan('sales')
const keyAccount = plan('key-account')
const project = plan('project')
const trainee = plan('trainee')
const service = plan('service')

const HUADONG: GroupPlan = {
  key: 'huadong',
  name: '华东客户维护群',
  type: 'function',
  focus: '苏浙沪皖老客户维护与增购',
  cap: 15,
  age: 154,
  founder: 'gu-chengyuan',
  members: [
    sales('zhou-min', 153, { role: 'admin' }),
    sales('xu-jiamu', 153, { role: 'admin' }),
    sales('lin-kexin', 152),
    sales('zhou-ziheng', 152),
    sales('chen-yinuo', 151),
    sales('he-shuyan', 151),
    sales('lu-jingchuan', 146, {
      removed: { daysAgo: 88, reason: '借调展会组两周，席位先让出来', backDaysAgo: 74 },
    }),
    sales('xia-zhiyuan', 139),
    sales('feng-rui', 137, {
      removed: { daysAgo: 23, reason: '已转岗到生产计划部，不再负责华东客户' },
    }),
    sales('fang-xiangwan', 118),
    sales('su-mu', 97),
    sales('tang-ruoxi', 63),
    plan('none')('shen-yanqiu', 1),
  ],
  waiting: [],
  guests: ['ma-xiaodong', 'wu-qinghe', 'gu-chengyuan'],
}

const HUANAN: GroupPlan = {
  key: 'huanan',
  name: '华南大客户群',
  type: 'function',
  focus: '两广与福建大客户、年框客户',
  cap: 15,
  age: 150,
  founder: 'gu-chengyuan',
  members: [
    keyAccount('liang-peishan', 149, { role: 'admin' }),
    keyAccount('deng-ziang', 149, { role: 'admin' }),
    keyAccount('huang-yue', 148),
    keyAccount('xie-chengyu', 148),
    keyAccount('peng-siqi', 148),
    keyAccount('luo-yiming', 147),
    keyAccount('zeng-yating', 147),
    keyAccount('ye-zhixia', 141),
    keyAccount('pan-yueze', 141),
    keyAccount('du-ruolan', 133),
    keyAccount('jiang-wenbo', 126),
    keyAccount('yu-qingyang', 112),
    keyAccount('yuan-jiayi', 90),
    keyAccount('lu-haotian', 69),
    keyAccount('zhong-ling', 48),
  ],
  waiting: [
    { personId: 'he-lanxin', daysAgo: 6 },
    { personId: 'wen-ruchu', daysAgo: 2 },
  ],
  guests: ['shi-xiaoman', 'wu-qinghe', 'gu-chengyuan'],
}

const XINPIN: GroupPlan = {
  key: 'xinpin',
  name: '新品上市项目群',
  type: 'project',
  focus: '二代搬运机器人上市，首季签下 40 台',
  cap: 15,
  age: 40,
  founder: 'wu-qinghe',
  members: [
    project('cui-mingyuan', 40, { role: 'admin' }),
    project('zhou-min', 40, { role: 'admin' }),
    project('lin-kexin', 39),
    project('deng-ziang', 39),
    project('yao-shu', 38),
    project('ren-jiahe', 38),
    project('chen-yinuo', 33),
    project('hao-yunfan', 27),
    project('bai-yifan', 12),
  ],
  waiting: [],
  guests: ['wu-qinghe'],
}

const XUNLIAN: GroupPlan = {
  key: 'xunlian',
  name: '新人训练营',
  type: 'function',
  focus: '入职前三个月的产品、话术与实战带教',
  cap: 15,
  age: 58,
  founder: 'yan-zhixing',
  members: [
    plan('mentor', 'admin')('miao-qiushi', 58),
    plan('mentor')('xu-jiamu', 57),
    trainee('ding-muyang', 56),
    trainee('kang-ke', 56),
    trainee('qiu-yifan', 56),
    trainee('cai-zhiqing', 56),
    trainee('wan-jiaming', 41),
    trainee('ji-xizhou', 41),
    trainee('meng-tingyu', 41),
    trainee('chang-siyu', 20),
    trainee('gong-xiaochen', 2),
  ],
  waiting: [],
  guests: ['yan-zhixing'],
}

const SHOUHOU: GroupPlan = {
  key: 'shouhou',
  name: '售后响应群',
  type: 'function',
  focus: '客诉首答、上门与备件调度',
  cap: 15,
  age: 126,
  founder: 'gu-chengyuan',
  members: [
    service('jin-shicheng', 125, { role: 'admin' }),
    service('han-qiwu', 125, { role: 'admin' }),
    service('duan-yunfei', 124),
    service('lei-mingyuan', 124),
    service('hou-xiaotong', 121),
    service('long-qihang', 119),
    service('shi-wenjing', 104),
    service('ouyang-siyuan', 83),
    service('luo-yiming', 76),
    service('he-shuyan', 70),
    service('tao-ran', 55),
    service('cui-mingyuan', 36),
    plan('none', 'observer')('fan-jingyi', 61),
  ],
  waiting: [],
  guests: ['yan-zhixing', 'gu-chengyuan'],
}

export const GROUPS: readonly GroupPlan[] = [HUADONG, HUANAN, SHOUHOU, XUNLIAN, XINPIN]

/** Age of the company, in days. */
export const COMPANY_AGE = 155
