import { atClock, lastWorkdays, MINUTE, startOfDay, weekday } from './calendar'
import type { ChatPlan } from './chats'
import { CHEERS, HUADONG_THREADS } from './chat-lines/huadong'
import { HUANAN_THREADS } from './chat-lines/huanan'
import {
  SHOUHOU_THREADS,
  XINAN_THREADS,
  XINPIN_THREADS,
  XUNLIAN_THREADS,
} from './chat-lines/others'
import type { Lines, Thread } from './chat-lines/types'
import type { LedgerEntry, Membership } from './documents'
import { nameOf, type PersonId } from './people'
import type { Random } from './random'
import type { Timeline } from './timeline'

/** A mini-program card. */
export interface CardPlan {
  title: string
  path: string
  withShareTicket: true
}

/** A message as it will be posted; without a person it is a line of the system. */
export interface MessagePlan {
  personId: PersonId | null
  body:
    | { kind: 'text'; text: string; mention?: string[] }
    | { kind: 'card'; card: CardPlan }
    | { kind: 'system'; text: string }
  at: number
}

export const say = (personId: PersonId, text: string, at: number, mention: string[] = []) =>
  ({
    personId,
    body: { kind: 'text', text, ...(mention.length > 0 && { mention }) },
    at,
  }) satisfies MessagePlan

/** Who can speak in a chat, and since when. */
export interface Cast {
  admin: PersonId
  members: { personId: PersonId; since: number }[]
}

const THREADS: Readonly<Record<string, readonly Thread[]>> = {
  'chat-huadong': HUADONG_THREADS,
  'chat-huanan': HUANAN_THREADS,
  'chat-shouhou': SHOUHOU_THREADS,
  'chat-xunlian': XUNLIAN_THREADS,
  'chat-xinpin': XINPIN_THREADS,
  'chat-xinan': XINAN_THREADS,
}

/** Workdays that a chat shows. */
const DAYS = 15
/** When conversations begin, far enough apart to be over before the next one. */
const HOURS = ['9:16', '11:02', '14:05', '15:50'] as const
const ROLES = ['A', 'B', 'C'] as const

function actLines(lines: Lines, cast: Cast, start: number, random: Random): MessagePlan[] {
  const present = cast.members.filter(({ since }) => since < start)
  const drawn = random.shuffle(present).map(({ personId }) => personId)
  const people = new Map<string, PersonId>([['M', cast.admin]])
  ROLES.forEach((role, index) => {
    const personId = drawn[index]
    if (personId) people.set(role, personId)
  })
  const personOf = (role: string): PersonId => {
    const personId = people.get(role)
    if (!personId) throw new Error(`nobody is there to say “${lines[0]}” as ${role}`)
    return personId
  }
  let at = start
  return lines.map((line) => {
    const [role = '', raw = ''] = line.split('|')
    const mention = [...raw.matchAll(/@\{(\w)\}/g)].map(([, name = '']) => personOf(name))
    const text = raw.replace(/\{(\w)\}/g, (_, name: string) => nameOf(personOf(name)))
    const message = say(personOf(role), text, at, mention)
    at += random.int(40, 7 * 60) * 1000
    return message
  })
}

const partsOf = (thread: Thread) => ('lines' in thread ? thread : { lines: thread })

/** Conversations over the last weeks, evenly over the days and never two at once. */
export function talk(
  chat: ChatPlan,
  cast: Cast,
  until: number,
  timeline: Timeline,
  random: Random,
): MessagePlan[] {
  const threads = random.shuffle(THREADS[chat.chatId] ?? [])
  const days = lastWorkdays(timeline.quietSince, DAYS)
  const spoken = new Map<number, number>()
  const conversations = threads.map((thread, index) => {
    const {
      lines,
      clock,
      weekday: on,
    } = { clock: undefined, weekday: undefined, ...partsOf(thread) }
    const wanted = Math.floor((index * days.length) / threads.length)
    const fitting = on === undefined ? [] : days.filter((day) => weekday(day) === on)
    const day = fitting.length > 0 ? fitting[index % fitting.length]! : days[wanted]!
    const slot = spoken.get(day) ?? 0
    spoken.set(day, slot + 1)
    const hours = random.of(`hours/${day}`).shuffle(HOURS)
    const start = clock
      ? atClock(day, clock)
      : atClock(day, hours[slot % hours.length]!) + random.int(0, 45) * MINUTE
    return actLines(lines, cast, start + random.int(0, 59) * 1000, random)
  })
  return conversations.filter((messages) => messages[messages.length - 1]!.at <= until).flat()
}

const NEWS = [
  (customer: string, goods: string) => `【喜报】${customer}签约，${goods}，谢谢方案同事`,
  (customer: string, goods: string) => `【喜报】${customer}签了，${goods}，合同已登记`,
  (customer: string, goods: string) => `【喜报】${goods}，${customer}，今天盖章`,
] as const

/** The deals of the ledger as people announce them: one a day at most, with a word from colleagues. */
export function announceDeals(
  entries: readonly LedgerEntry[],
  cast: Cast,
  until: number,
  timeline: Timeline,
  random: Random,
): MessagePlan[] {
  const since = lastWorkdays(timeline.quietSince, DAYS)[0] ?? until
  const daysDone = new Set<number>()
  const messages: MessagePlan[] = []
  for (const { ruleId, corrects, at, memberId, source } of entries) {
    const day = startOfDay(at)
    if (ruleId !== 'sales.deal' || corrects !== null || at < since || daysDone.has(day)) continue
    const told = at + random.int(3, 12) * MINUTE
    if (told + 20 * MINUTE > until) continue
    daysDone.add(day)
    const [customer = '', goods = ''] = source.title.split(' · ')
    const text = random.pick(NEWS)(customer, goods)
    messages.push(say(memberId as PersonId, text, told))
    const others = random
      .shuffle(cast.members)
      .filter(({ personId, since: from }) => personId !== memberId && from < told)
    const cheers = random.shuffle(CHEERS)
    others.slice(0, random.int(1, 2)).forEach(({ personId }, index) => {
      messages.push(say(personId, cheers[index]!, told + (index + 1) * random.int(50, 300) * 1000))
    })
  }
  return messages
}

/** Those who speak in a group's chat: no observers, no mentors, nobody who has left. */
export function castOf(
  admin: PersonId,
  memberships: readonly Membership[],
  silent: readonly string[],
): Cast {
  const speaking = memberships.filter(
    ({ memberId, role, status }) =>
      role === 'member' && status === 'active' && !silent.includes(memberId),
  )
  return {
    admin,
    members: speaking.map(({ memberId, joinedAt }) => ({
      personId: memberId as PersonId,
      since: joinedAt,
    })),
  }
}
