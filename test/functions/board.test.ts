import type { PeriodKind } from '../../miniprogram/contract/calendar'
import type { TestPerson } from '../kit/boot'
import { inChina } from '../kit/clock'
import { bootCompany, join, type TestCompany } from '../kit/company'
import { givePoints } from '../kit/gives'
import { companyScoreOf, scoreOf } from '../kit/holds'

const MINUTE = 60_000

let company: TestCompany
let groupId: string
/** Those of the group in the order of their points: 90 for the first, 10 for the last. */
const people: { name: string; person: TestPerson; memberId: string }[] = []

beforeAll(async () => {
  company = await bootCompany()
  groupId = company.group.groupId
  const { owner, admin, member, chat1, world, idOf } = company
  const joined: [string, TestPerson][] = [
    ...([
      ['赵负责', owner],
      ['钱管理', admin],
      ['孙成员', member],
    ] as [string, TestPerson][]),
  ]
  for (const name of ['甲', '乙', '丙', '丁', '戊', '己']) {
    const person = company.person(name)
    world.addToChat(chat1.chatId, person.personId)
    await join(person, chat1, groupId, name)
    joined.push([name, person])
  }
  for (const [name, person] of joined) {
    const memberId = await idOf(person)
    const points = 90 - people.length * 10
    people.push({ name, person, memberId })
    await givePoints(company, groupId, memberId, points, company.now() - MINUTE)
  }
})
afterAll(() => company.close())

const groupBoard = (person: TestPerson, period: PeriodKind = 'month') =>
  person.call('board.get', { scope: 'group', groupId, period })
const companyBoard = (person: TestPerson, period: PeriodKind = 'month') =>
  person.call('board.get', { scope: 'company', period })
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).join('')
const named = (name: string) => people.find((one) => one.name === name)!

/** Groups are compared a minute or two after something changed. */
async function compared(): Promise<void> {
  company.pass(3 * MINUTE)
  await company.runJobs()
}

describe('a group’s board', () => {
  it('orders who has points and says what they are made of [S1.20] [S1.23] [N2]', async () => {
    const board = await groupBoard(company.member)
    expect(board).toMatchObject({
      ...{ scope: 'group', period: 'month', periodKey: '2026-11', total: 9 },
      range: { from: inChina('2026-11-01T00:00:00'), to: inChina('2026-12-01T00:00:00') },
    })
    expect(board.top[2]).toEqual({
      ...{ place: 3, memberId: named('孙成员').memberId, name: '孙成员', points: 70 },
      ...{ parts: [{ category: 'other', points: 70 }], isMe: true },
    })
    expect(board.rule).toMatchObject({ tieOrder: '同分先到者在前' })
    expect(board.rule.text).toContain('5 分')
    expect(board.asOf).toBeLessThanOrEqual(company.now())
  })

  it('shows me my place, my gap and two neighbours on each side [I5]', async () => {
    expect((await groupBoard(company.member)).mine).toMatchObject({
      ...{ place: 3, points: 70, gapToNext: 10 },
      around: [{ place: 1 }, { place: 2 }, { place: 3, isMe: true }, { place: 4 }, { place: 5 }],
    })
    expect((await groupBoard(named('赵负责').person)).mine).toMatchObject({ gapToNext: null })
  })

  it('puts nobody of the last third on show, but for managers [I15]', async () => {
    const { manager, owner, member } = company
    expect(names((await groupBoard(member)).top)).toBe('赵负责钱管理孙成员甲乙丙')
    const weak = await groupBoard(named('戊').person)
    expect(names(weak.top)).toBe('赵负责钱管理孙成员甲乙丙')
    expect(weak.mine).toMatchObject({ place: 8, points: 20, gapToNext: 10 })
    expect(names(weak.mine!.around)).toBe('戊')
    const whole = await groupBoard(manager)
    expect(names(whole.top)).toBe('赵负责钱管理孙成员甲乙丙丁戊己')
    expect(whole.mine).toBeNull()
    expect((await groupBoard(owner)).top).toHaveLength(9)
  })

  it('counts the points of its period only [I4]', async () => {
    const { memberId } = named('己')
    await givePoints(company, groupId, memberId, 200, inChina('2026-10-20T12:00:00'))
    await givePoints(company, groupId, memberId, 300, inChina('2026-11-02T12:00:00'))
    await givePoints(company, groupId, memberId, 1000, inChina('2025-12-31T23:59:59'))
    const pointsIn = async (period: PeriodKind) => {
      const { top } = await groupBoard(company.manager, period)
      return top.find((row) => row.memberId === memberId)?.points
    }
    expect(await pointsIn('week')).toBe(10)
    expect(await pointsIn('month')).toBe(310)
    expect(await pointsIn('quarter')).toBe(510)
    expect(await pointsIn('year')).toBe(510)
  })

  it('asks which group', async () => {
    const reply = await company.member.reply('board.get', { scope: 'group', period: 'week' })
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument', fields: { groupId: '还没有选择群' } },
    })
  })
})

describe('the company’s board', () => {
  it('has the people of all groups, with theirs; the last third is for managers [S1.20]', async () => {
    const { member, manager } = company
    const board = await companyBoard(member, 'week')
    expect(board).toMatchObject({ total: 9, periodKey: '2026-W47' })
    expect(names(board.top)).toBe('赵负责钱管理孙成员甲乙丙')
    expect(board.top[0]).toMatchObject({ place: 1, points: 90, groupName: '华东客户维护群' })
    expect(board.mine).toMatchObject({ place: 3, isExact: true, points: 70, gapToNext: 10 })
    expect(names(board.mine!.around)).toBe('赵负责钱管理孙成员甲乙')
    expect((await companyBoard(manager, 'week')).top).toHaveLength(9)
    expect((await companyBoard(manager, 'week')).mine).toBeNull()
    expect((await companyBoard(member)).top[0]).toMatchObject({ name: '己', points: 310 })
  })

  it('is of this very moment, without any job [J3]', async () => {
    const { memberId, person } = named('丙')
    company.pass(MINUTE)
    const since = company.now()
    await givePoints(company, groupId, memberId, 25)
    const board = await companyBoard(person, 'week')
    expect(board.asOf).toBeGreaterThanOrEqual(since)
    expect(board.mine).toMatchObject({ place: 4, points: 65, gapToNext: 5 })
    expect(names(board.top)).toBe('赵负责钱管理孙成员丙甲乙')
    expect(names((await groupBoard(person, 'week')).top)).toBe('赵负责钱管理孙成员丙甲乙')
  })

  it('puts who had the same first before who came later', async () => {
    const { memberId, person } = named('丁')
    company.pass(MINUTE)
    // 30 and 20 make the 50 that 乙 has had for longer.
    await givePoints(company, groupId, memberId, 20)
    const { top, mine } = await companyBoard(company.manager, 'week')
    expect(mine).toBeNull()
    expect(top.slice(4, 7).map(({ name, points }) => `${name} ${points}`)).toEqual([
      ...['甲 60', '乙 50', '丁 50'],
    ])
    expect((await groupBoard(person, 'week')).mine).toMatchObject({ place: 7, gapToNext: 0 })
  })

  it('adds up what somebody earned in two groups, under the latest one [P4]', async () => {
    const { owner, member, chat, idOf } = company
    const chat2 = chat('第二群', [owner, member])
    const { groupId: second } = await owner.call('groups.create', {
      ...{ name: '第二群', type: 'function', cloudId: owner.cloudIdIn(chat2) },
    })
    await join(member, chat2, second, '孙成员')
    await givePoints(company, second, await idOf(member), 75)
    const [first] = (await companyBoard(owner, 'week')).top
    expect(first).toMatchObject({ name: '孙成员', points: 145, groupName: '第二群' })
    expect((await groupBoard(member, 'week')).mine).toMatchObject({ points: 70 })
  })

  it('compares groups by points a head, and says up to when [I2] [J3]', async () => {
    await compared()
    const { rows, asOf } = await company.manager.call('board.groups', { period: 'week' })
    const short = rows.map(({ place, name, members, points, perHeadHundredths }) =>
      [place, name, members, points, perHeadHundredths].join(' '),
    )
    expect(short).toEqual(['1 华东客户维护群 9 495 5500', '2 第二群 2 75 3750'])
    expect(asOf).toBeLessThanOrEqual(company.now() - 2 * MINUTE)
    expect(asOf).toBeGreaterThan(company.now() - 3 * MINUTE)
  })

  it('compares groups page by page, each once [P3]', async () => {
    const page = async (cursor?: string) =>
      company.manager.call('board.groups', {
        ...{ period: 'week' as const, size: 1 },
        ...(cursor === undefined ? {} : { cursor }),
      })
    const first = await page()
    const second = await page(first.next)
    expect([...first.rows, ...second.rows].map(({ place, name }) => `${place} ${name}`)).toEqual([
      ...['1 华东客户维护群', '2 第二群'],
    ])
    expect(second.next).toBeUndefined()
  })
})

describe('somebody who was removed', () => {
  it('has no place on any board at once, and keeps the figures [P4]', async () => {
    const { admin, manager } = company
    const { memberId } = named('甲')
    await admin.call('groups.remove', { groupId, memberId, reason: '离职' })
    expect(names((await groupBoard(manager)).top)).not.toContain('甲')
    expect(names((await companyBoard(manager)).top)).not.toContain('甲')
    expect(await scoreOf(company, groupId, memberId)).toMatchObject({ isShown: false, month: 60 })
    expect(await companyScoreOf(company, memberId)).toMatchObject({ isShown: false, month: 60 })
    await compared()
    const { rows } = await manager.call('board.groups', { period: 'month' })
    expect(rows.find((row) => row.groupId === groupId)).toMatchObject({ members: 8, points: 735 })
  })

  it('is back with them when let in again, on the company’s board too', async () => {
    const { admin, manager } = company
    const { memberId } = named('甲')
    await admin.call('groups.readmit', { groupId, memberId })
    for (const board of [await groupBoard(manager), await companyBoard(manager)]) {
      expect(board.top.find((row) => row.memberId === memberId)).toMatchObject({ points: 60 })
    }
  })
})

describe('who has nothing', () => {
  it('has no place on any board [R8]', async () => {
    const { chat1, world } = company
    const person = company.person('新人')
    world.addToChat(chat1.chatId, person.personId)
    await join(person, chat1, groupId, '新人')
    for (const board of [await groupBoard(person), await companyBoard(person)]) {
      expect(board.mine).toBeNull()
      expect(names(board.top)).not.toContain('新人')
      expect(board.total).toBe(9)
    }
    expect(await person.call('board.figures', { groupId })).toMatchObject({
      ...{ monthPoints: 0, weekPoints: 0, place: null, of: 10 },
    })
  })

  it('is everybody on the first day of a new week [R8]', async () => {
    const { manager, member, pass, now } = company
    pass(inChina('2026-11-23T09:00:00') - now())
    for (const board of [await companyBoard(manager, 'week'), await groupBoard(member, 'week')]) {
      expect(board).toMatchObject({ periodKey: '2026-W48', total: 0, top: [], mine: null })
    }
    expect((await companyBoard(member)).top.length).toBeGreaterThan(0)
    const { rows } = await manager.call('board.groups', { period: 'week' })
    expect(rows).toEqual([])
  })
})
