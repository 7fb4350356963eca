import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { auditTrail } from '../kit/holds'

describe('someone who was removed', () => {
  let company: TestCompany
  let memberId: string
  let groupId: string

  beforeAll(async () => {
    // Owner and admin sit; the member and the manager were removed.
    company = await bootCompany(4)
    const { admin, member, group, idOf } = company
    groupId = group.groupId
    memberId = await idOf(member)
    await admin.call('rules.publish', { groupId, baseVersion: 0, clauses: CLAUSES, material: true })
    await member.call('rules.acknowledge', { groupId, version: 1 })
    await admin.call('groups.remove', { groupId, memberId, reason: '点错了' })
  })
  afterAll(() => company.close())

  const readmit = () => company.admin.reply('groups.readmit', { groupId, memberId })

  it('is listed for admins with when and why, for nobody else', async () => {
    const { admin, owner, manager } = company
    for (const person of [admin, owner]) {
      const { removed } = await person.call('groups.get', { groupId })
      expect(removed.map(({ name, reason }) => [name, reason])).toEqual([
        ['孙成员', '点错了'],
        ['李经理', '只看全局'],
      ])
    }
    expect((await manager.call('groups.get', { groupId })).removed).toEqual([])
  })

  it('stays out while the seats are taken, or are those of who waits', async () => {
    const { chat1, world, person, admin, idOf } = company
    for (const name of ['三席', '末席', '候补']) {
      const one = person(name)
      world.addToChat(chat1.chatId, one.personId)
      await join(one, chat1, groupId, name)
    }
    const [last, waiting] = [person('末席'), person('候补')]
    const full = { ok: false, error: { code: 'conflict', message: '席位已满，先空出一个席位' } }
    expect(await readmit()).toMatchObject(full)
    await admin.call('groups.remove', { groupId, memberId: await idOf(last), reason: '让座' })
    expect(await readmit()).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: '空出的席位先留给候补的人' },
    })
    await waiting.call('groups.leaveWaiting', { groupId })
  })

  it('comes back to a free seat, with what they had', async () => {
    const { member } = company
    expect(await readmit()).toMatchObject({
      ok: true,
      data: { member: { memberId, role: 'member' }, group: { seats: { taken: 4, cap: 4 } } },
    })
    const book = await member.call('rules.get', { groupId })
    expect(book?.mine).toMatchObject({ version: 1, isDue: false })
    const board = await member.call('board.get', { scope: 'group', groupId, period: 'month' })
    expect(board.mine).toMatchObject({ points: 5 })
  })

  it('is let in once: who is in the group was not removed', async () => {
    expect(await readmit()).toMatchObject({ ok: false, error: { code: 'not-found' } })
    const { removed } = await company.admin.call('groups.get', { groupId })
    expect(removed.map(({ memberId: id }) => id)).not.toContain(memberId)
  })

  it('leaves a trace of both decisions', async () => {
    const removed = await auditTrail(company, 'groups.remove')
    expect(removed.map(({ subject }) => subject)).toContain(memberId)
    expect(await auditTrail(company, 'groups.readmit')).toMatchObject([{ subject: memberId }])
  })
})
