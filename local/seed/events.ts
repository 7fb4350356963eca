import {
  atClock,
  DAY,
  dayKey,
  daysBetween,
  dayText,
  HOUR,
  isWorkday,
  MINUTE,
  monthOf,
  startOfMonth,
  weekday,
  weekKey,
  weekOf,
} from './calendar'
import type { Source } from './documents'
import type { GroupPlan, MemberPlan } from './groups'
import type { Random } from './random'
import {
  ANSWERS,
  CITIES,
  FAULTS,
  LAUNCH_PRODUCT,
  LESSONS,
  PRODUCTS,
  SCENES,
  TERMS,
  TRADES,
  TRAININGS,
} from './sources'
import { moodOf, RATES, type Mood, type Rates } from './work-rates'

/** Something that earns points by a rule. */
export interface PointEvent {
  ruleId: string
  source: Source
  at: number
}

/** Numbers of the day's papers over the whole company, e.g. `D20261103-04`. */
export type Counter = (prefix: string, day: number) => string

export function createCounter(): Counter {
  const counts = new Map<string, number>()
  return (prefix, day) => {
    const name = `${prefix}${dayKey(day).replaceAll('-', '')}`
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return `${name}-${String(count).padStart(2, '0')}`
  }
}

/** What is the same for everyone on a day. */
export interface DayFacts {
  day: number
  month: string
  mood: Mood
}

export const dayFacts = (from: number, now: number): DayFacts[] =>
  daysBetween(from, now).map((day) => ({
    day,
    month: dayKey(day).slice(0, 7),
    mood: moodOf(day, now),
  }))

interface Day extends DayFacts {
  group: GroupPlan
  rates: Rates
  /** Of the person in this month. */
  skill: number
  random: Random
  number: Counter
}

/** A moment of the day between two clock times, in whole seconds. */
const between = ({ day, random }: Day, from: string, to: string): number => {
  const start = atClock(day, from)
  return start + random.int(0, Math.floor((atClock(day, to) - start) / 1000)) * 1000
}

const customerOf = ({ group, random }: Day): string =>
  `${random.pick(CITIES[group.groupId] ?? ['苏州'])}${random.pick(TRADES)}`

function dealEvents(day: Day): PointEvent[] {
  const { random, rates, mood, skill, group } = day
  if (!random.chance(rates.deal * mood.sales * skill)) return []
  const isLaunch = group.type === 'project'
  const { name, unit, most } = isLaunch ? LAUNCH_PRODUCT : random.pick(PRODUCTS)
  const source = {
    kind: 'deal',
    id: day.number('D', day.day),
    title: `${customerOf(day)} · ${name} ${random.int(1, most)} ${unit}`,
  }
  const at = between(day, '9:40', '18:10')
  const events = [{ ruleId: 'sales.deal', source, at }]
  if (random.chance(rates.newCustomer)) events.push({ ruleId: 'sales.newCustomer', source, at })
  if (isLaunch && random.chance(0.4)) events.push({ ruleId: 'sales.launch', source, at })
  return events
}

function paymentEvents(day: Day): PointEvent[] {
  const { random, rates, mood, skill } = day
  if (!random.chance(rates.payment * mood.sales * skill)) return []
  const title = `${customerOf(day)} · ${random.pick(TERMS)}`
  const source = { kind: 'payment', id: day.number('R', day.day), title }
  return [{ ruleId: 'sales.payment', source, at: between(day, '9:30', '17:20') }]
}

function drillEvents(day: Day): PointEvent[] {
  const { random, rates, mood, skill } = day
  if (!random.chance(rates.drill * mood.other * skill)) return []
  const scene = random.pick(SCENES)
  const id = `${scene.id}-${dayKey(day.day)}`
  const source = {
    kind: 'drill',
    id,
    title: `话术演练：${scene.title}（${random.int(80, 97)} 分）`,
  }
  const isAtNoon = random.chance(0.4)
  const at = isAtNoon ? between(day, '12:20', '13:20') : between(day, '17:40', '20:40')
  return [{ ruleId: 'script.drill', source, at }]
}

function answerEvents(day: Day): PointEvent[] {
  const { random, rates, mood } = day
  if (!random.chance(rates.answer * mood.other)) return []
  const source = {
    kind: 'answer',
    id: day.number('Q', day.day),
    title: `答复：${random.pick(ANSWERS)}`,
  }
  return [{ ruleId: 'feedback.answer', source, at: between(day, '9:20', '19:30') }]
}

/** A ticket is answered first and, for the most part, closed within two days. */
function ticketEvents(day: Day): PointEvent[] {
  const { random, rates, mood, skill } = day
  if (!random.chance(rates.ticket * mood.service * skill)) return []
  const title = `${customerOf(day)} · ${random.pick(FAULTS)}`
  const source = { kind: 'ticket', id: day.number('K', day.day), title }
  const at = between(day, '8:40', '19:40')
  const events = [{ ruleId: 'work.response', source, at }]
  if (random.chance(0.55 * skill)) {
    const isSameDay = random.chance(0.6)
    const tomorrow = { ...day, day: day.day + DAY }
    const closedAt = isSameDay
      ? at + random.int(30, 150) * MINUTE
      : between(tomorrow, '9:00', '17:30')
    events.push({ ruleId: 'work.resolved', source, at: closedAt })
  }
  return events
}

/** The same course for the whole company each week. */
const topicOf = (topics: readonly string[], day: number): string =>
  topics[Math.floor(day / (7 * DAY)) % topics.length] ?? ''

function courseEvents(day: Day): PointEvent[] {
  const { random, rates } = day
  if (!isWorkday(day.day)) return []
  const events: PointEvent[] = []
  if (weekday(day.day) === 3 && random.chance(rates.training)) {
    const title = `周三培训：${topicOf(TRAININGS, day.day)}`
    const source = { kind: 'training', id: `T-${dayKey(day.day)}`, title }
    events.push({ ruleId: 'training.pass', source, at: between(day, '17:05', '21:10') })
  }
  if (weekday(day.day) === 5 && random.chance(rates.lesson)) {
    const title = `新人课：${topicOf(LESSONS, day.day)}`
    const source = { kind: 'training', id: `L-${dayKey(day.day)}`, title }
    events.push({ ruleId: 'training.pass', source, at: between(day, '16:10', '20:30') })
  }
  return events
}

/** Mondays: the reports of the week before are counted after midnight, the meeting is at nine. */
function mondayEvents(day: Day, joinedAt: number): PointEvent[] {
  const { random, rates } = day
  if (weekday(day.day) !== 1) return []
  const events: PointEvent[] = []
  const lastWeek = day.day - 7 * DAY
  if (joinedAt <= lastWeek && random.chance(rates.report)) {
    const title = `第 ${weekOf(lastWeek).week} 周战报全勤`
    const source = { kind: 'report', id: weekKey(lastWeek), title }
    events.push({ ruleId: 'work.report', source, at: day.day + random.int(2, 40) * 1000 })
  }
  if (isWorkday(day.day) && random.chance(rates.meeting)) {
    const source = { kind: 'meeting', id: dayKey(day.day), title: `${dayText(day.day)}周例会` }
    events.push({ ruleId: 'work.meeting', source, at: between(day, '9:02', '9:40') })
  }
  return events
}

/** On the first of a month, after midnight: who reached the target of the month before. */
function monthEvents(day: Day, joinedAt: number): PointEvent[] {
  const { random, rates, skill } = day
  const lastMonth = day.day - DAY
  if (startOfMonth(day.day) !== day.day || joinedAt > lastMonth - 20 * DAY) return []
  if (!random.chance(rates.target * skill)) return []
  const title = `${monthOf(lastMonth)} 月个人目标达成`
  const source = { kind: 'target', id: dayKey(lastMonth).slice(0, 7), title }
  return [{ ruleId: 'work.target', source, at: day.day + random.int(2, 40) * 1000 }]
}

/** Everything one person does in one group that earns points, day by day. */
export function memberEvents(request: {
  group: GroupPlan
  member: MemberPlan
  joinedAt: number
  until: number
  days: readonly DayFacts[]
  number: Counter
  random: Random
}): PointEvent[] {
  const { group, member, joinedAt, until, days, number, random } = request
  const rates = RATES[member.work]
  const basic = (member.skill ?? 0.7 + 0.6 * random.next()) * (member.isSecond ? 0.6 : 1)
  const form = new Map<string, number>()
  const events: PointEvent[] = []
  for (const { day: date, month, mood } of days) {
    if (date + DAY <= joinedAt || date > until) continue
    // Nobody is equally good every month.
    const luck = form.get(month) ?? 0.8 + 0.4 * random.next()
    form.set(month, luck)
    const day: Day = { day: date, month, mood, group, rates, skill: basic * luck, random, number }
    for (const kind of member.isSecond ? ANYWHERE : EVERYTHING) events.push(...kind(day, joinedAt))
  }
  return events.filter(({ at }) => at > joinedAt + HOUR && at <= until)
}

type Kind = (day: Day, joinedAt: number) => PointEvent[]

/** What counts in each of a person's groups. */
const ANYWHERE: readonly Kind[] = [dealEvents, paymentEvents, answerEvents, ticketEvents]
/** In the first group also what is done once, whatever the number of groups. */
const EVERYTHING: readonly Kind[] = [
  ...ANYWHERE,
  drillEvents,
  courseEvents,
  mondayEvents,
  monthEvents,
]
