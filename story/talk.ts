import type { Company } from './company'
import { atClock, isoWeekday, lastWorkdays, MINUTE } from './days'
import type { Random } from './random'
import { CHEERS, HUADONG_THREADS } from './texts/chat-lines/huadong'
import { HUANAN_THREADS } from './texts/chat-lines/huanan'
import {
  SHOUHOU_THREADS,
  XINAN_THREADS,
  XINPIN_THREADS,
  XUNLIAN_THREADS,
} from './texts/chat-lines/others'
import type { Lines, Thread } from './texts/chat-lines/types'
import { CITIES, LAUNCH_PRODUCT, PRODUCTS, TRADES } from './texts/customers'
import type { Timeline } from './timeline'

/** Something said in a chat. */
export interface Saying {
  personId: string
  text: string
  mention?: string[]
  at: number
}

export const say = (
  personId: string,
  text: string,
  at: number,
  mention: readonly string[] = [],
): Saying => ({ personId, text, at, ...(mention.length > 0 && { mention: [...mention] }) })

/** Who can speak in a chat, and since when. */
export interface Cast {
  admin: string
  members: { personId: string; since: number }[]
}

/** Where a chat's talk takes place. */
export interface Talk {
  chatId: string
  cast: Cast
  /** The last of it ends before. */
  until: number
  timeline: Timeline
  random: Random
  nameOf(personId: string): string
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

function actLines(
  lines: Lines,
  cast: Cast,
  start: number,
  random: Random,
  nameOf: Talk['nameOf'],
): Saying[] {
  const present = cast.members.filter(({ since }) => since < start)
  const drawn = random.shuffle(present).map(({ personId }) => personId)
  const people = new Map<string, string>([['M', cast.admin]])
  ROLES.forEach((role, index) => {
    const personId = drawn[index]
    if (personId) people.set(role, personId)
  })
  const personOf = (role: string): string => {
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
export function everydayTalk({ chatId, cast, until, timeline, random, nameOf }: Talk): Saying[] {
  const threads = random.shuffle(THREADS[chatId] ?? [])
  const days = lastWorkdays(timeline.quietSince, DAYS)
  const spoken = new Map<number, number>()
  const conversations = threads.map((thread, index) => {
    const {
      lines,
      clock,
      weekday: on,
    } = { clock: undefined, weekday: undefined, ...partsOf(thread) }
    const wanted = Math.floor((index * days.length) / threads.length)
    const fitting = on === undefined ? [] : days.filter((day) => isoWeekday(day) === on)
    const day = fitting.length > 0 ? fitting[index % fitting.length]! : days[wanted]!
    const slot = spoken.get(day) ?? 0
    spoken.set(day, slot + 1)
    const hours = random.of(`hours/${day}`).shuffle(HOURS)
    const start = clock
      ? atClock(day, clock)
      : atClock(day, hours[slot % hours.length]!) + random.int(0, 45) * MINUTE
    return actLines(lines, cast, start + random.int(0, 59) * 1000, random, nameOf)
  })
  return conversations.filter((messages) => messages[messages.length - 1]!.at <= until).flat()
}

const NEWS = [
  (customer: string, goods: string) => `【喜报】${customer}签约，${goods}，谢谢方案同事`,
  (customer: string, goods: string) => `【喜报】${customer}签了，${goods}，合同已登记`,
  (customer: string, goods: string) => `【喜报】${goods}，${customer}，今天盖章`,
] as const
/** That something is signed on a workday. */
const DEAL_CHANCE = 0.6

/** What is signed is told: one a day at most, with a word from colleagues. Only chats that have customers tell. */
export function announcedDeals(
  groupKey: string,
  { cast, until, timeline, random }: Omit<Talk, 'chatId' | 'nameOf'>,
): Saying[] {
  const cities = CITIES[groupKey]
  if (!cities || cast.members.length < 3) return []
  return lastWorkdays(timeline.quietSince, DAYS).flatMap((day) => {
    const at = atClock(day, '9:55') + random.int(0, 480) * MINUTE + random.int(0, 59) * 1000
    const goods = groupKey === 'xinpin' ? LAUNCH_PRODUCT : random.pick(PRODUCTS)
    const present = random.shuffle(cast.members.filter(({ since }) => since < at))
    const [seller, ...others] = present.map(({ personId }) => personId)
    const isSigned = random.chance(DEAL_CHANCE)
    const customer = `${random.pick(cities)}${random.pick(TRADES)}`
    const text = random.pick(NEWS)(
      customer,
      `${goods.name} ${random.int(1, goods.most)} ${goods.unit}`,
    )
    if (!isSigned || !seller || at + 20 * MINUTE > until) return []
    const cheers = random.shuffle(CHEERS)
    return [
      say(seller, text, at),
      ...others
        .slice(0, random.int(1, 2))
        .map((personId, n) => say(personId, cheers[n]!, at + (n + 1) * random.int(50, 300) * 1000)),
    ]
  })
}

/** Those who speak in a group's chat: no observers, no mentors, nobody who has left. */
export function castOf(company: Company, groupKey: string, since: (id: string) => number): Cast {
  const group = company.groups.find(({ key }) => key === groupKey)
  const [first] = group?.members ?? []
  if (!group || !first) throw new Error(`nobody is in ${groupKey}`)
  const speaking = group.members.filter(
    ({ role, work, removed }) =>
      role === 'member' && work !== 'none' && work !== 'mentor' && removed === undefined,
  )
  return {
    admin: first.personId,
    members: speaking.map(({ personId }) => ({ personId, since: since(personId) })),
  }
}
