import { createProduct, noPush } from '../../cloudfunctions/modules'
import type { ActionName, InputOf } from '../../miniprogram/contract/index'
import { actions } from '../../miniprogram/contract/index'
import * as v from '../../miniprogram/vendor/valibot'
import type { TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { ACCESS_OF, ROLES, rowOf, RULES, type Role } from './matrix'

const { handlers } = createProduct(noPush)
const ALL = Object.keys(actions) as ActionName[]

describe('every action is guarded by the rule it is pinned to [A8]', () => {
  it('has a pin for every action and nothing else', () => {
    expect(Object.keys(ACCESS_OF).sort()).toEqual([...ALL].sort())
    expect(Object.keys(handlers).sort()).toEqual([...ALL].sort())
  })

  it.each(ALL)('%s', (action) => {
    expect(handlers[action].access.name).toBe(ACCESS_OF[action])
  })

  it('uses every rule there is a row for', () => {
    expect([...new Set(Object.values(ACCESS_OF))].sort()).toEqual(Object.keys(RULES).sort())
  })
})

describe('every action answers each kind of person as the matrix says', () => {
  let company: TestCompany
  let people: Record<Role, TestPerson>
  let victimId: string
  let version: number

  beforeAll(async () => {
    company = await bootCompany(9)
    const { owner, admin, chat1, chat, person, idOf, group } = company
    const { groupId } = group
    const extra = (name: string) => {
      const someone = person(name)
      company.world.addToChat(chat1.chatId, someone.personId)
      return someone
    }
    const [removed, gone, observer, victim, waiting, otherMember] = [
      extra('郑移出'),
      extra('卫离开'),
      extra('王观察'),
      extra('冯目标'),
      extra('陈候补'),
      person('褚旁人'),
    ]
    for (const [someone, name] of [
      [removed, '郑移出'],
      [gone, '卫离开'],
      [observer, '王观察'],
      [victim, '冯目标'],
    ] as const) {
      await join(someone, chat1, groupId, name)
    }
    victimId = await idOf(victim)
    await admin.call('groups.setRole', {
      groupId,
      memberId: await idOf(observer),
      role: 'observer',
    })
    await admin.call('groups.remove', { groupId, memberId: await idOf(removed), reason: '离职' })
    await gone.call('groups.leave', { groupId })
    const chat2 = chat('另一个群', [owner, otherMember])
    const other = await owner.call('groups.create', {
      name: '另一个群',
      type: 'project',
      cloudId: owner.cloudIdIn(chat2),
    })
    await join(otherMember, chat2, other.groupId, '褚旁人')
    await fill(4)
    await join(waiting, chat1, groupId, '陈候补')
    ;({ version } = await admin.call('rules.publish', {
      groupId,
      baseVersion: 0,
      clauses: CLAUSES,
      material: true,
    }))
    const { stranger, member, manager } = company
    people = {
      ...{ stranger, otherMember, removed, gone, waiting, observer },
      ...{ member, admin, manager, owner },
    }
  })
  afterAll(() => company.close())

  /** Takes the seats that are left. */
  async function fill(seats: number) {
    for (let seat = 0; seat < seats; seat++) {
      const someone = company.person(`占位${seat}`)
      company.world.addToChat(company.chat1.chatId, someone.personId)
      await join(someone, company.chat1, company.group.groupId, `占位${seat}`)
    }
  }

  /** An input that is right in itself, for this person. */
  function inputOf(action: ActionName, person: TestPerson): unknown {
    const { groupId } = company.group
    const elsewhere = company.chat(`${action}-${person.personId}`, [person])
    const cloudId = person.cloudIdIn(elsewhere)
    const askId = `rules.confirm:${groupId}:${version}`
    const inputs: { [A in ActionName]?: InputOf<A> } = {
      'session.open': { groupId },
      'company.claim': { code: 'not-the-code', companyName: '公司', name: '某人' },
      'company.appoint': { memberId: victimId, role: null },
      'groups.create': { name: '新群', type: 'function' },
      'groups.bind': { groupId, cloudId },
      'groups.join': { groupId, cloudId, name: '某人' },
      'groups.leaveWaiting': { groupId: 'no-such-group' },
      'groups.remove': { groupId, memberId: victimId, reason: '测试' },
      'groups.readmit': { groupId, memberId: victimId },
      'groups.setRole': { groupId, memberId: victimId, role: 'member' },
      'rules.changes': { groupId, from: version },
      'rules.acknowledge': { groupId, version },
      'rules.publish': { groupId, baseVersion: version, clauses: CLAUSES, material: false },
      'company.expel': { memberId: 'nobody', reason: '测试' },
      'groups.moveWaiting': { groupId, memberId: victimId, move: 'skip', reason: '测试' },
      'asks.roster': { askId },
      'asks.remind': { askId },
      'asks.seen': { askId },
      'asks.snooze': { askId, until: company.now() },
      'board.get': { scope: 'group', groupId, period: 'month' },
      'board.groups': { period: 'month' },
      'board.entries': { memberId: victimId, period: 'month' },
      'notice.grant': { templates: ['todo'] },
      'notice.read': { upTo: String(company.now()) },
    }
    const usual = [{}, { groupId }].find(
      (input) => v.safeParse(actions[action].input, input).success,
    )
    const input = inputs[action] ?? usual
    if (!input) throw new Error(`${action} needs an input of its own here`)
    return input
  }

  /** An allowed call may still meet the state of things; what counts here is that access let it through. */
  const LATER: Partial<Record<ActionName, string[]>> = {
    // The victim goes with the first removal, and nothing differs from the published version.
    'groups.remove': ['not-found'],
    // The first return takes the seat, and who is back was not removed.
    'groups.readmit': ['not-found', 'conflict'],
    'groups.setRole': ['not-found'],
    'rules.publish': ['conflict'],
    // Nobody of that name, and who sits in the group does not wait.
    'company.expel': ['not-found'],
    'groups.moveWaiting': ['not-found'],
    // The last admin stays, and so does the owner.
    'groups.leave': ['conflict'],
    'me.erase': ['conflict'],
  }

  /** Who has done these is not that kind of person any more. */
  const LAST: ActionName[] = ['groups.leave', 'me.erase']
  const cases = [...ALL.filter((action) => !LAST.includes(action)), ...LAST].flatMap((action) =>
    ROLES.map((role) => ({ action, role, expected: rowOf(action)[role] })),
  )

  it.each(cases)('$action · $role → $expected', async ({ action, role, expected }) => {
    const person = people[role]
    const code = await person.codeOf(action, inputOf(action, person) as never)
    const allowed = expected === 'ok' ? ['ok', ...(LATER[action] ?? [])] : [expected]
    expect(allowed).toContain(code)
  })

  it('lets nobody but insiders learn of a group, whatever the id of another company’s group', async () => {
    const session = await people.stranger.call('session.open', { groupId: company.group.groupId })
    expect(session).toMatchObject({ group: null, viewer: { kind: 'visitor' } })
  })

  it('never tells an openid to anyone', async () => {
    const openids = company.world.people().map((person) => person.openid)
    const { groupId } = company.group
    const answers = await Promise.all([
      people.owner.reply('groups.get', { groupId }),
      people.owner.reply('asks.roster', { askId: `rules.confirm:${groupId}:${version}` }),
      people.owner.reply('today.get', { groupId }),
      people.owner.reply('me.get', {}),
      people.owner.reply('board.get', { scope: 'company', period: 'year' }),
      people.member.reply('session.open', { groupId }),
    ])
    const text = JSON.stringify(answers)
    expect(openids.filter((openid) => text.includes(openid))).toEqual([])
  })
})
