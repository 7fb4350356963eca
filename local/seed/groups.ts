import type { GroupRole, GroupType } from './documents'
import type { PersonId } from './people'

/** What someone mostly does, which decides what points they earn. */
export type Work = 'sales' | 'key-account' | 'project' | 'trainee' | 'mentor' | 'service' | 'none'

export interface MemberPlan {
  personId: PersonId
  role: GroupRole
  work: Work
  /** Days ago, at least the group's age minus a few. */
  joinedDaysAgo: number
  /** How much they bring about; 1 is usual. Absent: by chance. */
  skill?: number
  /** Their second group: trainings, meetings and reports count in the first. */
  isSecond?: boolean
  removed?: { daysAgo: number; reason: string }
}

export interface GroupPlan {
  groupId: string
  name: string
  type: GroupType
  focus: string
  cap: number
  /** Age in days. */
  age: number
  members: MemberPlan[]
  /** In order. */
  waiting: { personId: PersonId; daysAgo: number }[]
  /** In the chat without being in the group. */
  guests: PersonId[]
}

type Extra = Partial<Omit<MemberPlan, 'personId' | 'joinedDaysAgo'>>

const plan =
  (work: Work, role: GroupRole = 'member') =>
  (personId: PersonId, joinedDaysAgo: number, extra: Extra = {}): MemberPlan => ({
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
  groupId: 'huadong',
  name: '华东客户维护群',
  type: 'function',
  focus: '苏浙沪皖老客户维护与增购',
  cap: 15,
  age: 154,
  members: [
    sales('zhou-min', 153, { role: 'admin', skill: 0.8 }),
    sales('xu-jiamu', 153, { role: 'admin', skill: 1.25 }),
    sales('lin-kexin', 152, { skill: 1.6 }),
    sales('zhou-ziheng', 152, { skill: 1.4 }),
    sales('chen-yinuo', 151, { skill: 1.1 }),
    sales('he-shuyan', 151, { skill: 1.05 }),
    sales('lu-jingchuan', 146, { skill: 0.7 }),
    sales('xia-zhiyuan', 139, { skill: 0.85 }),
    sales('feng-rui', 137, {
      skill: 0.5,
      removed: { daysAgo: 23, reason: '已转岗到生产计划部，不再负责华东客户' },
    }),
    sales('fang-xiangwan', 118, { skill: 0.95 }),
    sales('su-mu', 97, { skill: 0.9 }),
    sales('tang-ruoxi', 63, { skill: 0.65 }),
    plan('none')('shen-yanqiu', 1),
  ],
  waiting: [],
  guests: ['ma-xiaodong', 'wu-qinghe', 'gu-chengyuan'],
}

const HUANAN: GroupPlan = {
  groupId: 'huanan',
  name: '华南大客户群',
  type: 'function',
  focus: '两广与福建大客户、年框客户',
  cap: 15,
  age: 150,
  members: [
    keyAccount('liang-peishan', 149, { role: 'admin', skill: 1.1 }),
    keyAccount('deng-ziang', 149, { role: 'admin', skill: 1.2 }),
    keyAccount('huang-yue', 148, { skill: 1.5 }),
    keyAccount('xie-chengyu', 148, { skill: 1.3 }),
    keyAccount('peng-siqi', 148),
    keyAccount('luo-yiming', 147),
    keyAccount('zeng-yating', 147, { skill: 1.2 }),
    keyAccount('ye-zhixia', 141),
    keyAccount('pan-yueze', 141),
    keyAccount('du-ruolan', 133),
    keyAccount('jiang-wenbo', 126),
    keyAccount('yu-qingyang', 112),
    keyAccount('yuan-jiayi', 90),
    keyAccount('lu-haotian', 69),
    keyAccount('zhong-ling', 48, { skill: 0.7 }),
  ],
  waiting: [
    { personId: 'he-lanxin', daysAgo: 6 },
    { personId: 'wen-ruchu', daysAgo: 2 },
  ],
  guests: ['shi-xiaoman', 'wu-qinghe', 'gu-chengyuan'],
}

const XINPIN: GroupPlan = {
  groupId: 'xinpin',
  name: '新品上市项目群',
  type: 'project',
  focus: '二代搬运机器人上市，首季签下 40 台',
  cap: 15,
  age: 40,
  members: [
    project('cui-mingyuan', 40, { role: 'admin', skill: 1.2 }),
    project('zhou-min', 40, { role: 'admin', skill: 0.9, isSecond: true }),
    project('lin-kexin', 39, { skill: 1.3, isSecond: true }),
    project('deng-ziang', 39, { skill: 1.1, isSecond: true }),
    project('yao-shu', 38),
    project('ren-jiahe', 38),
    project('chen-yinuo', 33, { skill: 1, isSecond: true }),
    project('hao-yunfan', 27),
    project('bai-yifan', 12),
  ],
  waiting: [],
  guests: ['wu-qinghe'],
}

const XUNLIAN: GroupPlan = {
  groupId: 'xunlian',
  name: '新人训练营',
  type: 'function',
  focus: '入职前三个月的产品、话术与实战带教',
  cap: 15,
  age: 58,
  members: [
    plan('mentor', 'admin')('miao-qiushi', 58, { skill: 1.1 }),
    plan('mentor')('xu-jiamu', 57, { skill: 0.9, isSecond: true }),
    trainee('ding-muyang', 56, { skill: 1.3 }),
    trainee('kang-ke', 56),
    trainee('qiu-yifan', 56),
    trainee('cai-zhiqing', 56, { skill: 1.2 }),
    trainee('wan-jiaming', 41),
    trainee('ji-xizhou', 41),
    trainee('meng-tingyu', 41),
    trainee('chang-siyu', 20),
    trainee('gong-xiaochen', 2, { skill: 0.8 }),
  ],
  waiting: [],
  guests: ['yan-zhixing'],
}

const SHOUHOU: GroupPlan = {
  groupId: 'shouhou',
  name: '售后响应群',
  type: 'function',
  focus: '客诉首答、上门与备件调度',
  cap: 15,
  age: 126,
  members: [
    service('jin-shicheng', 125, { role: 'admin', skill: 1.1 }),
    service('han-qiwu', 125, { role: 'admin', skill: 1.2 }),
    service('duan-yunfei', 124, { skill: 1.3 }),
    service('lei-mingyuan', 124),
    service('hou-xiaotong', 121),
    service('long-qihang', 119),
    service('shi-wenjing', 104),
    service('ouyang-siyuan', 83, { skill: 1.15 }),
    service('luo-yiming', 76, { isSecond: true }),
    service('he-shuyan', 70, { isSecond: true }),
    service('tao-ran', 55, { skill: 0.6 }),
    service('cui-mingyuan', 36, { isSecond: true }),
    plan('none', 'observer')('fan-jingyi', 61),
  ],
  waiting: [],
  guests: ['yan-zhixing'],
}

export const GROUPS: readonly GroupPlan[] = [HUADONG, HUANAN, SHOUHOU, XUNLIAN, XINPIN]

/** Age of the company, in days. */
export const COMPANY_AGE = 155
