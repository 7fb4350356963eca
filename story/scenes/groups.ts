import { atClock, DAY, MINUTE } from '../days'
import { chatIdOf } from '../company'
import type { GroupPlan, MemberPlan } from '../groups'
import { absenceOf, joiningTime } from '../habits'
import type { Random } from '../random'
import type { Stage } from '../stage'
import type { Timeline } from '../timeline'
import type { Scene } from './index'

/** Groups are made in their chats, people come by the card, get roles, wait, are taken out and come back. */
export const groupScene: Scene = (stage) => {
  for (const group of stage.company.groups) playGroup(stage, group)
}

function playGroup(stage: Stage, group: GroupPlan): void {
  const { timeline, company, random } = stage
  const founded = atClock(timeline.day(group.age), '9:05')
  stage.at(founded, () => found(stage, group))
  for (const { personId, groupKey } of company.managers) {
    if (groupKey !== group.key) continue
    stage.at(founded + 15 * MINUTE, () => join(stage, group, personId))
    stage.at(atClock(founded + DAY, '18:05'), () => leave(stage, group, personId))
  }
  for (const member of group.members) {
    if (member.personId !== group.founder) {
      const joined = joiningTime(member, timeline, random.of(`joining/${group.key}`))
      stage.at(joined, () => join(stage, group, member.personId))
      if (member.role !== 'member') {
        stage.at(joined + 5 * MINUTE, () => giveRole(stage, group, member))
      }
    }
    const { from, to } = absenceOf(member, timeline)
    stage.at(from, () => remove(stage, group, member))
    stage.at(to, () => readmit(stage, group, member.personId))
  }
  const leaves = founderLeaves(group, timeline, random.of(`joining/${group.key}`))
  stage.at(leaves, () => leave(stage, group, group.founder))
  for (const { personId, daysAgo } of group.waiting) {
    stage.at(atClock(timeline.day(daysAgo), '10:12'), () => join(stage, group, personId))
  }
}

/** Who makes a group that is not theirs leaves the evening after its first admin has come. */
function founderLeaves(group: GroupPlan, timeline: Timeline, joining: Random): number {
  const [first] = group.members
  const staysOn = group.members.some(({ personId }) => personId === group.founder)
  return first && !staysOn ? atClock(joiningTime(first, timeline, joining), '18:20') : Infinity
}

async function found(stage: Stage, group: GroupPlan): Promise<void> {
  const { key, name, type, focus, cap, founder } = group
  const phone = stage.as(founder)
  const chatId = chatIdOf(key)
  await phone.ask('session.open', { cloudId: phone.cloudIdIn(chatId) })
  const { groupId } = await phone.act('groups.create', {
    name,
    type,
    focus,
    cap,
    cloudId: phone.cloudIdIn(chatId),
  })
  stage.groupIds.set(key, groupId)
}

async function join(stage: Stage, { key }: GroupPlan, personId: string): Promise<void> {
  const phone = stage.as(personId)
  const chatId = chatIdOf(key)
  const groupId = stage.groupId(key)
  await phone.ask('session.open', { cloudId: phone.cloudIdIn(chatId), groupId })
  const name = stage.company.people.find((person) => person.personId === personId)?.name ?? ''
  const joined = await phone.act('groups.join', {
    groupId,
    cloudId: phone.cloudIdIn(chatId),
    name,
  })
  if (joined.state === 'joined') {
    stage.memberIds.set(personId, joined.memberId)
    stage.tell({ kind: 'joined', groupKey: key, personId })
  } else {
    stage.tell({ kind: 'waiting', groupKey: key, personId, position: joined.position })
  }
}

const memberIdOf = (stage: Stage, personId: string): string => {
  const id = stage.memberIds.get(personId)
  if (id === undefined) throw new Error(`${personId} is nobody yet`)
  return id
}

/** The founder, who stays until there is a first admin, names the roles, then that one does. */
async function giveRole(stage: Stage, group: GroupPlan, member: MemberPlan): Promise<void> {
  const first = group.members[0]!
  const joining = stage.random.of(`joining/${group.key}`)
  const isFounderHere = founderLeaves(group, stage.timeline, joining) > stage.now()
  const by = isFounderHere ? group.founder : first.personId
  const memberId = memberIdOf(stage, member.personId)
  const groupId = stage.groupId(group.key)
  await stage.as(by).act('groups.setRole', { groupId, memberId, role: member.role })
}

async function leave(stage: Stage, group: GroupPlan, personId: string): Promise<void> {
  const groupId = stage.groupId(group.key)
  await stage.as(personId).ask('me.holds', {})
  await stage.as(personId).act('groups.leave', { groupId })
}

async function remove(stage: Stage, group: GroupPlan, member: MemberPlan): Promise<void> {
  const admin = stage.as(group.members[0]!.personId)
  const groupId = stage.groupId(group.key)
  await admin.ask('groups.get', { groupId })
  const memberId = memberIdOf(stage, member.personId)
  await admin.act('groups.remove', { groupId, memberId, reason: member.removed?.reason ?? '' })
}

async function readmit(stage: Stage, group: GroupPlan, personId: string): Promise<void> {
  const admin = stage.as(group.members[0]!.personId)
  const groupId = stage.groupId(group.key)
  await admin.ask('groups.removed', { groupId })
  await admin.act('groups.readmit', { groupId, memberId: memberIdOf(stage, personId) })
  stage.tell({ kind: 'joined', groupKey: group.key, personId })
}
