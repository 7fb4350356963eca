import { groupChat, type Company, type StoryPerson } from './company'
import type { GroupPlan, MemberPlan } from './groups'
import { openidOf } from './people'
import type { Random } from './random'
import { RULE_PLANS, type VersionPlan } from './texts/clauses'

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤'
const FIRST = '子雨思明一佳晓文浩志欣若景嘉宇梓可书清安'
const SECOND = '涵轩怡然宁航博琪川月阳云松林岚舟禾野言珂'
const AREAS = [
  '苏州',
  '宁波',
  '无锡',
  '东莞',
  '佛山',
  '成都',
  '武汉',
  '青岛',
  '西安',
  '长沙',
  '合肥',
  '厦门',
] as const
const KINDS = ['客户维护群', '新客开发群', '大客户群', '渠道群', '方案支持群'] as const

const GROUP_SIZE = 12
/** Of a group that is founded on the second day. */
const SPREAD = 0.6
const OWNER = 'p0'
const MANAGER = 'p1'

/** Names in an order of their own, each once. */
function createNames(random: Random): (index: number) => string {
  const surnames = random.shuffle([...SURNAMES])
  const given = random.shuffle([...FIRST].flatMap((a) => [...SECOND].map((b) => `${a}${b}`)))
  return (index) => {
    const surname = surnames[index % surnames.length]!
    return `${surname}${given[(Math.floor(index / surnames.length) * 7 + index) % given.length]!}`
  }
}

/** The last versions of a rule book, spread over the days that there are. */
function versionsFor(days: number, random: Random): VersionPlan[] {
  const [first, ...later] = RULE_PLANS[random.pick(['huadong', 'huanan', 'shouhou'] as const)]!
  const start = Math.max(2, Math.floor(days * 0.8))
  const step = Math.max(1, Math.floor(start / (later.length + 1)))
  const fitting = later.filter((_, index) => start - step * (index + 1) >= 1)
  return [
    { ...first!, daysAgo: start },
    ...fitting.map((plan, index) => ({ ...plan, daysAgo: start - step * (index + 1) })),
  ]
}

function membersFor(
  ids: readonly string[],
  { age, isFull }: { age: number; isFull: boolean },
  random: Random,
): MemberPlan[] {
  return ids.map((personId, index): MemberPlan => {
    const isAdmin = index === 0
    const late = Math.floor((age - 1) * SPREAD * random.next())
    const role = isAdmin ? 'admin' : random.chance(0.04) ? 'observer' : 'member'
    const leaves = !isFull && index > 2 && age > 10 && random.chance(0.03)
    const joinedDaysAgo = isAdmin ? age - 1 : age - 1 - late
    const daysAgo = Math.floor(joinedDaysAgo * 0.3)
    const removed =
      leaves && daysAgo > 2 ? { removed: { daysAgo, reason: '转岗到别的团队，席位让出来' } } : {}
    return { personId, role, work: 'sales', joinedDaysAgo, ...removed }
  })
}

/** A company of any size and age, for benches and for tests of what always holds. */
export function createGrown(random: Random, count: number, days: number): Company {
  const name = createNames(random.of('names'))
  const people: StoryPerson[] = Array.from({ length: count }, (_, index) => ({
    personId: `p${index}`,
    openid: openidOf(random.of('openids'), `p${index}`),
    name: name(index),
    note: '',
  }))
  const workers = people.slice(2).map(({ personId }) => personId)
  const size = Math.ceil(workers.length / Math.ceil(workers.length / GROUP_SIZE))
  const groups: GroupPlan[] = []
  for (let at = 0; at < workers.length; at += size) {
    const index = groups.length
    const own = random.of(`group/${index}`)
    const ids = workers.slice(at, at + size)
    const isFull = index % 5 === 1 && ids.length > 5
    const seated = isFull ? ids.slice(0, -2) : ids
    const area = AREAS[index % AREAS.length]!
    const round = Math.floor(index / (AREAS.length * KINDS.length))
    groups.push({
      key: `g${index}`,
      name: `${area}${KINDS[Math.floor(index / AREAS.length) % KINDS.length]!}${round > 0 ? `${round + 1}组` : ''}`,
      type: index % 6 === 5 ? 'project' : 'function',
      focus: `${area}的客户`,
      cap: isFull ? seated.length : 15,
      age: days - 1,
      founder: OWNER,
      members: membersFor(seated, { age: days - 1, isFull }, own),
      waiting: isFull ? ids.slice(-2).map((personId) => ({ personId, daysAgo: 1 })) : [],
      guests: [OWNER, MANAGER],
    })
  }
  return {
    name: '屿川智能装备',
    age: days,
    owner: OWNER,
    managers: [{ personId: MANAGER, groupKey: 'g0' }],
    people,
    groups,
    rules: Object.fromEntries(
      groups.map(({ key }) => [key, versionsFor(days, random.of(`rules/${key}`))]),
    ),
    chats: groups.map((group) => groupChat(group, random.of('chats'))),
    pending: Object.fromEntries(groups.map(({ key, members }) => [key, [members[1]!.personId]])),
    reminders: [],
    consents: {},
    cast: { owner: OWNER, manager: MANAGER, admin: workers[0]!, member: workers[1]! },
    wall: [workers[1]!, workers[0]!, MANAGER],
  }
}
