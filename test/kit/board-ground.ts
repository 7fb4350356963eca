import type { Reply } from '../../miniprogram/contract/action'
import type { ActionName, InputOf, OutputOf } from '../../miniprogram/contract/index'
import type { CompanyRole, GroupRole } from '../../miniprogram/contract/common'
import { metrics } from '../../cloudfunctions/engines/metrics/index'
import { createDispatcher } from '../../cloudfunctions/kernel/dispatch'
import type { Handlers } from '../../cloudfunctions/kernel/define'
import { domain, type Domain } from '../../cloudfunctions/kernel/domain'
import type { Work } from '../../cloudfunctions/kernel/context'
import { identities, identityIdOf } from '../../cloudfunctions/kernel/identity'
import type { CallLog } from '../../cloudfunctions/kernel/log'
import type { GroupPerson } from '../../cloudfunctions/kernel/people'
import { table, type Document } from '../../cloudfunctions/kernel/table'
import { credit, incentive, incentives } from '../../cloudfunctions/modules/incentives/index'
import { openGround, type Ground } from './ground'

interface TestGroupDoc extends Document {
  name: string
  isActive: boolean
  people: GroupPerson[]
}
const groups = table<TestGroupDoc>()('test_groups', { indexes: {} })

/** A domain of the tests' own that has groups and gives points. */
export const testPeople = domain({
  name: 'testPeople',
  tables: [groups],
  incentives: {
    five: { category: 'rules', title: '确认群规', points: 5 },
    seven: { category: 'sales', title: '成交', points: 7 },
    minus: { category: 'other', title: '违规', points: -4 },
    daily: { category: 'work', title: '日报', points: 6, capPerDay: 10, capPerWeek: 25 },
    later: {
      category: 'other',
      title: '活动',
      points: 3,
      validFrom: Date.parse('2026-12-01T00:00:00+08:00'),
    },
  },
  provides: {
    people: {
      async group(reader, groupId) {
        const group = await reader.get(groups, groupId)
        return (
          group && { groupId, name: group.name, isActive: group.isActive, people: group.people }
        )
      },
    },
  },
})

type CallLine = Parameters<CallLog>[0]

export interface BoardGround extends Ground {
  calls: CallLine[]
  /** Puts someone into a group, and into the company with it. */
  join(memberId: string, groupId: string, role?: GroupRole): Promise<void>
  /** Out of the group; out of the company when it was the last. */
  leave(memberId: string, groupId: string): Promise<void>
  appoint(memberId: string, companyRole: CompanyRole | null): Promise<void>
  archive(groupId: string): Promise<void>
  /** Credits an incentive by its name, as a command does. */
  credit(
    id: string,
    memberId: string,
    groupId: string,
    source: string,
    at?: number,
  ): Promise<number>
  reply<A extends ActionName>(
    who: string,
    action: A,
    input: InputOf<A>,
  ): Promise<Reply<OutputOf<A>>>
  call<A extends ActionName>(who: string, action: A, input: InputOf<A>): Promise<OutputOf<A>>
}

export const groupNameOf = (groupId: string): string => `群${groupId}`
export const personNameOf = (memberId: string): string => `人${memberId}`

async function setGroup(work: Work, groupId: string, change: (group: TestGroupDoc) => void) {
  const known = await work.tx.get(groups, groupId)
  const group = known ?? { _id: groupId, name: groupNameOf(groupId), isActive: true, people: [] }
  change(group)
  await work.tx.put(groups, group)
}

async function setIdentity(
  { tx, now }: Work,
  memberId: string,
  change: (identity: {
    groups: Record<string, { role: GroupRole; since: number }>
    companyRole: CompanyRole | null
  }) => void,
) {
  const _id = identityIdOf(memberId)
  const known = (await tx.get(identities, _id)) ?? {
    ...{ _id, memberId, openid: memberId, name: personNameOf(memberId) },
    ...{ companyRole: null, groups: {}, since: now },
  }
  const isIn = () => known.companyRole !== null || Object.keys(known.groups).length > 0
  const wasIn = isIn()
  change(known)
  await tx.put(identities, known)
  return { arrived: !wasIn && isIn(), departed: wasIn && !isIn() }
}

/** A ground with groups, metrics and incentives; people's openid is their member id. */
export async function openBoards(
  options: { now?: number; domains?: readonly Domain[] } = {},
): Promise<BoardGround> {
  const ground = await openGround(
    [metrics, incentives, testPeople, ...(options.domains ?? [])],
    options,
  )
  const calls: CallLine[] = []
  let openid = ''
  const dispatch = createDispatcher(
    Object.assign({}, ...ground.registry.domains.map(({ handlers }) => handlers)) as Handlers,
    ground.registry,
    {
      database: ground.port,
      services: {
        chatOf: () => Promise.resolve(null),
        checkTexts: () => Promise.resolve({ verdict: 'pass', findings: [] }),
        setupCode: () => null,
        templateIds: () => ({}),
      },
      openid: () => openid,
      now: () => ground.clock.now,
      newId: ground.newId,
      log: (line) => calls.push(line),
    },
  )
  const reply: BoardGround['reply'] = (who, action, input) => {
    openid = who
    return dispatch({ action, input }) as never
  }
  return {
    ...ground,
    calls,
    reply,
    async call(who, action, input) {
      const answer = await reply(who, action, input)
      if (!answer.ok) throw new Error(`${action}: ${answer.error.code} ${answer.error.message}`)
      return answer.data
    },
    join: (memberId, groupId, role = 'member') =>
      ground.commit(async (work) => {
        const since = work.now
        const name = personNameOf(memberId)
        await setGroup(work, groupId, ({ people }) => people.push({ memberId, name, role, since }))
        const { arrived } = await setIdentity(work, memberId, (identity) => {
          identity.groups[groupId] = { role, since }
        })
        const groupName = groupNameOf(groupId)
        await work.happened('member.joined', { groupId, memberId, name, role, groupName })
        if (arrived) await work.happened('member.arrived', { memberId })
      }),
    leave: (memberId, groupId) =>
      ground.commit(async (work) => {
        await setGroup(work, groupId, (group) => {
          group.people = group.people.filter((person) => person.memberId !== memberId)
        })
        const { departed } = await setIdentity(work, memberId, (identity) => {
          delete identity.groups[groupId]
        })
        const identityId = identityIdOf(memberId)
        await work.happened('member.left', { groupId, memberId, identityId })
        if (departed) await work.happened('member.departed', { memberId })
      }),
    appoint: (memberId, companyRole) =>
      ground.commit(async (work) => {
        const { arrived, departed } = await setIdentity(work, memberId, (identity) => {
          identity.companyRole = companyRole
        })
        if (arrived) await work.happened('member.arrived', { memberId })
        if (departed) await work.happened('member.departed', { memberId })
      }),
    archive: (groupId) =>
      ground.commit(async (work) => {
        await setGroup(work, groupId, (group) => {
          group.isActive = false
        })
        await work.happened('group.archived', { groupId })
      }),
    async credit(id, memberId, groupId, source, at) {
      const terms = await incentive(ground.db(), ground.registry, id)
      return ground.commit((work) =>
        credit(work, {
          ...{ incentive: terms, memberId, groupId, groupName: groupNameOf(groupId) },
          name: personNameOf(memberId),
          source: { kind: 'test', id: source, title: `事由${source}` },
          at: at ?? work.now,
        }),
      )
    },
  }
}
