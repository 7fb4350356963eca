import type { Reply } from '../../miniprogram/contract/action'
import type { InputOf } from '../../miniprogram/contract/index'
import { loggedCalls, type TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { archive } from '../kit/gives'

let company: TestCompany
let groupId: string

beforeAll(async () => {
  company = await bootCompany(4)
  groupId = company.group.groupId
  const { admin } = company
  await admin.call('rules.publish', { groupId, baseVersion: 0, clauses: CLAUSES, material: true })
})
afterAll(() => company.close())

const open = (person: TestPerson, input: InputOf<'session.open'> = {}) =>
  person.call('session.open', input)

/** Opens the group's card in its chat. */
const card = (person: TestPerson) =>
  open(person, { groupId, cloudId: person.cloudIdIn(company.chat1) })

const NOTHING = { entry: 'none', group: null, canBind: false }

describe('opening the group’s card in its chat', () => {
  it('says who I am and which group it is [N1] [A1]', async () => {
    const { member, idOf } = company
    expect(await card(member)).toEqual({
      viewer: { kind: 'member', memberId: await idOf(member), name: '孙成员', companyRole: null },
      ...{ entry: 'ok', canBind: false },
      group: {
        ...{ groupId, name: '华东客户维护群', type: 'function', role: 'member' },
        seats: { taken: 3, cap: 4, idealMin: 10, idealMax: 15 },
      },
      templates: { todo: 'template-todo', seat: 'template-seat' },
    })
    const { cloudIdIn } = member
    expect(await open(member, { cloudId: cloudIdIn(company.chat1) })).toMatchObject({
      ...{ entry: 'ok', group: { groupId } },
    })
  })

  it('brings the first page of any module in the same call, the person read once [N1]', async () => {
    const { member, calls } = company
    const session = { groupId, cloudId: member.cloudIdIn(company.chat1) }
    const before = calls.length
    const answer = (await member.send({
      batch: [
        { action: 'session.open', input: session },
        { action: 'rules.get', input: { groupId } },
      ],
    })) as { ok: true; data: [Reply<unknown>, Reply<unknown>] }
    expect(answer.data).toMatchObject([
      { ok: true, data: { entry: 'ok', group: { groupId } } },
      { ok: true, data: { version: 1, mine: { isDue: true }, acknowledged: { total: 3 } } },
    ])
    const both = await loggedCalls(company, before, 2)
    const reads = both.reduce((sum, call) => sum + call.reads, 0)
    expect(reads).toBeLessThanOrEqual(5)
  })

  it('lets managers look from outside', async () => {
    expect(await card(company.manager)).toMatchObject({
      ...{ viewer: { companyRole: 'manager' }, entry: 'ok', group: { role: null } },
    })
  })

  it('offers a seat to who is in the chat, and the name of the group [S2.1]', async () => {
    expect(await card(company.outsider)).toMatchObject({
      ...{ viewer: { kind: 'visitor' }, entry: 'not-member', canBind: false },
      group: { name: '华东客户维护群', role: null, seats: { taken: 3, cap: 4 } },
    })
  })
})

describe('without a proof of the chat', () => {
  it('opens one’s own groups, and tells nothing of others [P7]', async () => {
    const { member, manager, outsider, stranger } = company
    expect(await open(member, { groupId })).toMatchObject({ entry: 'ok', group: { groupId } })
    expect(await open(manager, { groupId })).toMatchObject({ entry: 'ok', group: { role: null } })
    for (const person of [outsider, stranger]) {
      const session = await open(person, { groupId })
      expect(session).toMatchObject({ viewer: { kind: 'visitor' }, ...NOTHING })
    }
    expect(await open(member, { groupId: 'nowhere' })).toMatchObject(NOTHING)
    expect(await open(member)).toMatchObject({ viewer: { name: '孙成员' }, ...NOTHING })
  })

  it('says so when the proof is too old, and goes by the card for members', async () => {
    const { member, stranger } = company
    const cloudId = 'forged-cloud-id'
    expect(await open(stranger, { cloudId })).toMatchObject({ entry: 'expired', group: null })
    expect(await open(stranger, { cloudId, groupId })).toMatchObject(NOTHING)
    expect(await open(member, { cloudId, groupId })).toMatchObject({ entry: 'ok' })
  })
})

describe('in a chat of no or another group', () => {
  it('says who may bind it [P1] [A1]', async () => {
    const { owner, manager, admin, member, stranger, chat } = company
    const everyone = [owner, manager, admin, member, stranger]
    const free = chat('没有绑定的群聊', everyone)
    const canBind = await Promise.all(
      everyone.map(async (person) => {
        const session = await open(person, { cloudId: person.cloudIdIn(free) })
        expect(session).toMatchObject({ entry: 'not-bound', group: null })
        return session.canBind
      }),
    )
    expect(canBind).toEqual([true, true, true, false, false])
  })

  it('offers the group that the card names to who may bind the chat to it [P1]', async () => {
    const { owner, admin, manager, member, outsider, stranger, chat } = company
    const everyone = [owner, admin, manager, member, outsider, stranger]
    const free = chat('刚发了卡片的群聊', everyone)
    const look = (person: TestPerson, id = groupId) =>
      open(person, { groupId: id, cloudId: person.cloudIdIn(free) })
    for (const person of [owner, admin]) {
      expect(await look(person)).toMatchObject({
        ...{ entry: 'not-bound', canBind: true, group: { groupId, name: '华东客户维护群' } },
      })
    }
    // In the group already: the chat does not matter.
    expect(await look(member)).toMatchObject({ entry: 'ok', canBind: false, group: { groupId } })
    // Reads all groups, looks after none.
    expect(await look(manager)).toMatchObject({
      ...{ entry: 'not-bound', canBind: false, group: { groupId } },
    })
    for (const person of [outsider, stranger]) {
      expect(await look(person)).toMatchObject({
        ...{ entry: 'not-bound', canBind: false, group: null },
      })
    }
    expect(await look(owner, 'nowhere')).toMatchObject({ entry: 'not-bound', group: null })
    // One tap, and it opens for everybody in the chat.
    await owner.call('groups.bind', { groupId, cloudId: owner.cloudIdIn(free) })
    expect(await look(member)).toMatchObject({ entry: 'ok' })
    expect(await look(outsider)).toMatchObject({ entry: 'not-member', group: { groupId } })
  })

  it('says that the card is another group’s, and nothing of that group [P1]', async () => {
    const { owner, member } = company
    const other = await owner.call('groups.create', { name: '别的群', type: 'function' })
    expect(await open(member, { groupId: other.groupId })).toMatchObject(NOTHING)
    for (const person of [owner, member]) {
      const bound = { groupId: other.groupId, cloudId: person.cloudIdIn(company.chat1) }
      expect(await open(person, bound)).toMatchObject({
        ...{ entry: 'wrong-chat', group: null, canBind: false },
      })
    }
  })
})

describe('for who is not in the group', () => {
  it('tells the removed, those who wait with their place, and whose turn it is [N3]', async () => {
    const { admin, member, outsider, chat1, world, idOf } = company
    await join(outsider, chat1, groupId, '周新人')
    const [first, second] = ['甲', '乙'].map((name) => company.person(name)) as [
      TestPerson,
      TestPerson,
    ]
    for (const person of [first, second]) {
      world.addToChat(chat1.chatId, person.personId)
    }
    await join(first, chat1, groupId, '甲')
    await join(second, chat1, groupId, '乙')
    expect(await card(first)).toMatchObject({ entry: 'waiting', position: 1, group: { groupId } })
    expect(await card(second)).toMatchObject({ entry: 'waiting', position: 2 })
    const memberId = await idOf(member)
    await admin.call('groups.remove', { groupId, memberId, reason: '转岗' })
    expect(await card(member)).toMatchObject({ entry: 'removed', group: { role: null } })
    expect(await card(first)).toMatchObject({ entry: 'not-member' })
    expect(await card(second)).toMatchObject({ entry: 'waiting', position: 2 })
  })

  it('says that a group is closed, to its members too', async () => {
    const { admin, outsider } = company
    await archive(company, groupId)
    for (const person of [admin, outsider]) {
      expect(await card(person)).toMatchObject({ entry: 'archived', group: { role: null } })
    }
  })
})
