import type { TestPerson } from '../kit/boot'
import { bootCompany, join, type TestCompany } from '../kit/company'

describe('a seat that becomes free', () => {
  let company: TestCompany
  let first: TestPerson
  let second: TestPerson

  beforeAll(async () => {
    // Owner, admin, member and the manager who leaves again fill the group and free one seat.
    company = await bootCompany(4)
    const { chat1, group, person, world } = company
    const last = person('末席')
    first = person('甲候补')
    second = person('乙候补')
    for (const one of [last, first, second]) world.addToChat(chat1.chatId, one.personId)
    await join(last, chat1, group.groupId, '末席')
    await join(first, chat1, group.groupId, '甲候补')
    await join(second, chat1, group.groupId, '乙候补')
  })
  afterAll(() => company.close())

  const open = (who: TestPerson) =>
    who.call('session.open', {
      cloudId: who.cloudIdIn(company.chat1),
      groupId: company.group.groupId,
    })
  const take = (who: TestPerson) =>
    who.reply('groups.join', {
      groupId: company.group.groupId,
      cloudId: who.cloudIdIn(company.chat1),
      name: '候补',
    })

  it('is nobody’s while the group is full', async () => {
    expect(await open(first)).toMatchObject({ entry: 'waiting', position: 1 })
    expect(await take(first)).toMatchObject({ ok: false, error: { code: 'conflict' } })
  })

  it('is for the first in the list, not for the next and not for a passer-by', async () => {
    const { admin, member, outsider, group, idOf, chat1 } = company
    const memberId = await idOf(member)
    await admin.call('groups.remove', { groupId: group.groupId, memberId, reason: '转岗' })
    expect(await open(second)).toMatchObject({ entry: 'waiting', position: 2 })
    expect(await take(second)).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(await join(outsider, chat1, group.groupId, '周外人')).toMatchObject({
      state: 'waiting',
      position: 3,
    })
    expect(await open(first)).toMatchObject({ entry: 'not-member' })
    expect(await take(first)).toMatchObject({ ok: true, data: { state: 'joined' } })
  })

  it('leaves the others where they stand, one place further', async () => {
    const view = await company.admin.call('groups.get', { groupId: company.group.groupId })
    expect(view.group.seats).toMatchObject({ taken: 4, cap: 4 })
    expect(view.waiting.map(({ name, position }) => [position, name])).toEqual([
      [1, '乙候补'],
      [2, '周外人'],
    ])
    expect(await open(second)).toMatchObject({ entry: 'waiting', position: 1 })
  })
})
