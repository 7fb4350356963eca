import { hashOf } from '../../cloudfunctions/kernel/hash'
import { freshKey, type TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import {
  auditTrail,
  companyScoreOf,
  identityOf,
  ledgerOf,
  membershipOf,
  placesOf,
  seatsOf,
  waitersOf,
} from '../kit/holds'

const DAY = 24 * 60 * 60 * 1000

let company: TestCompany
let groupId: string

function withCompany(cap: number, also: () => Promise<unknown> = () => Promise.resolve()) {
  beforeAll(async () => {
    company = await bootCompany(cap)
    groupId = company.group.groupId
    const { admin } = company
    await admin.call('rules.publish', { groupId, baseVersion: 0, clauses: CLAUSES, material: true })
    await also()
  })
  afterAll(() => company.close())
}

function inChat(name: string): TestPerson {
  const person = company.person(name)
  company.world.addToChat(company.chat1.chatId, person.personId)
  return person
}

/** A second group with an admin of its own beside the owner. */
async function secondGroup(people: Record<string, TestPerson>): Promise<string> {
  const { owner, chat } = company
  const chat2 = chat('第二群', [owner, ...Object.values(people)])
  const made = await owner.call('groups.create', {
    ...{ name: '第二群', type: 'function', cloudId: owner.cloudIdIn(chat2) },
  })
  for (const [name, person] of Object.entries(people)) {
    await join(person, chat2, made.groupId, name)
  }
  return made.groupId
}

const NOTHING = { code: 'permission-denied', message: '请先加入一个群' }
const seesNothing = async (person: TestPerson) => {
  for (const reply of [
    await person.reply('rules.get', { groupId }),
    await person.reply('board.get', { scope: 'company', period: 'year' }),
  ]) {
    expect(reply).toMatchObject({ ok: false, error: NOTHING })
  }
}

describe('being taken out of the company', () => {
  withCompany(4)
  let second: string

  it('is for the owner to do, never to themselves, and to nobody who alone looks after a group', async () => {
    const { owner, admin, manager, member, idOf } = company
    second = await secondGroup({ 孙成员: member, 钱管理: admin })
    const expel = (memberId: string, by = owner) =>
      by.reply('company.expel', { memberId, reason: '离职' })
    const memberId = await idOf(member)
    for (const by of [admin, manager]) {
      expect(await expel(memberId, by)).toMatchObject({ error: { code: 'permission-denied' } })
    }
    expect(await expel(await idOf(owner))).toMatchObject({
      error: { code: 'conflict', message: '负责人不能移出自己' },
    })
    expect(await expel('nobody')).toMatchObject({ error: { code: 'not-found' } })
    const ownerId = await idOf(owner)
    await admin.call('groups.setRole', { groupId, memberId: ownerId, role: 'member' })
    expect(await admin.call('me.holds', {})).toEqual({
      rows: [{ kind: 'groups.lastAdmin', title: '唯一的管理员：华东客户维护群', count: 1 }],
    })
    expect(await member.call('me.holds', {})).toEqual({ rows: [] })
    expect(await expel(await idOf(admin))).toMatchObject({
      error: { code: 'conflict', message: '先交接再移出：唯一的管理员：华东客户维护群' },
    })
    await admin.call('groups.setRole', { groupId, memberId: ownerId, role: 'admin' })
    expect(await identityOf(company, admin)).toMatchObject({ groups: { [groupId]: 'admin' } })
  })

  it('is at once for what one sees, in every group [P7]', async () => {
    const { owner, member, idOf } = company
    const memberId = await idOf(member)
    await member.call('rules.acknowledge', { groupId, version: 1 })
    await owner.call('company.expel', { memberId, reason: '离职' })
    await seesNothing(member)
    expect(await member.call('today.get', {})).toMatchObject({ group: null, due: [], duties: [] })
    expect(await identityOf(company, member)).toMatchObject({ role: null, groups: {} })
    expect(await companyScoreOf(company, memberId)).toMatchObject({ isShown: false, month: 5 })
    const board = await owner.call('board.get', { scope: 'company', period: 'month' })
    expect(board.top).toEqual([])
    expect(await auditTrail(company, 'company.expel')).toMatchObject([
      { actorId: await idOf(owner), subject: memberId, detail: '离职' },
    ])
  })

  it('frees the seats with the next jobs, and offers them', async () => {
    const { member, runJobs, idOf, chat1 } = company
    await join(inChat('末席'), chat1, groupId, '末席')
    await join(inChat('候补'), chat1, groupId, '候补')
    await runJobs()
    const memberId = await idOf(member)
    for (const id of [groupId, second]) {
      expect(await membershipOf(company, id, memberId)).toMatchObject({
        ...{ status: 'left', leftHow: 'expelled', name: '孙成员' },
      })
    }
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 3, waiting: 1 })
    expect((await waitersOf(company, groupId))[0]?.heldUntil).toBeGreaterThan(0)
    expect(await seatsOf(company, second)).toMatchObject({ taken: 2 })
    expect(await ledgerOf(company, memberId)).toHaveLength(1)
  })

  it('is not undone by a card, nor by an admin of one group', async () => {
    const { admin, member, chat1, idOf } = company
    const memberId = await idOf(member)
    const cloudId = member.cloudIdIn(chat1)
    expect(await member.call('session.open', { cloudId, groupId })).toMatchObject({
      ...{ entry: 'removed' },
    })
    expect(await member.reply('groups.join', { groupId, cloudId, name: '孙成员' })).toMatchObject({
      error: { code: 'permission-denied', message: '你已被移出公司，要回来请联系负责人' },
    })
    expect(await admin.reply('groups.readmit', { groupId, memberId })).toMatchObject({
      error: { code: 'not-found', message: '这个人没有被移出本群' },
    })
  })

  it('takes a manager’s view of the company too', async () => {
    const { owner, manager, idOf } = company
    expect(await manager.codeOf('board.groups', { period: 'month' })).toBe('ok')
    await owner.call('company.expel', { memberId: await idOf(manager), reason: '离职' })
    expect(await manager.codeOf('board.groups', { period: 'month' })).toBe('permission-denied')
    expect((await owner.call('company.managers', {})).rows).toEqual([])
  })
})

describe('a manager in no group who is dismissed', () => {
  withCompany(15)

  it('is out of the company, and cannot be called back but by joining [P7]', async () => {
    const { owner, manager, idOf } = company
    const memberId = await idOf(manager)
    await owner.call('company.appoint', { memberId, role: null })
    await seesNothing(manager)
    // What may still be credited to them gives no place.
    expect(await companyScoreOf(company, memberId)).toMatchObject({ isShown: false })
    expect(await manager.call('me.get', {})).toMatchObject({ companyRole: null, groups: [] })
    const back = await owner.reply('company.appoint', { memberId, role: 'manager' })
    expect(back).toMatchObject({ error: { code: 'not-found', message: '没有这个人' } })
  })
})

describe('having one’s data deleted', () => {
  withCompany(4, async () => {
    const { member, outsider, chat1 } = company
    await member.call('rules.acknowledge', { groupId, version: 1 })
    await member.call('notice.grant', { templates: ['todo', 'seat'] })
    await join(outsider, chat1, groupId, '周外人')
    await join(inChat('候补甲'), chat1, groupId, '候补甲')
    await join(inChat('候补乙'), chat1, groupId, '候补乙')
  })

  it('is not for who owns the company, nor for who alone looks after a group', async () => {
    const { owner, admin, idOf } = company
    expect(await owner.reply('me.erase', {})).toMatchObject({
      error: { code: 'conflict', message: '负责人要先把公司交给别人，才能删除数据' },
    })
    const ownerId = await idOf(owner)
    await admin.call('groups.setRole', { groupId, memberId: ownerId, role: 'member' })
    expect(await admin.reply('me.erase', {})).toMatchObject({
      error: { code: 'conflict', message: '先交接再删除：唯一的管理员：华东客户维护群' },
    })
    await admin.call('groups.setRole', { groupId, memberId: ownerId, role: 'admin' })
    expect(await company.stranger.codeOf('me.erase', {})).toBe('permission-denied')
  })

  it('takes the name, the WeChat user and what points to them out of the whole database', async () => {
    const { member, owner, idOf, pass, runJobs, now } = company
    const memberId = await idOf(member)
    expect(await placesOf(company, '孙成员')).not.toEqual([])
    expect(await placesOf(company, hashOf(member.openid))).not.toEqual([])
    const since = now()
    const key = freshKey()
    const first = await member.reply('me.erase', {}, key)
    expect(first).toMatchObject({ ok: true })
    if (first.ok) expect(first.data.at).toBeGreaterThanOrEqual(since)
    // Asked again with the same key: the same answer to who is nobody by now.
    expect(await member.reply('me.erase', {}, key)).toEqual(first)
    expect(await member.call('session.open', {})).toMatchObject({ viewer: { kind: 'visitor' } })
    await seesNothing(member)
    expect(await member.codeOf('today.get', {})).toBe('permission-denied')
    // Answers kept for retries go after two days.
    for (let day = 0; day < 3; day++) {
      pass(DAY)
      await runJobs()
    }
    for (const text of ['孙成员', member.openid, hashOf(member.openid)]) {
      expect([text, await placesOf(company, text)]).toEqual([text, []])
    }
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 3 })
    expect(await placesOf(company, memberId)).not.toContain('subscriptions')
    const { members } = await owner.call('groups.get', { groupId })
    expect(members.map(({ name }) => name)).toEqual(['赵负责', '钱管理', '周外人'])
  })

  it('leaves what was done, by nobody', async () => {
    const { manager } = company
    const [entry] = (await company.cloud.database.all('points_ledger')) as { memberId?: string }[]
    const memberId = entry!.memberId!
    expect(await ledgerOf(company, memberId)).toMatchObject([{ points: 5 }])
    const entries = await manager.call('board.entries', { memberId, period: 'month' })
    expect(entries).toMatchObject({ name: '已注销', total: 5 })
    const { pending, done } = await company.admin.call('asks.roster', {
      askId: `rules.confirm:${groupId}:1`,
    })
    expect([...pending, ...done].map((row) => row.memberId)).not.toContain(memberId)
  })

  it('lets them come back as somebody new', async () => {
    const { member, chat1, admin, idOf } = company
    const [entry] = (await company.cloud.database.all('points_ledger')) as { memberId?: string }[]
    for (const name of ['候补甲', '候补乙'] as const) {
      await company.person(name).call('groups.leaveWaiting', { groupId })
    }
    await join(member, chat1, groupId, '孙新人')
    expect(await idOf(member)).not.toBe(entry!.memberId)
    const book = await member.call('rules.get', { groupId })
    expect(book?.mine).toMatchObject({ version: 0, isDue: true })
    expect(await member.call('me.get', {})).toMatchObject({ name: '孙新人', points: { month: 0 } })
    expect((await admin.call('groups.get', { groupId })).group.seats).toMatchObject({ taken: 4 })
  })

  it('takes who only waits out of the list', async () => {
    const { chat1, pass, runJobs } = company
    const waiting = inChat('候补丙')
    await join(waiting, chat1, groupId, '候补丙')
    expect(await waitersOf(company, groupId)).toHaveLength(1)
    await waiting.call('me.erase', {})
    for (let day = 0; day < 3; day++) {
      pass(DAY)
      await runJobs()
    }
    expect(await waitersOf(company, groupId)).toEqual([])
    expect(await seatsOf(company, groupId)).toMatchObject({ waiting: 0 })
    expect(await placesOf(company, '候补丙')).toEqual([])
  })
})
