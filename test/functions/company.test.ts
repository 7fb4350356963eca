import { boot, freshKey, SETUP_CODE, type Product, type TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { givePoints } from '../kit/gives'
import { auditTrail, companyOf, countPeople, identityOf } from '../kit/holds'

describe('an empty environment', () => {
  let product: Product
  let person: TestPerson
  beforeAll(async () => {
    product = await boot()
    person = product.person('赵负责')
  })
  afterAll(() => product.close())

  const claim = (changes: object = {}, key?: string) =>
    person.reply(
      'company.claim',
      { code: SETUP_CODE, companyName: '测试公司', name: '赵负责', ...changes },
      key,
    )

  it('says that it is not set up, whatever is opened [P1]', async () => {
    const chat = product.chat('群聊', [person])
    for (const input of [{}, { groupId: 'any' }, { cloudId: person.cloudIdIn(chat) }]) {
      expect(await person.call('session.open', input)).toMatchObject({
        ...{ viewer: { kind: 'visitor' }, entry: 'not-set-up', group: null, canBind: false },
      })
    }
  })

  it.each([
    [
      'another code',
      { code: 'not-the-code' },
      { code: 'permission-denied', message: '开通码不对，请向部署的同事确认' },
    ],
    [
      'a forbidden company name',
      { companyName: '刷单公司' },
      { fields: { companyName: '「刷单」不能用' } },
    ],
    ['a forbidden name', { name: '飞单王' }, { fields: { name: '「飞单」不能用' } }],
  ])('is not claimed with %s', async (_what, changes, error) => {
    expect(await claim(changes)).toMatchObject({ ok: false, error })
    expect(await companyOf(product)).toBeNull()
    expect(await countPeople(product)).toBe(0)
  })

  it('belongs to who knows the code, once [P1]', async () => {
    const key = freshKey()
    const first = await claim({}, key)
    expect(first).toMatchObject({ ok: true, data: { companyName: '测试公司' } })
    expect(await claim({}, key)).toEqual(first)
    const identity = await identityOf(product, person)
    expect(identity).toMatchObject({ name: '赵负责', role: 'owner', groups: {} })
    expect(await companyOf(product)).toEqual({ name: '测试公司', ownerId: identity!.memberId })
    expect(await auditTrail(product)).toEqual([
      {
        ...{ actorId: identity!.memberId, action: 'company.claim', groupId: null },
        ...{ subject: '测试公司', detail: '' },
      },
    ])
    const other = product.person('来晚了')
    const late = { code: SETUP_CODE, companyName: '另一家', name: '来晚了' }
    expect(await other.reply('company.claim', late)).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: '公司已经开通了，请联系负责人' },
    })
    expect(await identityOf(product, other)).toBeNull()
  })

  it('has an owner in no group yet, and a rule for points', async () => {
    expect(await person.call('session.open', {})).toMatchObject({
      ...{ viewer: { kind: 'member', name: '赵负责', companyRole: 'owner' }, entry: 'none' },
    })
    const me = await person.call('me.get', {})
    expect(me).toEqual({
      ...{ memberId: me.memberId, name: '赵负责', companyName: '测试公司', companyRole: 'owner' },
      ...{ groups: [], unread: 0, credits: {} },
      points: { week: 0, month: 0, quarter: 0, year: 0 },
    })
    const { groupId } = await person.call('groups.create', { name: '第一群', type: 'function' })
    await person.call('rules.publish', {
      groupId,
      baseVersion: 0,
      clauses: CLAUSES,
      material: true,
    })
    expect(await person.call('rules.acknowledge', { groupId, version: 1 })).toMatchObject({
      earned: 5,
    })
  })
})

describe('managers', () => {
  let company: TestCompany
  beforeAll(async () => {
    company = await bootCompany()
  })
  afterAll(() => company.close())

  it('are appointed and dismissed by the owner, and written down [A8]', async () => {
    const { owner, member, idOf } = company
    const [ownerId, memberId] = [await idOf(owner), await idOf(member)]
    const rows = async () =>
      (await owner.call('company.managers', {})).rows.map(({ name }) => name).sort()
    expect(await rows()).toEqual(['李经理'])
    expect(await owner.call('company.appoint', { memberId, role: 'manager' })).toEqual({
      ...{ memberId, companyRole: 'manager' },
    })
    expect(await identityOf(company, member)).toMatchObject({ role: 'manager' })
    expect(await rows()).toEqual(['孙成员', '李经理'])
    expect(await member.codeOf('board.groups', { period: 'month' })).toBe('ok')
    expect(await member.call('me.get', {})).toMatchObject({ companyRole: 'manager' })
    await owner.call('company.appoint', { memberId, role: null })
    expect(await identityOf(company, member)).toMatchObject({ role: null })
    expect(await member.codeOf('board.groups', { period: 'month' })).toBe('permission-denied')
    const trail = (await auditTrail(company, 'company.appoint')).slice(1)
    expect(trail).toMatchObject([
      { actorId: ownerId, subject: memberId, groupId: null, detail: 'manager' },
      { actorId: ownerId, subject: memberId, groupId: null, detail: 'none' },
    ])
  })

  it('are people of the company, and never the owner', async () => {
    const { owner, manager, idOf } = company
    const own = { memberId: await idOf(owner), role: null }
    expect(await owner.reply('company.appoint', own)).toMatchObject({
      error: { code: 'conflict', message: '负责人不能改自己的角色' },
    })
    expect(await identityOf(company, owner)).toMatchObject({ role: 'owner' })
    const nobody = { memberId: 'nobody', role: 'manager' as const }
    expect(await owner.reply('company.appoint', nobody)).toMatchObject({
      error: { code: 'not-found', message: '没有这个人' },
    })
    expect(await manager.reply('company.appoint', nobody)).toMatchObject({
      error: { code: 'permission-denied', message: '只有负责人能操作' },
    })
  })
})

describe('my own page', () => {
  let company: TestCompany
  beforeAll(async () => {
    company = await bootCompany()
  })
  afterAll(() => company.close())

  it('has my groups with their points, and what I earned over all [S1.46] [N2]', async () => {
    const { owner, member, chat, group, idOf } = company
    const memberId = await idOf(member)
    const chat2 = chat('第二群', [owner, member])
    const second = await owner.call('groups.create', {
      ...{ name: '第二群', type: 'project', cloudId: owner.cloudIdIn(chat2) },
    })
    company.pass(1000)
    await join(member, chat2, second.groupId, '孙成员')
    await givePoints(company, group.groupId, memberId, 30)
    await givePoints(company, second.groupId, memberId, 12)
    await givePoints(company, group.groupId, memberId, 100, company.now() - 30 * 86_400_000)
    const me = await member.call('me.get', {})
    expect(me).toMatchObject({
      ...{ memberId, name: '孙成员', companyName: '测试公司', companyRole: null },
      points: { week: 42, month: 42, quarter: 142, year: 142 },
    })
    expect(
      me.groups.map(({ name, role, monthPoints }) => `${name} ${role} ${monthPoints}`),
    ).toEqual(['华东客户维护群 member 30', '第二群 member 12'])
    expect(me.groups[1]?.joinedAt).toBeGreaterThan(me.groups[0]!.joinedAt)
    expect((await owner.call('me.get', {})).points).toMatchObject({ year: 0 })
  })
})
