import { atClock, HOUR } from './calendar'
import { GROUPS, type GroupPlan } from './groups'
import type { PersonId } from './people'
import type { Random } from './random'
import type { Timeline } from './timeline'

export interface ChatPlan {
  chatId: string
  name: string
  /** 1 one-to-one, 3 group. */
  type: 1 | 3
  /** Empty for one-to-one chats. */
  opengid: string
  personIds: PersonId[]
  /** Null: not bound to a group. */
  groupId: string | null
  boundAt: number
}

/** A group chat that nobody has bound yet. */
const UNBOUND_CHAT = 'chat-xinan'
/** Two people talking in private. */
const PRIVATE_CHAT = 'chat-zhou-chen'

const chatIdOf = (groupId: string): string => `chat-${groupId}`

function groupChat(group: GroupPlan, random: Random, { day }: Timeline): ChatPlan {
  const { groupId, name, members, waiting, guests, age } = group
  return {
    chatId: chatIdOf(groupId),
    name,
    type: 3,
    opengid: `tG${random.of(groupId).text(26)}`,
    personIds: [
      ...members.map(({ personId }) => personId),
      ...waiting.map(({ personId }) => personId),
      ...guests,
    ],
    groupId,
    boundAt: atClock(day(age), '9:05'),
  }
}

/** Every group's chat, one that is not bound, and a private one. */
export function planChats(random: Random, timeline: Timeline): ChatPlan[] {
  return [
    ...GROUPS.map((group) => groupChat(group, random, timeline)),
    {
      chatId: UNBOUND_CHAT,
      name: '西南渠道拓展群',
      type: 3,
      opengid: `tG${random.of(UNBOUND_CHAT).text(26)}`,
      personIds: ['yan-zhixing', 'gu-chengyuan', 'qin-muye', 'song-wanqing'],
      groupId: null,
      boundAt: timeline.day(8) + 10 * HOUR,
    },
    {
      chatId: PRIVATE_CHAT,
      name: '周敏、陈一诺',
      type: 1,
      opengid: '',
      personIds: ['zhou-min', 'chen-yinuo'],
      groupId: null,
      boundAt: timeline.day(40) + 10 * HOUR,
    },
  ]
}
