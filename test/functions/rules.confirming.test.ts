import type { InputOf } from '../../miniprogram/contract/index'
import type { TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { changeIncentive } from '../kit/gives'
import { asksOf, bookOf, confirmationsOf, ledgerOf, markOf, scoreOf } from '../kit/holds'

let company: TestCompany
let groupId: string

/** Publishes a material version on top of what is effective. */
async function publish(by: TestPerson, clauses: InputOf<'rules.publish'>['clauses']) {
  const book = await bookOf(company, groupId)
  const input = { groupId, baseVersion: book?.version ?? 0, clauses, material: true }
  return by.call('rules.publish', input)
}

const open = (person: TestPerson) => person.call('rules.get', { groupId })

describe('confirming', () => {
  beforeAll(async () => {
    company = await bootCompany()
    groupId = company.group.groupId
    await publish(company.admin, CLAUSES)
  })
  afterAll(() => company.close())

  it('is a fact, settles the ask and earns its points once [S1.1] [S1.8] [N2]', async () => {
    const { member, idOf, pass } = company
    const memberId = await idOf(member)
    const first = await member.call('rules.acknowledge', { groupId, version: 1 })
    expect(first).toMatchObject({ version: 1, earned: 5 })
    pass(1000)
    expect(await member.call('rules.acknowledge', { groupId, version: 1 })).toEqual({
      ...{ version: 1, at: first.at, earned: 0 },
    })
    expect(await confirmationsOf(company, groupId)).toEqual([
      { memberId, version: 1, at: first.at },
    ])
    expect(await markOf(company, `rules.confirm:${groupId}:1`, memberId)).toMatchObject({
      ...{ state: 'done', at: first.at, isLate: false, value: 1 },
    })
    expect(await ledgerOf(company, memberId)).toEqual([
      {
        ...{ points: 5, incentive: 'rules.acknowledge v1', text: '按时读完并确认群规' },
        ...{ category: 'rules', groupId, source: '华东客户维护群群规 v1', at: first.at },
      },
    ])
    expect(await scoreOf(company, groupId, memberId)).toEqual({
      ...{ isShown: true, week: 5, month: 5, quarter: 5, year: 5 },
    })
    expect(await open(member)).toMatchObject({
      ...{ acknowledged: { count: 1, total: 3 }, mine: { version: 1, at: first.at } },
    })
  })

  it('is of the version that is effective', async () => {
    const clauses = [{ kind: 'talk' as const, text: '全新的一条。' }]
    await publish(company.owner, clauses)
    for (const version of [1, 3]) {
      expect(await company.admin.reply('rules.acknowledge', { groupId, version })).toMatchObject({
        ok: false,
        error: { code: 'conflict', message: '群规刚更新到 v2，请看完改动再确认' },
      })
    }
    expect(await confirmationsOf(company, groupId)).toHaveLength(1)
  })

  it('earns nothing outside the validity of the incentive, and a book promises nothing then', async () => {
    const { admin, owner, idOf, now } = company
    await changeIncentive(company, { validTo: now() - 1 })
    expect(await admin.call('rules.acknowledge', { groupId, version: 2 })).toMatchObject({
      earned: 0,
    })
    expect(await ledgerOf(company, await idOf(admin))).toEqual([])
    await publish(owner, [{ kind: 'talk', text: '又是新的一条。' }])
    expect((await open(owner))?.mine).toMatchObject({ isDue: true, points: 0 })
    await changeIncentive(company, { validTo: null, points: 7 })
    expect(await owner.call('rules.acknowledge', { groupId, version: 3 })).toMatchObject({
      earned: 7,
    })
    expect(await ledgerOf(company, await idOf(owner))).toMatchObject([
      { points: 7, incentive: 'rules.acknowledge v3' },
    ])
  })
})

describe('a minor version', () => {
  beforeAll(async () => {
    company = await bootCompany()
    groupId = company.group.groupId
    await publish(company.admin, CLAUSES)
  })
  afterAll(() => company.close())

  const minor = async (text: string) => {
    const book = (await bookOf(company, groupId))!
    const clauses = [...CLAUSES, { kind: 'talk' as const, text }]
    await company.admin.call('rules.publish', {
      ...{ groupId, baseVersion: book.version, clauses, material: false },
    })
  }

  it('earns nothing for who confirmed what was asked [R3]', async () => {
    const { member, idOf } = company
    const memberId = await idOf(member)
    const first = await member.call('rules.acknowledge', { groupId, version: 1 })
    expect(first.earned).toBe(5)
    await minor('小改。')
    expect(await member.call('rules.acknowledge', { groupId, version: 2 })).toEqual({
      ...{ version: 2, at: first.at, earned: 0 },
    })
    expect(await ledgerOf(company, memberId)).toHaveLength(1)
    expect(await confirmationsOf(company, groupId)).toHaveLength(1)
    expect(await open(member)).toMatchObject({ acknowledged: { count: 1, total: 3 } })
  })

  it('is what is confirmed by who has not yet, once, with the points [R3]', async () => {
    const { owner, idOf } = company
    expect(await owner.call('rules.acknowledge', { groupId, version: 2 })).toMatchObject({
      ...{ version: 2, earned: 5 },
    })
    await minor('再小改。')
    expect(await owner.call('rules.acknowledge', { groupId, version: 3 })).toMatchObject({
      ...{ earned: 0 },
    })
    expect((await open(owner))?.mine).toMatchObject({ version: 2, isDue: false })
    expect(await scoreOf(company, groupId, await idOf(owner))).toMatchObject({ month: 5 })
    expect(await asksOf(company, groupId)).toMatchObject([{ state: 'open' }])
  })

  it('promises what was promised with the version that asked', async () => {
    await changeIncentive(company, { points: 9 })
    await minor('又小改。')
    expect((await open(company.admin))?.mine).toMatchObject({ isDue: true, points: 5 })
  })
})

describe('observers', () => {
  beforeAll(async () => {
    company = await bootCompany()
    groupId = company.group.groupId
    await publish(company.admin, CLAUSES)
  })
  afterAll(() => company.close())

  it('cannot confirm, earn nothing and have no place [R3]', async () => {
    const { outsider, admin, chat1, idOf } = company
    await join(outsider, chat1, groupId, '王观察')
    const memberId = await idOf(outsider)
    await admin.call('groups.setRole', { groupId, memberId, role: 'observer' })
    expect(await outsider.reply('rules.acknowledge', { groupId, version: 1 })).toMatchObject({
      error: { code: 'permission-denied' },
    })
    expect(await ledgerOf(company, memberId)).toEqual([])
    const board = await admin.call('board.get', { scope: 'group', groupId, period: 'month' })
    expect(board.total).toBe(0)
    expect(await open(outsider)).toMatchObject({
      mine: { isDue: false },
      acknowledged: { total: 3 },
    })
  })

  it('are asked once they take part, with the time of a newcomer to the ask', async () => {
    const { outsider, admin, idOf } = company
    const memberId = await idOf(outsider)
    await admin.call('groups.setRole', { groupId, memberId, role: 'member' })
    expect((await open(outsider))?.mine).toMatchObject({ isDue: true, points: 5 })
    expect((await outsider.call('today.get', {})).due).toMatchObject([{ title: '确认群规 v1' }])
    expect(await outsider.call('rules.acknowledge', { groupId, version: 1 })).toMatchObject({
      earned: 5,
    })
  })
})
