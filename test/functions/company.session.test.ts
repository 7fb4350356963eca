import type { InputOf, OutputOf } from '../../miniprogram/contract/index'
import type { TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { archive } from '../kit/holds'

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
const card = (person: TestPerson, page: 'rules' | 'other' = 'rules') =>
  open(person, { groupId, cloudId: person.cloudIdIn(company.chat1), page })

const NOTHING = { entry: 'none', group: null, canBind: false }

describe('opening the group’s card in its chat', () => {
  it('is one call for who I am, the group and its rules [N1] [A1]', async () => {
    const { member, idOf } = company
    const session: OutputOf<'session.open'> = await card(member)
    expect(session).toMatchObject({
      viewer: { kind: 'member', memberId: await idOf(member), name: '孙成员', companyRole: null },
      ...{ entry: 'ok', group: { groupId, role: 'member' }, canBind: false },
      rules: { version: 1, canEdit: false, mine: { isDue: true }, acknowledged: { total: 3 } },
      templates: { 'rules-due': 'template-rules-due' },
    })
    expect(session.rules).toEqual(await member.call('rules.get', { groupId }))
    expect(await card(member, 'other')).not.toHaveProperty('rules')
    const { cloudIdIn } = member
    expect(await open(member, { cloudId: cloudIdIn(company.chat1) })).toMatchObject({
      ...{ entry: 'ok', group: { groupId } },
    })
  })

  it('lets admins and the owner edit, and managers read from outside', async () => {
    const { admin, owner, manager } = company
    expect(await card(admin)).toMatchObject({ rules: { canEdit: true } })
    expect(await card(owner)).toMatchObject({ rules: { canEdit: true } })
    expect(await card(manager)).toMatchObject({
      ...{ viewer: { companyRole: 'manager' }, entry: 'ok', group: { role: null } },
      rules: { canEdit: false, mine: null },
    })
  })

  it('offers a seat to who is in the chat, and the name of the group [S2.1]', async () => {
    expect(await card(company.outsider)).toMatchObject({
      ...{ viewer: { kind: 'visitor' }, entry: 'not-member', canBind: false },
      group: { name: '华东客户维护群', role: null, seats: { taken: 3, cap: 4 } },
    })
    expect(await card(company.outsider)).not.toHaveProperty('rules')
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

  it('says that the card is another group’s, and nothing of that group [P1]', async () => {
    const { owner, member, chat } = company
    const free = chat('又一个群聊', [member])
    const input = { groupId, cloudId: member.cloudIdIn(free) }
    expect(await open(member, input)).toMatchObject({
      ...{ entry: 'wrong-chat', group: null, canBind: false },
    })
    const other = await owner.call('groups.create', { name: '别的群', type: 'function' })
    const bound = { groupId: other.groupId, cloudId: owner.cloudIdIn(company.chat1) }
    expect(await open(owner, bound)).toMatchObject({ entry: 'wrong-chat', group: null })
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
      await join(person, chat1, groupId, '候补')
    }
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
