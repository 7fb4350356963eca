import { freshKey, type TestPerson } from '../kit/boot'
import { bootCompany, join, type TestCompany } from '../kit/company'
import { auditTrail, chatsOf, countGroups, membershipOf, scoreOf, seatsOf } from '../kit/holds'

let company: TestCompany
let groupId: string

beforeAll(async () => {
  company = await bootCompany()
  groupId = company.group.groupId
})
afterAll(() => company.close())

const NO_PROOF = {
  code: 'permission-denied',
  message: '没能确认你在哪个群聊，请回到群里重新点开卡片',
}
const BOUND_ELSEWHERE = { code: 'conflict', message: '这个群聊已经绑定了另一个群' }

const inNewChat = (person: TestPerson) =>
  person.cloudIdIn(company.chat(`聊天${freshKey()}`, [person]))

describe('making a group', () => {
  const create = { name: '华南新客户群', type: 'project' as const, focus: '双十二' }

  it('gives its founder the first seat and the group to look after [S2.1] [S2.2] [S2.12]', async () => {
    const { manager, idOf, now } = company
    const since = now()
    const bar = await manager.call('groups.create', create)
    expect(bar).toMatchObject({
      ...{ name: '华南新客户群', type: 'project', role: 'admin' },
      seats: { taken: 1, cap: 15, idealMin: 10, idealMax: 15 },
    })
    const founder = await idOf(manager)
    expect(await seatsOf(company, bar.groupId)).toEqual({
      ...{ taken: 1, cap: 15, waiting: 0, admins: [founder], ruleVersion: 0 },
    })
    const membership = await membershipOf(company, bar.groupId, founder)
    expect(membership).toMatchObject({
      ...{ name: '李经理', role: 'admin', status: 'active', joinWay: 'founder' },
    })
    expect(membership?.joinedAt).toBeGreaterThanOrEqual(since)
    expect(await scoreOf(company, bar.groupId, founder)).toMatchObject({ isShown: true, year: 0 })
    expect(await chatsOf(company, bar.groupId)).toBe(0)
    expect((await auditTrail(company, 'groups.create')).at(-1)).toMatchObject({
      ...{ actorId: founder, groupId: bar.groupId, subject: '华南新客户群' },
    })
    const view = await manager.call('groups.get', { groupId: bar.groupId })
    expect(view).toMatchObject({ focus: '双十二', chatBound: false, canManage: true })
  })

  it('ties it to the chat in which it was made, once for a key [A1]', async () => {
    const { owner, chat } = company
    const newChat = chat('新群聊', [owner])
    const before = await countGroups(company)
    const key = freshKey()
    const make = () =>
      owner.reply('groups.create', { ...create, cap: 3, cloudId: owner.cloudIdIn(newChat) }, key)
    const first = await make()
    // A retry comes with a fresh proof: the old one lives five minutes.
    expect(await make()).toEqual(first)
    expect(await countGroups(company)).toBe(before + 1)
    if (!first.ok) throw new Error(first.error.message)
    expect(first.data.seats.cap).toBe(3)
    expect(await chatsOf(company, first.data.groupId)).toBe(1)
  })

  it.each([
    ['a proof that is forged', () => ({ cloudId: 'forged-cloud-id' }), NO_PROOF],
    [
      'a chat of another group',
      () => ({ cloudId: company.owner.cloudIdIn(company.chat1) }),
      BOUND_ELSEWHERE,
    ],
    ['a forbidden name', () => ({ name: '飞单群' }), { fields: { name: '「飞单」不能用' } }],
    ['a forbidden focus', () => ({ focus: '回扣' }), { fields: { focus: '「回扣」不能用' } }],
    ['too small a cap', () => ({ cap: 2 }), { fields: { cap: '不能小于 3' } }],
    ['too large a cap', () => ({ cap: 101 }), { fields: { cap: '不能大于 100' } }],
  ])('is refused with %s, and leaves nothing [S2.1]', async (_what, changes, error) => {
    const before = await countGroups(company)
    const reply = await company.owner.reply('groups.create', { ...create, ...changes() })
    expect(reply).toMatchObject({ ok: false, error })
    expect(await countGroups(company)).toBe(before)
  })

  it('is for managers and the owner', async () => {
    expect(await company.admin.reply('groups.create', create)).toMatchObject({
      error: { code: 'permission-denied', message: '只有公司管理者能看' },
    })
    expect(await company.stranger.reply('groups.create', create)).toMatchObject({
      error: { code: 'permission-denied', message: '请先加入一个群' },
    })
  })
})

describe('tying a chat to a group', () => {
  it('lets one more chat open the group, once for a key and once for a chat [A1]', async () => {
    const { admin, chat, idOf } = company
    const second = chat('第二个聊天', [admin])
    const before = await chatsOf(company, groupId)
    const key = freshKey()
    const bind = (withKey?: string) =>
      admin.reply('groups.bind', { groupId, cloudId: admin.cloudIdIn(second) }, withKey)
    expect(await bind(key)).toMatchObject({ ok: true, data: { groupId, role: 'admin' } })
    expect(await bind(key)).toMatchObject({ ok: true })
    expect(await auditTrail(company, 'groups.bind')).toMatchObject([
      { actorId: await idOf(admin), groupId },
    ])
    expect(await bind()).toMatchObject({ ok: true })
    expect(await chatsOf(company, groupId)).toBe(before + 1)
  })

  it('says in the list and on the page of the group that a chat opens it', async () => {
    const { owner } = company
    const { groupId: alone } = await owner.call('groups.create', {
      name: '还没群聊',
      type: 'function',
    })
    const rowOf = async () =>
      (await owner.call('groups.list', {})).rows.find((row) => row.groupId === alone)
    expect(await rowOf()).toMatchObject({ chatBound: false })
    await owner.call('groups.bind', { groupId: alone, cloudId: inNewChat(owner) })
    expect(await rowOf()).toMatchObject({ chatBound: true })
    expect(await owner.call('groups.get', { groupId: alone })).toMatchObject({ chatBound: true })
    const cloudId = owner.cloudIdIn(company.chat1)
    const reply = await owner.reply('groups.bind', { groupId: alone, cloudId })
    expect(reply).toMatchObject({ error: BOUND_ELSEWHERE })
    expect(await chatsOf(company, alone)).toBe(1)
  })

  it('needs a proof, a group and its admin', async () => {
    const { owner, admin, member } = company
    const forged = { groupId, cloudId: 'forged-cloud-id' }
    expect(await admin.reply('groups.bind', forged)).toMatchObject({ error: NO_PROOF })
    const nowhere = { groupId: 'nowhere', cloudId: inNewChat(owner) }
    expect(await owner.reply('groups.bind', nowhere)).toMatchObject({
      error: { code: 'not-found', message: '没有这个群' },
    })
    const own = { groupId, cloudId: inNewChat(member) }
    expect(await member.reply('groups.bind', own)).toMatchObject({
      error: { code: 'permission-denied', message: '只有本群管理员能操作' },
    })
  })
})

describe('who looks after a group', () => {
  it('is changed by an admin, and written down [S2.12]', async () => {
    const { admin, member, idOf } = company
    const [adminId, memberId] = [await idOf(admin), await idOf(member)]
    const row = await admin.call('groups.setRole', { groupId, memberId, role: 'admin' })
    expect(row).toMatchObject({ memberId, name: '孙成员', role: 'admin', isMe: false })
    expect((await seatsOf(company, groupId))?.admins).toContain(memberId)
    expect(await membershipOf(company, groupId, memberId)).toMatchObject({ role: 'admin' })
    expect((await auditTrail(company, 'groups.setRole')).at(-1)).toMatchObject({
      ...{ actorId: adminId, groupId, subject: memberId, detail: 'admin' },
    })
    const back = await member.call('groups.setRole', { groupId, memberId, role: 'observer' })
    expect(back).toMatchObject({ role: 'observer', isMe: true })
    expect((await seatsOf(company, groupId))?.admins).not.toContain(memberId)
    await admin.call('groups.setRole', { groupId, memberId, role: 'member' })
  })

  it('is always somebody: the last admin neither steps down nor goes [S2.12]', async () => {
    const { owner, admin, idOf } = company
    const [ownerId, adminId] = [await idOf(owner), await idOf(admin)]
    await admin.call('groups.setRole', { groupId, memberId: ownerId, role: 'member' })
    const last = { code: 'conflict', message: '群里至少要有一位管理员，请先指定另一位' }
    const demote = { groupId, memberId: adminId, role: 'member' as const }
    expect(await admin.reply('groups.setRole', demote)).toMatchObject({ error: last })
    const remove = { groupId, memberId: adminId, reason: '离职' }
    expect(await owner.reply('groups.remove', remove)).toMatchObject({ error: last })
    expect(await membershipOf(company, groupId, adminId)).toMatchObject({
      ...{ role: 'admin', status: 'active' },
    })
    await owner.call('groups.setRole', { groupId, memberId: ownerId, role: 'admin' })
  })

  it('is nobody who is not in the group', async () => {
    const { admin, manager, idOf } = company
    for (const memberId of [await idOf(manager), 'nobody']) {
      expect(
        await admin.reply('groups.setRole', { groupId, memberId, role: 'admin' }),
      ).toMatchObject({ error: { code: 'not-found', message: '这个人不在群里' } })
    }
  })
})

describe('a group’s page and the list of groups', () => {
  it('shows members in the order they came, to each what is theirs [A1]', async () => {
    const { admin, member, manager } = company
    const own = await member.call('groups.get', { groupId })
    expect(own).toMatchObject({
      ...{ focus: '客户维护', canManage: false, removed: [], waiting: [] },
      group: { groupId, name: '华东客户维护群', role: 'member', seats: { taken: 3, cap: 15 } },
    })
    expect(own.members.map(({ name, role, isMe }) => `${name} ${role} ${isMe}`)).toEqual([
      ...['赵负责 admin false', '钱管理 admin false', '孙成员 member true'],
    ])
    const managed = await admin.call('groups.get', { groupId })
    expect(managed.canManage).toBe(true)
    expect(managed.removed).toMatchObject([{ name: '李经理', reason: '只看全局' }])
    expect(managed.removed[0]?.at).toBeGreaterThan(0)
    expect(await manager.call('groups.get', { groupId })).toMatchObject({
      ...{ canManage: false, removed: [], group: { role: null } },
    })
    expect(await manager.reply('groups.get', { groupId: 'nowhere' })).toMatchObject({
      error: { code: 'not-found', message: '没有这个群' },
    })
    expect(await member.reply('groups.get', { groupId: 'nowhere' })).toMatchObject({
      error: { code: 'not-found', message: '没有这个群，或你不在群里' },
    })
  })

  it('lists every group for managers and the own ones for others', async () => {
    const { admin, member, manager, chat, owner } = company
    const chat2 = chat('华北群', [owner, admin])
    const other = await owner.call('groups.create', {
      ...{ name: '华北群', type: 'function', cloudId: owner.cloudIdIn(chat2) },
    })
    await join(admin, chat2, other.groupId, '钱管理')
    const namesFor = async (person: TestPerson) =>
      (await person.call('groups.list', {})).rows.map(({ name, role }) => `${name} ${role}`)
    expect((await namesFor(admin)).sort()).toEqual(['华东客户维护群 admin', '华北群 member'])
    expect(await namesFor(member)).toEqual(['华东客户维护群 member'])
    expect(await namesFor(manager)).toHaveLength(await countGroups(company))
    const rows = (await manager.call('groups.list', {})).rows
    expect(rows[0]).toMatchObject({
      ...{ name: '华东客户维护群', admins: ['赵负责', '钱管理'], waiting: 0, chatBound: true },
      ...{ ruleVersion: 0, seats: { taken: 3 }, role: null },
    })
  })
})
