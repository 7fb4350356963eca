import type { PeriodKind } from '../../miniprogram/contract/calendar'
import type { TestPerson } from '../kit/boot'
import { inChina } from '../kit/clock'
import { bootCompany, join, type TestCompany } from '../kit/company'
import { boardOf, givePoints, scoreOf } from '../kit/holds'

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
  person.call('points.board', { scope: 'group', groupId, period })
const companyBoard = (person: TestPerson, period: PeriodKind = 'month') =>
  person.call('points.board', { scope: 'company', period })
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).join('')
const named = (name: string) => people.find((one) => one.name === name)!

/** Time passes before the timer fires, so that what was just given is older than its run. */
async function rollUp(): Promise<void> {
  company.pass(MINUTE)
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
    expect(board.rule).toMatchObject({ version: 1, tieOrder: '同分先到者在前' })
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
    const reply = await company.member.reply('points.board', { scope: 'group', period: 'week' })
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument', fields: { groupId: '还没有选择群' } },
    })
  })
})

describe('the company’s board', () => {
  it('is empty until it was rolled up first', async () => {
    expect(await companyBoard(company.member, 'quarter')).toMatchObject({
      ...{ scope: 'company', periodKey: '2026-Q4', total: 0, top: [], mine: null },
    })
    const { rows } = await company.manager.call('points.groups', { period: 'month' })
    expect(rows).toEqual([])
  })

  it('has the people of all groups, with theirs; the last third is for managers [S1.20]', async () => {
    const { member, manager } = company
    await rollUp()
    const board = await companyBoard(member, 'week')
    expect(board).toMatchObject({ total: 9, periodKey: '2026-W47', rule: { version: 1 } })
    expect(names(board.top)).toBe('赵负责钱管理孙成员甲乙丙')
    expect(board.top[0]).toMatchObject({ place: 1, points: 90, groupName: '华东客户维护群' })
    expect(board.mine).toMatchObject({ place: 3, points: 70, gapToNext: 10 })
    expect(names(board.mine!.around)).toBe('赵负责钱管理孙成员甲乙')
    expect((await companyBoard(manager, 'week')).top).toHaveLength(9)
    expect((await companyBoard(manager, 'week')).mine).toBeNull()
    expect((await boardOf(company, 'month'))?.[0]).toBe('己 310')
  })

  it('says up to when its figures count, but for my own, which are live [J3]', async () => {
    const { memberId, person } = named('丙')
    const before = await companyBoard(person, 'week')
    company.pass(MINUTE)
    await givePoints(company, groupId, memberId, 25)
    const after = await companyBoard(person, 'week')
    expect(after.asOf).toBe(before.asOf)
    expect(after.mine).toMatchObject({ place: 4, points: 65, gapToNext: 5 })
    expect(names(after.top)).toBe('赵负责钱管理孙成员甲乙丙')
    await rollUp()
    const rolled = await companyBoard(person, 'week')
    expect(names(rolled.top)).toBe('赵负责钱管理孙成员丙甲乙')
    expect(rolled.asOf).toBeGreaterThan(after.asOf)
    expect(names((await groupBoard(person, 'week')).top)).toBe('赵负责钱管理孙成员丙甲乙')
  })

  it('adds up what somebody earned in two groups, under the larger one [P4]', async () => {
    const { owner, member, chat, idOf } = company
    const chat2 = chat('第二群', [owner, member])
    const { groupId: second } = await owner.call('groups.create', {
      ...{ name: '第二群', type: 'function', cloudId: owner.cloudIdIn(chat2) },
    })
    await join(member, chat2, second, '孙成员')
    await givePoints(company, second, await idOf(member), 75)
    await rollUp()
    const [first] = (await companyBoard(owner, 'week')).top
    expect(first).toMatchObject({ name: '孙成员', points: 145, groupName: '第二群' })
    expect((await groupBoard(member, 'week')).mine).toMatchObject({ points: 70 })
  })

  it('compares groups by points a head [I2]', async () => {
    const { rows, asOf } = await company.manager.call('points.groups', { period: 'week' })
    const short = rows.map(({ place, name, members, points, perHeadHundredths }) =>
      [place, name, members, points, perHeadHundredths].join(' '),
    )
    expect(short).toEqual(['1 华东客户维护群 9 475 5278', '2 第二群 2 75 3750'])
    expect(asOf).toBeLessThan(company.now())
  })

  it('is left alone while nothing changes, and follows a new week', async () => {
    const { manager, pass, now } = company
    const before = await companyBoard(manager, 'week')
    await rollUp()
    await rollUp()
    await rollUp()
    const { asOf } = await companyBoard(manager, 'week')
    await rollUp()
    expect((await companyBoard(manager, 'week')).asOf).toBe(asOf)
    expect(before.periodKey).toBe('2026-W47')
    pass(inChina('2026-11-23T00:00:10') - now())
    await rollUp()
    expect(await companyBoard(manager, 'week')).toMatchObject({
      ...{ periodKey: '2026-W48', total: 0, top: [] },
    })
    expect((await companyBoard(manager, 'month')).asOf).toBeGreaterThan(asOf)
  })
})

describe('somebody who was removed', () => {
  it('has no place on boards any more, and keeps the figures [P4]', async () => {
    const { admin } = company
    const { memberId } = named('甲')
    await admin.call('groups.remove', { groupId, memberId, reason: '离职' })
    expect(names((await groupBoard(company.manager)).top)).not.toContain('甲')
    await rollUp()
    expect(names((await companyBoard(company.manager)).top)).not.toContain('甲')
    expect(await scoreOf(company, groupId, memberId)).toMatchObject({ month: 60 })
    const { rows } = await company.manager.call('points.groups', { period: 'month' })
    expect(rows.find((row) => row.groupId === groupId)?.members).toBe(8)
  })
})
