import { atClock, DAY, daysBetween, isWorkday, MINUTE, startOfDay } from '../days'
import { chatIdOf } from '../company'
import type { GroupPlan, MemberPlan } from '../groups'
import { freeMoment, isFull, isThere } from '../habits'
import type { Random } from '../random'
import type { Stage } from '../stage'
import type { Scene } from './index'
import { agree } from './rules'

/** How likely somebody looks in on a workday: in the weeks that are played in full, and before. */
const VISIT = { full: 0.4, sparse: 0.02 }
const DAY_OFF = 0.3

/** What people do who just look in: 今日, messages, the board, what is theirs. And consents. */
export const noticeScene: Scene = (stage) => {
  const { company, timeline, random } = stage
  for (const day of daysBetween(timeline.day(company.age), timeline.now)) {
    stage.at(day + MINUTE, () => planVisits(stage, day, random.of(`visits/${day}`)))
  }
  for (const [personId, times] of Object.entries(company.consents)) {
    stage.at(atClock(timeline.day(1), '12:10'), async () => {
      for (let n = 0; n < times; n++) await agree(stage, personId)
    })
  }
}

function planVisits(stage: Stage, day: number, random: Random): void {
  const { company, timeline } = stage
  const base = isFull(day, timeline) ? VISIT.full : VISIT.sparse
  const chance = isWorkday(day) ? base : base * DAY_OFF
  for (const group of company.groups) {
    for (const member of group.members) {
      if (!random.chance(chance)) continue
      const at = freeMoment(day, startOfDay(day) + DAY - MINUTE, random)
      stage.at(at, () => visit(stage, group, member, random.of(member.personId)))
    }
  }
  for (const { personId } of company.managers) {
    if (!random.chance(base)) continue
    stage.at(atClock(day, '17:20') + random.int(0, 40) * MINUTE, () => oversee(stage, personId))
  }
}

async function visit(
  stage: Stage,
  group: GroupPlan,
  member: MemberPlan,
  random: Random,
): Promise<void> {
  const joining = stage.random.of(`joining/${group.key}`)
  if (!isThere(member, stage.now(), stage.timeline, joining)) return
  const phone = stage.as(member.personId)
  const groupId = stage.groupId(group.key)
  const cloudId = phone.cloudIdIn(chatIdOf(group.key))
  await phone.ask('session.open', { cloudId, groupId })
  await phone.ask('today.get', { groupId })
  await phone.ask('notice.news', { groupId })
  await readInbox(stage, member.personId)
  if (random.chance(0.3)) {
    const scope = random.chance(0.5) ? 'group' : 'company'
    await phone.ask('board.get', { scope, groupId, period: 'month' })
  }
  if (random.chance(0.2)) {
    const { memberId } = await phone.ask('me.get', {})
    await phone.ask('board.entries', { memberId, period: 'month' })
  }
}

async function readInbox(stage: Stage, personId: string): Promise<void> {
  const phone = stage.as(personId)
  const { rows, upTo } = await phone.ask('notice.inbox', {})
  if (rows.some(({ isRead }) => !isRead)) await phone.act('notice.read', { upTo })
}

/** A manager looks over all groups. */
async function oversee(stage: Stage, personId: string): Promise<void> {
  const phone = stage.as(personId)
  const { viewer } = await phone.ask('session.open', {})
  if (viewer.kind !== 'member' || viewer.companyRole === null) return
  await phone.ask('groups.list', {})
  await phone.ask('board.groups', { period: 'month' })
  await readInbox(stage, personId)
}
