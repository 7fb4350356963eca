import type { InputOf } from '../../miniprogram/contract/index'
import type { TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, type TestCompany } from '../kit/company'
import {
  bookOf,
  changeIncentive,
  confirmationsOf,
  ledgerOf,
  membershipOf,
  scoreOf,
} from '../kit/holds'

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

  it('is a fact, shows on the membership and earns its points once [S1.1] [S1.8] [N2]', async () => {
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
    expect(await membershipOf(company, groupId, memberId)).toMatchObject({ confirmed: 1 })
    expect(await ledgerOf(company, memberId)).toEqual([
      {
        ...{ points: 5, rule: 'rules.acknowledge v1', ruleText: '按时读完并确认群规' },
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
    await changeIncentive(company, { validTo: null, points: 7, version: 2 })
    expect(await owner.call('rules.acknowledge', { groupId, version: 3 })).toMatchObject({
      earned: 7,
    })
    expect(await ledgerOf(company, await idOf(owner))).toMatchObject([
      { points: 7, rule: 'rules.acknowledge v2' },
    ])
  })
})
