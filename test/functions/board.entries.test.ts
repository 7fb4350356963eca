import type { InputOf } from '../../miniprogram/contract/index'
import { inChina } from '../kit/clock'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { givePoints } from '../kit/gives'

let company: TestCompany
let groupId: string
let second: string
let memberId: string

beforeAll(async () => {
  company = await bootCompany()
  groupId = company.group.groupId
  const { owner, admin, member, chat, idOf } = company
  memberId = await idOf(member)
  const chat2 = chat('第二群', [owner, member])
  const made = await owner.call('groups.create', {
    ...{ name: '第二群', type: 'function', cloudId: owner.cloudIdIn(chat2) },
  })
  second = made.groupId
  await join(member, chat2, second, '孙成员')
  await admin.call('rules.publish', { groupId, baseVersion: 0, clauses: CLAUSES, material: true })
  await member.call('rules.acknowledge', { groupId, version: 1 })
  await givePoints(company, groupId, memberId, 40, inChina('2026-10-31T23:59:59'))
  await givePoints(company, groupId, memberId, 30, inChina('2026-11-01T00:00:00'))
  company.pass(1000)
  await givePoints(company, second, memberId, 20)
  company.pass(1000)
  await givePoints(company, second, memberId, 10)
  // Of a colleague.
  await givePoints(company, second, await idOf(owner), 60)
})
afterAll(() => company.close())

const entries = (changes: Partial<InputOf<'board.entries'>> = {}) =>
  company.admin.call('board.entries', { memberId, period: 'month', ...changes })
const pointsOf = ({ rows }: { rows: { points: number }[] }) => rows.map(({ points }) => points)

describe('the entries behind a figure', () => {
  it('are those of the period, newest first, and add up to it [S1.23] [N2] [I7]', async () => {
    const month = await entries()
    expect(month).toMatchObject({ memberId, name: '孙成员', periodKey: '2026-11', total: 65 })
    expect(pointsOf(month)).toEqual([10, 20, 5, 30])
    expect(month.next).toBeUndefined()
    expect(month.rows[2]).toEqual({
      ...{ entryId: expect.any(String) as string, points: 5, category: 'rules' },
      ...{ text: '按时读完并确认群规', basis: { id: 'rules.acknowledge', version: 1 } },
      source: { kind: 'rules', title: '华东客户维护群群规 v1' },
      ...{ groupName: '华东客户维护群', at: expect.any(Number) as number },
    })
    expect(await entries({ period: 'quarter' })).toMatchObject({ total: 105 })
    expect(pointsOf(await entries({ period: 'quarter' }))).toEqual([10, 20, 5, 30, 40])
    expect(pointsOf(await entries({ period: 'week' }))).toEqual([10, 20, 5])
  })

  it('can be those of one group [N2]', async () => {
    const own = await entries({ groupId: second })
    expect(own).toMatchObject({ total: 30 })
    expect(pointsOf(own)).toEqual([10, 20])
    expect(await entries({ groupId })).toMatchObject({ total: 35 })
  })

  it('come page by page, each once', async () => {
    const first = await entries({ size: 3 })
    expect(pointsOf(first)).toEqual([10, 20, 5])
    const rest = await entries({ size: 3, cursor: first.next! })
    expect(pointsOf(rest)).toEqual([30])
    expect(rest.next).toBeUndefined()
    // The figure stays that of the whole period.
    expect([first.total, rest.total]).toEqual([65, 65])
    expect(pointsOf(await entries({ size: 2, cursor: first.next! }))).toEqual([30])
    expect((await entries({ size: 4 })).next).toBeUndefined()
  })

  it('never leave their period by a cursor from elsewhere', async () => {
    for (const cursor of ['0', 'zzz']) {
      expect(pointsOf(await entries({ cursor }))).toEqual([10, 20, 5, 30])
    }
  })

  it('exist for people of the company, and are none in groups they were not in', async () => {
    const { admin } = company
    const nobody = { memberId: 'nobody', period: 'month' as const }
    expect(await admin.reply('board.entries', nobody)).toMatchObject({
      ...{ ok: false, error: { code: 'not-found' } },
    })
    expect(await entries({ groupId: 'nowhere' })).toMatchObject({ total: 0, rows: [] })
    expect(
      await company.stranger.reply('board.entries', { memberId, period: 'month' }),
    ).toMatchObject({
      error: { code: 'permission-denied', message: '请先加入一个群' },
    })
  })
})
