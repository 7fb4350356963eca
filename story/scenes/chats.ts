import { chatIdOf, PRIVATE_CHAT, UNBOUND_CHAT } from '../company'
import { atClock, dayText, MINUTE, monthOf } from '../days'
import { joiningTime } from '../habits'
import type { Stage } from '../stage'
import { announcedDeals, castOf, everydayTalk, say, type Saying } from '../talk'
import type { Scene } from './index'

/** From here on the last minutes of a chat belong to its story. */
const ENDING = 9 * MINUTE

/** Talk, good news, cards with the words of their time, and what people say of it. */
export const chatScene: Scene = (stage) => {
  for (const { chatId, type } of stage.company.chats) {
    if (type === 3) talkIn(stage, chatId)
  }
  tellOfVersions(stage)
  tellOfWaiting(stage)
  for (const [key, story] of Object.entries(STORIES)) {
    if (stage.company.chats.some(({ chatId }) => chatId === key)) story(stage)
  }
}

/** Notes what is said; only who is in a chat speaks there. */
function note(stage: Stage, chatId: string, sayings: readonly Saying[]): void {
  for (const { personId, text, mention, at } of sayings) {
    stage.at(at, () => {
      const body = { kind: 'text', text, ...(mention && { mention }) } as const
      stage.world.post(chatId, personId, body, stage.now())
    })
  }
}

const came = (stage: Stage, chatId: string, personId: string, at: number): void =>
  stage.at(at, () => {
    const text = `${nameOf(stage, personId)} 加入了群聊`
    stage.world.post(chatId, null, { kind: 'system', text }, stage.now())
  })

const nameOf = (stage: Stage, personId: string): string =>
  stage.company.people.find((person) => person.personId === personId)?.name ?? ''

function talkIn(stage: Stage, chatId: string): void {
  const { company, timeline } = stage
  const group = company.groups.find(({ key }) => chatIdOf(key) === chatId)
  const until = timeline.quietSince - ENDING
  const random = stage.random.of(`chat/${chatId}`)
  const name = (personId: string): string => nameOf(stage, personId)
  if (!group) {
    const [admin = '', , ...others] =
      company.chats.find((c) => c.chatId === chatId)?.personIds ?? []
    const members = others.map((personId) => ({ personId, since: 0 }))
    const talk = { chatId, cast: { admin, members }, until, timeline, nameOf: name }
    note(stage, chatId, everydayTalk({ ...talk, random: random.of('talk') }))
    return
  }
  const joining = stage.random.of(`joining/${group.key}`)
  const since = (personId: string): number => {
    const member = group.members.find((one) => one.personId === personId)
    return member ? joiningTime(member, timeline, joining) : 0
  }
  const cast = castOf(company, group.key, since)
  const talk = { chatId, cast, until, timeline, nameOf: name }
  note(stage, chatId, everydayTalk({ ...talk, random: random.of('talk') }))
  note(stage, chatId, announcedDeals(group.key, { ...talk, random: random.of('deals') }))
}

/** Sends the card of the 群规 as the phone makes it: with what is true at this moment. */
async function sendRules(stage: Stage, chatId: string, key: string, by: string): Promise<void> {
  const groupId = stage.groupId(key)
  const book = await stage.as(by).ask('rules.get', { groupId })
  if (!book) throw new Error(`${key} has no rules to share`)
  const { count, total } = book.acknowledged
  const title = `本群群规 v${book.version} · ${count}/${total} 已确认`
  postCard(stage, chatId, by, title, `pages/rules/rules?g=${groupId}`)
}

function sendBoard(stage: Stage, key: string, by: string): void {
  const at = stage.now()
  const title = `本群 ${monthOf(at)} 月积分榜 · 数据截至 ${dayText(at)}`
  postCard(stage, chatIdOf(key), by, title, `pages/board/board?g=${stage.groupId(key)}`)
}

function postCard(stage: Stage, chatId: string, by: string, title: string, path: string): void {
  const card = { title, path, withShareTicket: true }
  stage.world.post(chatId, by, { kind: 'card', card }, stage.now())
}

/** What the admin writes with the card of a new version; groups without words of their own get plain ones. */
const ANNOUNCED: Readonly<Record<string, string>> = {
  'huadong@3':
    '@所有人 群规更新到 v3，改了三条：入群走申请、客户资料不外传、周五不再接龙拜访计划。三天内读完点确认，记积分',
  'shouhou@4': '【群规】v4 只改了昵称写法，不用再确认。v3 没确认的补一下',
}
const REPLIES = ['收到，已确认', '读完了，已确认', '已确认，外传那条写得清楚']

function tellOfVersions(stage: Stage): void {
  const { company } = stage
  const adminOf = (key: string) => company.groups.find((one) => one.key === key)!.members[0]!
  stage.on((event) => {
    if (event.kind === 'published') {
      const { groupKey, version, material } = event
      const { personId } = adminOf(groupKey)
      const plain = material
        ? `群规更新到 v${version}，三天内读完点确认`
        : `群规更新到 v${version}，改动不大，不用再确认`
      const text = ANNOUNCED[`${groupKey}@${version}`] ?? plain
      const at = stage.now() + MINUTE
      const chatId = chatIdOf(groupKey)
      const everyone = text.startsWith('@所有人') ? membersOf(stage, groupKey, personId) : []
      note(stage, chatId, [say(personId, text, at, everyone)])
      stage.at(at + MINUTE, () => sendRules(stage, chatId, groupKey, personId))
    }
    if (event.kind === 'confirmed' && `${event.groupKey}@${event.version}` === 'huadong@3') {
      const reply = REPLIES[event.count - 1]
      if (reply === undefined) return
      const at = stage.now() + (2 + event.count) * MINUTE
      note(stage, chatIdOf(event.groupKey), [say(event.personId, reply, at)])
    }
  })
}

const membersOf = (stage: Stage, key: string, except: string): string[] =>
  stage.company.groups
    .find((group) => group.key === key)!
    .members.filter(({ personId, removed }) => personId !== except && removed === undefined)
    .map(({ personId }) => personId)

/** Who finds the group full says so. */
function tellOfWaiting(stage: Stage): void {
  stage.on((event) => {
    if (event.kind !== 'waiting') return
    const { groupKey, personId, position } = event
    const group = stage.company.groups.find(({ key }) => key === groupKey)!
    const at = stage.now()
    note(stage, chatIdOf(groupKey), [
      say(personId, `大家好，我是${nameOf(stage, personId)}，请多关照`, at + MINUTE),
      say(personId, `我点进去显示候补第 ${position} 位`, at + 2 * MINUTE),
      say(
        group.members[0]!.personId,
        `${group.cap} 个席位满了，有人转走按顺序补，先跟着看`,
        at + 6 * MINUTE,
      ),
    ])
  })
}

type Story = (stage: Stage) => void

/** The newcomers, a reminder, and one more who is about to join. */
const huadong: Story = (stage) => {
  const chatId = chatIdOf('huadong')
  const { timeline } = stage
  const { endsAt } = timeline
  const yesterday = timeline.day(1)
  came(stage, chatId, 'shen-yanqiu', atClock(yesterday, '9:40'))
  came(stage, chatId, 'ma-xiaodong', endsAt - 7 * MINUTE)
  note(stage, chatId, [
    say('zhou-min', '欢迎砚秋，来接湖州片区。点群规卡片，读完确认一下', atClock(yesterday, '9:44')),
    say('shen-yanqiu', '大家好，请多指教', atClock(yesterday, '9:47')),
    say('zhou-min', '@方向晚 群规还差你确认，今天看一下', atClock(yesterday, '16:21'), [
      'fang-xiangwan',
    ]),
    say('ma-xiaodong', '大家好，我是马晓冬，刚从渠道部转来，做杭州片区', endsAt - 5 * MINUTE),
    say('zhou-min', '欢迎晓冬。点卡片入群，先占个席位，再读一遍群规', endsAt - 2 * MINUTE),
  ])
  stage.at(atClock(yesterday, '12:08'), () => sendBoard(stage, 'huadong', 'xu-jiamu'))
  stage.at(endsAt, () => sendRules(stage, chatId, 'huadong', 'zhou-min'))
}

/** Full: two have come and wait, a third has just come. */
const huanan: Story = (stage) => {
  const chatId = chatIdOf('huanan')
  const { timeline, company } = stage
  const { endsAt } = timeline
  const waiting = company.groups.find(({ key }) => key === 'huanan')!.waiting
  for (const { personId, daysAgo } of waiting) {
    came(stage, chatId, personId, atClock(timeline.day(daysAgo), '9:52'))
  }
  came(stage, chatId, 'shi-xiaoman', endsAt - 6 * MINUTE)
  note(stage, chatId, [
    say('shi-xiaoman', '大家好，我是石小满，接手漳州的客户', endsAt - 4 * MINUTE),
  ])
  stage.at(endsAt, () => sendRules(stage, chatId, 'huanan', 'liang-peishan'))
}

const shouhou: Story = (stage) => {
  const chatId = chatIdOf('shouhou')
  const { timeline } = stage
  const reminded = atClock(timeline.day(4), '16:41')
  note(stage, chatId, [
    say('jin-shicheng', '@陶然 就差你了，停机 15 分钟接手那条要看清楚', reminded, ['tao-ran']),
  ])
  stage.at(reminded + MINUTE, () => sendRules(stage, chatId, 'shouhou', 'jin-shicheng'))
  stage.at(timeline.quietSince, () => sendBoard(stage, 'shouhou', 'han-qiwu'))
}

const xunlian: Story = (stage) => {
  const chatId = chatIdOf('xunlian')
  const arrival = atClock(stage.timeline.day(2), '9:40')
  came(stage, chatId, 'gong-xiaochen', arrival)
  note(stage, chatId, [
    say('miao-qiushi', '欢迎晓晨，九期插班。先读群规，再看学习安排', arrival + 3 * MINUTE),
    say('gong-xiaochen', '好的老师', arrival + 5 * MINUTE),
  ])
  stage.at(arrival + 6 * MINUTE, () => sendRules(stage, chatId, 'xunlian', 'miao-qiushi'))
}

const xinpin: Story = (stage) => {
  const { quietSince } = stage.timeline
  note(stage, chatIdOf('xinpin'), [
    say('cui-mingyuan', '本月积分榜在这里，确认群规也记分', quietSince - MINUTE),
  ])
  stage.at(quietSince, () => sendBoard(stage, 'xinpin', 'cui-mingyuan'))
}

/** A manager has shared the mini program into a chat that belongs to no group yet. */
const xinan: Story = (stage) => {
  const { quietSince } = stage.timeline
  note(stage, UNBOUND_CHAT, [
    say('yan-zhixing', '人多了以后按群规来，我先把小程序发上来，周一绑定', quietSince - 2 * MINUTE),
  ])
  stage.at(quietSince, () =>
    postCard(stage, UNBOUND_CHAT, 'yan-zhixing', '席位、群规、积分，打开看看', 'pages/today/today'),
  )
}

const inPrivate: Story = (stage) => {
  const { endsAt, day } = stage.timeline
  const before = atClock(day(2), '15:02')
  note(stage, PRIVATE_CHAT, [
    say('zhou-min', '一诺，台州那单的账期谈到几天了', before),
    say('chen-yinuo', '客户想要 60 天，我说最多 45 天', before + 3 * MINUTE),
    say('zhou-min', '45 天可以，发货款要先到', before + 5 * MINUTE),
    say('chen-yinuo', '明白，明天去签', before + 6 * MINUTE),
    say('zhou-min', '群规就差你们三位了，有空读一下', endsAt - MINUTE),
  ])
  stage.at(endsAt, () => sendRules(stage, PRIVATE_CHAT, 'huadong', 'zhou-min'))
}

/**
 * By chat: what is told there beside everyday talk. Several end at the same minute; the last one here has the last word, and
 * is the chat that the wall opens.
 */
const STORIES: Readonly<Record<string, Story>> = {
  [chatIdOf('huanan')]: huanan,
  [chatIdOf('shouhou')]: shouhou,
  [chatIdOf('xunlian')]: xunlian,
  [chatIdOf('xinpin')]: xinpin,
  [UNBOUND_CHAT]: xinan,
  [PRIVATE_CHAT]: inPrivate,
  [chatIdOf('huadong')]: huadong,
}
