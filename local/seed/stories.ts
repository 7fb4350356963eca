import { atClock, dayText, MINUTE, monthOf } from './calendar'
import type { Acknowledgement, Waiting } from './documents'
import { say, type CardPlan, type MessagePlan } from './conversations'
import type { GroupRules } from './memberships'
import { nameOf, type PersonId } from './people'
import type { Timeline } from './timeline'

/** What the stories of the chats tell of, so that they say the same as the data. */
export interface StoryFacts {
  timeline: Timeline
  rulesOf(groupId: string): GroupRules
  /** Who has confirmed the required version, e.g. `9/12`. */
  progressOf(groupId: string): string
  acknowledgements: readonly Acknowledgement[]
  membersOf(groupId: string): PersonId[]
  waiting: readonly Waiting[]
}

/** From here on the last minutes of a chat belong to its story. */
export const ENDING = 9 * MINUTE

const card = (personId: PersonId, plan: CardPlan, at: number): MessagePlan => ({
  personId,
  body: { kind: 'card', card: plan },
  at,
})

const joined = (personId: PersonId, at: number): MessagePlan => ({
  personId: null,
  body: { kind: 'system', text: `${nameOf(personId)} 加入了群聊` },
  at,
})

const rulesCard = (groupId: string, version: number, progress: string): CardPlan => ({
  title: `本群群规 v${version} · ${progress} 已确认`,
  path: `pages/rules/rules?g=${groupId}`,
  withShareTicket: true,
})

const boardCard = (groupId: string, at: number): CardPlan => ({
  title: `本群 ${monthOf(at)} 月积分榜 · 数据截至 ${dayText(at)}`,
  path: `pages/board/board?g=${groupId}`,
  withShareTicket: true,
})

/** The new version, those who confirmed at once, a newcomer, a reminder, and one more who is about to join. */
function huadong(facts: StoryFacts): MessagePlan[] {
  const { timeline } = facts
  const { endsAt } = timeline
  const { book } = facts.rulesOf('huadong')
  const yesterday = timeline.day(1)
  const members = facts.membersOf('huadong')
  const first = facts.acknowledgements
    .filter(({ groupId, version }) => groupId === 'huadong' && version === book.version)
    .sort((a, b) => a.at - b.at)
    .filter(({ memberId }) => memberId !== 'zhou-min')
  const replies = ['收到，已确认', '读完了，已确认', '已确认，外传那条写得清楚']
  const asked = members.length - 1
  return [
    say(
      'zhou-min',
      `@所有人 群规更新到 v${book.version}，改了三条：入群走申请、客户资料不外传、周五不再接龙拜访计划。三天内读完点确认，记 ${book.points} 分`,
      book.effectiveAt + MINUTE,
      members.filter((personId) => personId !== 'zhou-min'),
    ),
    card(
      'zhou-min',
      rulesCard('huadong', book.version, `0/${asked}`),
      book.effectiveAt + 2 * MINUTE,
    ),
    ...replies.flatMap((text, index) => {
      const fact = first[index]
      return fact ? say(fact.memberId as PersonId, text, fact.at + (3 + index) * MINUTE) : []
    }),
    joined('shen-yanqiu', atClock(yesterday, '9:40')),
    say('zhou-min', '欢迎砚秋，来接湖州片区。点群规卡片，读完确认一下', atClock(yesterday, '9:44')),
    say('shen-yanqiu', '大家好，请多指教', atClock(yesterday, '9:47')),
    card('xu-jiamu', boardCard('huadong', yesterday), atClock(yesterday, '12:08')),
    say('zhou-min', '@方向晚 群规还差你确认，今天看一下', atClock(yesterday, '16:21'), [
      'fang-xiangwan',
    ]),
    joined('ma-xiaodong', endsAt - 7 * MINUTE),
    say('ma-xiaodong', '大家好，我是马晓冬，刚从渠道部转来，做杭州片区', endsAt - 5 * MINUTE),
    say('zhou-min', '欢迎晓冬。点卡片入群，先占个席位，再读一遍群规', endsAt - 2 * MINUTE),
    card('zhou-min', rulesCard('huadong', book.version, facts.progressOf('huadong')), endsAt),
  ]
}

/** Full: two have come and wait, a third has just come. */
function huanan(facts: StoryFacts): MessagePlan[] {
  const { endsAt } = facts.timeline
  const { book } = facts.rulesOf('huanan')
  const arrivals = facts.waiting
    .filter(({ groupId }) => groupId === 'huanan')
    .flatMap(({ memberId, name, seq, at }) => [
      joined(memberId as PersonId, at - 20 * MINUTE),
      say(memberId as PersonId, `大家好，我是${name}，请多关照`, at - 15 * MINUTE),
      say(memberId as PersonId, `我点进去显示候补第 ${seq} 位`, at + 2 * MINUTE),
      say('liang-peishan', '15 个席位满了，有人转走按顺序补，先跟着看', at + 6 * MINUTE),
    ])
  return [
    ...arrivals,
    joined('shi-xiaoman', endsAt - 6 * MINUTE),
    say('shi-xiaoman', '大家好，我是石小满，接手漳州的客户', endsAt - 4 * MINUTE),
    card('liang-peishan', rulesCard('huanan', book.version, facts.progressOf('huanan')), endsAt),
  ]
}

function shouhou(facts: StoryFacts): MessagePlan[] {
  const { book } = facts.rulesOf('shouhou')
  const { settledAt, quietSince } = facts.timeline
  const reminded = book.reminded['tao-ran'] ?? settledAt
  return [
    say(
      'jin-shicheng',
      '【群规】v4 只改了昵称写法，不用再确认。v3 没确认的补一下',
      book.effectiveAt + MINUTE,
    ),
    say('jin-shicheng', '@陶然 就差你了，停机 15 分钟接手那条要看清楚', reminded + MINUTE, [
      'tao-ran',
    ]),
    card(
      'jin-shicheng',
      rulesCard('shouhou', book.version, facts.progressOf('shouhou')),
      reminded + 2 * MINUTE,
    ),
    card('han-qiwu', boardCard('shouhou', quietSince), quietSince),
  ]
}

function xunlian(facts: StoryFacts): MessagePlan[] {
  const { book } = facts.rulesOf('xunlian')
  const arrival = atClock(facts.timeline.day(2), '9:40')
  return [
    joined('gong-xiaochen', arrival),
    say('miao-qiushi', '欢迎晓晨，九期插班。先读群规，再看学习安排', arrival + 3 * MINUTE),
    say('gong-xiaochen', '好的老师', arrival + 5 * MINUTE),
    card(
      'miao-qiushi',
      rulesCard('xunlian', book.version, facts.progressOf('xunlian')),
      arrival + 6 * MINUTE,
    ),
  ]
}

const xinpin = ({ timeline: { quietSince: endsAt } }: StoryFacts): MessagePlan[] => [
  say('cui-mingyuan', '本月积分榜在这里，签约和答疑都算', endsAt - MINUTE),
  card('cui-mingyuan', boardCard('xinpin', endsAt), endsAt),
]

/** A manager has shared the mini program into a chat that belongs to no group yet. */
const xinan = ({ timeline: { quietSince: endsAt } }: StoryFacts): MessagePlan[] => [
  say('yan-zhixing', '人多了以后按群规来，我先把小程序发上来，周一绑定', endsAt - 2 * MINUTE),
  card(
    'yan-zhixing',
    { title: '席位、群规、积分，打开看看', path: 'pages/today/today', withShareTicket: true },
    endsAt,
  ),
]

function inPrivate(facts: StoryFacts): MessagePlan[] {
  const { timeline } = facts
  const { endsAt } = timeline
  const { book } = facts.rulesOf('huadong')
  const before = atClock(timeline.day(2), '15:02')
  return [
    say('zhou-min', '一诺，台州那单的账期谈到几天了', before),
    say('chen-yinuo', '客户想要 60 天，我说最多 45 天', before + 3 * MINUTE),
    say('zhou-min', '45 天可以，发货款要先到', before + 5 * MINUTE),
    say('chen-yinuo', '明白，明天去签', before + 6 * MINUTE),
    say('zhou-min', '群规就差你们三位了，有空读一下', endsAt - MINUTE),
    card('zhou-min', rulesCard('huadong', book.version, facts.progressOf('huadong')), endsAt),
  ]
}

/** By chat: what is told there beside everyday talk. */
export const STORIES: Readonly<Record<string, (facts: StoryFacts) => MessagePlan[]>> = {
  'chat-huadong': huadong,
  'chat-huanan': huanan,
  'chat-shouhou': shouhou,
  'chat-xunlian': xunlian,
  'chat-xinpin': xinpin,
  'chat-xinan': xinan,
  'chat-zhou-chen': inPrivate,
}
