import { freshKey, type TestPerson } from '../kit/boot'
import { bootCompany, join, type TestCompany } from '../kit/company'
import { archive, fillWaitingList } from '../kit/gives'
import {
  auditTrail,
  countPeople,
  identityOf,
  membershipOf,
  scoreOf,
  seatsOf,
  waitingOf,
} from '../kit/holds'

let company: TestCompany
let groupId: string

function withCompany(cap: number) {
  beforeAll(async () => {
    company = await bootCompany(cap)
    groupId = company.group.groupId
  })
  afterAll(() => company.close())
}

/** Somebody in the group's chat. */
function inChat(name: string): TestPerson {
  const person = company.person(name)
  company.world.addToChat(company.chat1.chatId, person.personId)
  return person
}

/** A name that nobody else has. */
const nameOf = ({ personId }: TestPerson) => `某人${personId.slice(-6)}`

const ask = (
  person: TestPerson,
  changes: { groupId?: string; cloudId?: string; name?: string } = {},
) =>
  person.reply('groups.join', {
    ...{ groupId, cloudId: person.cloudIdIn(company.chat1), name: nameOf(person), ...changes },
  })

const WRONG_CHAT = { code: 'permission-denied', message: '请从这个群的微信群聊里打开后再加入' }

describe('joining a group with free seats', () => {
  withCompany(15)

  it('makes a member of who opens the card in the group’s chat [S2.1] [A1]', async () => {
    const { outsider, now } = company
    const before = await countPeople(company)
    const since = now()
    const answer = await join(outsider, company.chat1, groupId, ' 周新人 ')
    expect(answer).toMatchObject({
      state: 'joined',
      group: { role: 'member', seats: { taken: 4 } },
    })
    const identity = await identityOf(company, outsider)
    expect(identity).toMatchObject({ name: '周新人', role: null })
    const memberId = identity!.memberId
    expect(answer).toMatchObject({ memberId })
    const membership = await membershipOf(company, groupId, memberId)
    expect(membership).toMatchObject({
      ...{ name: '周新人', role: 'member', status: 'active', joinWay: 'card' },
    })
    expect(membership!.joinedAt).toBeGreaterThanOrEqual(since)
    expect(await scoreOf(company, groupId, memberId)).toMatchObject({ isShown: true, year: 0 })
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 4, waiting: 0 })
    expect(await countPeople(company)).toBe(before + 1)
  })

  it('takes one seat, however often it is asked', async () => {
    const again = await ask(company.outsider, { name: '别的名字' })
    expect(again).toMatchObject({ data: { state: 'joined', group: { seats: { taken: 4 } } } })
    expect(await identityOf(company, company.outsider)).toMatchObject({ name: '周新人' })
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 4 })
  })

  it('is one joining for a key, with a fresh proof each time [P9]', async () => {
    const person = inChat('重试的人')
    const key = freshKey()
    const send = () => {
      const cloudId = person.cloudIdIn(company.chat1)
      return person.reply('groups.join', { groupId, cloudId, name: '重试' }, key)
    }
    const first = await send()
    expect(first).toMatchObject({ ok: true })
    expect(await send()).toEqual(first)
    const seats = await seatsOf(company, groupId)
    expect(seats?.taken).toBe(5)
  })

  it.each([
    [
      'in another group’s chat',
      (c: TestCompany, p: TestPerson) => p.cloudIdIn(c.chat('另一处', [p])),
      WRONG_CHAT.message,
    ],
    [
      'with a forged proof',
      () => 'forged-cloud-id',
      '没能确认你在哪个群聊，请回到群里重新点开卡片',
    ],
  ])('is not possible %s', async (_where, cloudId, message) => {
    const person = inChat(`外人${freshKey()}`)
    expect(await ask(person, { cloudId: cloudId(company, person) })).toMatchObject({
      error: { code: 'permission-denied', message },
    })
    expect(await identityOf(company, person)).toBeNull()
  })

  it('is possible for five minutes after opening the card', async () => {
    const person = inChat('慢慢来')
    const cloudId = person.cloudIdIn(company.chat1)
    company.pass(5 * 60_000)
    expect(await ask(person, { cloudId })).toMatchObject({ error: { code: 'permission-denied' } })
    expect(await ask(person)).toMatchObject({ ok: true })
  })

  it('into one group is not possible with the card of another, for members neither [A1]', async () => {
    const { owner, member, chat } = company
    const chat2 = chat('第二群', [owner])
    const other = await owner.call('groups.create', {
      ...{ name: '第二群', type: 'function', cloudId: owner.cloudIdIn(chat2) },
    })
    for (const person of [member, inChat('想进二群')]) {
      const reply = await ask(person, { groupId: other.groupId })
      expect(reply).toMatchObject({ error: WRONG_CHAT })
    }
    expect(await seatsOf(company, other.groupId)).toMatchObject({ taken: 1 })
    // From its own chat it is, under the name that colleagues know.
    company.world.addToChat(chat2.chatId, member.personId)
    const before = await countPeople(company)
    const joined = await join(member, chat2, other.groupId, '另一个名字')
    expect(joined).toMatchObject({ state: 'joined' })
    const memberId = await company.idOf(member)
    expect(await membershipOf(company, other.groupId, memberId)).toMatchObject({ name: '孙成员' })
    expect(await countPeople(company)).toBe(before)
  })

  it('checks the name that others will see [S1.5]', async () => {
    const person = inChat('起名的人')
    expect(await ask(person, { name: '飞单王' })).toMatchObject({
      error: { code: 'invalid-argument', fields: { name: '「飞单」不能用' } },
    })
    expect(await ask(person, { name: '一二三四五六七八九十一二三' })).toMatchObject({
      error: { fields: { name: '太长了，最多 12 个字' } },
    })
    expect(await identityOf(company, person)).toBeNull()
  })
})

describe('a full group', () => {
  withCompany(4)
  let first: TestPerson
  let second: TestPerson

  it('has an ordered waiting list [S2.1] [N3]', async () => {
    await join(inChat('末席'), company.chat1, groupId, '末席')
    first = inChat('甲')
    second = inChat('乙')
    expect(await join(first, company.chat1, groupId, '甲')).toMatchObject({
      ...{ state: 'waiting', position: 1, group: { role: null, seats: { taken: 4, cap: 4 } } },
    })
    expect(await join(second, company.chat1, groupId, '乙')).toMatchObject({ position: 2 })
    expect(await waitingOf(company, groupId)).toEqual(['甲', '乙'])
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 4, waiting: 2 })
    expect(await ask(first)).toMatchObject({ data: { state: 'waiting', position: 1 } })
    expect(await waitingOf(company, groupId)).toEqual(['甲', '乙'])
  })

  it('tells members how many wait, and admins and managers who [S2.1]', async () => {
    const { admin, member, manager } = company
    const listFor = async (person: TestPerson) =>
      (await person.call('groups.get', { groupId })).waiting.map((row) => row.name)
    expect(await listFor(member)).toEqual([null, null])
    expect(await listFor(admin)).toEqual(['甲', '乙'])
    expect(await listFor(manager)).toEqual(['甲', '乙'])
    const { rows } = await manager.call('groups.list', {})
    expect(rows[0]).toMatchObject({ waiting: 2 })
  })

  it('forgets who leaves the list, once', async () => {
    expect(await first.call('groups.leaveWaiting', { groupId })).toEqual({ groupId })
    await first.call('groups.leaveWaiting', { groupId })
    await company.member.call('groups.leaveWaiting', { groupId })
    expect(await waitingOf(company, groupId)).toEqual(['乙'])
    expect(await seatsOf(company, groupId)).toMatchObject({ waiting: 1 })
    // At the end again.
    expect(await join(first, company.chat1, groupId, '甲')).toMatchObject({ position: 2 })
    expect(await waitingOf(company, groupId)).toEqual(['乙', '甲'])
  })

  it('seats the first who waits when somebody goes, and nobody twice [S2.1]', async () => {
    const { admin, member, idOf } = company
    const memberId = await idOf(member)
    await admin.call('groups.remove', { groupId, memberId, reason: '转岗' })
    expect(await ask(first)).toMatchObject({ data: { state: 'waiting', position: 2 } })
    expect(await ask(second)).toMatchObject({ data: { state: 'joined' } })
    expect(await waitingOf(company, groupId)).toEqual(['甲'])
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 4, waiting: 1 })
    expect(await membershipOf(company, groupId, await idOf(second))).toMatchObject({ name: '乙' })
  })

  it('says when its list is full, and when it is closed', async () => {
    await fillWaitingList(company, groupId, 100)
    expect(await ask(inChat('第一百零一'))).toMatchObject({
      error: { code: 'resource-exhausted', message: '候补名单也满了，请联系管理员' },
    })
    await fillWaitingList(company, groupId, 99)
    expect(await ask(inChat('第一百'))).toMatchObject({ data: { position: 100 } })
    await archive(company, groupId)
    const closed = { code: 'conflict', message: '这个群已归档，不再加入新成员' }
    expect(await ask(inChat('太晚了'))).toMatchObject({ error: closed })
    const { admin, member, idOf } = company
    const memberId = await idOf(member)
    expect(await admin.reply('groups.readmit', { groupId, memberId })).toMatchObject({
      error: closed,
    })
  })
})

describe('being removed', () => {
  withCompany(15)

  it('frees the seat and leaves who did it, when and why [S2.33]', async () => {
    const { owner, admin, idOf, now } = company
    const [ownerId, adminId] = [await idOf(owner), await idOf(admin)]
    const since = now()
    const answer = await owner.call('groups.remove', {
      groupId,
      memberId: adminId,
      reason: ' 转岗 ',
    })
    expect(answer).toMatchObject({
      memberId: adminId,
      group: { role: 'admin', seats: { taken: 2 } },
    })
    const membership = await membershipOf(company, groupId, adminId)
    expect(membership).toMatchObject({ status: 'left', leftHow: 'removed', reason: '转岗' })
    expect(membership!.leftAt).toBeGreaterThanOrEqual(since)
    expect(await identityOf(company, admin)).toMatchObject({ groups: {} })
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 2, admins: [ownerId] })
    expect(await scoreOf(company, groupId, adminId)).toMatchObject({ isShown: false })
    expect((await auditTrail(company, 'groups.remove')).at(-1)).toEqual({
      ...{ actorId: ownerId, action: 'groups.remove', groupId, subject: adminId, detail: '转岗' },
    })
  })

  it('shuts the group, its card too; out of the last group the company [P7]', async () => {
    const { admin } = company
    for (const answer of [
      await admin.reply('rules.get', { groupId }),
      await admin.reply('board.get', { scope: 'company', period: 'year' }),
    ]) {
      expect(answer).toMatchObject({
        error: { code: 'permission-denied', message: '请先加入一个群' },
      })
    }
    expect(await ask(admin)).toMatchObject({
      error: { code: 'permission-denied', message: '你已被移出这个群，要回来请联系管理员' },
    })
  })

  it('is for who is in the group, with a reason that may be read', async () => {
    const { owner, admin, member, idOf } = company
    const [adminId, memberId] = [await idOf(admin), await idOf(member)]
    const remove = (id: string, reason: string) =>
      owner.reply('groups.remove', { groupId, memberId: id, reason })
    const notIn = { code: 'not-found', message: '这个人不在群里' }
    expect(await remove(adminId, '再一次')).toMatchObject({ error: notIn })
    expect(await remove('nobody', '没有这个人')).toMatchObject({ error: notIn })
    expect(await remove(memberId, '这个人渣')).toMatchObject({
      error: { fields: { reason: '「人渣」不能用' } },
    })
    expect(await remove(memberId, ' ')).toMatchObject({
      error: { fields: { reason: '还没有填写' } },
    })
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 2 })
  })

  it('ends when an admin lets them back, as a member whose time starts anew', async () => {
    const { owner, admin, idOf, now, pass } = company
    pass(60_000)
    const since = now()
    const adminId = await idOf(admin)
    const { member } = await owner.call('groups.readmit', { groupId, memberId: adminId })
    expect(member).toMatchObject({ name: '钱管理', role: 'member', isMe: false })
    expect(member.joinedAt).toBeGreaterThanOrEqual(since)
    expect(await membershipOf(company, groupId, adminId)).toMatchObject({
      ...{ status: 'active', role: 'member', leftHow: null, leftAt: null, reason: null },
      joinedAt: member.joinedAt,
    })
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 3 })
    expect(await scoreOf(company, groupId, adminId)).toMatchObject({ isShown: true })
    const create = { groupId, memberId: adminId, role: 'admin' as const }
    expect(await admin.codeOf('groups.setRole', create)).toBe('permission-denied')
    expect((await auditTrail(company, 'groups.readmit')).at(-1)).toMatchObject({
      ...{ actorId: await idOf(owner), subject: adminId },
    })
    expect(await owner.reply('groups.readmit', { groupId, memberId: 'nobody' })).toMatchObject({
      error: { code: 'not-found', message: '这个人没有被移出本群' },
    })
  })
})
