import type { Random } from './random'
import { COMPANY_AGE, GROUPS, type GroupPlan } from './groups'
import { MANAGERS, nameOf, openidOf, OWNER } from './people'
import { noteOf, peopleInOrder, PERSONAS } from './personas'
import { RULE_PLANS, type VersionPlan } from './texts/clauses'

/** Somebody in the small WeChat. */
export interface StoryPerson {
  personId: string
  openid: string
  name: string
  /** What the person switcher says about them. */
  note: string
}

export interface StoryChat {
  chatId: string
  name: string
  /** 1 one-to-one, 3 group. */
  type: 1 | 3
  /** Empty for one-to-one chats. */
  opengid: string
  personIds: string[]
}

/** What happens in a company that is not left to chance. */
export interface Company {
  name: string
  /** In days. */
  age: number
  owner: string
  /** Who becomes a manager, and in whose group they are made one. */
  managers: readonly { personId: string; groupKey: string }[]
  people: readonly StoryPerson[]
  groups: readonly GroupPlan[]
  /** By group; none: that group has no rules yet. */
  rules: Readonly<Record<string, readonly VersionPlan[]>>
  chats: readonly StoryChat[]
  /** By group, who does not get round to confirming the last version. */
  pending: Readonly<Record<string, readonly string[]>>
  /** What an admin reminds of by hand. */
  reminders: readonly { groupKey: string; personId: string; daysAgo: number; clock: string }[]
  /** Consents to messages on the day before the last. */
  consents: Readonly<Record<string, number>>
  /** By what they stand for. */
  cast: Readonly<Record<string, string>>
  /** Who holds the three phones of the wall. */
  wall: readonly string[]
}

/** A group chat that nobody has bound yet. */
export const UNBOUND_CHAT = 'chat-xinan'
/** Two people talking in private. */
export const PRIVATE_CHAT = 'chat-zhou-chen'

export const chatIdOf = (groupKey: string): string => `chat-${groupKey}`

/** The chat of a group with everybody who will ever be in it. */
export function groupChat(group: GroupPlan, random: Random): StoryChat {
  const { key, name, members, waiting, guests } = group
  const personIds = [
    ...members.map(({ personId }) => personId),
    ...waiting.map(({ personId }) => personId),
    ...guests,
  ]
  const opengid = `tG${random.of(key).text(26)}`
  return { chatId: chatIdOf(key), name, type: 3, opengid, personIds: [...new Set(personIds)] }
}

/** Every group's chat, one that is not bound, and a private one. */
const chatsOf = (random: Random): StoryChat[] => [
  ...GROUPS.map((group) => groupChat(group, random)),
  {
    chatId: UNBOUND_CHAT,
    name: '西南渠道拓展群',
    type: 3,
    opengid: `tG${random.of(UNBOUND_CHAT).text(26)}`,
    personIds: ['yan-zhixing', 'gu-chengyuan', 'qin-muye', 'song-wanqing'],
  },
  {
    chatId: PRIVATE_CHAT,
    name: '周敏、陈一诺',
    type: 1,
    opengid: '',
    personIds: ['zhou-min', 'chen-yinuo'],
  },
]

/** The company that one meets after the first start: sixty people, five groups, five months. */
export const createYuchuan = (random: Random): Company => ({
  name: '屿川智能装备',
  age: COMPANY_AGE,
  owner: OWNER,
  managers: [
    { personId: MANAGERS[0], groupKey: 'huadong' },
    { personId: MANAGERS[1], groupKey: 'shouhou' },
  ],
  people: peopleInOrder().map((personId) => ({
    personId,
    openid: openidOf(random.of('openids'), personId),
    name: nameOf(personId),
    note: noteOf(personId),
  })),
  groups: GROUPS,
  rules: RULE_PLANS,
  chats: chatsOf(random.of('chats')),
  pending: {
    huadong: ['chen-yinuo', 'fang-xiangwan', 'shen-yanqiu'],
    shouhou: ['tao-ran'],
    xunlian: ['gong-xiaochen'],
  },
  reminders: [
    { groupKey: 'huadong', personId: 'fang-xiangwan', daysAgo: 1, clock: '16:20' },
    { groupKey: 'shouhou', personId: 'tao-ran', daysAgo: 4, clock: '16:40' },
  ],
  consents: {
    'chen-yinuo': 2,
    'fang-xiangwan': 2,
    'lin-kexin': 3,
    'he-shuyan': 1,
    'huang-yue': 2,
    'ding-muyang': 1,
  },
  cast: Object.fromEntries(Object.entries(PERSONAS).map(([key, { personId }]) => [key, personId])),
  wall: [PERSONAS.member, PERSONAS.admin, PERSONAS.manager].map(({ personId }) => personId),
})
